// The solver: a problem is checked, searched until the host stops, and answered with scores, bound and reasons.
import { type BalanceBound, balanceLowerBound } from "../bounds/balance-bound.ts";
import { noPlanIssue, teamsInTheWay } from "../explain/no-plan.ts";
import { type EngineIssue, type Names, numberNames } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import { evaluatePlan, type PlanScores } from "../scores.ts";
import { makeSearchProblem } from "../search-problem.ts";
import { hasError, type ProblemIssue, validateProblem } from "../validate-problem.ts";
import { AlternatingSearch } from "./alternating-search.ts";
import { EvolutionarySearch } from "./evolutionary-search.ts";

export interface SolveOptions {
  /** Any safe integer; the same problem, seed and number of steps give the same plan on every machine. */
  readonly seed: number;
  /** Ends the run after about this many steps (proposals of the search); without it the host ends the run. */
  readonly stepLimit?: number;
  /** Names for the sentences of issues and violations. */
  readonly names?: Names;
}

/** What is known so far. The arrays are never written to again, so they may be kept. */
export interface SolverProgress {
  readonly steps: number;
  /** Team of every area in the best plan so far; undefined before the first plan is made. */
  readonly assignment: Int32Array | undefined;
  /** All hard rules are kept. */
  readonly feasible: boolean;
  /** True when the plan is another one than in the progress before. */
  readonly improved: boolean;
  /** The weighed goals, and by how much rules are broken (`Plan.excess`); undefined before the first plan. */
  readonly scores: { readonly objective: number; readonly excessFraction: number } | undefined;
}

/** `feasible`: all rules kept. `infeasible`: the best plan found breaks rules, named in `scores.violations`. */
export type SolverResult =
  | { readonly status: "refused"; readonly issues: readonly ProblemIssue[] }
  | {
      readonly status: "no-plan";
      readonly issues: readonly (ProblemIssue | EngineIssue)[];
      readonly steps: number;
    }
  | {
      readonly status: "feasible" | "infeasible";
      readonly issues: readonly ProblemIssue[];
      readonly steps: number;
      readonly assignment: Int32Array;
      readonly scores: PlanScores;
      readonly balanceBound: BalanceBound;
    };

/**
 * Searches until the step limit, or for ever: the host stops by not asking for more (`return()`), and has the best plan
 * in the latest progress. A problem with an error is refused with reasons. When no plan within the tolerances was found
 * the result says so by `status` and names every broken rule with its amount in `scores.violations`; that is not a proof that none exists.
 */
export function* solve(problem: DistrictingProblem, options: SolveOptions): Generator<SolverProgress, SolverResult> {
  const names = options.names ?? numberNames;
  const issues = validateProblem(problem, names);
  if (hasError(issues)) return { status: "refused", issues };
  const search = makeSearchProblem(problem);
  const stepLimit = options.stepLimit ?? Number.POSITIVE_INFINITY;
  const run =
    search && !search.isNarrowed
      ? new EvolutionarySearch(search, options.seed, stepLimit)
      : new AlternatingSearch(problem, search, options.seed, stepLimit);
  yield* run.search();
  const assignment = run.bestAssignment;
  if (!assignment) {
    const reason = search
      ? noPlanIssue("no-connected-plan", teamsInTheWay(search, options.seed), names)
      : noPlanIssue("groups-in-the-way", [], names);
    return { status: "no-plan", issues: [...issues, reason], steps: run.steps };
  }
  const scores = evaluatePlan(problem, assignment, names);
  return {
    status: scores.feasible ? "feasible" : "infeasible",
    issues,
    steps: run.steps,
    assignment,
    scores,
    balanceBound: balanceLowerBound(problem),
  };
}
