// What `district` writes: the plan with its scores in the instance's own units, its bound, and how it can be repeated.
import { engineVersion } from "../../engine/engine-version.ts";
import type { DistrictingProblem } from "../../engine/problem.ts";
import type { PlanScores } from "../../engine/scores.ts";
import type { ObjectiveName } from "./instance-problem.ts";

export interface PlanFileScores {
  /** Edges between different teams, and their shared length. */
  readonly cut: number;
  readonly len: number;
  /** Σ weight × squared distance to each team's best own node, and to its weighted centroid. */
  readonly hess: number;
  readonly moi: number;
  /** Largest |weight of a team / (total / k) − 1|. */
  readonly largestDeviation: number;
  /** Connected parts of each team: 1 where all is well. */
  readonly parts: readonly number[];
  /** Weight of each team. */
  readonly weights: readonly number[];
  /** With a baseline: weight and number of nodes in another team than there. */
  readonly movedWeight?: number;
  readonly movedNodes?: number;
}

/** One point of the frontier between moving little and balancing well. */
export interface FrontierFilePoint {
  readonly movedWeight: number;
  readonly movedNodes: number;
  readonly largestDeviation: number;
  /** `proven`: no plan with so small a deviation moves less. */
  readonly proof: "proven" | "heuristic";
  /** No plan with so small a deviation moves less than this. */
  readonly movedWeightBound: number;
  readonly assignment: readonly number[];
}

export interface PlanFile {
  readonly name: string;
  readonly objective: ObjectiveName | "least-change";
  readonly toleranceFraction: number;
  /** Team of each node, from 0. */
  readonly assignment: readonly number[];
  readonly scores: PlanFileScores;
  /** No plan that keeps the rules has a smaller value of the objective; null where nothing is proven. */
  readonly bound: number | null;
  readonly boundMethod: string;
  /** Whether the plan's value has been proven to be the least. */
  readonly optimal: boolean;
  /** Of search and proof, without reading the file. */
  readonly seconds: number;
  /** From when the search began to its first plan that kept every rule; null where that was not noticed. */
  readonly secondsToFeasible: number | null;
  /** Of the search that found the plan. */
  readonly seed: number;
  readonly steps: number;
  readonly engineVersion: string;
  readonly frontier?: readonly FrontierFilePoint[];
}

/** The engine's scores under the names of the file. */
export function fileScores(problem: DistrictingProblem, scores: PlanScores): PlanFileScores {
  const hasBaseline = problem.baselineTeam.some((team) => team >= 0);
  return {
    cut: scores.cutEdges,
    len: scores.borderLengthM,
    hess: scores.hess,
    moi: scores.moi,
    largestDeviation: scores.maxDeviationFraction,
    parts: scores.teams.map((team) => team.partCount),
    weights: scores.teams.map((team) => team.measures[0]!.sum),
    ...(hasBaseline ? { movedWeight: scores.movedWeight, movedNodes: scores.movedAreaCount } : {}),
  };
}

/** The score that an objective makes small. */
export function scoreOf(scores: PlanScores, objective: ObjectiveName): number {
  return {
    "cut-edges": scores.cutEdges,
    "border-length": scores.borderLengthM,
    hess: scores.hess,
    moi: scores.moi,
    balance: scores.maxDeviationFraction,
  }[objective];
}

/** The file's text: one line of JSON, the version of the engine that made it with it. */
export function planFileText(plan: Omit<PlanFile, "engineVersion">): string {
  return `${JSON.stringify({ ...plan, engineVersion } satisfies PlanFile)}\n`;
}
