// Sums of the measures, in all and by team, counted from scratch.
import type { DistrictingProblem } from "./problem.ts";

/** Slack for rounding when a sum of weights is compared with its bound, as a fraction of the target. */
export const roundingSlack = 1e-9;

/** m: each measure summed over all areas. */
export function measureTotals(problem: DistrictingProblem): Float64Array {
  const { areaCount, measureCount, measures } = problem;
  const totals = new Float64Array(measureCount);
  for (let measure = 0; measure < measureCount; measure++) {
    for (let area = 0; area < areaCount; area++) totals[measure]! += measures[measure * areaCount + area]!;
  }
  return totals;
}

/** m × k, measure-major: each measure summed over each team's areas; unassigned areas (−1) are in no team. */
export function teamMeasureSums(problem: DistrictingProblem, assignment: Int32Array): Float64Array {
  const { areaCount, teamCount, measureCount, measures } = problem;
  const sums = new Float64Array(measureCount * teamCount);
  for (let measure = 0; measure < measureCount; measure++) {
    for (let area = 0; area < areaCount; area++) {
      const team = assignment[area]!;
      if (team >= 0) sums[measure * teamCount + team]! += measures[measure * areaCount + area]!;
    }
  }
  return sums;
}

/** Signed deviation from the target as a fraction of it; a target of 0 gives 0 for a sum of 0 and else 1. */
export function deviationFraction(sum: number, target: number): number {
  if (target > 0) return sum / target - 1;
  return sum > 0 ? 1 : 0;
}
