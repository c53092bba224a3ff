// Least change: sums of what teams have too much or too little of, then the exact model of which area lies in which team.
import { changeLowerBound } from "../least-change/change-bound.ts";
import { ChangeModel } from "../least-change/change-model.ts";
import type { DistrictingProblem } from "../problem.ts";
import { measureTotals, roundingSlack } from "../tallies.ts";
import type { Proof, Prover } from "./proof.ts";

/** More columns than this are not given to the solver: one solve would take minutes. */
const columnsAtMost = 4000;
/** The solver's tolerance on a sum of whole numbers: a bound so little above one of them is that number. */
const wholeTolerance = 1e-3;

/**
 * Weight that leaves its team of today (or of the baseline). The model is solved, cut where a team is in pieces, and solved
 * again, until the answer is connected or the host's limits stop the solver.
 */
export const proveChange: Prover = function* (proof) {
  const { problem } = proof.proofProblem;
  proof.raise(changeLowerBound(problem), "sums");
  const { solver, onBound } = proof.options;
  proof.asksSolver = solver !== undefined && problem.areaCount * problem.teamCount <= columnsAtMost;
  const plan = yield proof.progress();
  if (plan) proof.offer(plan);
  if (proof.closed || !solver || !proof.asksSolver) return false;
  const costUnit = proof.hasWholeValues ? 1 : measureTotals(problem)[problem.compactnessMeasure]! / 1e6;
  const raise = (scaled: number): boolean => proof.raise(possibleChange(proof, scaled * costUnit), "mixed-integer");
  const model = new ChangeModel(problem);
  for (;;) {
    const answer = solver.solve(model.build(Math.min(proof.cutoff, mostMoved(problem)), costUnit), {
      enough: proof.cutoff / costUnit,
      onBound: (scaled) => {
        if (raise(scaled)) onBound?.(proof.bound);
      },
    });
    raise(answer.status === "infeasible" ? Number.POSITIVE_INFINITY : answer.bound);
    const cuts = cutOrOffer(proof, model, answer.points);
    if (answer.status === "stopped") return !proof.closed;
    if (proof.closed || cuts === 0) return false;
    const better = yield proof.progress();
    if (better) proof.offer(better);
    if (proof.closed) return false;
  }
};

/** Offers the connected plans of the points and cuts off the others; answers how many cuts were added. */
function cutOrOffer(proof: Proof, model: ChangeModel, points: readonly Float64Array[]): number {
  let cuts = 0;
  for (const point of points) {
    const assignment = model.assignmentOf(point);
    const added = model.addCuts(assignment);
    if (added === 0) proof.offer(assignment);
    cuts += added;
  }
  return cuts;
}

/** As the rule counts it. */
function mostMoved({ movedWeightLimit: limit = Number.POSITIVE_INFINITY }: DistrictingProblem): number {
  return limit + (Number.isFinite(limit) ? roundingSlack * Math.max(1, limit) : 0);
}

/** A bound of the solver without its tolerance, drawn up to a whole number where every change is one. */
function possibleChange({ hasWholeValues }: Proof, bound: number): number {
  return hasWholeValues && Number.isFinite(bound) ? Math.ceil(bound - wholeTolerance) : bound;
}
