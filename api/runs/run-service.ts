// Runs from order to stored result, for the routes and the command line alike: start, follow, stop, repeat.
import type { Logger } from "pino";
import { engineVersion } from "../../engine/engine-version.ts";
import { decodeProblem, encodeProblem } from "../../engine/problem.ts";
import { problemHash } from "../../engine/problem-hash.ts";
import { differingAreaCount, repetitionOptions } from "../../engine/repeat-run.ts";
import { recordAct } from "../audit/record-act.ts";
import {
  type NewRun,
  NewRun as NewRunSchema,
  type Run,
  type RunProgress,
  type RunRepetition,
} from "../contract/runs.ts";
import type { Database, Identity } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { AnalysisPool } from "../workers/analysis-pool.ts";
import type { Solver } from "../workers/solver-pool.ts";
import { analysisWork } from "./analysis-work.ts";
import { changesOfTeam } from "./change-of-team.ts";
import { divisionWork } from "./division-work.ts";
import { impossible } from "./problem.ts";
import { type ReadOrder, readOrder } from "./read-order.ts";
import type { RunWork, WorkEvents } from "./run-work.ts";
import { findProblem, findRun, insertRun, markEnded, markRunning } from "./runs.store.ts";

/** Somebody who may run the solver: a planner, or the operator at the command line. */
export type RunIdentity = Exclude<Identity, { kind: "anonymous" }>;

export interface RunHearer {
  progress(progress: RunProgress): void;
  end(run: Run): void;
}

export interface RunService {
  /** Checks and stores the order and hands it to the solver; the work is followed by `follow` or awaited by `ended`. */
  start(identity: RunIdentity, municipality: string, order: NewRun): Promise<Run>;
  /** The latest progress at once, then everything new; `null` where the run is not under way here. */
  follow(runId: string, hearer: RunHearer): (() => void) | null;
  /** Resolves with the stored result of a run that is under way; null for others. */
  ended(runId: string): Promise<Run> | null;
  /** Ends a run and keeps its best plan; false where it is not under way. */
  stop(runId: string): boolean;
  /** The stored problem once more with the same seed and steps, compared to the bit. */
  repeat(identity: RunIdentity, municipality: string, runId: string): Promise<RunRepetition>;
  /** Resolves when every run under way has been stored; call after the solver was closed. */
  settled(): Promise<void>;
}

interface LiveRun {
  readonly work: RunWork;
  readonly stored: Promise<Run>;
  readonly hearers: Set<RunHearer>;
  latest: RunProgress | undefined;
}

