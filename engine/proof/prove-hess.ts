// Moment of inertia about a centre area ("hess"): Lagrangian bound, fixing, then the mixed-integer model of what is left.
import { makeCandidates, pairCount } from "./candidates.ts";
import { ContiguityCuts } from "./contiguity-cuts.ts";
import { assignmentCost, HessLagrangian } from "./hess-lagrangian.ts";
import { solveConnected } from "./lazy-contiguity.ts";
import type { Proof, ProofProgress, Prover } from "./proof.ts";
import type { ProofProblem } from "./proof-problem.ts";
import { proveMoi } from "./prove-moi.ts";
import { moveScale, SubgradientAscent } from "./subgradient-ascent.ts";
import { TeamModel } from "./team-model.ts";

/** Fixing is tried again when the gap has shrunk to this part of what it was the last time. */
const fixingShrink = 0.9;
/**
 * Above this many pairs of centre and unit the bound of moi is the better one in minutes: 2,500 areas and four teams after
 * 25 s within 0.5 % instead of 11 %. It also keeps the pairs within 24 MB.
 */
const mostPairs = 6_000_000;
/** Pairs of centre and unit looked at between two yields: a few tens of milliseconds. */
const pairsPerYield = 2_000_000;
/** The solver sees costs in which the best plan is about this. */
const solverPlanCost = 1e4;
/** The first part of the gap that is searched for a better plan; doubled each time there is none. */
const firstShareOfGap = 1 / 2;
/** The gap that is assumed where no plan is known, as a part of the bound, or of the dearest plan where the bound is 0. */
const blindGap = 0.05;

/**
 * First the Lagrangian bound, with everything fixed that no plan below the best one has. Then, with a solver, the gap is
 * climbed: all plans below a target near the bound are searched (few are left after fixing with it); when there is none
 * the target is proven as a bound and moves on, and the best plan of the first target that has one is the optimum. A
 * target that no plan can reach is none at all: what is then left without a plan has none. A problem too large for that gets
 * the bound of moi, which no plan's hess is below.
 */
export const proveHess: Prover = function* (proof) {
  const { proofProblem, options } = proof;
  if (pairCount(proofProblem) > mostPairs) return yield* proveMoi(proof);
  const candidates = makeCandidates(proofProblem);
  const lagrangian = new HessLagrangian(proofProblem, candidates, new Float64Array(proofProblem.unitCount));
  yield* ascend(proof, lagrangian, () => proof.cutoff);
  if (!options.solver) return false;
  const cuts = new ContiguityCuts(proofProblem);
  const low = proof.bound;
  const dearest = dearestPlan(proofProblem);
  for (let share = firstShareOfGap; !proof.closed; share *= 2) {
    const { cutoff } = proof;
    const gap = Number.isFinite(cutoff) ? cutoff - low : blindGap * (low || dearest);
    const aim = Math.min(cutoff, low + share * gap);
    const outcome = yield* searchBelow(proof, lagrangian.copy(), cuts, aim < dearest ? aim : cutoff);
    if (outcome !== "settled") return outcome === "stopped";
  }
  return false;
};

/** Every unit with the centre farthest from it, and a little more for rounding: no plan costs so much. */
function dearestPlan(proofProblem: ProofProblem): number {
  let sum = 0;
  for (let unit = 0; unit < proofProblem.unitCount; unit++) {
    let most = 0;
    for (let area = 0; area < proofProblem.problem.areaCount; area++)
      most = Math.max(most, assignmentCost(proofProblem, area, unit));
    sum += most;
  }
  return 1.001 * sum;
}

type Steps<Result> = Generator<ProofProgress, Result, Int32Array | undefined>;

/** Raises the Lagrangian bound on the plans below the cutoff, and takes away what they do not have. */
function* ascend(proof: Proof, lagrangian: HessLagrangian, cutoff: () => number): Steps<void> {
  const ascent = new SubgradientAscent(lagrangian, moveScale(proof.proofProblem.mass));
  let fixedGap = Number.POSITIVE_INFINITY;
  for (let pairs = 0; !ascent.finished && ascent.bestBound < cutoff(); ) {
    if (ascent.evaluate()) {
      proof.raise(Math.min(lagrangian.bound, cutoff()), "lagrangian");
      const gap = cutoff() - lagrangian.bound;
      if (gap < fixingShrink * fixedGap) {
        fixedGap = gap;
        lagrangian.fix(cutoff());
        lagrangian.evaluate();
      }
    }
    ascent.advance(cutoff());
    pairs += lagrangian.pairCount;
    if (pairs < pairsPerYield) continue;
    pairs = 0;
    yield* tell(proof);
  }
  lagrangian.multiplier.set(ascent.bestMultiplier);
  lagrangian.evaluate();
  proof.raise(Math.min(lagrangian.bound, cutoff()), "lagrangian");
  lagrangian.fix(cutoff());
  yield* tell(proof);
}

function* tell(proof: Proof): Steps<void> {
  const plan = yield proof.progress();
  if (plan) proof.offer(plan);
}

/**
 * Finds the best plan below the target, or proves that there is none. `refused`: the solver's best plan breaks a rule by
 * the solver's rounding, and a target above it would only bring it again. `stopped`: the host stopped the solver.
 */
function* searchBelow(
  proof: Proof,
  lagrangian: HessLagrangian,
  cuts: ContiguityCuts,
  target: number,
): Steps<"settled" | "refused" | "stopped"> {
  lagrangian.evaluate();
  lagrangian.fix(target);
  yield* ascend(proof, lagrangian, () => target);
  if (lagrangian.bound >= target) return "settled";
  const planCost = Number.isFinite(target) ? target : dearestPlan(proof.proofProblem);
  const rounds = solveConnected(hessModel(proof.proofProblem, lagrangian), cuts, proof.options.solver!, {
    costScale: planCost > 0 ? solverPlanCost / planCost : 1,
    enough: target,
    onBound: (bound) => {
      if (proof.raise(Math.min(bound, target), "mixed-integer")) proof.options.onBound?.(proof.bound);
    },
  });
  let isBetter = false;
  for (const round of rounds) {
    for (const assignment of round.assignments) if (proof.offer(assignment)) isBetter = true;
    proof.raise(Math.min(round.bound, target), "mixed-integer");
    if (round.state === "stopped") return "stopped";
    yield* tell(proof);
    if (proof.closed) break;
    const isLeast = round.state === "solved" && round.assignments.length > 0;
    if (isLeast && !isBetter && round.bound < target) return "refused";
  }
  return "settled";
}

function hessModel(proofProblem: ProofProblem, lagrangian: HessLagrangian): TeamModel {
  const model = new TeamModel(proofProblem, lagrangian.candidates);
  lagrangian.candidates.forEach((candidate, index) => {
    for (const unit of candidate.fixedUnits) model.cost[index]! += assignmentCost(proofProblem, candidate.area, unit);
    for (let i = 0; i < candidate.unitCount; i++) {
      const unit = candidate.units[i]!;
      model.cost[model.column(index, unit)] = assignmentCost(proofProblem, candidate.area, unit);
    }
  });
  return model;
}
