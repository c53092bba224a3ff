// Plans, the teams they were made for, and their assignments over time.
import type {
  AcceptedFaults,
  NewAssignment,
  NewPlanJudge,
  Plan,
  PlanChange,
  PlanSummary,
  PlanTeam,
  TargetedTeam,
} from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import { targetsByPositions, teamShares } from "../runs/problem.ts";
import { timestampText } from "../timestamp-text.ts";

const summaryColumns = `
  p.id, p.division_id as "divisionId", p.name, p.description, p.status, p.adopted_from::text as "adoptedFrom",
  p.superseded_from::text as "supersededFrom", t.plan_id is not null as "isPresent",
  p.version, r.revision, p.run_id as "runId", p.run_solution as "runSolution", access.display_name(p.created_by) as author,
  ${timestampText("p.deleted_at")} as "deletedAt",
  ${timestampText("p.created_at")} as "createdAt", ${timestampText("p.updated_at")} as "updatedAt"`;
const summaryTables = `
  planning.plans p
  join lateral (
    select revision, team_indexes, target_shares, created_by, created_at from planning.plan_revisions
    where municipality_code = p.municipality_code and plan_id = p.id order by revision desc limit 1) r on true
  left join planning.present_plans t on t.municipality_code = p.municipality_code and t.plan_id = p.id`;

/** A row of planning.plan_rules as whose rules they are. */
export function judgeColumn(row: string): string {
  return `jsonb_build_object('kind', ${row}.judged_by, 'ruleSet', case when ${row}.rule_set_id is not null then
    jsonb_build_object('id', ${row}.rule_set_id, 'version', ${row}.rule_set_version, 'name', ${row}.rule_set_name) end)`;
}

/** What only planners may read: others have no right to the tables. */
const plannersColumns = `,
  case when p.accepted_at is not null then 
    '{"brokenRules": []}'::jsonb || p.accepted_faults || jsonb_build_object(
    'by', access.display_name(p.accepted_by), 'at', ${timestampText("p.accepted_at")}) end as "acceptedFaults",
  ${judgeColumn("w")} as "judgedBy",
  case when b.id is not null then jsonb_build_object('planId', b.id, 'name', b.name, 'revision', p.branched_from_revision)
  end as "branchedFrom",
  (select count(*)::integer from planning.plan_comments c where c.municipality_code = p.municipality_code and c.plan_id = p.id
     and c.answers_id is null and c.resolved_at is null and c.removed_at is null) as "openComments"`;
const plannersTables = `
  join planning.plan_rules w on w.municipality_code = p.municipality_code and w.plan_id = p.id and w.revision = r.revision
  left join planning.plans b on b.municipality_code = p.municipality_code and b.id = p.branched_from_plan_id`;

/** Which plans a caller may see. */
export interface PlanSight {
  /** Drafts are the planners' own, and so is what they say of plans. */
  readonly drafts: boolean;
}

function selectFrom({ drafts }: PlanSight, extraColumns = ""): string {
  return `select ${summaryColumns}${drafts ? plannersColumns : ""}${extraColumns}
    from ${summaryTables}${drafts ? plannersTables : ""}`;
}

/** Of one plan only: too much for a list. */
const newestColumns = `,
  r.team_indexes as "teamIndexes", r.target_shares as "targetShares", planning.told_tolerances(p.id) as tolerances`;
const plannersNewestColumns = `,
  access.display_name(r.created_by) as "revisedBy", ${timestampText("r.created_at")} as "revisedAt"`;

export function listPlans(
  transaction: Transaction,
  municipality: string,
  { divisionId, deleted }: { readonly divisionId: string | null; readonly deleted: boolean },
  sight: PlanSight,
): Promise<PlanSummary[]> {
  return transaction.many<PlanSummary>(
    `${selectFrom(sight)}
     where p.municipality_code = $1 and ($2::uuid is null or p.division_id = $2) and ($3 or p.status <> 'draft')
       and (p.deleted_at is not null) = $4
     order by p.updated_at desc, p.id`,
    [municipality, divisionId, sight.drafts, deleted],
  );
}

