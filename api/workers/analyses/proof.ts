// How good any plan can be: first its balance, then how compact its teams are.

import type { DistrictingProblem } from "../../../engine/problem.ts";
import { prove } from "../../../engine/proof/index.ts";
import type { ProofGoal } from "../../../engine/proof/proof.ts";
import type { AnalysisFindings, FoundBound } from "../analysis-protocol.ts";
import { type Analysis, type AnalysisSeat, nothingFound } from "./analysis.ts";

/** Of the time; what is left is for compactness. Without that goal it is all for balance. */
const shareOfBalance = 0.4;

export const proof: Analysis = function* (seat) {
  const { problem } = seat;
  const plain = { ...problem, balanceWeight: new Float64Array(problem.measureCount).fill(1) };
  const weighsCompactness = problem.objective.momentOfInertia > 0;
  const balance = yield* boundOf(seat, plain, "balance", [], weighsCompactness ? shareOfBalance : 1);
  const bounds = weighsCompactness ? yield* boundOf(seat, plain, "moi", balance, 1) : balance;
  return { findings: { ...nothingFound, stage: "proof", bounds }, issues: [] };
};

/** Goes on until nothing is left to prove or the share of time is gone; answers the bounds known with this one. */
function* boundOf(
  seat: AnalysisSeat,
  problem: DistrictingProblem,
  goal: Extract<ProofGoal, "balance" | "moi">,
  known: readonly FoundBound[],
  share: number,
): Generator<AnalysisFindings, FoundBound[]> {
  const told = (bound: number): FoundBound[] => [...known, { goal: goal === "moi" ? "compactness" : "balance", bound }];
  const findings = (bound: number): AnalysisFindings => ({ ...nothingFound, stage: "proof", bounds: told(bound) });
  const plan = seat.order.plan ?? seat.newPlan();
  seat.limitSolver(share);
  const proving = prove(problem, goal, {
    ...(plan ? { plan } : {}),
    solver: seat.solver,
    onBound: (bound) => seat.tell(findings(bound)),
  });
  let next = proving.next();
  while (!next.done && !seat.timeGone(share)) {
    yield findings(next.value.bound);
    next = proving.next(seat.newPlan());
  }
  return told(next.value.bound);
}
