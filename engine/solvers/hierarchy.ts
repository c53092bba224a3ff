// The levels of a multilevel search: the problem as it is, and ever coarser ones of it.
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";
import { coarsen } from "./coarsening.ts";

/** Coarsening ends when a level has fewer nodes than this share of the one before less. */
const leastReduction = 0.08;

export class Hierarchy {
  /** Finest first. */
  readonly levels: readonly SearchProblem[];
  /** Beside `levels`: each node's node on the next coarser level; the coarsest has none. */
  private readonly coarseOf: readonly Int32Array[];

  /** Coarsens until `coarsestCount` nodes are left or nothing more can be joined within equal `labels`. */
  constructor(search: SearchProblem, random: Random, coarsestCount: number, labels?: Int32Array) {
    const levels = [search];
    const coarseOf: Int32Array[] = [];
    let finest = search;
    let finestLabels = labels;
    while (finest.nodeCount > coarsestCount) {
      const coarsening = coarsen(finest, random, finestLabels);
      if (coarsening.coarse.nodeCount > (1 - leastReduction) * finest.nodeCount) break;
      if (finestLabels) finestLabels = toCoarse(finestLabels, coarsening.coarseOf, coarsening.coarse.nodeCount);
      levels.push(coarsening.coarse);
      coarseOf.push(coarsening.coarseOf);
      finest = coarsening.coarse;
    }
    this.levels = levels;
    this.coarseOf = coarseOf;
  }

  /** A plan of the finest level, undivided by any coarse node, as a plan of the coarsest. */
  toCoarsest(assignment: Int32Array): Int32Array {
    let plan = assignment;
    for (const [level, coarseOf] of this.coarseOf.entries())
      plan = toCoarse(plan, coarseOf, this.levels[level + 1]!.nodeCount);
    return plan;
  }

  /** A plan of a level as a plan of the next finer one. */
  toFiner(level: number, assignment: Int32Array): Int32Array {
    return this.coarseOf[level - 1]!.map((coarse) => assignment[coarse]!);
  }
}

function toCoarse(values: Int32Array, coarseOf: Int32Array, coarseCount: number): Int32Array {
  const coarse = new Int32Array(coarseCount);
  for (let node = 0; node < coarseOf.length; node++) coarse[coarseOf[node]!] = values[node]!;
  return coarse;
}
