// What crosses between the service and a thread that analyses a problem.
import type { RulePrice } from "../../engine/explain/rule-prices.ts";
import type { EngineIssue } from "../../engine/issue.ts";
import type { DrawnLocks } from "../../engine/least-change/drawn-locks.ts";
import type { DistrictingProblem } from "../../engine/problem.ts";

export const analysisKinds = ["frontier", "mend", "proof", "prices", "alternatives"] as const;
export type AnalysisKind = (typeof analysisKinds)[number];

export interface AnalysisOrder {
  readonly kind: AnalysisKind;
  /** Encoded problem. */
  readonly problem: ArrayBuffer;
  readonly seed: number;
  readonly timeLimitMs: number;
  /** Steps of each search; null leaves it to the number of areas. */
  readonly stepsPerSearch: number | null;
  /** Of the mixed-integer solver, in all, so that every machine proves as far; null leaves it to the time. */
  readonly solverIterations: number | null;
  /** The plan it is about; null for those that are about none. */
  readonly plan: Int32Array | null;
  /** What a repair leaves as it is drawn; nothing when left out. */
  readonly locks?: DrawnLocks;
  /** Areas that a repair moves though no rule needs it are put back, where the search came to its end. */
  readonly neededMovesOnly?: boolean;
  /** How many solutions are wanted, where the analysis gives several. */
  readonly count: number;
  /** What a proof is about; all that the problem aims at when left out. */
  readonly goals?: readonly BoundGoal[];
}

/** Words of the memory that both sides see: whether to stop, and the number of plans handed over; then the plan. */
export const stopPlace = 0;
export const planCountPlace = 1;
export const planPlace = 2;

export interface FoundSolution {
  readonly assignment: Int32Array;
  /** No plan with deviations as small moves less; null where that was not asked. */
  readonly movedAtLeast: number | null;
  readonly proven: boolean;
}

export type BoundGoal = "balance" | "change" | "borderLength" | "compactness";

/** What a bound is proven of, in that order: balance always, the others where the problem aims at or limits them. */
export function boundGoals({ objective, baselineTeam, movedWeightLimit }: DistrictingProblem): readonly BoundGoal[] {
  const limitsChange = movedWeightLimit !== undefined && Number.isFinite(movedWeightLimit);
  const countsChange = (objective.change > 0 || limitsChange) && baselineTeam.some((team) => team >= 0);
  return [
    "balance",
    ...(countsChange ? (["change"] as const) : []),
    ...(objective.borderLength > 0 ? (["borderLength"] as const) : []),
    ...(objective.momentOfInertia > 0 ? (["compactness"] as const) : []),
  ];
}

export interface FoundBound {
  readonly goal: BoundGoal;
  readonly bound: number;
}

/** All of it is known so far, not what is new. */
export interface AnalysisFindings {
  readonly steps: number;
  readonly stage: "search" | "balance" | "proof";
  readonly solutions: readonly FoundSolution[];
  readonly bounds: readonly FoundBound[];
  readonly prices: readonly RulePrice[];
  /** Between each pair of solutions. */
  readonly differences: readonly (readonly number[])[];
}

export type AnalysisMessage =
  | { readonly type: "progress"; readonly findings: AnalysisFindings }
  | {
      readonly type: "ended";
      readonly findings: AnalysisFindings;
      /** Why there is nothing, where there is. */
      readonly issues: readonly EngineIssue[];
      readonly stopped: boolean;
      /** The time had gone: a faster machine might have found or proven more. */
      readonly outOfTime: boolean;
    };
