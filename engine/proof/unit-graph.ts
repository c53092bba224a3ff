// The units as a graph: which units touch, and what cutting them apart costs.
import { buildGraph } from "../graph.ts";
import type { ProofProblem } from "./proof-problem.ts";

/** Neighbours in compressed rows; the two directions of a link share one edge. */
export interface UnitGraph {
  readonly offset: Int32Array;
  readonly target: Int32Array;
  readonly edgeOfLink: Int32Array;
  /** By edge: its two units, and the summed cost of the areas' links that it stands for. */
  readonly ends: readonly (readonly [number, number])[];
  readonly capacity: Float64Array;
}

/** @param cost what it costs to cut the link at a place of `adjacencyTarget`. Links inside a unit are left out. */
export function unitGraph(proof: ProofProblem, cost: (link: number) => number): UnitGraph {
  const { unitOfArea, unitCount } = proof;
  const { areaCount, adjacencyOffset, adjacencyTarget } = proof.problem;
  const edgeOfPair = new Map<number, number>();
  const ends: [number, number][] = [];
  const capacity: number[] = [];
  for (let area = 0; area < areaCount; area++) {
    for (let link = adjacencyOffset[area]!; link < adjacencyOffset[area + 1]!; link++) {
      const from = unitOfArea[area]!;
      const to = unitOfArea[adjacencyTarget[link]!]!;
      if (area > adjacencyTarget[link]! || from === to) continue;
      const pair = Math.min(from, to) * unitCount + Math.max(from, to);
      let edge = edgeOfPair.get(pair);
      if (edge === undefined) {
        edge = ends.length;
        edgeOfPair.set(pair, edge);
        ends.push([Math.min(from, to), Math.max(from, to)]);
        capacity.push(0);
      }
      capacity[edge]! += cost(link);
    }
  }
  const graph = buildGraph(
    unitCount,
    Int32Array.from(ends.flat()),
    Float64Array.from(ends, (_, edge) => edge),
  );
  return {
    offset: graph.adjacencyOffset,
    target: graph.adjacencyTarget,
    edgeOfLink: Int32Array.from(graph.borderLengthM),
    ends,
    capacity: Float64Array.from(capacity),
  };
}
