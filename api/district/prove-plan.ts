// `--prove`: how much better than the found plan any plan could be, with the bound told as it rises.
import { type DistrictingProblem, encodeProblem } from "../../engine/problem.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { ObjectiveName } from "./instance-problem.ts";
import { scoreOf } from "./plan-file.ts";
import type { ProofMessage, ProofOrder } from "./prove.worker.ts";
import { runWorker } from "./run-worker.ts";

export interface PlanProof {
  readonly bound: number;
  readonly method: string;
  /** No plan is better but for rounding. */
  readonly optimal: boolean;
  /** The best plan known: the one given, or a better one that the proof came upon. */
  readonly assignment: Int32Array;
  readonly seconds: number;
}

type Ended = Extract<ProofMessage, { kind: "ended" }>;

const workerFile = new URL("./prove.worker.ts", import.meta.url);

/** The plan must keep every rule. Ends at the latest a few seconds after the time limit. */
export async function provePlan(
  problem: DistrictingProblem,
  objective: ObjectiveName,
  plan: Int32Array,
  timeLimitMs: number,
  tell: (sentence: Sentence) => void,
): Promise<PlanProof> {
  const value = scoreOf(evaluatePlan(problem, plan), objective);
  const order: ProofOrder = { problem: encodeProblem(problem), goal: objective, plan, timeLimitMs };
  const answer = await runProof(order, (progress) => tell(boundSentence(progress, value)));
  const assignment = answer.assignment ?? plan;
  tell(boundSentence(answer, scoreOf(evaluatePlan(problem, assignment), objective)));
  return {
    bound: answer.bound,
    method: answer.method,
    optimal: answer.status === "optimal",
    assignment,
    seconds: answer.elapsedMs / 1000,
  };
}

export interface Decision {
  /** `infeasible`: it is proven that no plan keeps every rule. `open`: nothing is known. */
  readonly answer: "plan" | "infeasible" | "open";
  /** With `plan`: one that keeps every rule. */
  readonly assignment: Int32Array | undefined;
  readonly seconds: number;
}

/** Whether any plan keeps every rule, by the exact model of balance; `open` where there are too many areas for it. */
export async function decideFeasibility(problem: DistrictingProblem, timeLimitMs: number): Promise<Decision> {
  const order: ProofOrder = { problem: encodeProblem(problem), goal: "balance", plan: undefined, timeLimitMs };
  const { status, assignment, elapsedMs } = await runProof(order, () => {});
  const seconds = elapsedMs / 1000;
  if (assignment) return { answer: "plan", assignment, seconds };
  return { answer: status === "infeasible" ? "infeasible" : "open", assignment, seconds };
}

function runProof(order: ProofOrder, onProgress: (progress: Exclude<ProofMessage, Ended>) => void): Promise<Ended> {
  const { plan, timeLimitMs } = order;
  let last: Pick<Ended, "bound" | "method" | "elapsedMs"> = { bound: 0, method: "none", elapsedMs: 0 };
  return runWorker<ProofMessage, Ended>(
    workerFile,
    order,
    { timeLimitMs, lateAnswer: () => ({ ...last, kind: "ended", status: "stopped", assignment: plan }) },
    (message) => message.kind === "ended",
    (progress) => {
      last = progress;
      onProgress(progress);
    },
  );
}

function boundSentence(
  { elapsedMs, bound, method }: Pick<Ended, "elapsedMs" | "bound" | "method">,
  value: number,
): Sentence {
  const time = (elapsedMs / 1000).toFixed(1);
  const gap = (value > 0 ? (100 * (value - bound)) / value : 0).toFixed(3);
  const shown = bound.toPrecision(9);
  return {
    sv: `${time.replace(".", ",")} s: bevisat minst ${shown} (${method}), förslaget är högst ${gap.replace(".", ",")} % från det bästa möjliga`,
    en: `${time} s: proven at least ${shown} (${method}), the plan is within ${gap}% of the best possible`,
  };
}
