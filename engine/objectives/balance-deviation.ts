// Balance as a goal: the largest deviation of any team in any measure, counted by the measures' balance weights.
import { deviationFraction, measureTotals, teamMeasureSums } from "../tallies.ts";
import type { Objective } from "./index.ts";

/** Largest `balanceWeight × |sum / target − 1|`; its scale is one per cent. */
export const balanceDeviation: Objective = {
  evaluate(problem, assignment) {
    const sums = teamMeasureSums(problem, assignment);
    const totals = measureTotals(problem);
    let largest = 0;
    for (let measure = 0; measure < problem.measureCount; measure++) {
      for (let team = 0; team < problem.teamCount; team++) {
        const place = measure * problem.teamCount + team;
        const deviation = deviationFraction(sums[place]!, problem.targetShare[place]! * totals[measure]!);
        largest = Math.max(largest, problem.balanceWeight[measure]! * Math.abs(deviation));
      }
    }
    return largest;
  },
  scale: () => 0.01,
};
