// The solver under a clock in this process: when the first plan that keeps every rule came, and how good the best one got.
import type { DistrictingProblem } from "../../engine/problem.ts";
import { solve } from "../../engine/solvers/solve.ts";

export interface TimedSearch {
  /** Until the first plan that kept every rule; undefined when there was none in time. */
  readonly firstFeasibleMs: number | undefined;
  /** The weighed goals of the best such plan at each of the moments asked for; undefined before the first. */
  readonly objectiveAt: readonly (number | undefined)[];
}

/** Searches until the last of the moments (ascending milliseconds). */
export function timedSearch(problem: DistrictingProblem, seed: number, momentsMs: readonly number[]): TimedSearch {
  const started = performance.now();
  const objectiveAt: (number | undefined)[] = [];
  let firstFeasibleMs: number | undefined;
  let best: number | undefined;
  for (const progress of solve(problem, { seed })) {
    const elapsedMs = performance.now() - started;
    while (elapsedMs >= momentsMs[objectiveAt.length]!) objectiveAt.push(best);
    if (progress.feasible) {
      firstFeasibleMs ??= elapsedMs;
      best = progress.scores!.objective;
    }
    if (objectiveAt.length === momentsMs.length) break;
  }
  while (objectiveAt.length < momentsMs.length) objectiveAt.push(best);
  return { firstFeasibleMs, objectiveAt };
}

/** Milliseconds to the first plan that keeps every rule; undefined when there was none in time. */
export function timeToFeasible(problem: DistrictingProblem, seed: number, longestMs: number): number | undefined {
  const started = performance.now();
  for (const progress of solve(problem, { seed })) {
    const elapsedMs = performance.now() - started;
    if (progress.feasible) return elapsedMs;
    if (elapsedMs > longestMs) return undefined;
  }
  return undefined;
}

/** Milliseconds for a number of steps. */
export function timeOfSteps(problem: DistrictingProblem, seed: number, stepLimit: number): number {
  const started = performance.now();
  const run = solve(problem, { seed, stepLimit });
  while (!run.next().done);
  return performance.now() - started;
}

/** b of the least-squares fit y = a · x^b. */
export function growthExponent(x: readonly number[], y: readonly number[]): number {
  const logX = x.map(Math.log);
  const logY = y.map(Math.log);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const meanX = mean(logX);
  const meanY = mean(logY);
  const covariance = logX.reduce((sum, value, i) => sum + (value - meanX) * (logY[i]! - meanY), 0);
  return covariance / logX.reduce((sum, value) => sum + (value - meanX) * (value - meanX), 0);
}
