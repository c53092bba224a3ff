// Several searches with neighbouring seeds over a number of threads; what comes out depends on the seeds alone, not on the threads.
import { Worker } from "node:worker_threads";
import type { SolverProgress } from "../../engine/solvers/solve.ts";
import type { SearchMessage, SearchOrder } from "./search.worker.ts";

export interface SearchesOrder {
  /** Encoded problem. */
  readonly problem: ArrayBuffer;
  /** Search number i runs with seed + i. */
  readonly seed: number;
  readonly searchCount: number;
  readonly threadCount: number;
  readonly stepLimit?: number | undefined;
  readonly timeLimitMs?: number | undefined;
}

/** How one search ended; always one per search, in order of seed. */
export type SearchEnd = Exclude<SearchMessage, { kind: "progress" }>;

const workerFile = new URL("./search.worker.ts", import.meta.url);
/** A thread that has not answered so long after its time is up is ended, and its latest report counts. */
const graceMs = 5000;

/**
 * Runs all searches, at most `threadCount` at a time. A thread that dies by a fault of the program rejects; one that does
 * not answer in time is ended with the plan it last reported.
 */
export async function runSearches(
  order: SearchesOrder,
  onProgress: (search: number, progress: SolverProgress, elapsedMs: number) => void,
): Promise<SearchEnd[]> {
  const ends: SearchEnd[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < order.searchCount) {
      const search = next++;
      ends[search] = await runSearch(order, order.seed + search, (progress, elapsedMs) =>
        onProgress(search, progress, elapsedMs),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(order.threadCount, order.searchCount) }, lane));
  return ends;
}

function runSearch(
  { problem, stepLimit, timeLimitMs }: SearchesOrder,
  seed: number,
  onProgress: (progress: SolverProgress, elapsedMs: number) => void,
): Promise<SearchEnd> {
  const { promise, resolve, reject } = Promise.withResolvers<SearchEnd>();
  const workerData: SearchOrder = { problem, seed, stepLimit, timeLimitMs };
  const worker = new Worker(workerFile, { workerData });
  let last: SolverProgress | undefined;
  const timer =
    timeLimitMs === undefined
      ? undefined
      : setTimeout(() => resolve({ kind: "stopped", elapsedMs: timeLimitMs + graceMs, last }), timeLimitMs + graceMs);
  worker.on("message", (message: SearchMessage) => {
    if (message.kind !== "progress") return resolve(message);
    last = message.progress;
    onProgress(message.progress, message.elapsedMs);
  });
  worker.on("error", reject);
  worker.on("exit", () => reject(new Error("The search's thread ended without an answer.")));
  return promise.finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}
