// The host of the page's solver: one worker for one run, stopped by a signal with the best plan kept, ended in every case.
import {
  outcomeOf,
  type RunOptions,
  type SolveOutcome,
  type SolverRequest,
  type SolverResponse,
} from "../../engine/protocol.ts";
import type { SolverProgress } from "../../engine/solvers/solve.ts";

export interface SolveHearing {
  /** A few times a second at most, with the best plan so far. */
  readonly onProgress: (progress: SolverProgress) => void;
  /** Aborted: the run is stopped, and its outcome is the best plan so far. */
  readonly signal: AbortSignal;
}

/** Takes the problem's buffer over: the caller's is empty afterwards. */
export async function solveInBrowser(
  problem: ArrayBuffer,
  options: RunOptions,
  { onProgress, signal }: SolveHearing,
): Promise<SolveOutcome> {
  const worker = new Worker(new URL("./solver.worker.ts", import.meta.url), { type: "module" });
  const runId = "the only one";
  const send = (request: SolverRequest, transfer: Transferable[] = []) => worker.postMessage(request, transfer);
  const stop = () => send({ type: "cancel", runId });
  const { promise, resolve } = Promise.withResolvers<SolveOutcome>();
  worker.onmessage = ({ data }: MessageEvent<SolverResponse>) => {
    if (data.type === "progress") onProgress(data.progress);
    else resolve(outcomeOf(data, signal.aborted));
  };
  worker.onerror = () => resolve({ kind: "failed", code: "thread-died" });
  worker.onmessageerror = () => resolve({ kind: "failed", code: "thread-died" });
  signal.addEventListener("abort", stop);
  send({ type: "solve", runId, problem, options }, [problem]);
  if (signal.aborted) stop();
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", stop);
    worker.terminate();
  }
}
