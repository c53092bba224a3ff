// The problem as the proofs see it: units that cannot be parted, kinds of teams, and the windows their weights lie in.
import { groupUnits } from "../contraction.ts";
import type { DistrictingProblem } from "../problem.ts";

import { nodeWeights, teamTargets } from "../search-problem.ts";
import { roundingSlack } from "../tallies.ts";

/**
 * Teams that can be exchanged for one another: equal targets in every measure, nothing locked to any of them and, where
 * moved weight is limited, no area that has one of them today.
 */
export interface TeamKind {
  readonly teams: readonly number[];
  /** m: no team that keeps the rules has a sum outside [least, most]. */
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** Units locked to the kind's only team. */
  readonly lockedUnits: readonly number[];
  /** Moved weight is limited, and the kind's only team is some area's team of today. */
  readonly isToday: boolean;
}

/** N units (an area, or a keep-together group, whether in one piece or not). */
export interface ProofProblem {
  readonly problem: DistrictingProblem;
  readonly unitCount: number;
  /** n. */
  readonly unitOfArea: Int32Array;
  /** N × m, unit-major. */
  readonly weight: Float64Array;
  /** N: the index of the only kind a unit may lie in, −1 where it is free. */
  readonly lockedKind: Int32Array;
  readonly kinds: readonly TeamKind[];
  /** n: metres from the middle of the areas' box, which keeps the digits of squared distances. */
  readonly areaX: Float64Array;
  readonly areaY: Float64Array;
  /** N: compactness weight, its centroid, and Σ weight × squared distance to that centroid inside the unit. */
  readonly mass: Float64Array;
  readonly unitX: Float64Array;
  readonly unitY: Float64Array;
  readonly spread: Float64Array;
}

/** Prepares a problem that `validateProblem` has passed, in O(n·m + k²·m). */
export function makeProofProblem(problem: DistrictingProblem): ProofProblem {
  const { nodeOfArea, nodeCount, lockedTeam } = groupUnits(problem);
  const weight = nodeWeights(problem, nodeOfArea, nodeCount);
  const { kinds, kindOfTeam } = teamKinds(problem, lockedTeam, weight);
  return {
    problem,
    unitCount: nodeCount,
    unitOfArea: nodeOfArea,
    weight,
    lockedKind: lockedTeam.map((team) => (team < 0 ? -1 : kindOfTeam[team]!)),
    kinds,
    ...unitMoments(problem, nodeOfArea, nodeCount),
  };
}

function teamKinds(problem: DistrictingProblem, lockedTeam: Int32Array, weight: Float64Array) {
  const { teamCount, measureCount } = problem;
  const target = teamTargets(problem);
  const kinds: (TeamKind & { teams: number[] })[] = [];
  const kindOfTeam = new Int32Array(teamCount);
  const whole = wholeMeasures(weight, measureCount);
  for (let team = 0; team < teamCount; team++) {
    const lockedUnits = [...lockedTeam.keys()].filter((unit) => lockedTeam[unit] === team);
    const own = target.subarray(team * measureCount, (team + 1) * measureCount);
    const isToday = Number.isFinite(problem.movedWeightLimit) && problem.baselineTeam.includes(team);
    const isOneOfItsKind = isToday || lockedUnits.length > 0;
    const like = kinds.findIndex((kind) => {
      if (isOneOfItsKind || kind.isToday || kind.lockedUnits.length > 0) return false;
      const other = kind.teams[0]! * measureCount;
      return own.every((value, m) => value === target[other + m]);
    });
    kindOfTeam[team] = like < 0 ? kinds.length : like;
    if (like >= 0) kinds[like]!.teams.push(team);
    else kinds.push({ teams: [team], ...weightWindows(problem, own, whole), lockedUnits, isToday });
  }
  return { kinds, kindOfTeam };
}

/** The sums a team may have; drawn in to whole numbers where every sum is one, and wider by the rule's rounding slack. */
function weightWindows(problem: DistrictingProblem, target: Float64Array, whole: readonly boolean[]) {
  const slack = problem.toleranceFraction.map((tolerance) => tolerance + 2 * roundingSlack);
  return {
    least: target.map((value, m) => {
      const least = Math.max(0, value * (1 - slack[m]!));
      return whole[m] ? Math.ceil(least) : least;
    }),
    most: target.map((value, m) => {
      const most = value * (1 + slack[m]!);
      return whole[m] ? Math.floor(most) : most;
    }),
  };
}

/** Which measures have only whole weights that add up exactly. */
export function wholeMeasures(weight: Float64Array, measureCount: number): boolean[] {
  const whole = Array<boolean>(measureCount).fill(true);
  const sum = new Float64Array(measureCount);
  for (let place = 0; place < weight.length; place++) {
    const measure = place % measureCount;
    sum[measure]! += weight[place]!;
    if (!Number.isSafeInteger(weight[place]!) || !Number.isSafeInteger(sum[measure]!)) whole[measure] = false;
  }
  return whole;
}

function unitMoments(problem: DistrictingProblem, unitOfArea: Int32Array, unitCount: number) {
  const { areaCount, compactnessMeasure, measures } = problem;
  const areaX = centred(problem.xM);
  const areaY = centred(problem.yM);
  const mass = new Float64Array(unitCount);
  const unitX = new Float64Array(unitCount);
  const unitY = new Float64Array(unitCount);
  const spread = new Float64Array(unitCount);
  for (let area = 0; area < areaCount; area++) {
    const unit = unitOfArea[area]!;
    const areaMass = measures[compactnessMeasure * areaCount + area]!;
    if (areaMass === 0) continue;
    // Joining two weights: the spread grows by the product of the masses over their sum (parallel axes).
    const dx = areaX[area]! - unitX[unit]!;
    const dy = areaY[area]! - unitY[unit]!;
    const share = areaMass / (mass[unit]! + areaMass);
    spread[unit]! += mass[unit]! * share * (dx * dx + dy * dy);
    unitX[unit]! += share * dx;
    unitY[unit]! += share * dy;
    mass[unit]! += areaMass;
  }
  return { areaX, areaY, mass, unitX, unitY, spread };
}

function centred(coordinate: Float64Array): Float64Array {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of coordinate) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const middle = least + (most - least) / 2;
  return coordinate.map((value) => value - middle);
}
