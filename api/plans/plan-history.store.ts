// Revisions of a plan: the assignments it has had, by whom and when.
import type { PlanRenaming, PlanRevision } from "../contract/plan-life.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";
import { judgeColumn } from "./plans.store.ts";

const stepColumns = `r.revision, ${judgeColumn("w")} as "judgedBy", access.display_name(r.created_by) as author, ${timestampText("r.created_at")} as "createdAt",
  r.comment, r.restored_from as "restoredFrom", r.set_aside as "setAside",
  case when u.id is not null then jsonb_build_object('runId', u.id, 'solution', r.used_run_solution, 'kind', u.kind,
    'createdAt', ${timestampText("u.created_at")}, 'measureKey', u.rules #>> '{rules,balancedMeasures,0,measureKey}',
    'movedAreaCount', s.scores -> 'movedAreaCount', 'movedWeight', s.scores -> 'movedWeight',
    'movedAtLeast', s.scores -> 'movedAtLeast', 'proven', coalesce(s.scores -> 'proven', to_jsonb(false)),
    'largestDeviationFraction', (
      select coalesce(max(fraction::double precision), 0)
      from jsonb_array_elements_text(coalesce(s.scores, u.scores) -> 'largestDeviationFractions') as fraction),
    'placedOtherwise', (
      select count(*) from unnest(r.team_indexes, coalesce(s.team_indexes, u.team_indexes)) as area (own, found)
      left join jsonb_array_elements(u.rules -> 'teams') with ordinality as team (of_run, place) on place = found + 1
      left join planning.plan_teams p on p.municipality_code = r.municipality_code and p.plan_id = r.plan_id
        and p.team_id = (of_run ->> 'teamId')::uuid
      where own is distinct from coalesce(p.team_index, -1))
  ) end as "usedRun"`;
const revisionColumns = `${stepColumns}, r.team_indexes as "teamIndexes"`;
const revisionTables = `planning.plan_revisions r
     join planning.plan_rules w on w.municipality_code = r.municipality_code and w.plan_id = r.plan_id
       and w.revision = r.revision
     left join jobs.runs u on u.municipality_code = r.municipality_code and u.id = r.used_run_id
     left join jobs.run_solutions s on s.municipality_code = r.municipality_code and s.run_id = r.used_run_id
       and s.solution = r.used_run_solution`;

export type StoredRevision = Omit<PlanRevision, "movedAreaCount" | "moved" | "rulesChosen" | "sitting"> & {
  readonly teamIndexes: number[];
};

export type RevisionStep = Omit<StoredRevision, "teamIndexes">;

/** Every revision without its assignment, newest first. */
export function listRevisionSteps(
  transaction: Transaction,
  municipality: string,
  planId: string,
): Promise<RevisionStep[]> {
  return transaction.many<RevisionStep>(
    `select ${stepColumns} from ${revisionTables}
     where r.municipality_code = $1 and r.plan_id = $2 order by r.revision desc`,
    [municipality, planId],
  );
}

/** The assignments of these revisions, as far as there are such. */
export async function findAssignments(
  transaction: Transaction,
  municipality: string,
  planId: string,
  revisions: readonly number[],
): Promise<Map<number, number[]>> {
  const rows = await transaction.many<{ revision: number; teamIndexes: number[] }>(
    `select revision, team_indexes as "teamIndexes" from planning.plan_revisions
     where municipality_code = $1 and plan_id = $2 and revision = any($3::integer[])`,
    [municipality, planId, revisions],
  );
  return new Map(rows.map(({ revision, teamIndexes }) => [revision, teamIndexes]));
}

/** At most `limit` revisions before a number, newest first. */
export function listRevisions(
  transaction: Transaction,
  municipality: string,
  planId: string,
  before: number | null,
  limit: number,
): Promise<StoredRevision[]> {
  return transaction.many<StoredRevision>(
    `select ${revisionColumns} from ${revisionTables}
     where r.municipality_code = $1 and r.plan_id = $2 and ($3::integer is null or r.revision < $3)
     order by r.revision desc limit $4`,
    [municipality, planId, before, limit],
  );
}

/**
 * Changes of name and description, newest first, as the pages of the revisions have them: before a revision was made, or up
 * to now, and after another, or from the plan's beginning. Revisions by their numbers; null where there is none.
 */
export function listRenamings(
  transaction: Transaction,
  municipality: string,
  planId: string,
  before: number | null,
  after: number | null,
): Promise<PlanRenaming[]> {
  const versionOf = (place: string) =>
    `(select plan_version from planning.plan_revisions where municipality_code = $1 and plan_id = $2 and revision = ${place})`;
  const change = (field: string) =>
    `case when ${field}_before <> ${field}_after then
       jsonb_build_object('before', ${field}_before, 'after', ${field}_after) end as ${field}`;
  return transaction.many<PlanRenaming>(
    `select access.display_name(changed_by) as author, ${timestampText("changed_at")} as "createdAt",
       ${change("name")}, ${change("description")}
     from planning.plan_renamings
     where municipality_code = $1 and plan_id = $2
       and ($3::integer is null or plan_version < ${versionOf("$3")})
       and ($4::integer is null or plan_version > ${versionOf("$4")})
     order by plan_version desc`,
    [municipality, planId, before, after],
  );
}

export function findRevision(
  transaction: Transaction,
  municipality: string,
  planId: string,
  revision: number,
): Promise<StoredRevision | null> {
  return transaction.maybeOne<StoredRevision>(
    `select ${revisionColumns} from ${revisionTables}
     where r.municipality_code = $1 and r.plan_id = $2 and r.revision = $3`,
    [municipality, planId, revision],
  );
}

/** The assignment that somebody who read a version of the plan had before them; null for a version that never was. */
export async function findRevisionOfVersion(
  transaction: Transaction,
  municipality: string,
  planId: string,
  version: number,
): Promise<number[] | null> {
  const found = await transaction.maybeOne<{ teamIndexes: number[] }>(
    `select team_indexes as "teamIndexes" from planning.plan_revisions
     where municipality_code = $1 and plan_id = $2 and plan_version <= $3 order by revision desc limit 1`,
    [municipality, planId, version],
  );
  return found?.teamIndexes ?? null;
}
