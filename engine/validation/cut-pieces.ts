// The pieces into which the map falls when one area is taken away, by lowest links of a depth-first walk (Tarjan 1972).
import type { DistrictingProblem } from "../problem.ts";

/** One area without which its part of the map falls apart, and what each piece then weighs in every measure. */
export interface CutArea {
  readonly area: number;
  readonly weights: readonly Float64Array[];
}

/** Every cut area, in order. Linear in areas and links. */
export function* cutAreas(problem: DistrictingProblem): Generator<CutArea> {
  const { areaCount, measureCount, measures } = problem;
  const walk = depthFirst(problem);
  const sums = new Float64Array(areaCount * measureCount);
  const cutOff: number[][] = Array.from({ length: areaCount }, () => []);
  for (let place = areaCount - 1; place >= 0; place--) {
    const area = walk.order[place]!;
    for (let measure = 0; measure < measureCount; measure++)
      sums[area * measureCount + measure]! += measures[measure * areaCount + area]!;
    const parent = walk.parent[area]!;
    if (parent < 0) continue;
    for (let measure = 0; measure < measureCount; measure++)
      sums[parent * measureCount + measure]! += sums[area * measureCount + measure]!;
    if (walk.lowest[area]! >= walk.rank[parent]!) cutOff[parent]!.push(area);
  }
  const sumOf = (area: number): Float64Array => sums.slice(area * measureCount, (area + 1) * measureCount);
  for (let area = 0; area < areaCount; area++) {
    const weights = cutOff[area]!.map(sumOf);
    if (walk.parent[area]! >= 0) {
      const whole = sumOf(walk.root[area]!);
      weights.push(
        whole.map(
          (sum, measure) =>
            sum - measures[measure * areaCount + area]! - weights.reduce((cut, piece) => cut + piece[measure]!, 0),
        ),
      );
    }
    if (weights.length > 1) yield { area, weights };
  }
}

/** The same pieces of one area as lists of areas. */
export function piecesBehind(problem: DistrictingProblem, area: number): number[][] {
  const { adjacencyOffset, adjacencyTarget } = problem;
  const seen = new Set([area]);
  const neighboursOf = (of: number): Int32Array =>
    adjacencyTarget.subarray(adjacencyOffset[of]!, adjacencyOffset[of + 1]!);
  const pieces: number[][] = [];
  for (const start of neighboursOf(area)) {
    if (seen.has(start)) continue;
    seen.add(start);
    const piece = [start];
    for (const at of piece) {
      for (const next of neighboursOf(at)) {
        if (seen.has(next)) continue;
        seen.add(next);
        piece.push(next);
      }
    }
    pieces.push(piece);
  }
  return pieces;
}

interface Walk {
  /** The areas as they were reached, and each one's place in that. */
  readonly order: Int32Array;
  readonly rank: Int32Array;
  /** −1 for the first area of a part. */
  readonly parent: Int32Array;
  readonly root: Int32Array;
  /** The smallest rank that an area's subtree is linked to. */
  readonly lowest: Int32Array;
}

function depthFirst({ areaCount, adjacencyOffset, adjacencyTarget }: DistrictingProblem): Walk {
  const order = new Int32Array(areaCount);
  const rank = new Int32Array(areaCount).fill(-1);
  const parent = new Int32Array(areaCount).fill(-1);
  const root = new Int32Array(areaCount);
  const lowest = new Int32Array(areaCount);
  const nextLink = adjacencyOffset.slice(0, areaCount);
  let reached = 0;
  const reach = (area: number, from: number, start: number): void => {
    parent[area] = from;
    root[area] = start;
    lowest[area] = reached;
    rank[area] = reached;
    order[reached++] = area;
  };
  for (let start = 0; start < areaCount; start++) {
    if (rank[start]! >= 0) continue;
    reach(start, -1, start);
    for (let at = start; at >= 0; ) {
      if (nextLink[at]! < adjacencyOffset[at + 1]!) {
        const next = adjacencyTarget[nextLink[at]!++]!;
        if (rank[next]! < 0) {
          reach(next, at, start);
          at = next;
        } else if (next !== parent[at]) lowest[at] = Math.min(lowest[at]!, rank[next]!);
        continue;
      }
      const back = parent[at]!;
      if (back >= 0) lowest[back] = Math.min(lowest[back]!, lowest[at]!);
      at = back;
    }
  }
  return { order, rank, parent, root, lowest };
}
