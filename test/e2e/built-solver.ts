// The solver's worker as the page's build made it, driven inside a real browser as any host drives it: by messages.
import { globSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { RunOptions, SolverResponse } from "../../engine/protocol.ts";
import { repositoryRoot } from "../support/service-process.ts";

/** What came back: every message, or that the worker itself broke down. */
export interface BuiltSolverAnswer {
  readonly responses: readonly SolverResponse[];
  readonly brokeDown: boolean;
}

/** The file's address on the service; throws where the page has not been built. */
function workerAddress(): string {
  const [file] = globSync("solver.worker-*.js", { cwd: join(repositoryRoot, "web/dist/assets") });
  if (!file) throw new Error("The page has not been built: there is no solver's worker in web/dist.");
  return `/assets/${file}`;
}

/**
 * One run in a new worker of `page`, which must be a page of the service so that its content security policy counts.
 * With `cancelAtProgress` the run is cancelled when the first progress with a plan comes.
 */
export function solveInBuiltWorker(
  page: Page,
  problem: ArrayBuffer,
  options: RunOptions,
  cancelAtProgress = false,
): Promise<BuiltSolverAnswer> {
  return page.evaluate(
    ({ address, bytes, options, cancelAtProgress }) =>
      new Promise<BuiltSolverAnswer>((resolve) => {
        const responses: SolverResponse[] = [];
        const worker = new Worker(address, { type: "module" });
        const end = (brokeDown: boolean) => {
          worker.terminate();
          resolve({ responses, brokeDown });
        };
        worker.onerror = () => end(true);
        worker.onmessage = ({ data }: MessageEvent<SolverResponse>) => {
          responses.push(data);
          if (data.type !== "progress") return end(false);
          if (cancelAtProgress && data.progress.assignment) worker.postMessage({ type: "cancel", runId: "one" });
        };
        const problem = bytes.slice().buffer;
        worker.postMessage({ type: "solve", runId: "one", problem, options }, [problem]);
      }),
    { address: workerAddress(), bytes: new Uint8Array(problem), options, cancelAtProgress },
  );
}
