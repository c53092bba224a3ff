// How good any plan can be, goal by goal: balance, how few must change team, how short the borders, how compact the teams.
import type { DistrictingProblem } from "../../../engine/problem.ts";
import { prove } from "../../../engine/proof/index.ts";
import type { ProofGoal } from "../../../engine/proof/proof.ts";
import { type AnalysisFindings, type BoundGoal, boundGoals, type FoundBound } from "../analysis-protocol.ts";
import { type Analysis, type AnalysisSeat, nothingFound } from "./analysis.ts";

/** Of the time; the other goals share what is left alike, and what one of them leaves goes to the next. */
const shareOfBalance = 0.3;

export const proofGoal: Readonly<Record<BoundGoal, ProofGoal>> = {
  balance: "balance",
  change: "change",
  borderLength: "border-length",
  compactness: "moi",
};

export const proof: Analysis = function* (seat) {
  const goals = seat.order.goals ?? boundGoals(seat.problem);
  const so = { plan: seat.order.plan, bounds: [] as FoundBound[] };
  for (const [place, goal] of goals.entries()) {
    const share = goals.length === 1 ? 1 : shareOfBalance + ((1 - shareOfBalance) * place) / (goals.length - 1);
    const bound = yield* boundOf(seat, goal, so, share);
    so.bounds = [...so.bounds, { goal, bound }];
  }
  return { findings: { ...nothingFound, stage: "proof", bounds: so.bounds }, issues: [] };
};

/** Balance is told as the largest deviation in any measure, whatever a measure weighs. */
export function problemOfProof(problem: DistrictingProblem, goal: BoundGoal): DistrictingProblem {
  return goal === "balance" ? { ...problem, balanceWeight: new Float64Array(problem.measureCount).fill(1) } : problem;
}

/** What is known when a goal's turn comes: the latest plan handed in, and the bounds of the goals before it. */
interface Known {
  plan: Int32Array | null;
  readonly bounds: readonly FoundBound[];
}

/** Goes on until nothing is left to prove or the share of time is gone; answers the bound. */
function* boundOf(
  seat: AnalysisSeat,
  goal: BoundGoal,
  known: Known,
  share: number,
): Generator<AnalysisFindings, number> {
  const findings = (bound: number): AnalysisFindings => ({
    ...nothingFound,
    stage: "proof",
    bounds: [...known.bounds, { goal, bound }],
  });
  const newPlan = (): Int32Array | undefined => {
    const plan = seat.newPlan();
    if (plan) known.plan = plan;
    return plan;
  };
  newPlan();
  seat.limitSolver(share);
  const proving = prove(problemOfProof(seat.problem, goal), proofGoal[goal], {
    ...(known.plan ? { plan: known.plan } : {}),
    solver: seat.solver,
    onBound: (bound) => seat.tell(findings(bound)),
  });
  let next = proving.next();
  while (!next.done && !seat.timeGone(share)) {
    yield findings(next.value.bound);
    next = proving.next(newPlan());
  }
  return next.value.bound;
}
