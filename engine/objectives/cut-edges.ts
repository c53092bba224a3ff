// Compactness by links: how many pairs of neighbouring areas lie in different teams.
import type { Objective } from "./index.ts";

/** Number of cut links. Scale: the cut of √k × √k square teams on a square lattice with as many links per area. */
export const cutEdges: Objective = {
  evaluate(problem, assignment) {
    const { areaCount, adjacencyOffset, adjacencyTarget } = problem;
    let cut = 0;
    for (let area = 0; area < areaCount; area++) {
      for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]!; e++) {
        const other = adjacencyTarget[e]!;
        if (other > area && assignment[area]! >= 0 && assignment[other]! >= 0 && assignment[area] !== assignment[other])
          cut++;
      }
    }
    return cut;
  },
  scale(problem) {
    const linksPerArea = problem.adjacencyTarget.length / 2 / Math.max(1, problem.areaCount);
    return Math.max(1, linksPerArea * (Math.sqrt(problem.teamCount) - 1) * Math.sqrt(problem.areaCount));
  },
};
