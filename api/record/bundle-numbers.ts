// The numbers that a bundle tells of a plan, counted by the engine from the problem alone.
import type { DistrictingProblem } from "../../engine/problem.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import type { TargetedTeam } from "../contract/plans.ts";

export interface BundleNumbers {
  /** In the plan's order; within each the measures in the problem's. */
  readonly teams: readonly {
    readonly areaCount: number;
    readonly partCount: number;
    readonly measures: readonly {
      readonly sum: number;
      readonly target: number;
      readonly deviationFraction: number;
    }[];
  }[];
  readonly cutEdges: number;
  readonly borderLengthM: number;
  readonly unassignedAreaCount: number;
}

export function numbersOf(problem: DistrictingProblem, teamIndexes: readonly number[]): BundleNumbers {
  const { teams, cutEdges, borderLengthM, unassignedAreaCount } = evaluatePlan(problem, Int32Array.from(teamIndexes));
  return {
    teams: teams.map(({ areaCount, partCount, measures }) => ({ areaCount, partCount, measures })),
    cutEdges,
    borderLengthM,
    unassignedAreaCount,
  };
}

/** The same areas and measures with other teams and what they are to have. */
export function withTeams(problem: DistrictingProblem, teams: readonly TargetedTeam[]): DistrictingProblem {
  const shares = teams.map(({ targetShare }) => targetShare);
  return {
    ...problem,
    teamCount: teams.length,
    targetShare: Float64Array.from(Array.from({ length: problem.measureCount }).flatMap(() => shares)),
    homeArea: new Int32Array(teams.length).fill(-1),
  };
}
