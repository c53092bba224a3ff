// Operations on follow-up surveys: the team's own, and the two that a tablet uses with nobody signed in.
import { recordAct } from "../audit/record-act.ts";
import type { Survey, SurveyForm, SurveySummary } from "../contract/surveys.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { assertSameVersion } from "../http/versions.ts";
import { surveyCsv } from "./survey-csv.ts";
import { type RoundOfAnswers, resultsOf, roundsOf } from "./survey-results.ts";
import {
  addAnswers,
  answerByCode,
  endTablets,
  findByCode,
  findSurvey,
  hasOpenTablet,
  insertSurvey,
  listRounds,
  listSurveys,
  openTablet,
  readSums,
  type TabletHashes,
  updateOtherRounds,
  updateSurvey,
} from "./surveys.store.ts";
import { newTabletCode, tabletCodeHash, tabletHashes } from "./tablet-code.ts";

type SurveyOperations =
  | "listSurveys"
  | "createSurvey"
  | "readSurvey"
  | "exportSurvey"
  | "changeSurvey"
  | "beginSurveyRound"
  | "enterSurveyAnswers"
  | "openTablet"
  | "endTablets"
  | "readTabletQuestions"
  | "answerOnTablet";

/** A working day. */
const tabletHours = 8;

export function surveyHandlers(): Pick<Handlers, SurveyOperations> {
  return {
    listSurveys: async (transaction, { params }) => ({
      status: 200,
      body: { surveys: await listSurveys(transaction, params.municipality) },
    }),
    createSurvey: async (transaction, { params, body, caller }) => {
      if (!caller.teamIds.includes(body.teamId)) throw unknownTeam();
      requireDistinct(body.questions);
      const id = await insertSurvey(transaction, params.municipality, { ...body, seriesId: null }, caller.userId);
      await recordAct(transaction, "survey.created", "survey", id);
      return { status: 201, ...(await answered(transaction, params.municipality, id)) };
    },
    readSurvey: async (transaction, { params }) => ({
      status: 200,
      ...(await answered(transaction, params.municipality, params.survey)),
    }),
    exportSurvey: async (transaction, { params }) => {
      const { municipality, survey: id } = params;
      const { body } = await answered(transaction, municipality, id);
      await recordAct(transaction, "data.exported", "survey", id, { format: "csv" });
      const bytes = new TextEncoder().encode(surveyCsv(body));
      return { status: 200, file: { name: `enkat-${municipality}.csv`, mediaType: "text/csv", bytes } };
    },
    changeSurvey: async (transaction, { params, body, version }) => {
      const { municipality, survey: id } = params;
      const before = await requireSurvey(transaction, municipality, id, "for update");
      assertSameVersion(before.version, version);
      if (body.questions) {
        if (before.days.length > 0) throw new AppError("survey.answered");
        if ((await listRounds(transaction, municipality, before.seriesId)).length > 1) {
          throw new AppError("survey.has-rounds");
        }
        requireDistinct(body.questions);
      }
      await updateSurvey(transaction, municipality, id, body);
      if (body.name !== undefined || body.introduction !== undefined) {
        await updateOtherRounds(transaction, municipality, await requireSurvey(transaction, municipality, id));
      }
      if (body.closed) await endTablets(transaction, id);
      const act = body.closed === undefined ? "survey.changed" : body.closed ? "survey.closed" : "survey.reopened";
      await recordAct(transaction, act, "survey", id);
      return { status: 200, ...(await answered(transaction, municipality, id)) };
    },
    beginSurveyRound: async (transaction, { params, body, caller }) => {
      const { municipality } = params;
      const before = await requireSurvey(transaction, municipality, params.survey, "for update");
      for (const { id, isClosed } of await listRounds(transaction, municipality, before.seriesId)) {
        if (isClosed) continue;
        await updateSurvey(transaction, municipality, id, { closed: true });
        await endTablets(transaction, id);
      }
      const id = await insertSurvey(transaction, municipality, { ...before, round: body.round }, caller.userId);
      await recordAct(transaction, "survey.round-begun", "survey", id, { from: before.id });
      return { status: 201, ...(await answered(transaction, municipality, id)) };
    },
    enterSurveyAnswers: async (transaction, { params, body }) => {
      const survey = await requireSurvey(transaction, params.municipality, params.survey, "for update");
      requireOpen(survey);
      for (const form of body.forms) requireFits(survey, form);
      const areNew = await addAnswers(transaction, survey.id, body.forms, body.sendingId);
      if (areNew) await recordAct(transaction, "survey.answers-entered", "survey", survey.id);
      return { status: 200, ...(await answered(transaction, params.municipality, survey.id)) };
    },
    openTablet: async (transaction, { params }) => {
      const survey = await requireSurvey(transaction, params.municipality, params.survey, "for update");
      requireOpen(survey);
      const code = newTabletCode();
      const expiresAt = await openTablet(transaction, survey.id, tabletCodeHash(code), tabletHours);
      await recordAct(transaction, "survey.tablet-opened", "survey", survey.id);
      return { status: 201, body: { code, expiresAt } };
    },
    endTablets: async (transaction, { params }) => {
      const { id } = await requireSurvey(transaction, params.municipality, params.survey, "for update");
      await endTablets(transaction, id);
      await recordAct(transaction, "survey.tablets-ended", "survey", id);
      return { status: 204 };
    },
    readTabletQuestions: async (transaction, { body }) => {
      const { name, introduction, steps, questions } = await requireOwnCode(transaction, tabletHashes(body));
      return { status: 200, body: { name, introduction, steps, questions } };
    },
    // Not logged: the log's clock would tell when each person answered.
    answerOnTablet: async (transaction, { body }) => {
      const hashes = tabletHashes(body);
      requireFits(await requireOwnCode(transaction, hashes), body.form);
      const { form, sendingId } = body;
      if (!(await answerByCode(transaction, hashes, form, sendingId))) throw new AppError("survey.code-over");
      return { status: 204 };
    },
  };
}

