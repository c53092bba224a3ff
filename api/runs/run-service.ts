// Runs from order to stored result, for the routes and the command line alike: start, follow, stop, repeat.

import type { Logger } from "pino";
import { engineVersion } from "../../engine/engine-version.ts";
import { namedNoPlan } from "../../engine/explain/no-plan.ts";
import { relabelToBaseline } from "../../engine/least-change/relabel-teams.ts";
import { decodeProblem, encodeProblem } from "../../engine/problem.ts";
import { problemHash } from "../../engine/problem-hash.ts";
import type { SolveOutcome } from "../../engine/protocol.ts";
import { differingAreaCount, repetitionOptions } from "../../engine/repeat-run.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import { recordAct } from "../audit/record-act.ts";
import type { NewRun, PlanTeam, Run, RunProgress, RunRepetition, RunScores } from "../contract/plans.ts";
import { NewRun as NewRunSchema } from "../contract/plans.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Database, Identity, Transaction } from "../db/database.ts";
import { findDivisionHead } from "../divisions/divisions.store.ts";
import { AppError } from "../errors.ts";
import { findPlan, findPresentPlanId } from "../plans/plans.store.ts";
import type { SolveJob, Solver } from "../workers/solver-pool.ts";
import { readDivisionArrays } from "./division-arrays.ts";
import { makeRunProblem, type RunProblem } from "./problem.ts";
import {
  findProblem,
  findRun,
  insertRun,
  markEnded,
  markRunning,
  type RunEnd,
  readPrioritySchools,
  readTeamsOfRun,
} from "./runs.store.ts";

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
  readonly job: SolveJob;
  readonly stored: Promise<Run>;
  readonly hearers: Set<RunHearer>;
  latest: RunProgress | undefined;
}

export function createRunService(database: Database, solver: Solver, log: Logger): RunService {
  const live = new Map<string, LiveRun>();

  async function start(identity: RunIdentity, municipality: string, order: NewRun): Promise<Run> {
    const parsed = NewRunSchema.parse(order);
    const { run, runProblem, buffer } = await database.transaction(identity, async (transaction) => {
      const teams = await requireTeams(transaction, municipality, parsed.teams);
      const runProblem = await readRunProblem(transaction, municipality, parsed, teams);
      const buffer = encodeProblem(runProblem.problem);
      const run = await insertRun(
        transaction,
        municipality,
        {
          divisionId: parsed.divisionId,
          order: { rules: parsed.rules, teams, remarks: runProblem.remarks },
          problem: new Uint8Array(buffer),
          problemHash: problemHash(buffer),
          seed: parsed.seed,
          stepLimit: parsed.stepLimit ?? null,
          secondsLimit: parsed.stepLimit === undefined ? parsed.secondsLimit : null,
          engineVersion,
        },
        identity.kind === "person" ? identity.userId : null,
      );
      await recordAct(transaction, "run.started", "run", run.id, { seed: parsed.seed }, run);
      return { run, runProblem, buffer };
    });
    begin(identity, municipality, run, runProblem, buffer);
    return run;
  }

  function begin(
    identity: RunIdentity,
    municipality: string,
    run: Run,
    runProblem: RunProblem,
    buffer: ArrayBuffer,
  ): void {
    const hearers = new Set<RunHearer>();
    const job = solver.solve(
      {
        problem: buffer,
        seed: run.seed,
        ...(run.stepLimit === null ? {} : { stepLimit: run.stepLimit }),
        ...(run.secondsLimit === null ? {} : { timeLimitMs: run.secondsLimit * 1000 }),
      },
      {
        onStart: () => {
          const marking = database.transaction(identity, (transaction) =>
            markRunning(transaction, municipality, run.id),
          );
          marking.catch((cause) =>
            log.error({ run: run.id, name: (cause as Error).name }, "run not marked as running"),
          );
        },
        onProgress: ({ assignment: found, steps }, elapsedMs) => {
          const entry = live.get(run.id);
          if (!entry || !found) return;
          const assignment = relabelToBaseline(runProblem.problem, found);
          entry.latest = {
            steps,
            elapsedSeconds: Math.round(elapsedMs) / 1000,
            secondsLimit: run.secondsLimit,
            scores: scoresOf(runProblem, assignment),
            teamIndexes: Array.from(assignment),
          };
          for (const hearer of hearers) hearer.progress(entry.latest);
        },
      },
    );
    const stored = job.outcome.then((outcome) =>
      database.transaction(identity, (transaction) =>
        markEnded(transaction, municipality, run.id, endOf(outcome, runProblem)),
      ),
    );
    live.set(run.id, { job, stored, hearers, latest: undefined });
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
      entry?.job.stop();
      return entry !== undefined;
    },
    async settled() {
      await Promise.allSettled([...live.values()].map(({ stored }) => stored));
    },
  };
}

