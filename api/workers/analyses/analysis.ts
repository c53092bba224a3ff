// What every analysis of a problem shares: what it is given in its thread, and what it has found so far.

import type { EngineIssue } from "../../../engine/issue.ts";
import type { DistrictingProblem } from "../../../engine/problem.ts";
import type { MixedIntegerSolver } from "../../../engine/proof/mixed-integer-solver.ts";
import type { AnalysisFindings, AnalysisOrder } from "../analysis-protocol.ts";

export interface AnalysisSeat {
  readonly problem: DistrictingProblem;
  readonly order: Pick<
    AnalysisOrder,
    "seed" | "plan" | "count" | "stepsPerSearch" | "locks" | "goals" | "neededMovesOnly"
  >;
  /** Bounded by the time that is left, and stopped when the analysis is. */
  readonly solver: MixedIntegerSolver;
  /** From now on the solver's calls end when this share of the time has gone. */
  readonly limitSolver: (share: number) => void;
  /** A share of the time that was given has gone. */
  readonly timeGone: (share: number) => boolean;
  /** The best plan that the host has come to know since the last time it was asked for. */
  readonly newPlan: () => Int32Array | undefined;
  /** Tells findings from inside a call that cannot yield. */
  readonly tell: (findings: AnalysisFindings) => void;
}

/** Yields what it has found whenever it may be stopped; the reasons it returns say why there is nothing. */
export type Analysis = (
  seat: AnalysisSeat,
) => Generator<AnalysisFindings, { readonly findings: AnalysisFindings; readonly issues: readonly EngineIssue[] }>;

export const nothingFound: AnalysisFindings = {
  steps: 0,
  stage: "search",
  solutions: [],
  bounds: [],
  prices: [],
  differences: [],
};
