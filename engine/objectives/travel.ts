// Travel: weight × distance from each area to its team's home area.
import type { Objective } from "./index.ts";

/** Σ weight × metres to the home area of the team; teams without a home count 0. Scale: as if each went to the mean home. */
export const travel: Objective = {
  evaluate(problem, assignment) {
    const { areaCount, homeArea, xM, yM, measures, compactnessMeasure } = problem;
    let sum = 0;
    for (let area = 0; area < areaCount; area++) {
      const home = assignment[area]! >= 0 ? homeArea[assignment[area]!]! : -1;
      if (home < 0) continue;
      const dx = xM[area]! - xM[home]!;
      const dy = yM[area]! - yM[home]!;
      sum += measures[compactnessMeasure * areaCount + area]! * Math.sqrt(dx * dx + dy * dy);
    }
    return sum;
  },
  scale(problem) {
    let sum = 0;
    for (let team = 0; team < problem.teamCount; team++) {
      sum += travel.evaluate(problem, new Int32Array(problem.areaCount).fill(team)) / problem.teamCount;
    }
    return sum > 0 ? sum : 1;
  },
};
