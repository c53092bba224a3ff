// Runs the solver in tests: to a step limit, or until the first plan that keeps every rule.
import type { DistrictingProblem } from "../../engine/problem.ts";
import { type SolverProgress, type SolverResult, solve } from "../../engine/solvers/solve.ts";

type Plan = Extract<SolverResult, { assignment: Int32Array }>;

/** The result after a number of steps; throws when the problem was refused or no plan was made. */
export function solveSteps(problem: DistrictingProblem, stepLimit: number, seed = 1): Plan {
  const run = solve(problem, { seed, stepLimit });
  let next = run.next();
  while (!next.done) next = run.next();
  if (!("assignment" in next.value)) throw new Error(`No plan: ${JSON.stringify(next.value)}`);
  return next.value;
}

/** Stops the run at the first feasible plan; throws when there was none within the step limit. */
export function solveToFirstFeasible(problem: DistrictingProblem, stepLimit: number, seed = 1): SolverProgress {
  for (const progress of solve(problem, { seed, stepLimit })) if (progress.feasible) return progress;
  throw new Error(`No feasible plan within ${stepLimit} steps.`);
}