export function createRunService(database: Database, solver: Solver, analyses: AnalysisPool, log: Logger): RunService {
  const live = new Map<string, LiveRun>();

  async function start(identity: RunIdentity, municipality: string, order: NewRun): Promise<Run> {
    const parsed = NewRunSchema.parse(order);
    const ordered = await database.transaction(identity, async (transaction) => {
      const read = await readOrder(transaction, municipality, parsed);
      if (read.runProblem.reasons.length > 0) {
        // Why not is told with numbers, so that it is noted as seen before the order is refused.
        await recordAct(
          transaction,
          "run.refused",
          "division",
          parsed.divisionId,
          { measures: parsed.rules.balancedMeasures.length },
          parsed,
        );
        return read.runProblem;
      }
      const buffer = encodeProblem(read.runProblem.problem);
      const run = await insertRun(
        transaction,
        municipality,
        {
          kind: parsed.kind,
          divisionId: parsed.divisionId,
          planId: parsed.planId,
          ruleSet: parsed.ruleSet,
          order: { rules: parsed.rules, teams: read.teams, remarks: read.runProblem.remarks },
          problem: new Uint8Array(buffer),
          problemHash: problemHash(buffer),
          seed: parsed.seed,
          stepLimit: parsed.stepLimit ?? null,
          secondsLimit: parsed.kind === "division" && parsed.stepLimit !== undefined ? null : parsed.secondsLimit,
          engineVersion,
        },
        identity.kind === "person" ? identity.userId : null,
      );
      await recordAct(transaction, "run.started", "run", run.id, { seed: parsed.seed, kind: parsed.kind }, run);
      return { run, read, buffer };
    });
    if (!("run" in ordered)) throw impossible(ordered);
    begin(identity, municipality, ordered.run, ordered.read, ordered.buffer);
    return ordered.run;
  }

  function begin(
    identity: RunIdentity,
    municipality: string,
    run: Run,
    { runProblem, plan, locks, teams, origins }: ReadOrder,
    buffer: ArrayBuffer,
  ): void {
    const changesOf = (assignment: Int32Array) => changesOfTeam(runProblem.problem, teams, origins, assignment);
    const hearers = new Set<RunHearer>();
    const events: WorkEvents = {
      onStart: () => {
        const marking = database.transaction(identity, (transaction) => markRunning(transaction, municipality, run.id));
        marking.catch((cause) => log.error({ run: run.id, name: (cause as Error).name }, "run not marked as running"));
      },
      onProgress: (progress) => {
        const entry = live.get(run.id);
        if (!entry) return;
        entry.latest = { ...progress, secondsLimit: run.secondsLimit };
        for (const hearer of hearers) hearer.progress(entry.latest);
      },
    };
    const work =
      run.kind === "division"
        ? divisionWork(solver, analyses, { run, runProblem, changesOf, buffer }, events)
        : analysisWork(
            analyses,
            { kind: run.kind, run, runProblem, changesOf, buffer, plan, locks, timeLimitMs: run.secondsLimit! * 1000 },
            events,
          );
    const stored = work.end.then((end) =>
      database.transaction(identity, (transaction) => markEnded(transaction, municipality, run.id, end)),
    );
    live.set(run.id, { work, stored, hearers, latest: undefined });
    stored
      .then((ended) => {
        log.debug({ run: run.id, status: ended.status, steps: ended.steps }, "run ended");
        for (const hearer of hearers) hearer.end(ended);
      })
      .catch((cause) => log.error({ run: run.id, name: (cause as Error).name }, "run not stored"))
      .finally(() => live.delete(run.id));
  }

  async function repeat(identity: RunIdentity, municipality: string, runId: string): Promise<RunRepetition> {
    const { run, problem } = await database.transaction(identity, async (transaction) => {
      const run = await findRun(transaction, municipality, runId);
      if (!run) throw new AppError("not-found");
      if (run.kind !== "division") throw new AppError("run.not-repeatable");
      if (!run.teamIndexes || run.steps === null) throw new AppError("run.not-finished");
      await recordAct(transaction, "run.repeated", "run", runId, {}, run);
      return { run, problem: (await findProblem(transaction, municipality, runId))! };
    });
    const buffer = Uint8Array.from(problem).buffer;
    if (problemHash(buffer) !== run.problemHash) {
      throw new Error(`The stored problem of run ${runId} has another hash than was stored with it.`);
    }
    const outcome = await solver.solve({
      problem: buffer,
      ...repetitionOptions({ ...run, steps: run.steps!, stopped: run.status === "stopped" }),
    }).outcome;
    return {
      identical:
        outcome.kind === "plan" &&
        differingAreaCount(decodeProblem(buffer), outcome.assignment, run.teamIndexes!) === 0,
      sameEngineVersion: run.engineVersion === engineVersion,
      steps: outcome.kind === "failed" ? 0 : outcome.steps,
    };
  }

  return {
    start,
    repeat,
    follow(runId, hearer) {
      const entry = live.get(runId);
      if (!entry) return null;
      entry.hearers.add(hearer);
      if (entry.latest) hearer.progress(entry.latest);
      return () => entry.hearers.delete(hearer);
    },
    ended: (runId) => live.get(runId)?.stored ?? null,
    stop(runId) {
      const entry = live.get(runId);
      entry?.work.stop();
      return entry !== undefined;
    },
    async settled() {
      await Promise.allSettled([...live.values()].map(({ stored }) => stored));
    },
  };
}
