// One search in a thread of its own: until it ends by itself or the host's clock says stop.
import { parentPort, workerData } from "node:worker_threads";
import { decodeProblem } from "../../engine/problem.ts";
import { type SolverProgress, type SolverResult, solve } from "../../engine/solvers/solve.ts";

export interface SearchOrder {
  readonly problem: ArrayBuffer;
  readonly seed: number;
  readonly stepLimit: number | undefined;
  /** From when the thread has begun to search. */
  readonly timeLimitMs: number | undefined;
  /** At least `timeLimitMs`: while there is no plan that keeps every rule the search goes on until this. */
  readonly planTimeLimitMs: number | undefined;
}

export type SearchMessage =
  /** A better plan than before, at most five times a second. */
  | { readonly kind: "progress"; readonly elapsedMs: number; readonly progress: SolverProgress }
  /** Ended by itself. */
  | {
      readonly kind: "finished";
      readonly elapsedMs: number;
      readonly result: SolverResult;
      readonly firstFeasibleMs: number | undefined;
    }
  /** Ended by the clock, with what was known then. */
  | {
      readonly kind: "stopped";
      readonly elapsedMs: number;
      readonly last: SolverProgress | undefined;
      readonly firstFeasibleMs: number | undefined;
    };

const tellEveryMs = 200;

function search({ problem, seed, stepLimit, timeLimitMs, planTimeLimitMs }: SearchOrder): SearchMessage {
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;
  const run = solve(decodeProblem(problem), stepLimit === undefined ? { seed } : { seed, stepLimit });
  let last: SolverProgress | undefined;
  let firstFeasibleMs: number | undefined;
  let untold = false;
  let told = Number.NEGATIVE_INFINITY;
  const endsAt = (): number =>
    (last?.feasible ? timeLimitMs : (planTimeLimitMs ?? timeLimitMs)) ?? Number.POSITIVE_INFINITY;
  while (elapsed() < endsAt()) {
    const next = run.next();
    if (next.done) return { kind: "finished", elapsedMs: elapsed(), result: next.value, firstFeasibleMs };
    last = next.value;
    if (last.feasible) firstFeasibleMs ??= elapsed();
    untold ||= last.improved;
    if (!untold || elapsed() - told < tellEveryMs) continue;
    untold = false;
    told = elapsed();
    parentPort!.postMessage({ kind: "progress", elapsedMs: told, progress: last } satisfies SearchMessage);
  }
  return { kind: "stopped", elapsedMs: elapsed(), last, firstFeasibleMs };
}

parentPort!.postMessage(search(workerData as SearchOrder));
