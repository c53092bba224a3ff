// The whole attack on what was collected: every number accounted for, and how many values each exact count is left with.
import type { MixedIntegerSolver } from "../../../../engine/proof/mixed-integer-solver.ts";
import { atomsOf, type Collection, periodSumsOf } from "./collect-answers.ts";
import { type Atom, boundsOf, countBetween, eliminate, type PeriodSum, unexplained } from "./recover-counts.ts";

/** Each exact count is to be left at least so many values. */
export const leastFeasible = 5;

export interface Finding {
  readonly atomCount: number;
  readonly unexplainedCount: number;
  readonly leastFeasible: number;
  readonly feasible: readonly number[];
}

/** Bounds of every atom, area by area: without an exact number nothing ties two areas together. */
function boundsByArea(solver: MixedIntegerSolver, atoms: readonly Atom[], sums: readonly PeriodSum[]) {
  const areas = [...new Set(atoms.map(({ area }) => area))];
  return new Map(
    areas.flatMap((area) => {
      const own = atoms.filter((atom) => atom.area === area);
      const names = new Set(own.map(({ name }) => name));
      return [
        ...boundsOf(
          solver,
          own,
          sums.filter(({ totals }) => names.has(totals[0]!)),
          [],
          true,
        ),
      ];
    }),
  );
}

/** `leastFeasible` is the smallest number of values that any exact count is left with. */
export function workBack(solver: MixedIntegerSolver, collection: Collection): Finding {
  const atoms = atomsOf(collection);
  const sums = periodSumsOf(collection, atoms, "at most");
  const feasible = [...boundsByArea(solver, atoms, sums).values()].map((bounds) => (bounds ? countBetween(bounds) : 0));
  const elimination = eliminate(collection.numbers);
  const others = [...elimination.determined].filter(([cell, value]) => collection.told.get(cell) !== value);
  return {
    atomCount: atoms.length,
    unexplainedCount:
      unexplained(collection.numbers, collection.told).length + elimination.contradictions.length + others.length,
    leastFeasible: Math.min(...feasible),
    feasible,
  };
}
