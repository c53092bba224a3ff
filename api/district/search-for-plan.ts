// Searches for the best plan of an instance, tells how it goes, and refuses by name where none keeps the rules.
import { namedNoPlan } from "../../engine/explain/no-plan.ts";
import { type EngineIssue, type Names, neededTolerance } from "../../engine/issue.ts";
import { type DistrictingProblem, encodeProblem } from "../../engine/problem.ts";
import { evaluatePlan, type PlanScores } from "../../engine/scores.ts";
import type { SolverProgress } from "../../engine/solvers/solve.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { ObjectiveName } from "./instance-problem.ts";
import { type LeastDeviation, proveLeastDeviation } from "./least-deviation.ts";
import type { DistrictOptions } from "./options.ts";
import { scoreOf } from "./plan-file.ts";
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
/** Given to proving that no plan exists, when none was found. */
const infeasibilityProofMs = 5000;

/**
 * The best of all searches; equal ones by the lower seed. Where none kept every rule the smallest possible tolerance is
 * proven as far as it goes, and a refusal is thrown that names it, unless the proof came upon a plan.
 */
export async function searchForPlan(
  problem: DistrictingProblem,
  names: Names,
  options: Pick<DistrictOptions, "choices" | "seed" | "searchCount" | "threadCount" | "stepLimit" | "timeLimitMs">,
  tell: Tell,
): Promise<FoundPlan> {
  const { objective } = options.choices;
  const report = progressReport(problem, objective, tell);
  const ends = await runSearches({ ...options, problem: encodeProblem(problem) }, report);
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
  if (!nearest) throw noConnectedPlan(ends, names, seconds);
  const least = await proveLeastDeviation(problem, nearest.assignment, infeasibilityProofMs);
  const scores = evaluatePlan(problem, least.assignment, names);
  if (!scores.feasible) throw toleranceNotKept(problem, least, scores, seconds);
  const steps = ends.reduce((sum, end) => sum + outcomeOf(end).steps, 0);
  const all = seconds + least.seconds;
  return { assignment: least.assignment, scores, seed: options.seed, steps, seconds: all, secondsToFeasible: all };
}

function outcomeOf(end: SearchEnd): { readonly assignment: Int32Array | undefined; readonly steps: number } {
  if (end.kind === "stopped") return { assignment: end.last?.assignment, steps: end.last?.steps ?? 0 };
  const { result } = end;
  return "assignment" in result
    ? { assignment: result.assignment, steps: result.steps }
    : { assignment: undefined, steps: 0 };
}

function toleranceNotKept(problem: DistrictingProblem, least: LeastDeviation, nearest: PlanScores, seconds: number) {
  const toleranceFraction = problem.toleranceFraction[0]!;
  if (least.fraction > toleranceFraction) {
    const needed = neededTolerance(least.fraction, toleranceFraction);
    const heading = {
      sv: `Bevisat: ingen indelning håller villkoren. ${needed.sv}${least.isReached ? ", och med den finns denna" : ". Den närmaste som hittades"}:`,
      en: `Proven: no division keeps the rules. ${needed.en}${least.isReached ? ", and with that there is this one" : ". The nearest one found"}:`,
    };
    return noPlan(heading, nearest.violations);
  }
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

function noConnectedPlan(ends: readonly SearchEnd[], names: Names, seconds: number) {
  const issues = ends.flatMap((end) =>
    end.kind === "finished" && !("assignment" in end.result) ? end.result.issues : [],
  );
  const time = seconds.toPrecision(3);
  const heading = {
    sv: `Inget förslag hittades på ${time.replace(".", ",")} s.`,
    en: `No plan was found in ${time} s.`,
  };
  const reasons = new Map(issues.map((issue) => [issue.code, namedNoPlan(issue, names)]));
  return noPlan(heading, reasons.size > 0 ? [...reasons.values()] : [outOfTime]);
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
