// Moment of inertia about a centre area ("hess"): Lagrangian bound, fixing, then the mixed-integer model of what is left.
import { makeCandidates } from "./candidates.ts";
import { assignmentCost, HessLagrangian } from "./hess-lagrangian.ts";
import { solveConnected } from "./lazy-contiguity.ts";
import type { Proof, ProofProgress, Prover } from "./proof.ts";
import type { ProofProblem } from "./proof-problem.ts";
import { SubgradientAscent } from "./subgradient-ascent.ts";
import { TeamModel } from "./team-model.ts";

/** Fixing is tried again when the gap has shrunk to this part of what it was the last time. */
const fixingShrink = 0.9;
/** Pairs of centre and unit looked at between two yields: a few tens of milliseconds. */
const pairsPerYield = 2_000_000;
/** The solver sees costs in which the best plan is about this. */
const solverPlanCost = 1e4;

export const proveHess: Prover = function* (proof) {
  const { proofProblem, options } = proof;
  const candidates = makeCandidates(proofProblem);
  const lagrangian = new HessLagrangian(proofProblem, candidates, new Float64Array(proofProblem.unitCount));
  yield* ascend(proof, lagrangian);
  if (proof.closed || !options.solver) return false;
  return yield* solveModel(proof, lagrangian);
};

function* ascend(
  proof: Proof,
  lagrangian: HessLagrangian,
): Generator<ProofProgress, void, Int32Array | undefined> {
  const ascent = new SubgradientAscent(lagrangian, moveScale(proof.proofProblem));
  let fixedGap = Number.POSITIVE_INFINITY;
  for (let pairs = 0; !ascent.finished && !proof.closed; ) {
    const better = ascent.evaluate();
    if (better) proof.raise(lagrangian.bound, "lagrangian");
    if (better && proof.cutoff - proof.bound < fixingShrink * fixedGap) {
      fixedGap = proof.cutoff - proof.bound;
      lagrangian.fix(proof.cutoff);
      lagrangian.evaluate();
    }
    ascent.advance(proof.cutoff);
    pairs += lagrangian.pairCount;
    if (pairs < pairsPerYield) continue;
    pairs = 0;
    const plan = yield proof.progress();
    if (plan) proof.offer(plan);
  }
  lagrangian.multiplier.set(ascent.bestMultiplier);
  lagrangian.evaluate();
  proof.raise(lagrangian.bound, "lagrangian");
  lagrangian.fix(proof.cutoff);
  const plan = yield proof.progress();
  if (plan) proof.offer(plan);
}

/** A unit's price is of the size of its weight; a unit without weight moves a little. */
function moveScale(proofProblem: ProofProblem): Float64Array {
  let total = 0;
  for (const mass of proofProblem.mass) total += mass;
  const least = (0.01 * total) / proofProblem.unitCount || 1;
  return proofProblem.mass.map((mass) => mass + least);
}

function* solveModel(
  proof: Proof,
  lagrangian: HessLagrangian,
): Generator<ProofProgress, boolean, Int32Array | undefined> {
  const { proofProblem, options } = proof;
  const model = new TeamModel(proofProblem, lagrangian.candidates);
  lagrangian.candidates.forEach((candidate, index) => {
    for (const unit of candidate.fixedUnits) model.cost[index]! += assignmentCost(proofProblem, candidate.area, unit);
    for (let i = 0; i < candidate.unitCount; i++) {
      const unit = candidate.units[i]!;
      model.cost[model.column(index, unit)] = assignmentCost(proofProblem, candidate.area, unit);
    }
  });
  const value = Number.isFinite(proof.cutoff) ? proof.cutoff : proof.bound;
  const rounds = solveConnected(model, options.solver!, {
    costScale: value > 0 ? solverPlanCost / value : 1,
    onBound: (bound) => {
      if (proof.raise(bound, "mixed-integer")) options.onBound?.(proof.bound);
    },
  });
  for (const round of rounds) {
    if (round.assignment) proof.offer(round.assignment);
    proof.raise(round.bound, "mixed-integer");
    if (round.state === "stopped") return true;
    const plan = yield proof.progress();
    if (plan) proof.offer(plan);
    if (proof.closed) break;
  }
  return false;
}