async function answered(transaction: Transaction, municipality: string, id: string) {
  const survey = await requireSurvey(transaction, municipality, id);
  const rounds: RoundOfAnswers[] = [];
  for (const round of await listRounds(transaction, municipality, survey.seriesId)) {
    rounds.push({ survey: round, sums: await readSums(transaction, round.id) });
  }
  const body: Survey = {
    ...survey,
    hasOpenTablet: await hasOpenTablet(transaction, id),
    results: resultsOf(survey, rounds.find((round) => round.survey.id === id)!.sums),
    rounds: roundsOf(rounds),
  };
  return { body, version: survey.version };
}

/** The survey, or 404: also for one of another team. */
async function requireSurvey(
  transaction: Transaction,
  municipality: string,
  id: string,
  ending: "" | "for update" = "",
): Promise<SurveySummary> {
  const survey = await findSurvey(transaction, municipality, id, ending);
  if (!survey) throw new AppError("not-found");
  return survey;
}

/** What the code opens for the tablet that opened it first; another is told so. */
async function requireOwnCode(transaction: Transaction, hashes: TabletHashes) {
  const found = await findByCode(transaction, hashes);
  if (!found) throw new AppError("survey.code-over");
  if (!found.isOwn) throw new AppError("survey.code-in-use");
  return found;
}

function requireOpen({ isClosed }: SurveySummary): void {
  if (isClosed) throw new AppError("survey.closed");
}

function requireDistinct(questions: SurveySummary["questions"]): void {
  if (new Set(questions.map(({ id }) => id)).size === questions.length) return;
  throw new AppError("request.invalid-body", {
    violations: [{ field: "questions", message: { sv: "Två frågor har samma id.", en: "Two questions share an id." } }],
  });
}

/** Each question at most once, with a step of the scale, and with "before" exactly where it is asked for. */
function requireFits({ questions, steps }: Pick<SurveySummary, "questions" | "steps">, form: SurveyForm): void {
  const kinds = new Map(questions.map(({ id, kind }) => [id, kind]));
  const seen = new Set<string>();
  for (const { questionId, before, now } of form) {
    const kind = kinds.get(questionId);
    const isFitting =
      kind !== undefined &&
      !seen.has(questionId) &&
      now <= steps &&
      (kind === "now" ? before === null : before !== null && before <= steps);
    if (!isFitting) throw new AppError("survey.answer-does-not-fit");
    seen.add(questionId);
  }
}

function unknownTeam(): AppError {
  const message = { sv: "Är inte ett av dina team.", en: "Is not one of your teams." };
  return new AppError("reference.unknown", { violations: [{ field: "teamId", message }] });
}
