// The solver inside a worker, whatever kind the host has: one run at a time, told in slices, stopped between two steps.

import type { DistrictingProblem } from "./problem.ts";
import { decodeProblem } from "./problem.ts";
import type { SolverEnd, SolverRequest, SolverResponse } from "./protocol.ts";
import { type SolverProgress, solve } from "./solvers/solve.ts";

/** What a worker of the host's kind lends the engine, which knows neither clock nor threads. */
export interface SolverSeat {
  post(response: SolverResponse): void;
  /** Milliseconds from any beginning. */
  nowMs(): number;
  /** Lets messages that have come in be heard; resolves as soon as they have. */
  pause(): Promise<void>;
}

const sliceMs = 20;
const progressMs = 400;

/**
 * Answers the function that hears the host's requests. It resolves when the request has been answered and rejects on a
 * bug, which the worker must not survive. The clock decides only when progress is told, never what comes out.
 */
export function serveSolver(seat: SolverSeat): (request: SolverRequest) => Promise<void> {
  let cancelledRun: string | undefined;

  async function run({ runId, problem, options }: Extract<SolverRequest, { type: "solve" }>): Promise<SolverEnd> {
    const decoded = decodedOrNothing(problem);
    if (!decoded) return { type: "failed", runId, code: "bad-problem" };
    const search = solve(decoded, options);
    const stopAtSteps = options.stopAtSteps ?? Number.POSITIVE_INFINITY;
    let toldMs = seat.nowMs();
    for (let last: SolverProgress | undefined; ; await seat.pause()) {
      for (const sliceEndMs = seat.nowMs() + sliceMs; seat.nowMs() < sliceEndMs; ) {
        const next = search.next();
        if (next.done) return { type: "finished", runId, result: next.value };
        last = next.value;
        if (last.steps >= stopAtSteps) return { type: "cancelled", runId, last };
      }
      if (cancelledRun === runId) return { type: "cancelled", runId, last };
      if (last === undefined || seat.nowMs() - toldMs < progressMs) continue;
      toldMs = seat.nowMs();
      seat.post({ type: "progress", runId, progress: last });
    }
  }

  return async (request) => {
    if (request.type === "cancel") cancelledRun = request.runId;
    else seat.post(await run(request));
  };
}

function decodedOrNothing(buffer: ArrayBuffer): DistrictingProblem | undefined {
  try {
    return decodeProblem(buffer);
  } catch {
    return undefined;
  }
}
