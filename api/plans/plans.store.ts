// Plans, the teams they were made for, and their assignments over time.
import type { Plan, PlanChange, PlanSummary, PlanTeam } from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

const summaryColumns = `
  p.id, p.division_id as "divisionId", p.name, p.description, p.status, p.adopted_from::text as "adoptedFrom",
  p.version, r.revision, p.run_id as "runId", access.display_name(p.created_by) as author,
  ${timestampText("p.created_at")} as "createdAt", ${timestampText("p.updated_at")} as "updatedAt"`;
const summaryTables = `
  planning.plans p
  join lateral (
    select revision, team_indexes from planning.plan_revisions
    where municipality_code = p.municipality_code and plan_id = p.id order by revision desc limit 1) r on true`;

/** Which plans a caller may see. */
export interface PlanSight {
  /** Drafts are the planners' own. */
  readonly drafts: boolean;
}

export function listPlans(
  transaction: Transaction,
  municipality: string,
  divisionId: string | null,
  sight: PlanSight,
): Promise<PlanSummary[]> {
  return transaction.many<PlanSummary>(
    `select ${summaryColumns} from ${summaryTables}
     where p.municipality_code = $1 and ($2::uuid is null or p.division_id = $2) and ($3 or p.status <> 'draft')
     order by p.updated_at desc, p.id`,
    [municipality, divisionId, sight.drafts],
  );
}

export async function findPlan(
  transaction: Transaction,
  municipality: string,
  id: string,
  sight: PlanSight,
): Promise<Plan | null> {
  const found = await transaction.maybeOne<PlanSummary & Pick<Plan, "teamIndexes">>(
    `select ${summaryColumns}, r.team_indexes as "teamIndexes" from ${summaryTables}
     where p.municipality_code = $1 and p.id = $2 and ($3 or p.status <> 'draft')`,
    [municipality, id, sight.drafts],
  );
  return found && { ...found, teams: await readPlanTeams(transaction, municipality, id) };
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
}

/** Locks the row until the transaction ends, so that two changes come one after the other. */
export function findPlanForChange(
  transaction: Transaction,
  municipality: string,
  id: string,
): Promise<PlanState | null> {
  return transaction.maybeOne<PlanState>(
    `select version, status, adopted_from::text as "adoptedFrom" from planning.plans
     where municipality_code = $1 and id = $2 for update`,
    [municipality, id],
  );
}

export interface PlanDraft {
  readonly divisionId: string;
  readonly name: string;
  readonly description: string;
  readonly runId: string | null;
  readonly teams: readonly Pick<PlanTeam, "teamId" | "investigationPositions" | "firstLinePositions">[];
  readonly teamIndexes: readonly number[];
}

/** Adds a draft with its teams and first revision; answers its id. */
export async function insertPlan(
  transaction: Transaction,
  municipality: string,
  draft: PlanDraft,
  userId: string | null,
): Promise<string> {
  const { id } = await transaction.one<{ id: string }>(
    `insert into planning.plans (municipality_code, division_id, name, description, run_id, created_by)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [municipality, draft.divisionId, draft.name, draft.description, draft.runId, userId],
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
  await insertRevision(transaction, municipality, id, draft.teamIndexes, "", userId);
  return id;
}

export async function insertRevision(
  transaction: Transaction,
  municipality: string,
  planId: string,
  teamIndexes: readonly number[],
  comment: string,
  userId: string | null,
): Promise<void> {
  await transaction.affected(
    `insert into planning.plan_revisions (municipality_code, plan_id, revision, team_indexes, comment, created_by)
     select $1, $2, coalesce(max(revision), 0) + 1, $3::smallint[], $4, $5
     from planning.plan_revisions where municipality_code = $1 and plan_id = $2`,
    [municipality, planId, teamIndexes, comment, userId],
    1,
  );
}

/** Fields that are left out stay as they are; the version grows by one. */
export async function updatePlan(
  transaction: Transaction,
  municipality: string,
  id: string,
  change: PlanChange,
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

export async function deletePlan(transaction: Transaction, municipality: string, id: string): Promise<void> {
  await transaction.affected(
    "delete from planning.plans where municipality_code = $1 and id = $2",
    [municipality, id],
    1,
  );
}

/** Today's division: the plan adopted last, or null. */
export async function findAdoptedPlanId(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<string | null> {
  const plan = await transaction.maybeOne<{ id: string }>(
    `select id from planning.plans
     where municipality_code = $1 and division_id = $2 and status = 'adopted'
     order by adopted_from desc nulls last, created_at desc limit 1`,
    [municipality, divisionId],
  );
  return plan?.id ?? null;
}
