// The solver in a thread of its own: one run at a time, progress five times a second, stopped between two steps.
import { setImmediate } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { engineVersion } from "../../engine/engine-version.ts";
import { decodeProblem } from "../../engine/problem.ts";
import type { SolverResponse } from "../../engine/protocol.ts";
import { type SolverProgress, solve } from "../../engine/solvers/solve.ts";
import type { PoolRequest } from "./solver-pool.ts";

const sliceMilliseconds = 20;
const progressMilliseconds = 200;
let cancelledRun: string | undefined;

async function run({ runId, problem, options }: Extract<PoolRequest, { type: "solve" }>): Promise<SolverResponse> {
  const search = solve(decodeProblem(problem), options);
  let told = performance.now();
  for (let last: SolverProgress | undefined; ; await setImmediate()) {
    for (const sliceEnd = performance.now() + sliceMilliseconds; performance.now() < sliceEnd; ) {
      const next = search.next();
      if (next.done) return { type: "finished", runId, result: next.value, engineVersion };
      last = next.value;
      if (last.steps >= (options.stopAtSteps ?? Number.POSITIVE_INFINITY)) return { type: "cancelled", runId, last };
    }
    if (cancelledRun === runId) return { type: "cancelled", runId, last };
    if (last === undefined || performance.now() - told < progressMilliseconds) continue;
    told = performance.now();
    parentPort!.postMessage({ type: "progress", runId, progress: last } satisfies SolverResponse);
  }
}

parentPort!.on("message", async (request: PoolRequest) => {
  if (request.type === "cancel") cancelledRun = request.runId;
  else parentPort!.postMessage(await run(request));
});
