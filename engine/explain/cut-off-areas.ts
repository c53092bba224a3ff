// What an area holds together: the part of its team that would be cut off if it left.
import type { DistrictingProblem } from "../problem.ts";

/**
 * The areas of `team` that hang on to the heaviest of its parts through `area` alone, by area_index; empty where nothing is
 * cut off. Parts are weighed by the compactness measure (children), equals by number of areas; parts that were cut off
 * before are not told again. O(links of the team's areas).
 */
export function cutOffAreas(problem: DistrictingProblem, assignment: Int32Array, area: number, team: number): number[] {
  const { adjacencyOffset, adjacencyTarget, measures, compactnessMeasure, areaCount } = problem;
  const seen = new Set([area]);
  const parts: { areas: number[]; weight: number }[] = [];
  const neighbours = (of: number) => adjacencyTarget.subarray(adjacencyOffset[of]!, adjacencyOffset[of + 1]!);
  for (const start of neighbours(area)) {
    if (assignment[start] !== team || seen.has(start)) continue;
    seen.add(start);
    const areas = [start];
    for (let place = 0; place < areas.length; place++) {
      for (const next of neighbours(areas[place]!)) {
        if (assignment[next] !== team || seen.has(next)) continue;
        seen.add(next);
        areas.push(next);
      }
    }
    parts.push({ areas, weight: areas.reduce((sum, own) => sum + measures[compactnessMeasure * areaCount + own]!, 0) });
  }
  const [, ...cutOff] = parts.sort((a, b) => b.weight - a.weight || b.areas.length - a.areas.length);
  return cutOff.flatMap(({ areas }) => areas).sort((a, b) => a - b);
}
