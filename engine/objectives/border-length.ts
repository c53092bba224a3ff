// Compactness by borders: metres of border between areas of different teams.
import { cutEdges } from "./cut-edges.ts";
import type { Objective } from "./index.ts";

/** Metres of cut border. Scale: that of the cut links times the mean border length. */
export const borderLength: Objective = {
  evaluate(problem, assignment) {
    const { areaCount, adjacencyOffset, adjacencyTarget, borderLengthM } = problem;
    let lengthM = 0;
    for (let area = 0; area < areaCount; area++) {
      for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]!; e++) {
        const other = adjacencyTarget[e]!;
        if (other > area && assignment[area]! >= 0 && assignment[other]! >= 0 && assignment[area] !== assignment[other])
          lengthM += borderLengthM[e]!;
      }
    }
    return lengthM;
  },
  scale(problem) {
    let totalM = 0;
    for (const lengthM of problem.borderLengthM) totalM += lengthM;
    if (totalM === 0) return 1;
    return (cutEdges.scale(problem) * totalM) / problem.borderLengthM.length;
  },
};
