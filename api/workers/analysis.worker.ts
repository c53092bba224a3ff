// One analysis in a thread of its own: told in slices, ended by itself, by its clock or by the host.
import { parentPort, workerData } from "node:worker_threads";
import { decodeProblem } from "../../engine/problem.ts";
import { nothingFound } from "./analyses/analysis.ts";
import { analyses } from "./analyses/index.ts";
import {
  type AnalysisFindings,
  type AnalysisMessage,
  type AnalysisOrder,
  planCountPlace,
  planPlace,
  stopPlace,
} from "./analysis-protocol.ts";
import { createMixedIntegerSolver } from "./mixed-integer-solver.ts";

const tellEveryMs = 250;
/** Without a limit of iterations the exact model of one step is given no more than this, so that every step has its turn. */
const secondsPerSolve = 4;

async function analyse(order: AnalysisOrder, shared: Int32Array): Promise<AnalysisMessage> {
  const started = performance.now();
  const problem = decodeProblem(order.problem);
  const timeGone = (share: number): boolean => performance.now() - started >= share * order.timeLimitMs;
  const isStopped = (): boolean => Atomics.load(shared, stopPlace) === 1;
  let solverShare = 1;
  const secondsLeft = (): number => (solverShare * order.timeLimitMs - (performance.now() - started)) / 1000;
  const isShared = order.kind !== "proof" && order.solverIterations === null;
  const solver = await createMixedIntegerSolver({
    shouldStop: () => isStopped() || timeGone(solverShare),
    secondsLeft: () => Math.min(secondsLeft(), isShared ? secondsPerSolve : Number.POSITIVE_INFINITY),
    ...(order.solverIterations === null ? {} : { iterations: order.solverIterations }),
  });
  const limitSolver = (share: number): void => {
    solverShare = share;
  };
  let told = started;
  let latest: AnalysisFindings = nothingFound;
  const tell = (findings: AnalysisFindings): void => {
    latest = findings;
    if (performance.now() - told < tellEveryMs) return;
    told = performance.now();
    parentPort!.postMessage({ type: "progress", findings } satisfies AnalysisMessage);
  };
  let plansSeen = 0;
  const newPlan = (): Int32Array | undefined => {
    const count = Atomics.load(shared, planCountPlace);
    if (count === plansSeen) return undefined;
    plansSeen = count;
    return shared.slice(planPlace);
  };
  const run = analyses[order.kind]({ problem, order, solver, limitSolver, timeGone, newPlan, tell });
  while (!isStopped() && !timeGone(1)) {
    const next = run.next();
    if (next.done) return { type: "ended", ...next.value, stopped: false, outOfTime: timeGone(1) };
    tell(next.value);
  }
  return { type: "ended", findings: latest, issues: [], stopped: isStopped(), outOfTime: timeGone(1) };
}

const { order, shared } = workerData as { order: AnalysisOrder; shared: Int32Array };
parentPort!.postMessage(await analyse(order, shared));
