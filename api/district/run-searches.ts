// Several searches with neighbouring seeds over a number of threads; what comes out depends on the seeds alone, not on the threads.
import type { SolverProgress } from "../../engine/solvers/solve.ts";
import { runWorker } from "./run-worker.ts";
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
  /** A search that has no plan yet goes on until this. */
  readonly planTimeLimitMs?: number | undefined;
}

/** How one search ended; always one per search, in order of seed. */
export type SearchEnd = Exclude<SearchMessage, { kind: "progress" }>;

const workerFile = new URL("./search.worker.ts", import.meta.url);

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
  { problem, stepLimit, timeLimitMs, planTimeLimitMs = timeLimitMs }: SearchesOrder,
  seed: number,
  onProgress: (progress: SolverProgress, elapsedMs: number) => void,
): Promise<SearchEnd> {
  let last: SolverProgress | undefined;
  return runWorker<SearchMessage, SearchEnd>(
    workerFile,
    { problem, seed, stepLimit, timeLimitMs, planTimeLimitMs } satisfies SearchOrder,
    {
      timeLimitMs: planTimeLimitMs,
      lateAnswer: () => ({ kind: "stopped", elapsedMs: planTimeLimitMs ?? 0, last, firstFeasibleMs: undefined }),
    },
    (message) => message.kind !== "progress",
    ({ progress, elapsedMs }) => {
      last = progress;
      onProgress(progress, elapsedMs);
    },
  );
}
