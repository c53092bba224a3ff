// What two planners did to one plan at once: the other's version, what both began from, and where they differ.
import type { PlanConflict } from "../contract/plan-life.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";
import { findRevisionOfVersion } from "./plan-history.store.ts";

interface PresentPlan extends Omit<PlanConflict, "baseTeamIndexes" | "differences"> {
  readonly teamIndexes: number[];
}

/**
 * What the plan is now, for somebody who had read `version` of it. With the assignment they wanted to save also both
 * assignments, and each area that the two place differently with where it was before.
 */
export async function readConflict(
  transaction: Transaction,
  municipality: string,
  planId: string,
  version: number,
  wanted: readonly number[] | null,
): Promise<PlanConflict> {
  const { teamIndexes, ...present } = await transaction.one<PresentPlan>(
    `select p.id as "planId", p.name, p.description, p.status, p.version, r.revision, r.team_indexes as "teamIndexes",
       access.display_name(r.created_by) as "changedBy", ${timestampText("p.updated_at")} as "changedAt"
     from planning.plans p
     join planning.plan_revisions r on r.municipality_code = p.municipality_code and r.plan_id = p.id
     where p.municipality_code = $1 and p.id = $2 order by r.revision desc limit 1`,
    [municipality, planId],
  );
  if (wanted === null || wanted.length !== teamIndexes.length) return present;
  const base = await findRevisionOfVersion(transaction, municipality, planId, version);
  const baseTeamIndexes = base ?? teamIndexes;
  const differences = teamIndexes.flatMap((theirTeamIndex, areaIndex) => {
    const ownTeamIndex = wanted[areaIndex]!;
    if (ownTeamIndex === theirTeamIndex) return [];
    return [{ areaIndex, baseTeamIndex: baseTeamIndexes[areaIndex]!, ownTeamIndex, theirTeamIndex }];
  });
  return { ...present, teamIndexes, baseTeamIndexes, differences };
}
