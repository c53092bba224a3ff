// Which locks lie between areas that are to be connected: the fewest that would have to be released.
import type { DistrictingProblem } from "../problem.ts";

/**
 * The locked areas on a way from `start` to another part of `goals` that passes the fewest of them; `mayPass` says which
 * areas lie in nobody's way. Undefined where there is no way at all. Linear time (a deque of two layers).
 */
export function fewestLocksBetween(
  { areaCount, adjacencyOffset, adjacencyTarget }: DistrictingProblem,
  start: number,
  goals: readonly number[],
  mayPass: (area: number) => boolean,
): number[] | undefined {
  const cameFrom = new Int32Array(areaCount).fill(-1);
  const seen = new Uint8Array(areaCount);
  const isGoal = new Set(goals);
  seen[start] = 1;
  let layer = [start];
  for (let next: number[] = []; layer.length > 0; layer = next, next = []) {
    for (const area of layer) {
      if (area !== start && isGoal.has(area)) return locksOnWay(cameFrom, start, area, mayPass);
      for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]!; e++) {
        const neighbour = adjacencyTarget[e]!;
        if (seen[neighbour]) continue;
        seen[neighbour] = 1;
        cameFrom[neighbour] = area;
        (mayPass(neighbour) ? layer : next).push(neighbour);
      }
    }
  }
  return undefined;
}

function locksOnWay(cameFrom: Int32Array, start: number, end: number, mayPass: (area: number) => boolean): number[] {
  const locks: number[] = [];
  for (let area = end; area !== start; area = cameFrom[area]!) if (!mayPass(area)) locks.push(area);
  return locks.reverse();
}
