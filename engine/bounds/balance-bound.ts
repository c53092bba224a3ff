// A proven lower bound for the largest deviation from target, by what is easily seen: whole numbers and heavy units.
import { groupUnits } from "../contraction.ts";
import type { DistrictingProblem } from "../problem.ts";
import { nodeWeights, teamTargets } from "../search-problem.ts";
import { roundingSlack } from "../tallies.ts";
import { SubsetSums } from "./subset-sums.ts";

/** Bits times weights: some hundredths of a second. The proof of balance gives more. */
const mostSubsetWork = 1e8;

/** No plan that keeps locks and groups has all deviations below `deviationFraction`. */
export interface BalanceBound {
  readonly deviationFraction: number;
  /** Which argument gave it; "none" with 0. */
  readonly method: "none" | "whole-numbers" | "heaviest-unit" | "locked-weight" | "subset-sums";
  readonly measureIndex: number;
}

/**
 * Four arguments, the strongest wins, the first named of equals. Whole numbers: with weights that are multiples of g, a team's sum is one too, so
 * its deviation is at least the distance from its target to a multiple, and the multiples within reach of the targets must
 * be able to make up the total. Heaviest unit: an area or group lies in some
 * team, whose sum is at least its weight. Locked weight: a team has at least what is locked to it. Subset sums, where the numbers are small: a
 * team has what is locked to it and some of the free units, whose sum cannot be just anything. Expects a problem that
 * `validateProblem` has passed.
 */
export function balanceLowerBound(problem: DistrictingProblem): BalanceBound {
  const none: BalanceBound = { deviationFraction: 0, method: "none", measureIndex: 0 };
  return balanceLowerBounds(problem).reduce(
    (best, own) => (own.deviationFraction > best.deviationFraction + 1e-12 ? own : best),
    none,
  );
}

/** The same for each measure on its own. */
export function balanceLowerBounds(problem: DistrictingProblem): BalanceBound[] {
  const best = Array.from(
    { length: problem.measureCount },
    (_, measureIndex): BalanceBound => ({ deviationFraction: 0, method: "none", measureIndex }),
  );
  const offer = (deviationFraction: number, method: BalanceBound["method"], measureIndex: number): void => {
    if (deviationFraction > best[measureIndex]!.deviationFraction + 1e-12)
      best[measureIndex] = { deviationFraction, method, measureIndex };
  };
  const { teamCount, measureCount } = problem;
  const { nodeOfArea, nodeCount, lockedTeam } = groupUnits(problem);
  const weight = nodeWeights(problem, nodeOfArea, nodeCount);
  const target = teamTargets(problem);
  for (let measure = 0; measure < measureCount; measure++) {
    const divisor = commonDivisor(weight, measure, measureCount);
    const locked = new Float64Array(teamCount);
    let largestTarget = 0;
    for (let team = 0; team < teamCount; team++) {
      const teamTarget = target[team * measureCount + measure]!;
      largestTarget = Math.max(largestTarget, teamTarget);
      if (divisor === 0) continue;
      const nearest = Math.floor(teamTarget / divisor + 0.5) * divisor;
      offer(Math.abs(nearest / teamTarget - 1), "whole-numbers", measure);
    }
    for (let node = 0; node < nodeCount; node++) {
      const nodeWeight = weight[node * measureCount + measure]!;
      const team = lockedTeam[node]!;
      if (team >= 0) locked[team]! += nodeWeight;
      else offer(nodeWeight / largestTarget - 1, "heaviest-unit", measure);
    }
    if (divisor > 0) offer(leastDeviationOfMultiples(target, measure, measureCount, divisor), "whole-numbers", measure);
    const sums = divisor === 0 ? undefined : sumsOfFreeUnits(weight, lockedTeam, measure, measureCount, divisor);
    for (let team = 0; team < teamCount; team++) {
      const teamTarget = target[team * measureCount + measure]!;
      offer(locked[team]! / teamTarget - 1, "locked-weight", measure);
      if (!sums) continue;
      offer((sums.distanceTo((teamTarget - locked[team]!) / divisor) * divisor) / teamTarget, "subset-sums", measure);
    }
  }
  return best;
}

/** Halvings of the span from 0 to 1; what is left of it is less than rounding. */
const halvings = 44;

/** Below it multiples of the divisor that near the targets add up to too little, or to too much, for the total. */
function leastDeviationOfMultiples(
  target: Float64Array,
  measure: number,
  measureCount: number,
  divisor: number,
): number {
  const wanted: number[] = [];
  for (let place = measure; place < target.length; place += measureCount) wanted.push(target[place]! / divisor);
  const total = Math.round(wanted.reduce((sum, own) => sum + own, 0));
  const canAddUp = (deviation: number): boolean => {
    let most = 0;
    let least = 0;
    for (const own of wanted) {
      most += Math.floor(own * (1 + deviation + roundingSlack));
      least += Math.ceil(own * (1 - deviation - roundingSlack));
    }
    return least <= total && total <= most;
  };
  if (canAddUp(0)) return 0;
  let low = 0;
  for (let step = 0, high = 1; step < halvings; step++) {
    const middle = (low + high) / 2;
    if (canAddUp(middle)) high = middle;
    else low = middle;
  }
  return low;
}

/** In units of the divisor; undefined where the table would take too long. */
function sumsOfFreeUnits(
  weight: Float64Array,
  lockedTeam: Int32Array,
  measure: number,
  measureCount: number,
  divisor: number,
): SubsetSums | undefined {
  const free: number[] = [];
  for (let node = 0; node < lockedTeam.length; node++)
    if (lockedTeam[node]! < 0) free.push(weight[node * measureCount + measure]! / divisor);
  return SubsetSums.work(free) <= mostSubsetWork ? new SubsetSums(free) : undefined;
}

/** The greatest common divisor of a measure's weights, 0 when they are not whole numbers that add up exactly. */
function commonDivisor(weight: Float64Array, measure: number, measureCount: number): number {
  let divisor = 0;
  let sum = 0;
  for (let place = measure; place < weight.length; place += measureCount) {
    let value = weight[place]!;
    sum += value;
    if (!Number.isSafeInteger(value) || !Number.isSafeInteger(sum)) return 0;
    while (value > 0) {
      const rest = divisor % value;
      divisor = value;
      value = rest;
    }
  }
  return divisor;
}
