// Gives a plan's teams the numbers under which the fewest people change team.
import type { DistrictingProblem } from "../problem.ts";
import { deviationFraction, measureTotals, roundingSlack, teamMeasureSums } from "../tallies.ts";
import { optimalAssignment } from "./optimal-assignment.ts";

/**
 * The same division with other team numbers: moved weight (compactness measure) is the least, and of equals the number of
 * moved areas. A number is only given where the plan stays as good in the rules: locked areas keep their team, and no
 * measure's deviation from the team's own target grows beyond its tolerance. Travel is not looked at. Areas with team −1
 * or baseline −1 are moved by nothing. Without a baseline the plan is returned as it is.
 */
export function relabelToBaseline(problem: DistrictingProblem, assignment: Int32Array): Int32Array {
  const { areaCount, teamCount, baselineTeam, lockedTeam, measures, compactnessMeasure } = problem;
  if (!baselineTeam.some((team) => team >= 0)) return assignment;
  const weights = measures.subarray(compactnessMeasure * areaCount, (compactnessMeasure + 1) * areaCount);
  const cost = new Float64Array(teamCount * teamCount);
  const total = new Float64Array(teamCount);
  for (let area = 0; area < areaCount; area++) {
    const team = assignment[area]!;
    if (team < 0 || baselineTeam[area]! < 0) continue;
    // One area counts less than the least whole weight, so areas only decide between equal weights.
    const price = weights[area]! + 1 / (2 * areaCount);
    total[team]! += price;
    cost[team * teamCount + baselineTeam[area]!]! -= price;
  }
  for (let place = 0; place < cost.length; place++) cost[place]! += total[Math.floor(place / teamCount)]!;
  forbidWorseBalance(problem, assignment, cost);
  for (let area = 0; area < areaCount; area++) {
    const team = assignment[area]!;
    if (team < 0 || lockedTeam[area] !== team) continue;
    for (let other = 0; other < teamCount; other++)
      if (other !== team) cost[team * teamCount + other] = Number.POSITIVE_INFINITY;
  }
  // Every team may keep its own number, so there always is a way.
  const newNumber = optimalAssignment(teamCount, teamCount, cost)!;
  return assignment.map((team) => (team < 0 ? -1 : newNumber[team]!));
}

function forbidWorseBalance(problem: DistrictingProblem, assignment: Int32Array, cost: Float64Array): void {
  const { teamCount, measureCount, targetShare, toleranceFraction } = problem;
  const totals = measureTotals(problem);
  const sums = teamMeasureSums(problem, assignment);
  for (let measure = 0; measure < measureCount; measure++) {
    const row = measure * teamCount;
    for (let team = 0; team < teamCount; team++) {
      const deviationAs = (number: number): number =>
        Math.abs(deviationFraction(sums[row + team]!, targetShare[row + number]! * totals[measure]!));
      const allowed = Math.max(toleranceFraction[measure]!, deviationAs(team)) + roundingSlack;
      for (let number = 0; number < teamCount; number++)
        if (number !== team && deviationAs(number) > allowed)
          cost[team * teamCount + number] = Number.POSITIVE_INFINITY;
    }
  }
}
