// A proof in a thread of its own: until nothing is left to prove or the host's clock says stop; the bound is told on the way.
import { parentPort, workerData } from "node:worker_threads";
import { decodeProblem } from "../../engine/problem.ts";
import { prove } from "../../engine/proof/index.ts";
import type { ProofGoal, ProofProgress, ProofResult } from "../../engine/proof/proof.ts";
import { createMixedIntegerSolver } from "../workers/mixed-integer-solver.ts";

export interface ProofOrder {
  readonly problem: ArrayBuffer;
  readonly goal: ProofGoal;
  /** Undefined: it is to be found whether there is one. */
  readonly plan: Int32Array | undefined;
  readonly timeLimitMs: number;
}

export type ProofMessage =
  | {
      readonly kind: "progress";
      readonly elapsedMs: number;
      readonly bound: number;
      readonly method: ProofProgress["method"];
    }
  | {
      readonly kind: "ended";
      readonly elapsedMs: number;
      readonly bound: number;
      readonly method: ProofProgress["method"];
      readonly status: ProofResult["status"];
      /** The best plan known at the end; undefined where there is none. */
      readonly assignment: Int32Array | undefined;
    };

const tellEveryMs = 500;

async function run({ problem, goal, plan, timeLimitMs }: ProofOrder): Promise<ProofMessage> {
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;
  const solver = await createMixedIntegerSolver({
    shouldStop: () => elapsed() >= timeLimitMs,
    secondsLeft: () => (timeLimitMs - elapsed()) / 1000,
  });
  let told = Number.NEGATIVE_INFINITY;
  let toldBound = Number.NEGATIVE_INFINITY;
  const tell = (bound: number, method: ProofProgress["method"]): void => {
    if (bound <= toldBound || elapsed() - told < tellEveryMs) return;
    told = elapsed();
    toldBound = bound;
    parentPort!.postMessage({ kind: "progress", elapsedMs: told, bound, method } satisfies ProofMessage);
  };
  const proving = prove(decodeProblem(problem), goal, {
    ...(plan ? { plan } : {}),
    solver,
    onBound: (bound) => tell(bound, "mixed-integer"),
  });
  let last: ProofProgress | undefined;
  while (last === undefined || elapsed() < timeLimitMs) {
    const next = proving.next();
    last = next.value;
    if (next.done) return ended(next.value, next.value.status);
    tell(last.bound, last.method);
  }
  return ended(last, "stopped");

  function ended({ bound, method, plan: best }: ProofProgress, status: ProofResult["status"]): ProofMessage {
    return { kind: "ended", elapsedMs: elapsed(), bound, method, status, assignment: best?.assignment ?? plan };
  }
}

parentPort!.postMessage(await run(workerData as ProofOrder));
