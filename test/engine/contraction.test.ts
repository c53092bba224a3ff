// Keep-together groups as single nodes: what is summed, what is linked, and what is taken along.
import { describe, expect, it } from "vitest";
import { contractGroups, groupUnits } from "../../engine/contraction.ts";
import { buildGraph, connectedParts } from "../../engine/graph.ts";
import { Random } from "../../engine/random.ts";
import { expandAssignment, makeSearchProblem } from "../../engine/search-problem.ts";
import { latticeProblem } from "../support/grids.ts";

describe("makeSearchProblem", () => {
  // Areas 0 1 2 / 3 4 5; the group is 0 1 3.
  const problem = latticeProblem(2, 3, 2, {
    measures: [
      [1, 2, 3, 4, 5, 6],
      [1, 1, 1, 1, 1, 1],
    ],
    toleranceFraction: [0.1, 0.1],
    group: [9, 9, -1, 9, -1, -1],
    lockedTeam: [-1, -1, -1, 1, -1, -1],
  });

  it("adds up weights, counts links that fall together and passes on the lock", () => {
    const search = makeSearchProblem(problem)!;
    expect([...search.nodeOfArea]).toEqual([0, 0, 1, 0, 2, 3]);
    expect([...search.weight]).toEqual([7, 3, 3, 1, 5, 1, 6, 1]);
    expect([...search.lockedTeam]).toEqual([1, -1, -1, -1]);
    const row = [...search.adjacencyTarget.subarray(0, search.adjacencyOffset[1])].map((node, e) => [
      node,
      search.linkCount[e],
      search.linkLengthM[e],
    ]);
    expect(row.sort()).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ]);
  });

  it("gives every area its node's team", () => {
    const search = makeSearchProblem(problem)!;
    expect([...expandAssignment(search, Int32Array.from([1, 0, 1, 0]))]).toEqual([1, 1, 0, 1, 1, 0]);
  });
});

describe("contractGroups", () => {
  it("takes the shortest way between pieces along, round areas locked to another team", () => {
    // A 3 × 5 lattice, the group at both ends of the middle row, the middle locked away.
    const group = Array(15).fill(-1);
    group[5] = 0;
    group[9] = 0;
    const lockedTeam = Array(15).fill(-1);
    lockedTeam[5] = 0;
    lockedTeam[7] = 1;
    const problem = latticeProblem(3, 5, 2, { group, lockedTeam });
    const { nodeOfArea, nodeCount } = contractGroups(problem)!;
    const inNode = [...nodeOfArea.keys()].filter((area) => nodeOfArea[area] === nodeOfArea[5]);
    expect(inNode).toContain(9);
    expect(inNode).not.toContain(7);
    expect(inNode).toHaveLength(7);
    expect(nodeCount).toBe(9);
    expect(groupUnits(problem).nodeCount).toBe(14);
  });

  it("draws every way between two pieces that some plan may need", () => {
    // The corners of the upper row of a 3 × 3 lattice: straight, round the centre, or along the border.
    const problem = latticeProblem(3, 3, 2, { group: [0, -1, 0, -1, -1, -1, -1, -1, -1] });
    const random = new Random(1);
    const ways = new Set<string>();
    for (let draw = 0; draw < 300; draw++) {
      const { nodeOfArea } = contractGroups(problem, random)!;
      const along = [...nodeOfArea.keys()].filter((area) => nodeOfArea[area] === nodeOfArea[0]);
      expect(connectedParts(problem.adjacencyOffset, problem.adjacencyTarget, nodeOfArea).partCount).toBe(
        new Set(nodeOfArea).size,
      );
      ways.add(along.join(" "));
    }
    expect(ways).toContain("0 1 2");
    expect(ways).toContain("0 2 3 4 5");
    expect(ways).toContain("0 2 3 5 6 7 8");
  });

  it("gives up when two groups in pieces with different locks must cross", () => {
    const group = [0, 1, 1, 0];
    const problem = latticeProblem(2, 2, 2, { group, lockedTeam: [0, 1, -1, -1] });
    expect(contractGroups(problem)).toBeUndefined();
  });
});

describe("graphs", () => {
  it("are built with sorted rows and refuse links outside", () => {
    const graph = buildGraph(3, Int32Array.from([2, 0, 1, 0]), Float64Array.from([5, 7]));
    expect([...graph.adjacencyOffset]).toEqual([0, 2, 3, 4]);
    expect([...graph.adjacencyTarget]).toEqual([1, 2, 0, 0]);
    expect([...graph.borderLengthM]).toEqual([7, 5, 7, 5]);
    expect(() => buildGraph(3, Int32Array.from([0, 3]), Float64Array.from([1]))).toThrow("area 3, expected 0 to 2");
  });

  it("fall into parts, by label where labels are given", () => {
    const { adjacencyOffset, adjacencyTarget } = latticeProblem(1, 5, 1);
    expect(connectedParts(adjacencyOffset, adjacencyTarget)).toMatchObject({ partCount: 1 });
    const byLabel = connectedParts(adjacencyOffset, adjacencyTarget, [0, 0, 1, -1, 0]);
    expect([...byLabel.partOf]).toEqual([0, 0, 1, -1, 2]);
  });
});
