// Searches for the best plan of an instance, tells how it goes, and refuses by name where none keeps the rules.
import { namedNoPlan } from "../../engine/explain/no-plan.ts";
import { type EngineIssue, type Names, neededTolerance } from "../../engine/issue.ts";
import { type DistrictingProblem, encodeProblem } from "../../engine/problem.ts";
import { modelUnitLimit } from "../../engine/proof/team-model.ts";
import { evaluatePlan, type PlanScores } from "../../engine/scores.ts";
import type { SolverProgress } from "../../engine/solvers/solve.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { ObjectiveName } from "./instance-problem.ts";
import { type LeastDeviation, proveLeastDeviation } from "./least-deviation.ts";
import type { DistrictOptions } from "./options.ts";
import { scoreOf } from "./plan-file.ts";
import { decideFeasibility } from "./prove-plan.ts";
import { noPlan } from "./refusal.ts";
import { runSearches, type SearchEnd } from "./run-searches.ts";

/** A plan that keeps every rule, and the search that found it. */
export interface FoundPlan {
  readonly assignment: Int32Array;
  readonly scores: PlanScores;
  readonly seed: number;
  readonly steps: number;
  /** Of the longest search. */
  readonly seconds: number;
  /** Until the search that found the plan had its first plan with every rule kept. */
  readonly secondsToFeasible: number | undefined;
}

type Tell = (sentence: Sentence) => void;

const tellEveryMs = 1000;
/** Given to proving the smallest possible tolerance, when no plan was found. */
const infeasibilityProofMs = 5000;
/** Of a proof's time a search without a plan may take this much where the exact model can decide whether there is one. */
const shareBeforeDeciding = 0.5;

/**
 * The best of all searches; equal ones by the lower seed. Where a proof was asked for, a search without a plan goes on in
 * its time. Where none kept every rule the smallest possible tolerance is proven as far as it goes, then, where a proof was
 * asked for, whether there is any plan; a refusal is thrown that says so, unless a proof came upon a plan.
 */
export async function searchForPlan(
  problem: DistrictingProblem,
  names: Names,
  options: SearchOptions,
  tell: Tell,
): Promise<FoundPlan> {
  const { objective } = options.choices;
  const report = progressReport(problem, objective, tell);
  const planTimeLimitMs = planTimeLimit(problem, options);
  const ends = await runSearches({ ...options, planTimeLimitMs, problem: encodeProblem(problem) }, report);
  const seconds = Math.max(...ends.map((end) => end.elapsedMs)) / 1000;
  let best: FoundPlan | undefined;
  let nearest: { readonly assignment: Int32Array; readonly scores: PlanScores } | undefined;
  ends.forEach((end, search) => {
    const { assignment, steps } = outcomeOf(end);
    if (!assignment) return;
    const scores = evaluatePlan(problem, assignment, names);
    if (!scores.feasible) {
      if (!nearest || scores.maxDeviationFraction < nearest.scores.maxDeviationFraction)
        nearest = { assignment, scores };
    } else if (!best || scoreOf(scores, objective) < scoreOf(best.scores, objective)) {
      const secondsToFeasible = end.firstFeasibleMs === undefined ? undefined : end.firstFeasibleMs / 1000;
      best = { assignment, scores, seed: options.seed + search, steps, seconds, secondsToFeasible };
    }
  });
  if (best) return best;
  const steps = ends.reduce((sum, end) => sum + outcomeOf(end).steps, 0);
  const proven = (assignment: Int32Array, after: number): FoundPlan => {
    const scores = evaluatePlan(problem, assignment, names);
    return { assignment, scores, seed: options.seed, steps, seconds: after, secondsToFeasible: after };
  };
  let least: LeastDeviation | undefined;
  if (nearest) {
    least = await proveLeastDeviation(problem, nearest.assignment, infeasibilityProofMs);
    const scores = evaluatePlan(problem, least.assignment, names);
    if (scores.feasible) return proven(least.assignment, seconds + least.seconds);
    if (least.fraction > problem.toleranceFraction[0]!) throw toleranceTooTight(problem, least, scores);
    nearest = { assignment: least.assignment, scores };
  }
  const before = seconds + (least?.seconds ?? 0);
  const timeLeftMs = proofTimeLeft(options, before);
  const decision = timeLeftMs === undefined ? undefined : await decideFeasibility(problem, timeLeftMs);
  if (decision?.assignment) return proven(decision.assignment, before + decision.seconds);
  const reasons = nearest ? nearest.scores.violations : searchIssues(ends, names);
  if (decision?.answer === "infeasible") throw noPlan(provenWithout(nearest !== undefined), reasons);
  throw nearest ? nothingWithinTolerance(nearest.scores, seconds) : noConnectedPlan(reasons, seconds);
}

