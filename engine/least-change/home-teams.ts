// Where each node of the search is at home: the team that it leaves at the highest price.
import type { DistrictingProblem } from "../problem.ts";
import type { SearchProblem } from "../search-problem.ts";

/** N: the lock, else the baseline team with most of the node's weight (areas decide between equals), −1 without any. */
export function homeTeams(problem: DistrictingProblem, search: SearchProblem): Int32Array {
  const { areaCount, teamCount, measures, compactnessMeasure, baselineTeam } = problem;
  const share = new Float64Array(search.nodeCount * teamCount);
  for (let area = 0; area < areaCount; area++) {
    if (baselineTeam[area]! < 0) continue;
    const weight = measures[compactnessMeasure * areaCount + area]! + 1 / (2 * areaCount);
    share[search.nodeOfArea[area]! * teamCount + baselineTeam[area]!]! += weight;
  }
  return search.lockedTeam.map((locked, node) => {
    if (locked >= 0) return locked;
    let best = -1;
    for (let team = 0; team < teamCount; team++) {
      const own = share[node * teamCount + team]!;
      if (own > (best < 0 ? 0 : share[node * teamCount + best]!)) best = team;
    }
    return best;
  });
}
