// The frontier of least change in a thread of its own: until it is done or the host's clock says stop.
import { parentPort, workerData } from "node:worker_threads";
import type { EngineIssue } from "../../engine/issue.ts";
import type { FrontierPoint } from "../../engine/least-change/change-explorer.ts";
import { type FrontierProgress, leastChangeFrontier } from "../../engine/least-change/frontier.ts";
import { decodeProblem } from "../../engine/problem.ts";
import { createMixedIntegerSolver } from "../workers/mixed-integer-solver.ts";

export interface LeastChangeOrder {
  readonly problem: ArrayBuffer;
  readonly seed: number;
  readonly stepsPerLevel: number | undefined;
  readonly timeLimitMs: number | undefined;
}

export type LeastChangeMessage =
  | {
      readonly kind: "progress";
      readonly elapsedMs: number;
      readonly stage: FrontierProgress["stage"];
      readonly pointCount: number;
    }
  | {
      readonly kind: "done";
      readonly elapsedMs: number;
      readonly steps: number;
      readonly points: readonly FrontierPoint[];
    }
  | { readonly kind: "none"; readonly elapsedMs: number; readonly issues: readonly EngineIssue[] };

const tellEveryMs = 1000;
/** The exact model of one point is given no more than this, so that every point has its turn. */
const secondsPerSolve = 4;

async function explore({ problem, seed, stepsPerLevel, timeLimitMs }: LeastChangeOrder): Promise<LeastChangeMessage> {
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;
  const msLeft = (): number => (timeLimitMs ?? Number.POSITIVE_INFINITY) - elapsed();
  const solver = await createMixedIntegerSolver({
    secondsLeft: () => Math.min(secondsPerSolve, msLeft() / 1000),
  });
  const run = leastChangeFrontier(decodeProblem(problem), {
    seed,
    solver,
    ...(stepsPerLevel === undefined ? {} : { stepsPerLevel }),
  });
  let told = 0;
  let last: FrontierProgress | undefined;
  while (msLeft() > 0) {
    const next = run.next();
    if (next.done) {
      const result = next.value;
      return result.status === "done"
        ? { kind: "done", elapsedMs: elapsed(), steps: result.steps, points: result.points }
        : { kind: "none", elapsedMs: elapsed(), issues: result.issues };
    }
    last = next.value;
    if (elapsed() - told < tellEveryMs) continue;
    told = elapsed();
    const { stage, points } = last;
    parentPort!.postMessage({
      kind: "progress",
      elapsedMs: told,
      stage,
      pointCount: points.length,
    } satisfies LeastChangeMessage);
  }
  return { kind: "done", elapsedMs: elapsed(), steps: last?.steps ?? 0, points: last?.points ?? [] };
}

parentPort!.postMessage(await explore(workerData as LeastChangeOrder));
