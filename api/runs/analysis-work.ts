// A run that analyses: the frontier, a repair, a proof, prices of rules or alternatives, from what its thread tells.
import { namedNoPlan } from "../../engine/explain/no-plan.ts";
import { type DrawnLocks, namedBarringLocks } from "../../engine/least-change/drawn-locks.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { ChangeOfTeam, Run, RunFindings } from "../contract/runs.ts";
import type { AnalysisOutcome, AnalysisPool } from "../workers/analysis-pool.ts";
import type { AnalysisFindings, AnalysisKind } from "../workers/analysis-protocol.ts";
import type { RunProblem } from "./problem.ts";
import { boundsOf, pricesOf, scoresOf, solutionTeller } from "./run-results.ts";
import { type RunWork, seconds, type WorkEvents } from "./run-work.ts";
import { type FoundPlan, noFindings, type RunEnd } from "./runs.store.ts";

export interface AnalysisWorkOrder {
  readonly kind: AnalysisKind;
  readonly run: Pick<Run, "seed" | "rules" | "stepLimit">;
  readonly runProblem: RunProblem;
  readonly changesOf: (assignment: Int32Array) => ChangeOfTeam[];
  /** The encoded problem. */
  readonly buffer: ArrayBuffer;
  readonly plan: Int32Array | null;
  readonly locks: DrawnLocks | null;
  readonly timeLimitMs: number;
}

/** How many solutions are aimed at, by kind; the others give one or none. */
const solutionCounts: Partial<Record<AnalysisKind, number>> = { frontier: 12, alternatives: 4 };

export function analysisWork(analyses: AnalysisPool, order: AnalysisWorkOrder, events: WorkEvents): RunWork {
  const { kind, run, runProblem, changesOf, buffer, plan, locks, timeLimitMs } = order;
  const tellSolution = solutionTeller(runProblem, changesOf);
  const keys = run.rules.balancedMeasures.map(({ measureKey }) => measureKey);
  const findingsOf = (found: AnalysisFindings, shown: ShownPlan): RunFindings => ({
    changes: shown ? changesOf(Int32Array.from(shown.teamIndexes)) : [],
    bounds: boundsOf(runProblem, found.bounds, plan),
    prices: pricesOf(runProblem, found.prices, keys),
    differences: found.differences.map((row) => [...row]),
  });
  const job = analyses.analyse(
    {
      kind,
      problem: buffer,
      seed: run.seed,
      timeLimitMs,
      stepsPerSearch: run.stepLimit,
      solverIterations: null,
      plan,
      ...(locks ? { locks } : {}),
      count: solutionCounts[kind] ?? 1,
    },
    runProblem.problem.areaCount,
    {
      onStart: events.onStart,
      onProgress: (found, elapsedMs) => {
        const solutions = found.solutions.map(tellSolution);
        const shown = shownOf(solutions) ?? ownPlan(runProblem, plan);
        events.onProgress({
          steps: found.steps,
          elapsedSeconds: seconds(elapsedMs),
          stage: found.stage,
          scores: shown?.scores ?? null,
          teamIndexes: shown ? [...shown.teamIndexes] : null,
          ...findingsOf(found, shown),
          solutions: solutions.map(({ scores }, solution) => ({ ...scores, solution })),
        });
      },
    },
  );
  const endOf = (outcome: AnalysisOutcome): RunEnd => {
    if (outcome.kind === "failed") {
      const failure = { code: outcome.code, reasons: [calculationDied] };
      return { status: "failed", steps: null, plan: null, findings: noFindings, solutions: [], failure };
    }
    const { findings: found, issues, end } = outcome;
    const solutions = found.solutions.map(tellSolution);
    const shown = shownOf(solutions) ?? ownPlan(runProblem, plan);
    const findings = findingsOf(found, shown);
    const isEmpty = solutions.length + findings.bounds.length + findings.prices.length === 0;
    if (isEmpty) {
      const reasons = issues.map(
        (issue) => namedBarringLocks(namedNoPlan(issue, runProblem.names), runProblem.names).message,
      );
      const failure = reasons.length > 0 ? { code: "no-plan", reasons } : { code: "out-of-time", reasons: [outOfTime] };
      return { status: "failed", steps: found.steps, plan: null, findings, solutions, failure };
    }
    return { status: end, steps: found.steps, plan: shown, findings, solutions, failure: null };
  };
  return { end: job.outcome.then(endOf), stop: () => job.stop() };
}

/** The first that keeps every rule; where none does the last, which of a frontier balances best. */
function shownOf(solutions: readonly FoundPlan[]): FoundPlan | undefined {
  return solutions.find(({ scores }) => scores.feasible) ?? solutions.at(-1);
}

type ShownPlan = RunEnd["plan"];

function ownPlan(runProblem: RunProblem, plan: Int32Array | null): ShownPlan {
  return plan && { scores: scoresOf(runProblem, plan), teamIndexes: Array.from(plan) };
}

const calculationDied: Sentence = {
  sv: "Beräkningen avbröts av ett fel.",
  en: "The calculation was ended by a fault.",
};
const outOfTime: Sentence = {
  sv: "Beräkningen avslutades innan den hade funnit något. Ge mer tid eller lätta på villkoren.",
  en: "The calculation ended before it had found anything. Give more time or loosen the rules.",
};
