// The smallest possible largest deviation: whole numbers, heavy units and subset sums, then the mixed-integer model.
import { balanceLowerBound } from "../bounds/balance-bound.ts";
import { SubsetSums } from "../bounds/subset-sums.ts";
import { teamTargets } from "../search-problem.ts";
import { makeRootCandidates } from "./candidates.ts";
import { ContiguityCuts } from "./contiguity-cuts.ts";
import { solveConnected } from "./lazy-contiguity.ts";
import type { Proof, Prover } from "./proof.ts";
import { type ProofProblem, wholeMeasures } from "./proof-problem.ts";
import { modelUnitLimit, TeamModel } from "./team-model.ts";

/** Bits times weights that are worth the time: about a second. */
const mostSubsetWork = 4e9;
/** Deviations are small numbers: the solver sees them in parts of ten thousand. */
const costScale = 1e4;

/** The bound is on `balanceDeviation` of plans that keep the tolerances: max balanceWeight × |sum / target − 1|. */
export const proveBalance: Prover = function* (proof) {
  const { proofProblem, options } = proof;
  const simple = balanceLowerBound(proofProblem.problem);
  const simpleWeight = proofProblem.problem.balanceWeight[simple.measureIndex]!;
  proof.raise(simple.deviationFraction * simpleWeight, simple.method);
  proof.raise(subsetSumBound(proofProblem), "subset-sums");
  proof.asksSolver = options.solver !== undefined && proofProblem.unitCount <= modelUnitLimit;
  const plan = yield proof.progress();
  if (plan) proof.offer(plan);
  if (proof.closed || !options.solver || !proof.asksSolver) return false;
  const rounds = solveConnected(balanceModel(proof), new ContiguityCuts(proofProblem), options.solver, {
    costScale,
    enough: proof.cutoff,
    onBound: (bound) => {
      if (proof.raise(nextPossibleDeviation(proofProblem, bound), "mixed-integer")) options.onBound?.(proof.bound);
    },
  });
  for (const round of rounds) {
    for (const assignment of round.assignments) proof.offer(assignment);
    proof.raise(nextPossibleDeviation(proofProblem, round.bound), "mixed-integer");
    if (round.state === "stopped") return true;
    const better = yield proof.progress();
    if (better) proof.offer(better);
    if (proof.closed) break;
  }
  return false;
};

/** The solver keeps rows to 10⁻⁶ only, and the deviation's rows are in units of one target. */
const rowTolerance = 2e-6;

/** A bound of the solver without its tolerance, drawn up to the next deviation that whole weights can have. */
function nextPossibleDeviation({ problem, kinds, weight }: ProofProblem, bound: number): number {
  if (bound === Number.POSITIVE_INFINITY) return bound;
  const safe = bound - rowTolerance;
  const whole = wholeMeasures(weight, problem.measureCount);
  const target = teamTargets(problem);
  let least = Number.POSITIVE_INFINITY;
  for (let measure = 0; measure < problem.measureCount; measure++) {
    const factor = problem.balanceWeight[measure]!;
    if (factor === 0) continue;
    if (!whole[measure] || safe <= 0) return safe;
    for (const { teams } of kinds) {
      const own = target[teams[0]! * problem.measureCount + measure]!;
      const distance = (safe * own) / factor;
      const above = Math.ceil(own + distance) - own;
      const below = own - Math.floor(own - distance);
      least = Math.min(least, (factor * Math.min(above, below)) / own);
    }
  }
  // No measure counts: the solver's bound is all there is.
  return least === Number.POSITIVE_INFINITY ? safe : least;
}

/** Every team's sum is a sum of some units; the kind that comes nearest its target worst bounds all. */
function subsetSumBound({ problem, kinds, weight, unitCount, lockedKind }: ProofProblem): number {
  const { measureCount, balanceWeight } = problem;
  const target = teamTargets(problem);
  let bound = 0;
  for (let measure = 0; measure < measureCount; measure++) {
    const weightOf = (unit: number): number => weight[unit * measureCount + measure]!;
    const free = [...Array(unitCount).keys()].filter((unit) => lockedKind[unit]! < 0).map(weightOf);
    if (!free.every(Number.isSafeInteger) || !(SubsetSums.work(free) <= mostSubsetWork)) continue;
    const sums = new SubsetSums(free);
    for (const { teams, lockedUnits } of kinds) {
      const fixed = lockedUnits.reduce((sum, unit) => sum + weightOf(unit), 0);
      const own = target[teams[0]! * measureCount + measure]!;
      bound = Math.max(bound, (balanceWeight[measure]! * sums.distanceTo(own - fixed)) / own);
    }
  }
  return bound;
}

/** One more column is the largest deviation: at least that of every opened candidate's team in every measure. */
function balanceModel(proof: Proof): TeamModel {
  const { proofProblem } = proof;
  const { measureCount, balanceWeight } = proofProblem.problem;
  const target = teamTargets(proofProblem.problem);
  const model = new TeamModel(proofProblem, makeRootCandidates(proofProblem));
  const deviation = model.addColumn(proof.bound, Number.POSITIVE_INFINITY, false);
  model.cost[deviation] = 1;
  model.candidates.forEach((candidate, index) => {
    for (let measure = 0; measure < measureCount; measure++) {
      const own = target[proofProblem.kinds[candidate.kind]!.teams[0]! * measureCount + measure]!;
      const share = (unit: number): number =>
        (balanceWeight[measure]! * proofProblem.weight[unit * measureCount + measure]!) / own;
      const columns = [deviation, index];
      const coefficients = [
        0,
        candidate.fixedUnits.reduce((sum, unit) => sum + share(unit), 0) - balanceWeight[measure]!,
      ];
      for (let i = 0; i < candidate.unitCount; i++) {
        columns.push(model.column(index, candidate.units[i]!));
        coefficients.push(share(candidate.units[i]!));
      }
      model.addRow({
        columns,
        coefficients: [-1, ...coefficients.slice(1)],
        lower: Number.NEGATIVE_INFINITY,
        upper: 0,
      });
      model.addRow({ columns, coefficients: [1, ...coefficients.slice(1)], lower: 0, upper: Number.POSITIVE_INFINITY });
    }
  });
  return model;
}
