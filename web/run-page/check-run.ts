// A finished run once more in this browser: its problem fetched, solved in a worker, and the plan compared area by area.
import type { Run } from "../../api/contract/runs.ts";
import { decodeProblem } from "../../engine/problem.ts";
import { problemHash } from "../../engine/problem-hash.ts";
import { differingAreaCount, repetitionOptions } from "../../engine/repeat-run.ts";
import { ask } from "../api-client.ts";
import { solveInBrowser } from "../workers/solve-in-browser.ts";

/** A run that has a plan to be compared with. */
export type CheckableRun = Run & { readonly steps: number; readonly teamIndexes: readonly number[] };

export function isCheckable(run: Run): run is CheckableRun {
  return run.teamIndexes !== null && run.steps !== null;
}

export type Verdict =
  /** Exactly the same plan when no area differs. */
  | { readonly kind: "compared"; readonly differingAreas: number }
  /** The browser found no plan where the run has one. */
  | { readonly kind: "no-plan" }
  /** What was fetched is not what the run was made from. */
  | { readonly kind: "other-problem" }
  | { readonly kind: "cancelled" }
  /** The worker could not do it. */
  | { readonly kind: "failed" };

/**
 * Does the run once more. Throws a ProblemError when the problem cannot be fetched.
 * @param onSteps how many of the run's steps have been done, a few times a second.
 */
export async function checkRun(
  run: CheckableRun,
  municipality: string,
  signal: AbortSignal,
  onSteps: (steps: number) => void,
): Promise<Verdict> {
  let problem: ArrayBuffer;
  try {
    problem = await ask("get /api/:municipality/runs/:run/problem", {
      params: { municipality, run: run.id },
      signal,
    });
  } catch (fault) {
    if (signal.aborted) return { kind: "cancelled" };
    throw fault;
  }
  if (problemHash(problem) !== run.problemHash) return { kind: "other-problem" };
  onSteps(0);
  const outcome = await solveInBrowser(
    problem.slice(),
    repetitionOptions({ ...run, stopped: run.status === "stopped" }),
    { signal, onProgress: ({ steps }) => onSteps(steps) },
  );
  if (signal.aborted) return { kind: "cancelled" };
  if (outcome.kind === "no-plan") return { kind: "no-plan" };
  if (outcome.kind === "failed") return { kind: "failed" };
  return {
    kind: "compared",
    differingAreas: differingAreaCount(decodeProblem(problem), outcome.assignment, run.teamIndexes),
  };
}
