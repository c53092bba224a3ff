// How many change team in a plan that a run found: from today's division, and from the plan it began from where that is another.
import type { DistrictingProblem } from "../../engine/problem.ts";
import type { PlanTeam } from "../contract/plans.ts";
import type { ChangeOfTeam } from "../contract/runs.ts";

/** What a plan is compared with: the team of each area, null where it has none. */
export interface Origin {
  readonly from: ChangeOfTeam["from"];
  readonly teamIds: readonly (string | null)[];
}

/**
 * One row for each origin. An area whose team takes no part in the run changes team whatever happens; one that had none,
 * or has none, changes nothing. Weight is of the compactness measure (children).
 */
export function changesOfTeam(
  problem: DistrictingProblem,
  teams: readonly Pick<PlanTeam, "teamId">[],
  origins: readonly Origin[],
  assignment: Int32Array,
): ChangeOfTeam[] {
  const { areaCount, compactnessMeasure } = problem;
  const weights = problem.measures.subarray(compactnessMeasure * areaCount, (compactnessMeasure + 1) * areaCount);
  const total = weights.reduce((sum, own) => sum + own, 0);
  return origins.map(({ from, teamIds }) => {
    let weight = 0;
    let count = 0;
    for (const [area, team] of assignment.entries()) {
      const before = teamIds[area] ?? null;
      if (before === null || team < 0 || teams[team]!.teamId === before) continue;
      weight += weights[area]!;
      count++;
    }
    return { from, weight, fraction: total > 0 ? weight / total : 0, areaCount: count };
  });
}