async function requireTeams(
  transaction: Transaction,
  municipality: string,
  ordered: readonly { teamId: string; investigationPositions: number; firstLinePositions: number }[],
): Promise<PlanTeam[]> {
  const known = await readTeamsOfRun(
    transaction,
    municipality,
    ordered.map((team) => team.teamId),
  );
  const byId = new Map(known.map((team) => [team.teamId, team]));
  const twice = ordered.length !== new Set(ordered.map((team) => team.teamId)).size;
  const unknown = ordered.flatMap((team, position) => (byId.has(team.teamId) ? [] : [position]));
  if (twice || unknown.length > 0) {
    throw new AppError("reference.unknown", {
      violations: twice
        ? [{ field: "teams", message: { sv: "Ett team är angivet två gånger.", en: "A team is given twice." } }]
        : unknown.map((position) => ({
            field: `teams.${position}.teamId`,
            message: { sv: "Teamet finns inte.", en: "There is no such team." },
          })),
    });
  }
  return ordered.map((team) => ({ ...byId.get(team.teamId)!, ...team }));
}

async function readRunProblem(
  transaction: Transaction,
  municipality: string,
  order: ReturnType<typeof NewRunSchema.parse>,
  teams: readonly PlanTeam[],
): Promise<RunProblem> {
  const { rules, divisionId } = order;
  const keys = rules.balancedMeasures.map((measure) => measure.measureKey);
  if (!(await findDivisionHead(transaction, municipality, divisionId))) throw unknownField("divisionId");
  const division = await readDivisionArrays(transaction, municipality, divisionId, keys);
  return makeRunProblem({
    division,
    teams,
    rules,
    baseline: await readBaseline(transaction, municipality, divisionId, rules.baselinePlanId),
    prioritySchools: await readPrioritySchools(transaction, municipality, divisionId),
  });
}

/** The plan asked for, or today's: teams keep the letters and names of the places they had, and change is counted from it. */
async function readBaseline(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  askedPlanId: string | null,
): Promise<(string | null)[] | null> {
  const planId = askedPlanId ?? (await findPresentPlanId(transaction, municipality, divisionId));
  if (planId === null) return null;
  const plan = await findPlan(transaction, municipality, planId, { drafts: true });
  if (plan?.divisionId !== divisionId) throw unknownField("rules.baselinePlanId");
  return plan.teamIndexes.map((teamIndex) => plan.teams[teamIndex]?.teamId ?? null);
}

function unknownField(field: string): AppError {
  return new AppError("reference.unknown", {
    violations: [{ field, message: { sv: "Finns inte i kommunen.", en: "Does not exist in the municipality." } }],
  });
}

function scoresOf({ problem, names }: RunProblem, assignment: Int32Array): RunScores {
  const scores = evaluatePlan(problem, assignment, names);
  return {
    largestDeviationFractions: Array.from({ length: problem.measureCount }, (_, measure) =>
      Math.max(0, ...scores.teams.map((team) => Math.abs(team.measures[measure]!.deviationFraction))),
    ),
    cutEdges: scores.cutEdges,
    cutBorderLengthM: scores.borderLengthM,
    feasible: scores.feasible,
    violations: scores.violations.map((violation) => violation.message),
  };
}

const failureReasons: Record<Extract<SolveOutcome, { kind: "failed" }>["code"], Sentence> = {
  "bad-problem": { sv: "Problemet gick inte att läsa.", en: "The problem could not be read." },
  "out-of-time": {
    sv: "Tiden tog slut innan någon sammanhängande indelning hade hittats. Ge mer tid eller lätta på villkoren.",
    en: "Time ran out before any connected division was found. Give more time or loosen the rules.",
  },
  "thread-died": { sv: "Beräkningen avbröts av ett fel.", en: "The calculation was ended by a fault." },
};

function endOf(outcome: SolveOutcome, runProblem: RunProblem): RunEnd {
  switch (outcome.kind) {
    case "plan": {
      const assignment = relabelToBaseline(runProblem.problem, outcome.assignment);
      return {
        status: outcome.end,
        steps: outcome.steps,
        scores: scoresOf(runProblem, assignment),
        teamIndexes: Array.from(assignment),
      };
    }
    case "no-plan":
      return {
        status: "failed",
        steps: outcome.steps,
        failure: {
          code: "no-plan",
          reasons: outcome.issues.map((issue) => namedNoPlan(issue, runProblem.names).message),
        },
      };
    case "failed":
      return {
        status: "failed",
        steps: null,
        failure: { code: outcome.code, reasons: [failureReasons[outcome.code]] },
      };
  }
}