export type SearchOptions = Pick<
  DistrictOptions,
  "choices" | "seed" | "searchCount" | "threadCount" | "stepLimit" | "timeLimitMs" | "proofTimeLimitMs"
>;

/** What is left for a proof after so many seconds; undefined where none was asked for. */
export function proofTimeLeft(
  { timeLimitMs, proofTimeLimitMs }: Pick<SearchOptions, "timeLimitMs" | "proofTimeLimitMs">,
  secondsGone: number,
): number | undefined {
  if (proofTimeLimitMs === undefined || timeLimitMs === undefined) return proofTimeLimitMs;
  return Math.max(0, timeLimitMs + proofTimeLimitMs - 1000 * secondsGone);
}

function planTimeLimit({ areaCount }: DistrictingProblem, { timeLimitMs, proofTimeLimitMs = 0 }: SearchOptions) {
  if (timeLimitMs === undefined) return undefined;
  return timeLimitMs + proofTimeLimitMs * (areaCount > modelUnitLimit ? 1 : shareBeforeDeciding);
}

function outcomeOf(end: SearchEnd): { readonly assignment: Int32Array | undefined; readonly steps: number } {
  if (end.kind === "stopped") return { assignment: end.last?.assignment, steps: end.last?.steps ?? 0 };
  const { result } = end;
  return "assignment" in result
    ? { assignment: result.assignment, steps: result.steps }
    : { assignment: undefined, steps: 0 };
}

function toleranceTooTight(problem: DistrictingProblem, least: LeastDeviation, nearest: PlanScores) {
  const needed = neededTolerance(least.fraction, problem.toleranceFraction[0]!);
  const heading = {
    sv: `Bevisat: ingen indelning håller villkoren. ${needed.sv}${least.isReached ? ", och med den finns denna" : ". Den närmaste som hittades"}:`,
    en: `Proven: no division keeps the rules. ${needed.en}${least.isReached ? ", and with that there is this one" : ". The nearest one found"}:`,
  };
  return noPlan(heading, nearest.violations);
}

/** By the exact model, which does not say what would have to give. */
function provenWithout(hasNearest: boolean): Sentence {
  return {
    sv: `Bevisat: ingen indelning håller villkoren.${hasNearest ? " Den närmaste som hittades:" : ""}`,
    en: `Proven: no division keeps the rules.${hasNearest ? " The nearest one found:" : ""}`,
  };
}

function nothingWithinTolerance(nearest: PlanScores, seconds: number) {
  const time = seconds.toPrecision(3);
  const heading = {
    sv: `Ingen indelning som håller villkoren hittades på ${time.replace(".", ",")} s; det är inte bevisat att ingen finns. Den närmaste:`,
    en: `No division that keeps the rules was found in ${time} s; it is not proven that there is none. The nearest one:`,
  };
  return noPlan(heading, nearest.violations);
}

const outOfTime: EngineIssue = {
  code: "out-of-time",
  message: {
    sv: "Tiden tog slut innan någon sammanhängande indelning hade hittats. Ge mer tid eller lätta på villkoren.",
    en: "Time ran out before any connected division was found. Give more time or loosen the rules.",
  },
};

/** What the searches gave as reasons for having no plan at all, each once. */
function searchIssues(ends: readonly SearchEnd[], names: Names): EngineIssue[] {
  const issues = ends.flatMap((end) =>
    end.kind === "finished" && !("assignment" in end.result) ? end.result.issues : [],
  );
  return [...new Map(issues.map((issue) => [issue.code, namedNoPlan(issue, names)])).values()];
}

function noConnectedPlan(reasons: readonly EngineIssue[], seconds: number) {
  const time = seconds.toPrecision(3);
  const heading = {
    sv: `Inget förslag hittades på ${time.replace(".", ",")} s.`,
    en: `No plan was found in ${time} s.`,
  };
  return noPlan(heading, reasons.length > 0 ? reasons : [outOfTime]);
}

/** Tells the best plan so far about once a second. */
function progressReport(problem: DistrictingProblem, objective: ObjectiveName, tell: Tell) {
  let told = 0;
  return (search: number, progress: SolverProgress, elapsedMs: number): void => {
    const now = performance.now();
    if (!progress.assignment || now - told < tellEveryMs) return;
    told = now;
    const scores = evaluatePlan(problem, progress.assignment);
    const value = scoreOf(scores, objective).toPrecision(8);
    const deviation = (100 * scores.maxDeviationFraction).toPrecision(3);
    const time = (elapsedMs / 1000).toFixed(1);
    tell({
      sv: `${time.replace(".", ",")} s, sökning ${search + 1}: ${objective} ${value}, största avvikelse ${deviation.replace(".", ",")} %`,
      en: `${time} s, search ${search + 1}: ${objective} ${value}, largest deviation ${deviation}%`,
    });
  };
}
