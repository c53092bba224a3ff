// Compactness by people: weight × squared distance to each team's weighted centre, summed.
import type { DistrictingProblem } from "../problem.ts";
import type { Objective } from "./index.ts";

/** Weighted centre of a set of areas, and the moment of inertia about it. */
export interface TeamMoment {
  readonly weight: number;
  readonly xM: number;
  readonly yM: number;
  /** Σ weight × squared distance to the centre, in weight × m². */
  readonly moment: number;
}

/**
 * The moment of every team about its own weighted centroid, weight being the compactness measure. A team without weight
 * has moment 0 and lies at its areas' mean. Summed in two passes (Chan, Golub and LeVeque 1983), so that coordinates in
 * the millions of metres do not eat the digits.
 */
export function teamMoments(problem: DistrictingProblem, assignment: Int32Array): TeamMoment[] {
  const { areaCount, teamCount, xM, yM } = problem;
  const weights = problem.measures.subarray(
    problem.compactnessMeasure * areaCount,
    (problem.compactnessMeasure + 1) * areaCount,
  );
  const sums = new Float64Array(6 * teamCount);
  for (let area = 0; area < areaCount; area++) {
    const team = assignment[area]!;
    if (team < 0) continue;
    sums[6 * team]! += weights[area]!;
    sums[6 * team + 1]! += weights[area]! * xM[area]!;
    sums[6 * team + 2]! += weights[area]! * yM[area]!;
    sums[6 * team + 3]! += xM[area]!;
    sums[6 * team + 4]! += yM[area]!;
    sums[6 * team + 5]! += 1;
  }
  const centres = Array.from({ length: teamCount }, (_, team) => {
    const weight = sums[6 * team]!;
    const count = Math.max(1, sums[6 * team + 5]!);
    if (weight > 0) return { weight, xM: sums[6 * team + 1]! / weight, yM: sums[6 * team + 2]! / weight, moment: 0 };
    return { weight, xM: sums[6 * team + 3]! / count, yM: sums[6 * team + 4]! / count, moment: 0 };
  });
  for (let area = 0; area < areaCount; area++) {
    if (assignment[area]! < 0) continue;
    const centre = centres[assignment[area]!]!;
    const dx = xM[area]! - centre.xM;
    const dy = yM[area]! - centre.yM;
    centre.moment += weights[area]! * (dx * dx + dy * dy);
  }
  return centres;
}

/** Σ of `teamMoments`. Scale: the moment of the whole municipality / k, which k equal compact teams come near. */
export const momentOfInertia: Objective = {
  evaluate(problem, assignment) {
    return teamMoments(problem, assignment).reduce((sum, team) => sum + team.moment, 0);
  },
  scale(problem) {
    const whole = teamMoments(problem, new Int32Array(problem.areaCount));
    return whole[0] && whole[0].moment > 0 ? whole[0].moment / problem.teamCount : 1;
  },
};

/**
 * The same with each team's centre in one of its own areas, the best one ("hess", Hess et al. 1965). By the parallel
 * axis theorem the best area is the one nearest the centroid, so the sum is exact in linear time.
 */
export function hessMoment(problem: DistrictingProblem, assignment: Int32Array): number {
  const teams = teamMoments(problem, assignment);
  const nearestSquareM2 = new Float64Array(problem.teamCount).fill(Number.POSITIVE_INFINITY);
  for (let area = 0; area < problem.areaCount; area++) {
    const team = assignment[area]!;
    if (team < 0) continue;
    const dx = problem.xM[area]! - teams[team]!.xM;
    const dy = problem.yM[area]! - teams[team]!.yM;
    nearestSquareM2[team] = Math.min(nearestSquareM2[team]!, dx * dx + dy * dy);
  }
  return teams.reduce(
    (sum, team, index) => (team.weight > 0 ? sum + team.moment + team.weight * nearestSquareM2[index]! : sum),
    0,
  );
}

/** Σ of `hessMoment`, on the same scale as `momentOfInertia`. */
export const hess: Objective = { evaluate: hessMoment, scale: momentOfInertia.scale };
