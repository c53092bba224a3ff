// What a search or an analysis found, in the contract's words: accounts of plans, bounds and prices with their sentences.
import {
  type BoundFact,
  balanceBoundSentence,
  borderBoundSentence,
  changeBoundSentence,
  compactnessBoundSentence,
  gapFraction,
} from "../../engine/explain/bound-sentences.ts";
import { gainOf, tellPrice } from "../../engine/explain/price-sentences.ts";
import type { RulePrice as FoundPrice } from "../../engine/explain/rule-prices.ts";
import type { Words } from "../../engine/explain/words.ts";
import { neededTolerance } from "../../engine/issue.ts";
import { problemHash } from "../../engine/problem-hash.ts";
import { evaluatePlan, type PlanScores } from "../../engine/scores.ts";
import { measureTotals } from "../../engine/tallies.ts";
import type { Bound, ChangeOfTeam, RulePrice, RunScores } from "../contract/runs.ts";
import type { FoundBound, FoundSolution } from "../workers/analysis-protocol.ts";
import type { RunProblem } from "./problem.ts";
import type { FoundPlan } from "./runs.store.ts";

export function scoresOf({ problem, names }: RunProblem, assignment: Int32Array): RunScores {
  return runScores(problem.measureCount, evaluatePlan(problem, assignment, names));
}

function runScores(measureCount: number, scores: PlanScores): RunScores {
  return {
    largestDeviationFractions: Array.from({ length: measureCount }, (_, measure) =>
      Math.max(0, ...scores.teams.map((team) => Math.abs(team.measures[measure]!.deviationFraction))),
    ),
    cutEdges: scores.cutEdges,
    cutBorderLengthM: scores.borderLengthM,
    feasible: scores.feasible,
    violations: scores.violations.map((violation) => violation.message),
  };
}

/** Accounts of solutions; each plan is counted once, however often it is told of. */
export function solutionTeller(
  { problem, names }: RunProblem,
  changesOf: (assignment: Int32Array) => ChangeOfTeam[],
): (found: FoundSolution) => FoundPlan {
  const known = new Map<string, FoundPlan>();
  const total = measureTotals(problem)[problem.compactnessMeasure]!;
  return ({ assignment, movedAtLeast, proven }) => {
    const key = problemHash(Int32Array.from(assignment).buffer);
    let plan = known.get(key);
    if (!plan) {
      const scores = evaluatePlan(problem, assignment, names);
      plan = {
        teamIndexes: Array.from(assignment),
        scores: {
          ...runScores(problem.measureCount, scores),
          movedWeight: scores.movedWeight,
          movedFraction: total > 0 ? scores.movedWeight / total : 0,
          movedAreaCount: scores.movedAreaCount,
          changes: changesOf(assignment),
          movedAtLeast,
          proven,
          weighedGoals: scores.objective,
        },
      };
      known.set(key, plan);
    }
    return { ...plan, scores: { ...plan.scores, movedAtLeast, proven } };
  };
}

/** Of a plan that breaks a rule nothing is told but the bounds: others that keep them all may well be worse in a goal. */
export function boundsOf(
  runProblem: Pick<RunProblem, "problem" | "names">,
  found: readonly FoundBound[],
  assignment: Int32Array | null,
): Bound[] {
  const scores = assignment && evaluatePlan(runProblem.problem, assignment);
  const kept = scores?.feasible ? scores : null;
  // Compactness is told as a share of what a plan has; without one there is nothing to say.
  return found
    .filter(({ goal }) => goal !== "compactness" || kept !== null)
    .map((own) => boundOf(own, runProblem, kept));
}

/** How a goal is told: what a plan has of it, and the sentence. */
interface ToldGoal {
  readonly reached: (scores: PlanScores) => number;
  readonly sentence: (fact: BoundFact, runProblem: Pick<RunProblem, "problem" | "names">) => Words;
}

const toldGoals: Readonly<Record<Bound["goal"], ToldGoal>> = {
  balance: { reached: ({ maxDeviationFraction }) => maxDeviationFraction, sentence: balanceBoundSentence },
  change: {
    reached: ({ movedWeight }) => movedWeight,
    sentence: (fact, { problem, names }) => changeBoundSentence(fact, names.measure(problem.compactnessMeasure)),
  },
  borderLength: { reached: ({ borderLengthM }) => borderLengthM, sentence: borderBoundSentence },
  compactness: { reached: ({ moi }) => moi, sentence: compactnessBoundSentence },
};

function boundOf(
  { goal, bound }: FoundBound,
  runProblem: Pick<RunProblem, "problem" | "names">,
  scores: PlanScores | null,
): Bound {
  const { reached, sentence } = toldGoals[goal];
  const value = scores ? reached(scores) : undefined;
  const known = Number.isFinite(bound) ? bound : 0;
  const fact = { teamCount: runProblem.problem.teamCount, reached: value, bound: known };
  return {
    goal,
    reached: value ?? null,
    bound: known,
    gapFraction: gapFraction(fact) ?? null,
    sentence: sentence(fact, runProblem),
  };
}

/** Where no plan within the tolerance was found: what is proven of the smallest tolerance that any plan could keep. */
export function toleranceBound({ problem }: RunProblem, reached: number, bound: number): Bound {
  const tolerance = problem.toleranceFraction.reduce((a, b) => Math.max(a, b));
  const isProven = bound > tolerance * (1 + 1e-9);
  const needed = neededTolerance(bound, tolerance);
  return {
    goal: "balance",
    reached,
    bound,
    gapFraction: gapFraction({ reached, bound }) ?? null,
    sentence: isProven
      ? {
          sv: `Bevisat: ingen indelning håller villkoren. ${needed.sv}.`,
          en: `Proven: no division keeps the rules. ${needed.en}.`,
        }
      : {
          sv: "Ingen indelning som håller toleransen hittades; det är inte bevisat att ingen finns. Ge mer tid eller lätta på villkoren.",
          en: "No division within the tolerance was found; it is not proven that there is none. Give more time or loosen the rules.",
        },
  };
}

/** What no rule costs, then the dearest. */
export function pricesOf(
  { problem, names }: RunProblem,
  found: readonly FoundPrice[],
  keys: readonly string[],
): RulePrice[] {
  return found
    .map((price) => ({
      rule: price.rule,
      measureKey: price.measureIndex === undefined ? null : keys[price.measureIndex]!,
      how: price.how,
      gainFraction: gainOf(price),
      sentence: tellPrice(problem, price, names),
    }))
    .sort((a, b) => Number(b.rule === "none") - Number(a.rule === "none") || b.gainFraction - a.gainFraction);
}
