// When no search kept the tolerance: the smallest tolerance that can be kept, exactly or by a bound.
import type { DistrictingProblem } from "../../engine/problem.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import { type PlanProof, provePlan } from "./prove-plan.ts";

/** What is proven of the largest deviation in any plan that keeps the other rules. */
export interface LeastDeviation {
  readonly fraction: number;
  /** A plan has just that deviation. */
  readonly isReached: boolean;
  /** The most even plan known: `nearest`, or a better one that the proof came upon. */
  readonly assignment: Int32Array;
  readonly seconds: number;
}

/** `nearest` must keep every rule but the tolerance. Ends at the latest a few seconds after the time limit. */
export async function proveLeastDeviation(
  problem: DistrictingProblem,
  nearest: Int32Array,
  timeLimitMs: number,
): Promise<LeastDeviation> {
  // Plans that are less even than the nearest are of no interest, so the model may leave them out.
  const reached = evaluatePlan(problem, nearest).maxDeviationFraction;
  const wide = { ...problem, toleranceFraction: problem.toleranceFraction.map((own) => Math.max(own, reached)) };
  const { bound, optimal, assignment, seconds }: PlanProof = await provePlan(
    wide,
    "balance",
    nearest,
    timeLimitMs,
    () => {},
  );
  return { fraction: bound, isReached: optimal, assignment, seconds };
}
