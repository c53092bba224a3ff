// Searches for the best plan of an instance, tells how it goes, and refuses by name where none keeps the rules.
import type { Names } from "../../engine/issue.ts";
import { type DistrictingProblem, encodeProblem } from "../../engine/problem.ts";
import { evaluatePlan, type PlanScores } from "../../engine/scores.ts";
import type { SolverProgress } from "../../engine/solvers/solve.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { ObjectiveName } from "./instance-problem.ts";
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

/** The best of all searches; equal ones by the lower seed. Throws a refusal when none kept every rule. */
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
  let nearest: PlanScores | undefined;
  ends.forEach((end, search) => {
    const { assignment, steps } = outcomeOf(end);
    if (!assignment) return;
    const scores = evaluatePlan(problem, assignment, names);
    if (!scores.feasible) {
      if (!nearest || scores.maxDeviationFraction < nearest.maxDeviationFraction) nearest = scores;
    } else if (!best || scoreOf(scores, objective) < scoreOf(best.scores, objective)) {
      const secondsToFeasible = end.firstFeasibleMs === undefined ? undefined : end.firstFeasibleMs / 1000;
      best = { assignment, scores, seed: options.seed + search, steps, seconds, secondsToFeasible };
    }
  });
  if (best) return best;
  throw nothingFound(ends, nearest, seconds);
}

function outcomeOf(end: SearchEnd): { readonly assignment: Int32Array | undefined; readonly steps: number } {
  if (end.kind === "stopped") return { assignment: end.last?.assignment, steps: end.last?.steps ?? 0 };
  const { result } = end;
  return "assignment" in result
    ? { assignment: result.assignment, steps: result.steps }
    : { assignment: undefined, steps: 0 };
}

function nothingFound(ends: readonly SearchEnd[], nearest: PlanScores | undefined, seconds: number) {
  const time = seconds.toPrecision(3);
  if (nearest) {
    const heading = {
      sv: `Ingen indelning som håller villkoren hittades på ${time.replace(".", ",")} s; det är inte bevisat att ingen finns. Den närmaste:`,
      en: `No division that keeps the rules was found in ${time} s; it is not proven that there is none. The nearest one:`,
    };
    return noPlan(heading, nearest.violations);
  }
  const issues = ends.flatMap((end) =>
    end.kind === "finished" && !("assignment" in end.result) ? end.result.issues : [],
  );
  const heading = {
    sv: `Ingen indelning med sammanhängande team hittades på ${time.replace(".", ",")} s.`,
    en: `No division into connected teams was found in ${time} s.`,
  };
  return noPlan(heading, issues.slice(0, 20));
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
