// Proves how little must move within given tolerances: sums first, then the exact model with a solver that the host hands in.
import type { DistrictingProblem } from "../problem.ts";
import type { MixedIntegerSolver } from "../proof/mixed-integer-solver.ts";
import { evaluatePlan } from "../scores.ts";
import { measureTotals } from "../tallies.ts";
import { changeLowerBound } from "./change-bound.ts";
import { ChangeModel } from "./change-model.ts";

export interface LeastChangeProof {
  /** No plan that keeps every rule moves less; +Infinity when none keeps them. */
  readonly movedWeightBound: number;
  /** The plan that moves least of those known, with what it moves. */
  readonly assignment: Int32Array | undefined;
  readonly movedWeight: number;
  /** The two are equal but for rounding. */
  readonly proven: boolean;
}

/** What a proven plan may move beyond its bound, as a fraction of the whole weight: the solver's own tolerance. */
const provenSlack = 1e-9;
/** More columns than this are not given to the solver: one solve would take minutes. */
const columnsAtMost = 4000;

/**
 * The model is solved, cut where a team is in pieces, and solved again, until the answer is connected or the host's
 * limits stop the solver; yields the bound after each solve. Deterministic where no limit of time strikes. `assignment`
 * is the best plan known; one that breaks a rule is not used.
 */
export function* proveLeastChange(
  problem: DistrictingProblem,
  assignment: Int32Array | undefined,
  solver: MixedIntegerSolver | undefined,
): Generator<LeastChangeProof, LeastChangeProof> {
  const run = new ProofRun(problem, assignment);
  const columns = problem.areaCount * problem.teamCount;
  if (run.state.proven || !solver || columns > columnsAtMost) return run.state;
  const model = new ChangeModel(problem);
  for (;;) {
    const { movedWeight } = run.state;
    const answer = solver.solve(model.build(movedWeight, run.costUnit), {
      enough: movedWeight / run.costUnit,
      onBound: (bound) => run.raise(bound * run.costUnit),
    });
    if (answer.status === "infeasible") {
      // With a plan known the model allows it, so only rounding of the cap can say this: nothing moves less.
      run.raise(movedWeight);
      return run.state;
    }
    run.raise(answer.bound * run.costUnit);
    let cuts = 0;
    for (const point of answer.points) {
      const plan = model.assignmentOf(point);
      const added = model.addCuts(plan);
      if (added === 0) run.offer(plan);
      cuts += added;
    }
    if (run.state.proven || answer.status === "stopped" || cuts === 0) return run.state;
    yield run.state;
  }
}

class ProofRun {
  state: LeastChangeProof;
  /** Whole weights are kept whole, so that a bound between two of them can be rounded up. */
  readonly costUnit: number;
  private readonly problem: DistrictingProblem;
  private readonly total: number;
  private readonly whole: boolean;

  constructor(problem: DistrictingProblem, assignment: Int32Array | undefined) {
    const { areaCount, measures, compactnessMeasure } = problem;
    const weights = measures.subarray(compactnessMeasure * areaCount, (compactnessMeasure + 1) * areaCount);
    this.problem = problem;
    this.total = measureTotals(problem)[compactnessMeasure]!;
    this.whole = weights.every((weight) => Number.isInteger(weight)) && this.total < 1e8;
    this.costUnit = this.whole ? 1 : this.total / 1e6;
    this.state = {
      movedWeightBound: 0,
      assignment: undefined,
      movedWeight: Number.POSITIVE_INFINITY,
      proven: false,
    };
    if (assignment) this.offer(assignment);
    this.raise(changeLowerBound(problem));
  }

  raise(bound: number): void {
    if (Number.isNaN(bound)) return;
    const rounded = this.whole && Number.isFinite(bound) ? Math.ceil(bound - 1e-3) : bound;
    const movedWeightBound = Math.max(this.state.movedWeightBound, Math.min(rounded, this.state.movedWeight));
    this.state = this.judged({ ...this.state, movedWeightBound });
  }

  offer(assignment: Int32Array): void {
    const scores = evaluatePlan(this.problem, assignment);
    if (!scores.feasible || scores.movedWeight >= this.state.movedWeight) return;
    this.state = this.judged({ ...this.state, assignment, movedWeight: scores.movedWeight });
  }

  private judged(state: LeastChangeProof): LeastChangeProof {
    const gap = state.movedWeight - state.movedWeightBound;
    return { ...state, proven: gap <= provenSlack * this.total || state.movedWeightBound === Number.POSITIVE_INFINITY };
  }
}
