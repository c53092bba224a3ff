// A proven lower bound for the largest deviation from target, by what is easily seen: whole numbers and heavy units.
import { groupUnits } from "../contraction.ts";
import type { DistrictingProblem } from "../problem.ts";
import { nodeWeights, teamTargets } from "../search-problem.ts";

/** No plan that keeps locks and groups has all deviations below `deviationFraction`. */
export interface BalanceBound {
  readonly deviationFraction: number;
  /** Which argument gave it; "none" with 0. */
  readonly method: "none" | "whole-numbers" | "heaviest-unit" | "locked-weight";
  readonly measureIndex: number;
}

/**
 * Three arguments, the strongest wins. Whole numbers: with weights that are multiples of g, a team's sum is one too, so
 * its deviation is at least the distance from its target to a multiple. Heaviest unit: an area or group lies in some
 * team, whose sum is at least its weight. Locked weight: a team has at least what is locked to it. Expects a problem that
 * `validateProblem` has passed.
 */
export function balanceLowerBound(problem: DistrictingProblem): BalanceBound {
  let best: BalanceBound = { deviationFraction: 0, method: "none", measureIndex: 0 };
  const offer = (deviationFraction: number, method: BalanceBound["method"], measureIndex: number): void => {
    if (deviationFraction > best.deviationFraction + 1e-12) best = { deviationFraction, method, measureIndex };
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
    for (let team = 0; team < teamCount; team++)
      offer(locked[team]! / target[team * measureCount + measure]! - 1, "locked-weight", measure);
  }
  return best;
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
