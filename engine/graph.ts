// Neighbours in compressed rows: made from a list of links, transposed, and cut into connected parts.

/** The neighbours of i are `adjacencyTarget[adjacencyOffset[i] … adjacencyOffset[i + 1] − 1]`. */
export interface Graph {
  readonly adjacencyOffset: Int32Array;
  readonly adjacencyTarget: Int32Array;
  readonly borderLengthM: Float64Array;
}

/**
 * Makes the rows from undirected links. `links` holds pairs (2 × count), `lengthM` one length each. Each row is sorted;
 * links that name the same pair twice stay double (`validateProblem` reports them). Throws on an index outside 0…n−1.
 */
export function buildGraph(areaCount: number, links: Int32Array, lengthM: Float64Array): Graph {
  const linkCount = lengthM.length;
  if (links.length !== 2 * linkCount) throw new Error(`${links.length} link ends for ${linkCount} lengths.`);
  const adjacencyOffset = new Int32Array(areaCount + 1);
  for (const end of links) {
    if (end < 0 || end >= areaCount) throw new Error(`Link to area ${end}, expected 0 to ${areaCount - 1}.`);
    adjacencyOffset[end + 1]!++;
  }
  for (let i = 0; i < areaCount; i++) adjacencyOffset[i + 1]! += adjacencyOffset[i]!;
  const fill = adjacencyOffset.slice(0, areaCount);
  const adjacencyTarget = new Int32Array(2 * linkCount);
  const borderLengthM = new Float64Array(2 * linkCount);
  for (let link = 0; link < linkCount; link++) {
    const from = links[2 * link]!;
    const to = links[2 * link + 1]!;
    const forward = fill[from]!++;
    const backward = fill[to]!++;
    adjacencyTarget[forward] = to;
    adjacencyTarget[backward] = from;
    borderLengthM[forward] = lengthM[link]!;
    borderLengthM[backward] = lengthM[link]!;
  }
  return transposeGraph(transposeGraph({ adjacencyOffset, adjacencyTarget, borderLengthM }));
}

/** Turns every link around, in linear time; the rows of the result are sorted, so twice gives the same graph sorted. */
export function transposeGraph(graph: Graph): Graph {
  const areaCount = graph.adjacencyOffset.length - 1;
  const adjacencyOffset = new Int32Array(areaCount + 1);
  for (const target of graph.adjacencyTarget) adjacencyOffset[target + 1]!++;
  for (let i = 0; i < areaCount; i++) adjacencyOffset[i + 1]! += adjacencyOffset[i]!;
  const fill = adjacencyOffset.slice(0, areaCount);
  const adjacencyTarget = new Int32Array(graph.adjacencyTarget.length);
  const borderLengthM = new Float64Array(graph.adjacencyTarget.length);
  for (let i = 0; i < areaCount; i++) {
    for (let e = graph.adjacencyOffset[i]!; e < graph.adjacencyOffset[i + 1]!; e++) {
      const place = fill[graph.adjacencyTarget[e]!]!++;
      adjacencyTarget[place] = i;
      borderLengthM[place] = graph.borderLengthM[e]!;
    }
  }
  return { adjacencyOffset, adjacencyTarget, borderLengthM };
}

/** Which connected part each node lies in (numbered from 0 by lowest node), and how many parts there are. */
export interface Parts {
  readonly partOf: Int32Array;
  readonly partCount: number;
}

/**
 * Cuts a graph into connected parts. With `labels`, a link counts only between nodes with equal labels, and a node with
 * a negative label belongs to no part (−1).
 */
export function connectedParts(
  adjacencyOffset: Int32Array,
  adjacencyTarget: Int32Array,
  labels?: ArrayLike<number>,
): Parts {
  const nodeCount = adjacencyOffset.length - 1;
  const partOf = new Int32Array(nodeCount).fill(-1);
  const stack = new Int32Array(nodeCount);
  let partCount = 0;
  for (let start = 0; start < nodeCount; start++) {
    if (partOf[start] !== -1 || (labels && labels[start]! < 0)) continue;
    let height = 0;
    stack[height++] = start;
    partOf[start] = partCount;
    while (height > 0) {
      const node = stack[--height]!;
      for (let e = adjacencyOffset[node]!; e < adjacencyOffset[node + 1]!; e++) {
        const next = adjacencyTarget[e]!;
        if (partOf[next] !== -1 || (labels && labels[next] !== labels[node])) continue;
        partOf[next] = partCount;
        stack[height++] = next;
      }
    }
    partCount++;
  }
  return { partOf, partCount };
}
