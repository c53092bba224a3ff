// How good any plan can be, goal by goal: balance, how few must change team, how short the borders, how compact the teams.
import type { DistrictingProblem } from "../../../engine/problem.ts";
import { prove } from "../../../engine/proof/index.ts";
import type { ProofGoal } from "../../../engine/proof/proof.ts";
import { type AnalysisFindings, type BoundGoal, boundGoals } from "../analysis-protocol.ts";
import { type Analysis, type AnalysisSeat, nothingFound } from "./analysis.ts";

/** Of the time: so much for the engine's own arguments, then so much for the exact models, then for the arguments left. */
const shareOfArguments = 0.5;
const shareWithModels = 0.8;

export const proofGoal: Readonly<Record<BoundGoal, ProofGoal>> = {
  balance: "balance",
  change: "change",
  borderLength: "border-length",
  compactness: "moi",
};

/**
 * The engine's own arguments for all goals side by side, the one that has had least time next, so that whoever stops has
 * something of each; then the exact models, which no one interrupts but their time, one after the other.
 */
export const proof: Analysis = function* (seat) {
  const goals = seat.order.goals ?? boundGoals(seat.problem);
  const known: Known = { plan: seat.order.plan ?? seat.newPlan() ?? null, tell: () => seat.tell(findingsOf(proofs)) };
  const proofs = goals.map((goal) => new GoalProof(seat, goal, known));
  yield* argue(seat, proofs, shareOfArguments);
  const models = proofs.filter(({ state }) => state === "model");
  const most = proofs.some(({ state }) => state === "arguing") ? shareWithModels : 1;
  for (const [place, own] of models.entries()) {
    const share = shareOfArguments + ((most - shareOfArguments) * (place + 1)) / models.length;
    seat.limitSolver(share);
    while (own.state !== "ended" && !seat.timeGone(share)) {
      own.step();
      yield findingsOf(proofs);
    }
  }
  yield* argue(seat, proofs, 1);
  return { findings: findingsOf(proofs), issues: [] };
};

function* argue(seat: AnalysisSeat, proofs: readonly GoalProof[], share: number): Generator<AnalysisFindings, void> {
  while (!seat.timeGone(share)) {
    const open = proofs.filter(({ state }) => state === "arguing");
    if (open.length === 0) return;
    open.reduce((least, own) => (own.spentMs < least.spentMs ? own : least)).step();
    yield findingsOf(proofs);
  }
}

/** Of the goals that have been looked at. */
function findingsOf(proofs: readonly GoalProof[]): AnalysisFindings {
  const bounds = proofs.flatMap(({ goal, bound }) => (bound === undefined ? [] : { goal, bound }));
  return { ...nothingFound, stage: "proof", bounds };
}

/** Balance is told as the largest deviation in any measure, whatever a measure weighs. */
export function problemOfProof(problem: DistrictingProblem, goal: BoundGoal): DistrictingProblem {
  return goal === "balance" ? { ...problem, balanceWeight: new Float64Array(problem.measureCount).fill(1) } : problem;
}

/** What all goals' proofs share: the latest plan handed in, and how a bound is told from inside a long call. */
interface Known {
  plan: Int32Array | null;
  readonly tell: () => void;
}

/** One goal's proof, a step at a time. */
class GoalProof {
  readonly goal: BoundGoal;
  bound: number | undefined;
  /** `model`: the next step is a call of the solver. */
  state: "arguing" | "model" | "ended" = "arguing";
  spentMs = 0;
  private readonly seat: AnalysisSeat;
  private readonly known: Known;
  private run: ReturnType<typeof prove> | undefined;
  private offered: Int32Array | null = null;

  constructor(seat: AnalysisSeat, goal: BoundGoal, known: Known) {
    this.seat = seat;
    this.goal = goal;
    this.known = known;
  }

  step(): void {
    const { seat, known, offered } = this;
    const began = performance.now();
    const latest = seat.newPlan();
    if (latest) known.plan = latest;
    const { plan } = known;
    this.offered = plan;
    this.run ??= prove(problemOfProof(seat.problem, this.goal), proofGoal[this.goal], {
      ...(plan ? { plan } : {}),
      solver: seat.solver,
      onBound: (bound) => {
        this.bound = bound;
        known.tell();
      },
    });
    const { done, value } = this.run.next(plan && plan !== offered ? plan : undefined);
    this.bound = value.bound;
    if (done) this.state = "ended";
    else this.state = value.asksSolver ? "model" : "arguing";
    this.spentMs += performance.now() - began;
  }
}
