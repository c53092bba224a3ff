// Surveys in the database. What people answered is counted and told by functions there; no query here reads it.
import type { SurveyForm, SurveyQuestion, SurveySummary, TabletQuestions } from "../contract/surveys.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

const columns = `
  s.id, s.team_id as "teamId", coalesce(s.series_id, s.id) as "seriesId", s.round, s.name, s.introduction, s.steps, s.questions, s.version,
  access.display_name(s.created_by) as author, ${timestampText("s.created_at")} as "createdAt",
  s.closed_at is not null as "isClosed",
  array(select day::text from planning.survey_days d
        where d.municipality_code = s.municipality_code and d.survey_id = s.id order by day) as days`;

export function listSurveys(transaction: Transaction, municipality: string): Promise<SurveySummary[]> {
  return transaction.many<SurveySummary>(
    `select ${columns} from planning.surveys s where s.municipality_code = $1 order by s.created_at desc, s.id`,
    [municipality],
  );
}

export function findSurvey(
  transaction: Transaction,
  municipality: string,
  id: string,
  ending: "" | "for update" = "",
): Promise<SurveySummary | null> {
  return transaction.maybeOne<SurveySummary>(
    `select ${columns} from planning.surveys s where s.municipality_code = $1 and s.id = $2 ${ending}`,
    [municipality, id],
  );
}

/** The rounds of a questionnaire that one may read, the first first. */
export function listRounds(transaction: Transaction, municipality: string, seriesId: string): Promise<SurveySummary[]> {
  return transaction.many<SurveySummary>(
    `select ${columns} from planning.surveys s
     where s.municipality_code = $1 and coalesce(s.series_id, s.id) = $2 order by s.created_at, s.id`,
    [municipality, seriesId],
  );
}

/** Name and introduction are every round's: the others are made like this one. */
export async function updateOtherRounds(
  transaction: Transaction,
  municipality: string,
  { id, seriesId, name, introduction }: SurveySummary,
): Promise<void> {
  await transaction.affected(
    `update planning.surveys set name = $4, introduction = $5, version = version + 1, updated_at = now()
     where municipality_code = $1 and coalesce(series_id, id) = $2 and id <> $3 and (name, introduction) <> ($4, $5)`,
    [municipality, seriesId, id, name, introduction],
  );
}

export async function insertSurvey(
  transaction: Transaction,
  municipality: string,
  survey: Pick<SurveySummary, "teamId" | "name" | "introduction" | "steps" | "questions" | "round"> & {
    /** The first round; null for a survey that is a first one. */
    readonly seriesId: string | null;
  },
  userId: string,
): Promise<string> {
  const { id } = await transaction.one<{ id: string }>(
    `insert into planning.surveys
       (municipality_code, team_id, name, introduction, steps, questions, created_by, series_id, round)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9) returning id`,
    [
      municipality,
      survey.teamId,
      survey.name,
      survey.introduction,
      survey.steps,
      JSON.stringify(survey.questions),
      userId,
      survey.seriesId,
      survey.round,
    ],
  );
  return id;
}

export async function updateSurvey(
  transaction: Transaction,
  municipality: string,
  id: string,
  change: {
    readonly name?: string | undefined;
    readonly introduction?: string | undefined;
    readonly round?: string | undefined;
    readonly questions?: readonly SurveyQuestion[] | undefined;
    readonly closed?: boolean | undefined;
  },
): Promise<void> {
  await transaction.affected(
    `update planning.surveys
     set name = coalesce($3, name), introduction = coalesce($4, introduction), questions = coalesce($5::jsonb, questions),
       round = coalesce($7, round), closed_at = case $6::boolean when true then coalesce(closed_at, now()) when false then null else closed_at end,
       version = version + 1, updated_at = now()
     where municipality_code = $1 and id = $2`,
    [
      municipality,
      id,
      change.name ?? null,
      change.introduction ?? null,
      change.questions === undefined ? null : JSON.stringify(change.questions),
      change.closed ?? null,
      change.round ?? null,
    ],
    1,
  );
}

/** Counts forms typed in from paper; false where what was sent under the number is counted already. */
export async function addAnswers(
  transaction: Transaction,
  id: string,
  forms: readonly SurveyForm[],
  sendingId?: string,
): Promise<boolean> {
  const { counted } = await transaction.one<{ counted: boolean }>(
    "select planning.add_survey_answers($1, $2::jsonb, $3) as counted",
    [id, JSON.stringify(forms), sendingId ?? null],
  );
  return counted;
}

/** Sums over at least five answers of a question. */
export interface AnswerSumsRow {
  readonly questionId: string;
  readonly count: number;
  readonly sumBefore: number;
  readonly sumBeforeSquared: number;
  readonly sumNow: number;
  readonly sumNowSquared: number;
  readonly sumDifference: number;
  readonly sumDifferenceSquared: number;
}

export function readSums(transaction: Transaction, id: string): Promise<AnswerSumsRow[]> {
  return transaction.many<AnswerSumsRow>(
    `select question_id as "questionId", count, sum_before as "sumBefore", sum_before_squared as "sumBeforeSquared",
       sum_now as "sumNow", sum_now_squared as "sumNowSquared", sum_difference as "sumDifference",
       sum_difference_squared as "sumDifferenceSquared"
     from planning.survey_sums($1)`,
    [id],
  );
}

export async function openTablet(
  transaction: Transaction,
  id: string,
  codeHash: Uint8Array,
  hours: number,
): Promise<string> {
  const { expiresAt } = await transaction.one<{ expiresAt: string }>(
    `select ${timestampText("opened.expires_at")} as "expiresAt"
     from (select now() + make_interval(hours => $3) as expires_at) as opened,
       lateral (select planning.open_survey_session($1, $2, opened.expires_at)) as done`,
    [id, codeHash, hours],
  );
  return expiresAt;
}

export async function endTablets(transaction: Transaction, id: string): Promise<void> {
  await transaction.one("select planning.end_survey_sessions($1)", [id]);
}

export async function hasOpenTablet(transaction: Transaction, id: string): Promise<boolean> {
  const { open } = await transaction.one<{ open: boolean }>("select planning.has_survey_session($1) as open", [id]);
  return open;
}

/** What a tablet shows of itself: the hash of its code, and of what it has drawn for itself. */
export interface TabletHashes {
  readonly code: Uint8Array;
  readonly device: Uint8Array;
}

/** The questions that a code opens, and whether it is this tablet's: the first that asks has it. Null where it opens nothing. Runs as nobody. */
export function findByCode(
  transaction: Transaction,
  { code, device }: TabletHashes,
): Promise<(TabletQuestions & { readonly isOwn: boolean }) | null> {
  return transaction.maybeOne(
    `select name, introduction, steps, questions, is_own as "isOwn" from access.find_survey($1, $2)`,
    [code, device],
  );
}

/** Counts one form from a tablet, once for each number it is sent under; false where the code opens nothing or is another tablet's. */
export async function answerByCode(
  transaction: Transaction,
  { code, device }: TabletHashes,
  form: SurveyForm,
  sendingId: string | undefined,
): Promise<boolean> {
  const { counted } = await transaction.one<{ counted: boolean }>(
    "select access.answer_survey($1, $2, $3::jsonb, $4) as counted",
    [code, device, JSON.stringify(form), sendingId ?? null],
  );
  return counted;
}
