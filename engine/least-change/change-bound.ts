// A proven lower bound for the weight that must change team, by sums alone: what teams have too much or too little of.
import type { DistrictingProblem } from "../problem.ts";
import { measureTotals, roundingSlack } from "../tallies.ts";

/** Areas times sums looked at for one team; beyond it a surplus is only rounded up to a whole number. */
const subsetWorkAtMost = 10_000_000;

/**
 * No plan that keeps the locks and the balance of the compactness measure moves less. Locked areas lie where their lock
 * says; of the others a team above its window must lose at least the surplus, and a team below it must gain what it
 * lacks; what one loses another gains, so the larger of the two sums counts. With whole numbers each surplus is rounded
 * up to a sum of weights of the team's own free areas (subset sums). Areas without a baseline team move for nothing and
 * may fill any team. Expects a problem that `validateProblem` has passed.
 */
export function changeLowerBound(problem: DistrictingProblem): number {
  const { areaCount, teamCount, measures, compactnessMeasure, baselineTeam, lockedTeam, targetShare } = problem;
  const weights = measures.subarray(compactnessMeasure * areaCount, (compactnessMeasure + 1) * areaCount);
  const total = measureTotals(problem)[compactnessMeasure]!;
  const slack = problem.toleranceFraction[compactnessMeasure]! + 2 * roundingSlack;
  const whole = Number.isSafeInteger(total) && weights.every((weight) => Number.isSafeInteger(weight));
  const sums = new Float64Array(teamCount);
  const free: number[][] = Array.from({ length: teamCount }, () => []);
  let moved = 0;
  let unplaced = 0;
  for (let area = 0; area < areaCount; area++) {
    const today = baselineTeam[area]!;
    const locked = lockedTeam[area]!;
    if (locked >= 0) {
      sums[locked]! += weights[area]!;
      if (today >= 0 && today !== locked) moved += weights[area]!;
    } else if (today >= 0) {
      sums[today]! += weights[area]!;
      free[today]!.push(weights[area]!);
    } else unplaced += weights[area]!;
  }
  let surplus = 0;
  let lack = -unplaced;
  for (let team = 0; team < teamCount; team++) {
    const target = targetShare[compactnessMeasure * teamCount + team]! * total;
    const most = target * (1 + slack);
    const least = target * (1 - slack);
    if (whole) surplus += leastSubsetSum(free[team]!, sums[team]! - Math.floor(most));
    else surplus += Math.max(0, sums[team]! - most);
    lack += Math.max(0, (whole ? Math.ceil(least) : least) - sums[team]!);
  }
  return moved + Math.max(0, surplus, lack);
}

/** The smallest sum of some of the whole numbers that is at least `needed`; `needed` itself where that is much work. */
function leastSubsetSum(numbers: readonly number[], needed: number): number {
  if (needed <= 0) return 0;
  const largest = numbers.reduce((a, b) => Math.max(a, b), 0);
  const length = needed + largest;
  if (numbers.length * length > subsetWorkAtMost) return needed;
  const reachable = new Uint8Array(length);
  reachable[0] = 1;
  for (const number of numbers) {
    for (let sum = length - 1; sum >= number; sum--) if (reachable[sum - number]) reachable[sum] = 1;
  }
  const found = reachable.indexOf(1, needed);
  // Not even all of them suffice: no plan keeps the balance, and any number is a bound.
  return found < 0 ? needed : found;
}
