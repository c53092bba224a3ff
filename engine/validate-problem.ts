// Says what is wrong with a problem before anything is solved, or why no plan can exist.
import { type EngineIssue, type Names, numberNames } from "./issue.ts";
import { assertProblemShape, type DistrictingProblem } from "./problem.ts";
import { checkAdjacency } from "./validation/adjacency.ts";
import { checkBounds } from "./validation/bounds.ts";
import { checkCutAreas } from "./validation/cut-areas.ts";
import { checkLocksAndGroups } from "./validation/locks-and-groups.ts";
import { checkNumbers } from "./validation/numbers.ts";
import { checkPairsAndMoves } from "./validation/pairs-and-moves.ts";
import { checkReach } from "./validation/reach.ts";

export type ProblemIssueCode =
  | "no-areas"
  | "no-teams"
  | "no-measures"
  | "more-teams-than-areas"
  | "more-teams-than-units"
  | "weight-not-a-number"
  | "weight-negative"
  | "weight-too-large"
  | "measure-empty"
  | "tolerance-invalid"
  | "share-not-positive"
  | "shares-not-one"
  | "coordinate-not-a-number"
  | "border-length-invalid"
  | "goal-weight-invalid"
  | "index-out-of-range"
  | "adjacency-malformed"
  | "neighbour-of-itself"
  | "neighbour-twice"
  | "neighbour-one-way"
  | "several-parts"
  | "too-many-parts"
  | "parts-not-servable"
  | "group-locked-apart"
  | "group-not-connectable"
  | "group-in-pieces"
  | "locks-not-connectable"
  | "locks-shut-out"
  | "locks-shut-in"
  | "cut-area-too-heavy"
  | "forbidden-pair-in-group"
  | "forbidden-pair-locked-together"
  | "forbidden-pairs-too-many"
  | "moved-limit-invalid"
  | "moved-limit-too-low"
  | "unit-too-heavy"
  | "locks-too-heavy"
  | "tolerance-too-tight";

/** An `error` means that nothing can be solved or that no plan can exist; a `warning` is for the planner to know. */
export interface ProblemIssue extends EngineIssue<ProblemIssueCode> {
  readonly severity: "error" | "warning";
}

/**
 * Checks a problem in linear time per team (well under a second for 100,000 areas). The later checks presuppose the
 * earlier ones and are left out after an error. An empty answer does not promise that a plan exists. Throws only when an
 * array has the wrong length, which is a bug in the caller.
 */
export function validateProblem(problem: DistrictingProblem, names: Names = numberNames): ProblemIssue[] {
  assertProblemShape(problem);
  const issues: ProblemIssue[] = [];
  for (const check of [
    checkNumbers,
    checkAdjacency,
    checkLocksAndGroups,
    checkPairsAndMoves,
    checkBounds,
    checkReach,
    checkCutAreas,
  ]) {
    issues.push(...check(problem, names));
    if (hasError(issues)) break;
  }
  return issues;
}

/** True when the problem must be refused. */
export function hasError(issues: readonly ProblemIssue[]): boolean {
  return issues.some((issue) => issue.severity === "error");
}
