// Every message that may cross between a host and a solver in a worker, and what its ends mean to the host.
import type { EngineIssue } from "./issue.ts";
import type { SolverProgress, SolverResult } from "./solvers/solve.ts";

/** What decides a run's plan, besides the problem. */
export interface RunOptions {
  readonly seed: number;
  /** Ends the search by itself at this step: the result does not depend on the machine's speed. */
  readonly stepLimit?: number;
  /** Stops the search from outside at the first report with so many steps: repeats a run that was stopped there. */
  readonly stopAtSteps?: number;
}

/** From the host. The buffer (`encodeProblem`) may be transferred. */
export type SolverRequest =
  | { readonly type: "solve"; readonly runId: string; readonly problem: ArrayBuffer; readonly options: RunOptions }
  /** Ends a run; answered by `cancelled` with the best plan so far. */
  | { readonly type: "cancel"; readonly runId: string };

/** To the host. A run ends by exactly one of `finished`, `cancelled` and `failed`; a bug ends the worker instead. */
export type SolverResponse =
  | { readonly type: "progress"; readonly runId: string; readonly progress: SolverProgress }
  | SolverEnd;

export type SolverEnd =
  | { readonly type: "finished"; readonly runId: string; readonly result: SolverResult }
  /** Stopped from outside, by the host or at `stopAtSteps`. Being cancelled is not a failure. */
  | { readonly type: "cancelled"; readonly runId: string; readonly last: SolverProgress | undefined }
  /** The buffer holds no problem. */
  | { readonly type: "failed"; readonly runId: string; readonly code: "bad-problem" };

/** How a run ended, in a host's words. `assignment` holds a team index per area. */
export type SolveOutcome =
  | {
      readonly kind: "plan";
      /** `stopped`: by somebody, before its limit. */
      readonly end: "finished" | "stopped";
      readonly steps: number;
      readonly assignment: Int32Array;
    }
  | { readonly kind: "no-plan"; readonly steps: number; readonly issues: readonly EngineIssue[] }
  | { readonly kind: "failed"; readonly code: "bad-problem" | "out-of-time" | "thread-died" };

/** @param stoppedBySomebody whether a cancelled run was stopped before its limit, which only the host knows. */
export function outcomeOf(end: SolverEnd, stoppedBySomebody: boolean): SolveOutcome {
  if (end.type === "failed") return { kind: "failed", code: end.code };
  if (end.type === "cancelled") {
    const { last } = end;
    if (!last?.assignment) return { kind: "failed", code: "out-of-time" };
    return {
      kind: "plan",
      end: stoppedBySomebody ? "stopped" : "finished",
      steps: last.steps,
      assignment: last.assignment,
    };
  }
  const { result } = end;
  if (result.status === "refused") return { kind: "no-plan", steps: 0, issues: result.issues };
  if (result.status === "no-plan") return { kind: "no-plan", steps: result.steps, issues: result.issues };
  return { kind: "plan", end: "finished", steps: result.steps, assignment: result.assignment };
}
