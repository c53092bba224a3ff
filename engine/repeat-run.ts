// A stored run once more: what must be asked of the solver, and how its plan is compared with the one that was kept.
import { relabelToBaseline } from "./least-change/relabel-teams.ts";
import type { DistrictingProblem } from "./problem.ts";
import type { RunOptions } from "./protocol.ts";

/** What is stored of a run that has a plan. */
export interface StoredRun {
  readonly seed: number;
  readonly steps: number;
  /** Null where time or a person ended it. */
  readonly stepLimit: number | null;
  /** Somebody ended it before its limit. */
  readonly stopped: boolean;
}

/** The same seed and number of steps: a run by time, or one that was stopped, is stopped at the step it had reached. */
export function repetitionOptions({ seed, steps, stepLimit, stopped }: StoredRun): RunOptions {
  return {
    seed,
    ...(stepLimit === null ? {} : { stepLimit }),
    ...(stepLimit === null || stopped ? { stopAtSteps: steps } : {}),
  };
}

/**
 * How many areas have another team than in the stored plan, which has the baseline's team numbers as every stored plan;
 * the plans are the same only when there are none.
 */
export function differingAreaCount(
  problem: DistrictingProblem,
  assignment: Int32Array,
  stored: readonly number[],
): number {
  const found = relabelToBaseline(problem, assignment);
  let count = Math.abs(found.length - stored.length);
  for (let area = 0; area < Math.min(found.length, stored.length); area++) if (found[area] !== stored[area]) count++;
  return count;
}