export async function findPlan(
  transaction: Transaction,
  municipality: string,
  id: string,
  sight: PlanSight,
): Promise<Plan | null> {
  const row = await transaction.maybeOne<Omit<Plan, "teams"> & { targetShares: number[] | null }>(
    `${selectFrom(sight, sight.drafts ? newestColumns + plannersNewestColumns : newestColumns)}
     where p.municipality_code = $1 and p.id = $2 and ($3 or p.status <> 'draft') and p.deleted_at is null`,
    [municipality, id, sight.drafts],
  );
  if (!row) return null;
  const { targetShares, ...found } = row;
  return { ...found, teams: withTargets(await readPlanTeams(transaction, municipality, id), targetShares) };
}

/** Each team's share of every total as the plan carries it; null where it follows the positions. */
export async function readOwnTargetShares(
  transaction: Transaction,
  municipality: string,
  { id, revision }: Pick<Plan, "id" | "revision">,
): Promise<number[] | null> {
  const { targetShares } = await transaction.one<{ targetShares: number[] | null }>(
    `select target_shares as "targetShares" from planning.plan_revisions
     where municipality_code = $1 and plan_id = $2 and revision = $3`,
    [municipality, id, revision],
  );
  return targetShares;
}

/** The shares that the plan brought from its file; null for one that brought none. */
export async function findSharesOfFile(
  transaction: Transaction,
  municipality: string,
  planId: string,
): Promise<number[] | null> {
  const found = await transaction.maybeOne<{ targetShares: number[] }>(
    `select target_shares as "targetShares" from planning.plan_revisions
     where municipality_code = $1 and plan_id = $2 and judged_by = 'file' order by revision desc limit 1`,
    [municipality, planId],
  );
  return found?.targetShares ?? null;
}

function withTargets(teams: readonly PlanTeam[], targetShares: readonly number[] | null): TargetedTeam[] {
  const shares = targetShares ?? teamShares(teams, targetsByPositions);
  return teams.map((team, teamIndex) => ({ ...team, targetShare: shares[teamIndex]! }));
}

function readPlanTeams(transaction: Transaction, municipality: string, planId: string): Promise<PlanTeam[]> {
  return transaction.many<PlanTeam>(
    `select t.team_id as "teamId", m.letter, m.name, m.colour_index as "colourIndex",
       t.investigation_positions::double precision as "investigationPositions",
       t.first_line_positions::double precision as "firstLinePositions"
     from planning.plan_teams t
     join planning.teams m on m.municipality_code = t.municipality_code and m.id = t.team_id
     where t.municipality_code = $1 and t.plan_id = $2 order by t.team_index`,
    [municipality, planId],
  );
}

export interface PlanState {
  readonly version: number;
  readonly status: Plan["status"];
  readonly adoptedFrom: string | null;
  readonly isDeleted: boolean;
}

/** Locks the row until the transaction ends, so that two changes come one after the other. */
export function findPlanForChange(
  transaction: Transaction,
  municipality: string,
  id: string,
): Promise<PlanState | null> {
  return transaction.maybeOne<PlanState>(
    `select version, status, adopted_from::text as "adoptedFrom", deleted_at is not null as "isDeleted" from planning.plans
     where municipality_code = $1 and id = $2 for update`,
    [municipality, id],
  );
}

/** The rules that judge a revision, and each team's share of every total by them; null where it follows the positions. */
export interface Judgement {
  readonly by: NewPlanJudge;
  readonly targetShares: readonly number[] | null;
}

export const judgedAsUsual: Judgement = { by: { kind: "usual" }, targetShares: null };

export interface PlanDraft {
  readonly divisionId: string;
  readonly name: string;
  readonly description: string;
  readonly runId: string | null;
  readonly runSolution: number | null;
  readonly judgement: Judgement;
  /** The plan and revision that it begins as a copy of. */
  readonly branchedFrom: { readonly planId: string; readonly revision: number } | null;
  readonly teams: readonly Pick<PlanTeam, "teamId" | "investigationPositions" | "firstLinePositions">[];
  readonly teamIndexes: readonly number[];
  /** What a run found that its first revision holds beside what it began from. */
  readonly fromRun?: NewAssignment["fromRun"];
}

