// Operations on runs.
import { movedAreas } from "../../engine/explain/moved-areas.ts";
import { borderLength } from "../../engine/objectives/border-length.ts";
import { decodeProblem } from "../../engine/problem.ts";
import { measureTotals } from "../../engine/tallies.ts";
import { recordAct } from "../audit/record-act.ts";
import type { Rules, RulesCheck } from "../contract/rules.ts";
import type { Run } from "../contract/runs.ts";
import type { Database, Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { personOf } from "../http/define-routes.ts";
import { openEventStream } from "../http/event-stream.ts";
import { assertSameVersion } from "../http/versions.ts";
import type { RunProblem } from "./problem.ts";
import { readOrder } from "./read-order.ts";
import type { RunService } from "./run-service.ts";
import { findProblem, findRun, findRunLabelForChange, findSolution, labelRun, listRuns } from "./runs.store.ts";

type RunOperations =
  | "checkRules"
  | "listRuns"
  | "startRun"
  | "readRun"
  | "readRunProblem"
  | "readSolution"
  | "followRun"
  | "stopRun"
  | "labelRun"
  | "repeatRun";

export function runHandlers(database: Database, runs: RunService): Pick<Handlers, RunOperations> {
  return {
    checkRules: async (transaction, { params, body }) => {
      const { runProblem, teams } = await readOrder(transaction, params.municipality, body);
      const seen = { measures: body.rules.balancedMeasures.length };
      await recordAct(transaction, "counts.read", "division", body.divisionId, seen, body);
      return { status: 200, body: checkOf(runProblem, body.rules, teams.length) };
    },
    readSolution: async (transaction, { params }) => {
      const run = await requireRun(transaction, params.municipality, params.run);
      const solution = await findSolution(transaction, params.municipality, run.id, params.solution);
      const bytes = await findProblem(transaction, params.municipality, run.id);
      if (!solution || !bytes) throw new AppError("not-found");
      const problem = decodeProblem(Uint8Array.from(bytes).buffer);
      const moved = movedAreas(problem, Int32Array.from(solution.teamIndexes));
      await recordReading(transaction, run);
      return {
        status: 200,
        body: {
          ...solution,
          baselineBorderLengthM: problem.baselineTeam.some((team) => team >= 0)
            ? borderLength.evaluate(problem, problem.baselineTeam)
            : null,
          moved: moved.map(({ fromTeam, toTeam, ...own }) => ({
            ...own,
            fromTeamIndex: fromTeam,
            toTeamIndex: toTeam,
          })),
        },
      };
    },
    listRuns: async (transaction, { params }) => {
      const runs = await listRuns(transaction, params.municipality);
      for (const divisionId of new Set(runs.map((run) => run.divisionId))) {
        await recordAct(transaction, "counts.read", "division", divisionId, {}, { divisionId });
      }
      return { status: 200, body: { runs } };
    },
    startRun: {
      outside: async ({ params, body, caller }) => ({
        status: 202,
        body: await runs.start(personOf(caller), params.municipality, body),
      }),
    },
    readRun: async (transaction, { params }) => {
      const run = await requireRun(transaction, params.municipality, params.run);
      await recordReading(transaction, run);
      return { status: 200, body: run };
    },
    readRunProblem: async (transaction, { params }) => {
      const run = await requireRun(transaction, params.municipality, params.run);
      const bytes = await findProblem(transaction, params.municipality, params.run);
      if (!bytes) throw new AppError("not-found");
      await recordReading(transaction, run);
      return { status: 200, bytes };
    },
    followRun: {
      outside: async ({ params, caller, request, response }) => {
        const read = () =>
          database.transaction(personOf(caller), async (transaction) => {
            const run = await requireRun(transaction, params.municipality, params.run);
            await recordReading(transaction, run);
            return run;
          });
        const run = await read();
        return {
          status: 200,
          stream: async () => {
            const events = openEventStream(request, response);
            const leave = runs.follow(run.id, {
              progress: (progress) => events.send("progress", progress),
              end: (ended) => events.end("end", ended),
            });
            if (leave) return events.onClose(leave);
            // Not under way any more: the stored result is all there is to tell.
            const stored = await database.transaction(personOf(caller), (transaction) =>
              requireRun(transaction, params.municipality, run.id),
            );
            events.end("end", stored);
          },
        };
      },
    },
    stopRun: async (transaction, { params }) => {
      const run = await requireRun(transaction, params.municipality, params.run);
      if (runs.stop(run.id)) await recordAct(transaction, "run.stopped", "run", run.id, {}, run);
      else await recordReading(transaction, run);
      return { status: 202, body: run };
    },
    labelRun: async (transaction, { params, body, version }) => {
      const before = await findRunLabelForChange(transaction, params.municipality, params.run);
      if (!before) throw new AppError("not-found");
      assertSameVersion(before.version, version);
      if (body.removed && (before.status === "queued" || before.status === "running")) {
        throw new AppError("run.not-finished");
      }
      const label = await labelRun(transaction, params.municipality, params.run, body);
      await recordAct(transaction, "run.labelled", "run", params.run, { version: label.version }, before);
      return { status: 200, body: label, version: label.version };
    },
    repeatRun: {
      outside: async ({ params, caller }) => ({
        status: 200,
        body: await runs.repeat(personOf(caller), params.municipality, params.run),
      }),
    },
  };
}

/** Shares and deviations are counts too: with rules made for it, one tells the count of a single area. */
async function recordReading(transaction: Transaction, run: Run): Promise<void> {
  await recordAct(transaction, "counts.read", "run", run.id, { measures: run.rules.balancedMeasures.length }, run);
}

function checkOf({ problem, reasons, remarks }: RunProblem, rules: Rules, teamCount: number): RulesCheck {
  const totals = measureTotals(problem);
  return {
    possible: reasons.length === 0,
    reasons: [...reasons],
    remarks: [...remarks],
    measures: rules.balancedMeasures.map(({ measureKey }, measure) => ({
      measureKey,
      total: totals[measure]!,
      toleranceFraction: problem.toleranceFraction[measure]!,
      targets: Array.from(
        { length: teamCount },
        (_, team) => problem.targetShare[measure * teamCount + team]! * totals[measure]!,
      ),
    })),
  };
}

async function requireRun(transaction: Transaction, municipality: string, id: string): Promise<Run> {
  const run = await findRun(transaction, municipality, id);
  if (!run) throw new AppError("not-found");
  return run;
}
