// A start from today's division: each team keeps the heaviest piece of its areas, and grows from there.
import { connectedParts } from "../graph.ts";
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";
import { joinLockedNodes } from "./locked-trees.ts";

/** Fails (undefined) where there is no baseline, where some team has no part in it, or where the locks stand against it. */
export function* baselineStart(search: SearchProblem, random: Random): Generator<number, Int32Array | undefined> {
  const { nodeCount, teamCount, baselineTeam } = search;
  if (baselineTeam.every((team) => team < 0)) return undefined;
  const owner = joinLockedNodes(search, random);
  if (!owner) return undefined;
  const wanted = owner.map((team, node) => (team >= 0 ? team : baselineTeam[node]!));
  const { partOf, partCount } = connectedParts(search.adjacencyOffset, search.adjacencyTarget, wanted);
  const mainPart = mainParts(search, owner, wanted, partOf, partCount);
  if (mainPart.includes(-1)) return undefined;
  const plan = wanted.map((team, node) => (team >= 0 && mainPart[team] === partOf[node] ? team : -1));
  yield nodeCount;
  if (!growInto(search, plan, random)) return undefined;
  // Locked nodes outside their team's main piece would break their lock.
  for (let node = 0; node < nodeCount; node++) {
    if (search.lockedTeam[node]! >= 0 && plan[node] !== search.lockedTeam[node]) return undefined;
  }
  yield teamCount;
  return plan;
}

/** k: the part a team keeps: the one with its locks, or else the one of most mass; −1 where it has none. */
function mainParts(
  search: SearchProblem,
  owner: Int32Array,
  wanted: Int32Array,
  partOf: Int32Array,
  partCount: number,
): Int32Array {
  const rank = new Float64Array(partCount);
  const teamOfPart = new Int32Array(partCount);
  for (let node = 0; node < search.nodeCount; node++) {
    if (wanted[node]! < 0) continue;
    teamOfPart[partOf[node]!] = wanted[node]!;
    rank[partOf[node]!]! += owner[node]! >= 0 ? Number.POSITIVE_INFINITY : search.mass[node]!;
  }
  const main = new Int32Array(search.teamCount).fill(-1);
  for (let part = 0; part < partCount; part++) {
    const team = teamOfPart[part]!;
    if (main[team]! < 0 || rank[part]! > rank[main[team]!]!) main[team] = part;
  }
  return main;
}

/** Gives unplaced nodes (−1) to a neighbouring team, breadth first; false when some cannot be reached. */
function growInto(search: SearchProblem, plan: Int32Array, random: Random): boolean {
  const queue = new Int32Array(search.nodeCount);
  let end = 0;
  for (let node = 0; node < search.nodeCount; node++) if (plan[node]! >= 0) queue[end++] = node;
  random.shuffle(queue, end);
  for (let head = 0; head < end; head++) {
    const node = queue[head]!;
    for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++) {
      const next = search.adjacencyTarget[e]!;
      if (plan[next]! >= 0) continue;
      plan[next] = plan[node]!;
      queue[end++] = next;
    }
  }
  return end === search.nodeCount;
}