/** Adds a draft with its teams and first revision; answers its id. */
export async function insertPlan(
  transaction: Transaction,
  municipality: string,
  draft: PlanDraft,
  userId: string | null,
): Promise<string> {
  const { id } = await transaction.one<{ id: string }>(
    `insert into planning.plans (municipality_code, division_id, name, description, run_id, run_solution,
       branched_from_plan_id, branched_from_revision, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      municipality,
      draft.divisionId,
      draft.name,
      draft.description,
      draft.runId,
      draft.runSolution,
      draft.branchedFrom?.planId ?? null,
      draft.branchedFrom?.revision ?? null,
      userId,
    ],
  );
  await transaction.affected(
    `insert into planning.plan_teams (municipality_code, plan_id, team_index, team_id, investigation_positions,
       first_line_positions)
     select $1, $2, t.position - 1, t.team_id, t.investigation, t.first_line
     from unnest($3::uuid[], $4::numeric[], $5::numeric[]) with ordinality
       as t (team_id, investigation, first_line, position)`,
    [
      municipality,
      id,
      draft.teams.map((team) => team.teamId),
      draft.teams.map((team) => team.investigationPositions),
      draft.teams.map((team) => team.firstLinePositions),
    ],
    draft.teams.length,
  );
  const { teamIndexes, judgement, fromRun } = draft;
  await insertRevision(transaction, municipality, id, { teamIndexes, judgement, fromRun, planVersion: 1 }, userId);
  return id;
}

export interface NewRevision {
  readonly teamIndexes: readonly number[];
  /** The plan's version once the revision is in it. */
  readonly planVersion: number;
  readonly comment?: string;
  /** Left out: as the revision that it restores, or else the one before, is judged. */
  readonly judgement?: Judgement;
  readonly restoredFrom?: number;
  /** What a run found and was taken over since the revision before. */
  readonly fromRun?: NewAssignment["fromRun"];
  readonly setAside?: boolean;
}

/** Adds the plan's next revision. */
export async function insertRevision(
  transaction: Transaction,
  municipality: string,
  planId: string,
  { teamIndexes, planVersion, comment, judgement, restoredFrom, fromRun, setAside }: NewRevision,
  userId: string | null,
): Promise<void> {
  const { by, targetShares } =
    judgement ?? (await judgementOf(transaction, municipality, planId, restoredFrom ?? null));
  const ruleSet = by.kind === "rule-set" ? by : null;
  await transaction.affected(
    `insert into planning.plan_revisions (municipality_code, plan_id, revision, team_indexes, plan_version, comment,
       restored_from, set_aside, created_by, judged_by, rule_set_id, rule_set_version, target_shares,
       used_run_id, used_run_solution)
     select $1, $2, coalesce(max(revision), 0) + 1, $3::smallint[], $4, $5, $6, $7, $8, $9, $10, $11, $12::double precision[],
       $13, $14
     from planning.plan_revisions where municipality_code = $1 and plan_id = $2`,
    [
      ...[municipality, planId, teamIndexes, planVersion, comment ?? "", restoredFrom ?? null, setAside ?? false],
      ...[userId, by.kind, ruleSet?.id ?? null, ruleSet?.version ?? null, targetShares],
      ...[fromRun?.runId ?? null, fromRun?.solution ?? null],
    ],
    1,
  );
}

/** How a revision of a plan is judged; the newest where the number is null. */
export async function judgementOf(
  transaction: Transaction,
  municipality: string,
  planId: string,
  revision: number | null,
): Promise<Judgement> {
  const { kind, id, version, targetShares } = await transaction.one<{
    kind: NewPlanJudge["kind"];
    id: string | null;
    version: number | null;
    targetShares: number[] | null;
  }>(
    `select judged_by as kind, rule_set_id as id, rule_set_version as version, target_shares as "targetShares"
     from planning.plan_revisions
     where municipality_code = $1 and plan_id = $2 and ($3::integer is null or revision = $3)
     order by revision desc limit 1`,
    [municipality, planId, revision],
  );
  return { by: kind === "rule-set" ? { kind, id: id!, version: version! } : { kind }, targetShares };
}

/** Fields that are left out stay as they are; the version grows by one. Adopting and ending are not done here. */
export async function updatePlan(
  transaction: Transaction,
  municipality: string,
  id: string,
  change: Omit<PlanChange, "status" | "acceptsFaults"> & { readonly status?: "draft" | "proposed" | undefined },
): Promise<void> {
  await transaction.affected(
    `update planning.plans set name = coalesce($3, name), description = coalesce($4, description),
       status = coalesce($5, status), adopted_from = case when $6 then $7::date else adopted_from end,
       version = version + 1, updated_at = now()
     where municipality_code = $1 and id = $2`,
    [
      municipality,
      id,
      change.name ?? null,
      change.description ?? null,
      change.status ?? null,
      change.adoptedFrom !== undefined,
      change.adoptedFrom ?? null,
    ],
    1,
  );
}

/** Keeps what a plan is called and said to be before a change of that, and after it; nothing where neither becomes another. */
export async function keepRenaming(
  transaction: Transaction,
  municipality: string,
  id: string,
  { name, description }: Pick<PlanChange, "name" | "description">,
  userId: string | null,
): Promise<void> {
  await transaction.query(
    `insert into planning.plan_renamings (municipality_code, plan_id, plan_version, name_before, name_after,
       description_before, description_after, changed_by)
     select municipality_code, id, version + 1, name, coalesce($3, name), description, coalesce($4, description), $5
     from planning.plans
     where municipality_code = $1 and id = $2 and (name <> coalesce($3, name) or description <> coalesce($4, description))`,
    [municipality, id, name ?? null, description ?? null, userId],
  );
}

/** Keeps what a plan is put forward in spite of, and who does it; null takes it away. */
export async function keepAcceptedFaults(
  transaction: Transaction,
  municipality: string,
  id: string,
  faults: Omit<AcceptedFaults, "by" | "at"> | null,
  userId: string | null,
): Promise<void> {
  await transaction.affected(
    `update planning.plans set accepted_faults = $3::jsonb, accepted_by = case when $3::jsonb is not null then $4::uuid end,
       accepted_at = case when $3::jsonb is not null then now() end
     where municipality_code = $1 and id = $2`,
    [municipality, id, faults && JSON.stringify(faults), userId],
    1,
  );
}

/** Makes it the division's adopted plan from that day, and supersedes the one before. */
export async function adoptPlan(
  transaction: Transaction,
  municipality: string,
  id: string,
  adoptedFrom: string,
): Promise<void> {
  await transaction.query("select planning.adopt_plan($1, $2, $3::date)", [municipality, id, adoptedFrom]);
}

/** Ends an adopted plan today. */
export async function endAdoption(transaction: Transaction, municipality: string, id: string): Promise<void> {
  await transaction.query("select planning.end_adoption($1, $2)", [municipality, id]);
}

/** Puts a draft out of sight, or back in sight; the version grows by one. */
export async function markDeleted(
  transaction: Transaction,
  municipality: string,
  id: string,
  isDeleted: boolean,
  userId: string,
): Promise<void> {
  await transaction.affected(
    `update planning.plans set deleted_at = case when $3 then now() end, deleted_by = case when $3 then $4::uuid end,
       version = version + 1, updated_at = now()
     where municipality_code = $1 and id = $2`,
    [municipality, id, isDeleted, userId],
    1,
  );
}

/** The plan that is today's division, or null. */
export async function findPresentPlanId(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<string | null> {
  const plan = await transaction.maybeOne<{ id: string }>(
    "select plan_id as id from planning.present_plans where municipality_code = $1 and division_id = $2",
    [municipality, divisionId],
  );
  return plan?.id ?? null;
}
