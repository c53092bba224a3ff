// Cut links and cut border length: the spreading-metric bound, then the mixed-integer model where there are few units.
import { makeRootCandidates } from "./candidates.ts";
import { ContiguityCuts } from "./contiguity-cuts.ts";
import { solveConnected } from "./lazy-contiguity.ts";
import type { Proof, ProofProgress, Prover } from "./proof.ts";
import { SpreadingMetric } from "./spreading-metric.ts";
import { modelUnitLimit, TeamModel } from "./team-model.ts";
import { type UnitGraph, unitGraph } from "./unit-graph.ts";

const roundLimit = 4096;
/** The rounds end when the bound is this near what they can reach, or twice as many have raised it by less. */
const nearlyReached = 0.99;
const fewestRounds = 128;
const solverPlanCost = 1e4;

/** Number of cut links; the bound is a whole number. */
export const proveCutEdges: Prover = (proof) => proveCut(proof, () => 1);

/** Metres of cut border. */
export const proveBorderLength: Prover = (proof) => {
  const { borderLengthM } = proof.proofProblem.problem;
  return proveCut(proof, (link) => borderLengthM[link]!);
};

function* proveCut(
  proof: Proof,
  cost: (link: number) => number,
): Generator<ProofProgress, boolean, Int32Array | undefined> {
  const graph = unitGraph(proof.proofProblem, cost);
  const spreading = new SpreadingMetric(proof.proofProblem, graph);
  let boundBefore = 0;
  for (let round = 0; round < roundLimit && !proof.closed; round++) {
    if (spreading.bound >= nearlyReached * spreading.limit) break;
    if (round >= fewestRounds && (round & (round - 1)) === 0) {
      if (spreading.bound * nearlyReached <= boundBefore) break;
      boundBefore = spreading.bound;
    }
    for (const _ of spreading.round()) {
      const better = yield proof.progress();
      if (better) proof.offer(better);
    }
    proof.raise(spreading.bound, "spreading-metric");
    const plan = yield proof.progress();
    if (plan) proof.offer(plan);
  }
  const { solver } = proof.options;
  if (proof.closed || !solver || proof.proofProblem.unitCount > modelUnitLimit) return false;
  proof.asksSolver = true;
  const latest = yield proof.progress();
  if (latest) proof.offer(latest);
  if (proof.closed) return false;
  const value = Number.isFinite(proof.cutoff) ? proof.cutoff : Math.max(1, proof.bound);
  const rounds = solveConnected(cutModel(proof, graph), new ContiguityCuts(proof.proofProblem), solver, {
    costScale: value > 0 ? solverPlanCost / value : 1,
    enough: proof.cutoff,
    onBound: (bound) => {
      if (proof.raise(bound, "mixed-integer")) proof.options.onBound?.(proof.bound);
    },
  });
  for (const round of rounds) {
    for (const assignment of round.assignments) proof.offer(assignment);
    proof.raise(round.bound, "mixed-integer");
    if (round.state === "stopped") return true;
    const plan = yield proof.progress();
    if (plan) proof.offer(plan);
    if (proof.closed) break;
  }
  return false;
}

/** A link is cut when one end lies with a candidate and the other does not. */
function cutModel(proof: Proof, graph: UnitGraph): TeamModel {
  const model = new TeamModel(proof.proofProblem, makeRootCandidates(proof.proofProblem));
  const cutColumns = graph.ends.map(([a, b], edge) => {
    const cut = model.addColumn(0, 1, false);
    model.cost[cut] = graph.capacity[edge]!;
    for (let index = 0; index < model.candidates.length; index++) {
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        const inside = model.column(index, from);
        const outside = model.column(index, to);
        if (inside < 0 || inside === outside) continue;
        const columns = outside < 0 ? [cut, inside] : [cut, inside, outside];
        const coefficients = outside < 0 ? [1, -1] : [1, -1, 1];
        model.addRow({ columns, coefficients, lower: 0, upper: Number.POSITIVE_INFINITY });
      }
    }
    return cut;
  });
  // What is proven already helps the solver's own bound.
  model.addRow({
    columns: cutColumns,
    coefficients: [...graph.capacity],
    lower: proof.bound * (1 - 1e-6),
    upper: Number.POSITIVE_INFINITY,
  });
  return model;
}
