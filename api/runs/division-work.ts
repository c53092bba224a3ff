// A run for one division: the search for the best plan, and beside it the proof of how good any plan could be.
import { setTimeout } from "node:timers/promises";
import { namedNoPlan } from "../../engine/explain/no-plan.ts";
import { relabelToBaseline } from "../../engine/least-change/relabel-teams.ts";
import { encodeProblem } from "../../engine/problem.ts";
import type { SolveOutcome } from "../../engine/protocol.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Bound, ChangeOfTeam, Run } from "../contract/runs.ts";
import type { AnalysisJob, AnalysisPool } from "../workers/analysis-pool.ts";
import type { FoundBound } from "../workers/analysis-protocol.ts";
import type { Solver } from "../workers/solver-pool.ts";
import type { RunProblem } from "./problem.ts";
import { boundsOf, scoresOf, toleranceBound } from "./run-results.ts";
import { type RunWork, seconds, type WorkEvents } from "./run-work.ts";
import { noFindings, type RunEnd } from "./runs.store.ts";

/** Runs shorter than this are told without a bound: a thread of its own would take longer than they. */
const shortestProvenSeconds = 1;
/** A proof is given so long, also where the search is over before. */
const leastProofMs = 3_000;
/** Given to proving the smallest possible tolerance where no plan kept it. */
const toleranceProofMs = 5_000;

export interface DivisionOrder {
  readonly run: Pick<Run, "seed" | "stepLimit" | "secondsLimit">;
  readonly runProblem: RunProblem;
  readonly changesOf: (assignment: Int32Array) => ChangeOfTeam[];
  /** The encoded problem. */
  readonly buffer: ArrayBuffer;
}

/**
 * The proof begins with the first plan that keeps the rules. A run by steps is made to be repeated to the bit and has none,
 * since how far a proof comes depends on the machine's speed.
 */
export function divisionWork(
  solver: Solver,
  analyses: AnalysisPool,
  { run, runProblem, changesOf, buffer }: DivisionOrder,
  events: WorkEvents,
): RunWork {
  const { problem } = runProblem;
  let found: readonly FoundBound[] = [];
  let proof: AnalysisJob | undefined;
  const startProof = (): AnalysisJob =>
    analyses.analyse(
      {
        kind: "proof",
        problem: buffer,
        seed: run.seed,
        timeLimitMs: Math.max(leastProofMs, run.secondsLimit! * 1000),
        stepsPerSearch: null,
        solverIterations: null,
        plan: null,
        count: 1,
      },
      problem.areaCount,
      {
        onProgress: ({ bounds }) => {
          found = bounds;
        },
      },
    );
  const search = solver.solve(
    {
      problem: buffer,
      seed: run.seed,
      ...(run.stepLimit === null ? {} : { stepLimit: run.stepLimit }),
      ...(run.secondsLimit === null ? {} : { timeLimitMs: run.secondsLimit * 1000 }),
    },
    {
      onStart: events.onStart,
      onProgress: ({ assignment: best, steps, feasible }, elapsedMs) => {
        if (!best) return;
        const assignment = relabelToBaseline(problem, best);
        if (feasible && run.secondsLimit !== null) {
          proof ??= startProof();
          proof.offer(assignment);
        }
        events.onProgress({
          steps,
          elapsedSeconds: seconds(elapsedMs),
          stage: "search",
          scores: scoresOf(runProblem, assignment),
          teamIndexes: Array.from(assignment),
          ...noFindings,
          changes: changesOf(assignment),
          bounds: boundsOf(runProblem, found, assignment),
          solutions: [],
        });
      },
    },
  );

  async function bounds(assignment: Int32Array, isStopped: boolean): Promise<Bound[]> {
    if (run.secondsLimit === null || run.secondsLimit < shortestProvenSeconds) return [];
    const scores = evaluatePlan(problem, assignment);
    if (!isStopped && !scores.feasible && scores.violations.every(({ rule }) => rule === "balance")) {
      return [await smallestTolerance(assignment, scores.maxDeviationFraction)];
    }
    proof ??= startProof();
    proof.offer(assignment);
    // A proof begins with the first plan: it may have a little of its time left, all of it where that came last.
    if (!isStopped) await Promise.race([proof.outcome, setTimeout(leastProofMs, undefined, { ref: false })]);
    proof.stop();
    const outcome = await proof.outcome;
    return boundsOf(runProblem, outcome.kind === "findings" ? outcome.findings.bounds : found, assignment);
  }

  /** Plans that are less even than the one found are of no interest, so the model may leave them out. */
  async function smallestTolerance(assignment: Int32Array, reached: number): Promise<Bound> {
    const wide = {
      ...problem,
      toleranceFraction: problem.toleranceFraction.map((own) => Math.max(own, reached)),
    };
    const { outcome } = analyses.analyse(
      {
        kind: "proof",
        problem: encodeProblem(wide),
        seed: run.seed,
        timeLimitMs: toleranceProofMs,
        stepsPerSearch: null,
        solverIterations: null,
        plan: assignment,
        count: 1,
        goals: ["balance"],
      },
      problem.areaCount,
    );
    const ended = await outcome;
    return toleranceBound(runProblem, reached, ended.kind === "findings" ? (ended.findings.bounds[0]?.bound ?? 0) : 0);
  }

  async function ended(): Promise<RunEnd> {
    const outcome = await search.outcome;
    if (outcome.kind !== "plan") {
      proof?.stop();
      return { ...noEnd, ...failureOf(outcome, runProblem) };
    }
    const assignment = relabelToBaseline(problem, outcome.assignment);
    return {
      ...noEnd,
      status: outcome.end,
      steps: outcome.steps,
      plan: { scores: scoresOf(runProblem, assignment), teamIndexes: Array.from(assignment) },
      findings: {
        ...noFindings,
        changes: changesOf(assignment),
        bounds: await bounds(assignment, outcome.end === "stopped"),
      },
    };
  }

  return { end: ended(), stop: () => search.stop() };
}

const noEnd = { steps: null, plan: null, findings: noFindings, solutions: [], failure: null };

const failureReasons: Record<Extract<SolveOutcome, { kind: "failed" }>["code"], Sentence> = {
  "bad-problem": { sv: "Problemet gick inte att läsa.", en: "The problem could not be read." },
  "out-of-time": {
    sv: "Tiden tog slut innan någon sammanhängande indelning hade hittats. Ge mer tid eller lätta på villkoren.",
    en: "Time ran out before any connected division was found. Give more time or loosen the rules.",
  },
  "thread-died": { sv: "Beräkningen avbröts av ett fel.", en: "The calculation was ended by a fault." },
};

function failureOf(
  outcome: Exclude<SolveOutcome, { kind: "plan" }>,
  { names }: RunProblem,
): Pick<RunEnd, "status" | "steps" | "failure"> {
  if (outcome.kind === "failed") {
    const { code } = outcome;
    return { status: "failed", steps: null, failure: { code, reasons: [failureReasons[code]] } };
  }
  const reasons = outcome.issues.map((issue) => namedNoPlan(issue, names).message);
  return { status: "failed", steps: outcome.steps, failure: { code: "no-plan", reasons } };
}
