// Trouble that the service told, or that the way to it had, as an exception.
import type { Problem } from "../api/contract/problem.ts";

/** A problem on its way through TanStack Query, whose only channel for trouble is an exception. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = "ProblemError";
    this.problem = problem;
  }
}
