// What every proof shares: the goal, the best plan known, the bound, and how both are told.
import type { DistrictingProblem } from "../problem.ts";
import type { Violation } from "../rules/index.ts";
import { evaluatePlan, type PlanScores } from "../scores.ts";
import type { MixedIntegerSolver } from "./mixed-integer-solver.ts";
import { makeProofProblem, type ProofProblem } from "./proof-problem.ts";

/** Goals that a bound can be proven for, each smaller when better; a plan's value is that of `evaluatePlan`. */
export type ProofGoal = "hess" | "moi" | "balance" | "cut-edges" | "border-length" | "change";

/** The argument that the bound rests on; docs/engine.md describes each. */
export type BoundMethod =
  | "none"
  | "lagrangian"
  | "lagrangian-in-the-plane"
  | "mixed-integer"
  | "spreading-metric"
  | "whole-numbers"
  | "heaviest-unit"
  | "locked-weight"
  | "subset-sums"
  | "sums";

export interface ProofOptions {
  /** The best plan known; one that breaks a rule is refused (`refusedPlan` of the progress says why). */
  readonly plan?: Int32Array;
  /** Only plans below this value are looked for, as if a plan of this value were known. */
  readonly cutoff?: number;
  /** Without it the proof ends with the bound that the engine finds on its own. */
  readonly solver?: MixedIntegerSolver;
  /** Called from inside the solver's long calls, where a generator cannot yield. */
  readonly onBound?: (bound: number) => void;
}

export interface ProofProgress {
  /** No plan that keeps every rule has a value below this, but for those below `cutoff` when one was given. */
  readonly bound: number;
  readonly method: BoundMethod;
  /** The best plan known and its value; undefined before there is one. */
  readonly plan: { readonly assignment: Int32Array; readonly value: number } | undefined;
  /** Why the latest plan handed in was refused; empty when it was not. */
  readonly refusedPlan: readonly Violation[];
  /** The engine's own arguments are at their end, and the next step is a call of the solver that may take all of its time. */
  readonly asksSolver: boolean;
}

/**
 * `optimal`: no plan is better than `plan` by more than `optimalGap`. `bounded`: the method has given what it can.
 * `stopped`: the host stopped the solver. `infeasible`: no plan keeps the rules. `none-below`: none is below `cutoff`.
 */
export interface ProofResult extends ProofProgress {
  readonly status: "optimal" | "bounded" | "stopped" | "infeasible" | "none-below";
}

/** Relative gap below which a plan counts as proven optimal. */
const optimalGap = 1e-7;
/**
 * Every bound is lowered by this part of itself. The engine's own bounds are rounded down term by term already, so the
 * margin covers the rounding in plans' values. The solver's dual bound holds to a dual tolerance of 10⁻⁷ at a plan cost of
 * 10⁴, some 10⁻⁹ of the whole even over a hundred columns.
 */
const ownMargin = 1e-9;
const solverMargin = 2e-8;

const valueForGoal: Record<ProofGoal, (scores: PlanScores) => number> = {
  hess: (scores) => scores.hess,
  moi: (scores) => scores.moi,
  balance: (scores) => scores.balanceDeviation,
  "cut-edges": (scores) => scores.cutEdges,
  "border-length": (scores) => scores.borderLengthM,
  change: (scores) => scores.movedWeight,
};

/** One proof's state: provers raise the bound and offer plans, and end when `closed`. */
export class Proof {
  readonly proofProblem: ProofProblem;
  readonly options: ProofOptions;
  readonly goal: ProofGoal;
  /** Every plan's value is a whole number, so that a bound between two of them is drawn up. */
  readonly hasWholeValues: boolean;
  bound = 0;
  method: BoundMethod = "none";
  /** Set by a prover before it yields for the last time without the solver. */
  asksSolver = false;
  private best: { readonly assignment: Int32Array; readonly value: number } | undefined;
  private refusedPlan: readonly Violation[] = [];
  private readonly problem: DistrictingProblem;

  constructor(problem: DistrictingProblem, goal: ProofGoal, options: ProofOptions) {
    this.problem = problem;
    this.goal = goal;
    this.options = options;
    this.proofProblem = makeProofProblem(problem);
    this.hasWholeValues = goal === "cut-edges" || (goal === "change" && hasWholeChange(problem));
    if (options.plan) this.offer(options.plan);
  }

  /** Plans of this value or more are of no interest any more. */
  get cutoff(): number {
    return Math.min(this.best?.value ?? Number.POSITIVE_INFINITY, this.options.cutoff ?? Number.POSITIVE_INFINITY);
  }

  /** Nothing is left to prove. */
  get closed(): boolean {
    const { bound, cutoff } = this;
    if (cutoff === Number.POSITIVE_INFINITY) return bound === Number.POSITIVE_INFINITY;
    return bound >= cutoff - optimalGap * Math.abs(cutoff);
  }

  /** Takes over a plan when it keeps every rule and is better; true when it was. */
  offer(assignment: Int32Array): boolean {
    const scores = evaluatePlan(this.problem, assignment);
    this.refusedPlan = scores.violations;
    const value = valueForGoal[this.goal](scores);
    if (!scores.feasible || (this.best && value >= this.best.value)) return false;
    this.best = { assignment: assignment.slice(), value };
    return true;
  }

  /** Takes over a bound on the plans below the cutoff; all others are bounded by the cutoff itself. */
  raise(bound: number, method: BoundMethod): boolean {
    const margin = method === "mixed-integer" ? solverMargin : ownMargin;
    const lowered = Number.isFinite(bound) ? bound - margin * Math.abs(bound) : bound;
    const valid = Math.min(this.hasWholeValues ? nextWhole(lowered) : lowered, this.cutoff);
    if (!(valid > this.bound)) return false;
    this.bound = valid;
    this.method = method;
    return true;
  }

  progress(): ProofProgress {
    const { bound, method, best, refusedPlan, asksSolver } = this;
    return { bound, method, plan: best, refusedPlan, asksSolver };
  }

  result(stopped: boolean): ProofResult {
    return { ...this.progress(), status: this.status(stopped) };
  }

  private status(stopped: boolean): ProofResult["status"] {
    if (this.closed) {
      if (this.cutoff === Number.POSITIVE_INFINITY) return "infeasible";
      return this.best && this.best.value <= this.cutoff ? "optimal" : "none-below";
    }
    return stopped ? "stopped" : "bounded";
  }
}

/** Above this a sum of whole numbers is not told from its neighbours by the solver. */
const mostWholeChange = 1e8;

/** Whole weights of the compactness measure, which change is counted in. */
function hasWholeChange({ areaCount, measures, compactnessMeasure }: DistrictingProblem): boolean {
  const weights = measures.subarray(compactnessMeasure * areaCount, (compactnessMeasure + 1) * areaCount);
  return weights.every(Number.isInteger) && weights.reduce((sum, own) => sum + own, 0) < mostWholeChange;
}

/** A number of links or of children is whole; a bound that lies above a whole number by rounding alone is not drawn up to the next. */
function nextWhole(bound: number): number {
  return Number.isFinite(bound) ? Math.max(0, Math.ceil(bound - 1e-6)) : bound;
}

/** A prover raises the bound of a proof; the host may hand in a better plan at every yield. True: it was stopped. */
export type Prover = (proof: Proof) => Generator<ProofProgress, boolean, Int32Array | undefined>;
