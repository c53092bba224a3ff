// Least change: the weight (children) that gets another team than today's.
import { measureTotals } from "../tallies.ts";
import type { Objective } from "./index.ts";

/** Compactness-measure weight of areas whose team differs from the baseline's. Scale: the whole weight. */
export const change: Objective = {
  evaluate(problem, assignment) {
    let moved = 0;
    for (let area = 0; area < problem.areaCount; area++) {
      const today = problem.baselineTeam[area]!;
      if (today >= 0 && assignment[area]! >= 0 && assignment[area] !== today)
        moved += problem.measures[problem.compactnessMeasure * problem.areaCount + area]!;
    }
    return moved;
  },
  scale: (problem) => measureTotals(problem)[problem.compactnessMeasure] || 1,
};
