// Operations on runs.
import { recordAct } from "../audit/record-act.ts";
import type { Run } from "../contract/plans.ts";
import type { Database, Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { personOf } from "../http/define-routes.ts";
import { openEventStream } from "../http/event-stream.ts";
import type { RunService } from "./run-service.ts";
import { findProblem, findRun, listRuns } from "./runs.store.ts";

type RunOperations = "listRuns" | "startRun" | "readRun" | "readRunProblem" | "followRun" | "stopRun" | "repeatRun";

export function runHandlers(database: Database, runs: RunService): Pick<Handlers, RunOperations> {
  return {
    listRuns: async (transaction, { params }) => ({
      status: 200,
      body: { runs: await listRuns(transaction, params.municipality) },
    }),
    startRun: {
      outside: async ({ params, body, caller }) => ({
        status: 202,
        body: await runs.start(personOf(caller), params.municipality, body),
      }),
    },
    readRun: async (transaction, { params }) => ({
      status: 200,
      body: await requireRun(transaction, params.municipality, params.run),
    }),
    readRunProblem: async (transaction, { params }) => {
      const run = await requireRun(transaction, params.municipality, params.run);
      const bytes = await findProblem(transaction, params.municipality, params.run);
      if (!bytes) throw new AppError("not-found");
      await recordAct(transaction, "counts.read", "run", params.run, {}, run);
      return { status: 200, bytes };
    },
    followRun: {
      outside: async ({ params, caller, request, response }) => {
        const read = () =>
          database.transaction(personOf(caller), (transaction) =>
            requireRun(transaction, params.municipality, params.run),
          );
        await read();
        return {
          status: 200,
          stream: async () => {
            const events = openEventStream(request, response);
            const leave = runs.follow(params.run, {
              progress: (progress) => events.send("progress", progress),
              end: (run) => events.end("end", run),
            });
            if (leave) events.onClose(leave);
            // Not under way any more: the stored result is all there is to tell.
            else events.end("end", await read());
          },
        };
      },
    },
    stopRun: async (transaction, { params }) => {
      const run = await requireRun(transaction, params.municipality, params.run);
      if (runs.stop(run.id)) await recordAct(transaction, "run.stopped", "run", run.id, {}, run);
      return { status: 202, body: run };
    },
    repeatRun: {
      outside: async ({ params, caller }) => ({
        status: 200,
        body: await runs.repeat(personOf(caller), params.municipality, params.run),
      }),
    },
  };
}

async function requireRun(transaction: Transaction, municipality: string, id: string): Promise<Run> {
  const run = await findRun(transaction, municipality, id);
  if (!run) throw new AppError("not-found");
  return run;
}
