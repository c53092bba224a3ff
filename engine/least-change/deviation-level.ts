// Problems with all tolerances stretched or shrunk by one factor: the steps of the frontier between change and balance.
import { type DistrictingProblem, noObjective } from "../problem.ts";
import { deviationFraction, measureTotals, teamMeasureSums } from "../tallies.ts";

/** What a tolerance of 0 counts as when deviations are compared with their tolerances. */
const leastTolerance = 0.0001;

/** m: what one "multiple of the tolerance" is in each measure. */
function toleranceUnits(problem: DistrictingProblem): Float64Array {
  return problem.toleranceFraction.map((tolerance) => Math.max(tolerance, leastTolerance));
}

/** The largest |deviation| of a plan in multiples of its measure's tolerance: at most 1 where balance is kept. */
export function deviationMultiple(problem: DistrictingProblem, assignment: Int32Array): number {
  const { teamCount, measureCount, targetShare } = problem;
  const units = toleranceUnits(problem);
  const totals = measureTotals(problem);
  const sums = teamMeasureSums(problem, assignment);
  let largest = 0;
  for (let place = 0; place < sums.length; place++) {
    const measure = Math.floor(place / teamCount);
    if (measure >= measureCount) break;
    const deviation = deviationFraction(sums[place]!, targetShare[place]! * totals[measure]!);
    largest = Math.max(largest, Math.abs(deviation) / units[measure]!);
  }
  return largest;
}

/** The same problem with every tolerance at `multiple` times its own, least change as the only goal, and no limit to it. */
export function problemAtLevel(problem: DistrictingProblem, multiple: number): DistrictingProblem {
  const { movedWeightLimit: _, ...rest } = problem;
  return {
    ...rest,
    toleranceFraction: toleranceUnits(problem).map((unit) => unit * multiple),
    objective: { ...noObjective, change: 1 },
  };
}
