// Moment of inertia about the teams' own centroids ("moi"): the Lagrangian bound with centres anywhere in the plane.
import { makeCandidates } from "./candidates.ts";
import { HessLagrangian } from "./hess-lagrangian.ts";
import { PlaneLagrangian } from "./plane-lagrangian.ts";
import type { Prover } from "./proof.ts";
import { moveScale, SubgradientAscent } from "./subgradient-ascent.ts";

/** Evaluations about some centre areas before the plane is taken: no bound for moi, but cheap, and they bring the prices near. */
const warmUpEvaluations = 1500;
const warmUpCentres = 60;
/** Pairs of centre and unit looked at: some seconds, and some hundredths of one between two yields. */
const mostWarmUpPairs = 200_000_000;
const pairsPerYield = 1_000_000;
/** An evaluation in the plane is dear, and begins near the best prices. */
const planePatience = 80;

/**
 * A bound only: the exact model needs centres to choose among. It lies below the optimum by what fractional teams gain,
 * which is little where areas are small beside a team.
 */
export const proveMoi: Prover = function* (proof) {
  const { proofProblem } = proof;
  const stride = Math.ceil(proofProblem.problem.areaCount / warmUpCentres);
  const centres = makeCandidates(proofProblem, stride);
  const warm = new HessLagrangian(proofProblem, centres, new Float64Array(proofProblem.unitCount));
  const scale = moveScale(proofProblem.mass);
  const warmUp = new SubgradientAscent(warm, scale);
  const { pairCount } = warm;
  const evaluations = Math.min(warmUpEvaluations, Math.floor(mostWarmUpPairs / Math.max(1, pairCount)));
  const evaluationsPerYield = Math.ceil(pairsPerYield / Math.max(1, pairCount));
  for (let done = 0; done < evaluations && !warmUp.finished; done++) {
    warmUp.evaluate();
    warmUp.advance(proof.cutoff);
    if (done % evaluationsPerYield !== 0) continue;
    const plan = yield proof.progress();
    if (plan) proof.offer(plan);
  }
  const plane = new PlaneLagrangian(proofProblem, warmUp.bestMultiplier.slice());
  const ascent = new SubgradientAscent(plane, scale, planePatience);
  while (!ascent.finished && !proof.closed) {
    if (ascent.evaluate()) proof.raise(plane.bound, "lagrangian-in-the-plane");
    ascent.advance(proof.cutoff);
    const plan = yield proof.progress();
    if (plan) proof.offer(plan);
  }
  return false;
};
