// Joins each team's locked nodes by paths that do not cross, so that growth from them keeps every team connected.
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";

const ordersAtMost = 30;

/**
 * N: the team that owns a node by lock or as part of a path between its locks, −1 elsewhere. Teams take turns, a team
 * that found its way barred begins in the next attempt. Undefined when no order tried served all teams.
 */
export function joinLockedNodes(search: SearchProblem, random: Random): Int32Array | undefined {
  const lockedNodes: number[][] = Array.from({ length: search.teamCount }, () => []);
  for (let node = 0; node < search.nodeCount; node++) {
    if (search.lockedTeam[node]! >= 0) lockedNodes[search.lockedTeam[node]!]!.push(node);
  }
  const order = Int32Array.from({ length: search.teamCount }, (_, team) => team);
  random.shuffle(order);
  const cameFrom = new Int32Array(search.nodeCount);
  const queue = new Int32Array(search.nodeCount);
  for (let attempt = 0; attempt < ordersAtMost; attempt++) {
    const owner = search.lockedTeam.slice();
    const barred = order.findIndex((team) => !joinTeam(search, owner, lockedNodes[team]!, team, cameFrom, queue));
    if (barred < 0) return owner;
    const first = order[barred]!;
    order.copyWithin(1, 0, barred);
    order[0] = first;
  }
  return undefined;
}

function joinTeam(
  search: SearchProblem,
  owner: Int32Array,
  lockedNodes: readonly number[],
  team: number,
  cameFrom: Int32Array,
  queue: Int32Array,
): boolean {
  if (lockedNodes.length < 2) return true;
  const { adjacencyOffset, adjacencyTarget } = search;
  const joined = new Uint8Array(search.nodeCount);
  let waiting = lockedNodes.length - 1;
  const tree = [lockedNodes[0]!];
  joined[lockedNodes[0]!] = 1;
  while (waiting > 0) {
    cameFrom.fill(-1);
    let end = 0;
    for (const node of tree) {
      queue[end++] = node;
      cameFrom[node] = node;
    }
    let found = -1;
    for (let head = 0; head < end && found < 0; head++) {
      const node = queue[head]!;
      for (let e = adjacencyOffset[node]!; e < adjacencyOffset[node + 1]!; e++) {
        const next = adjacencyTarget[e]!;
        if (cameFrom[next] !== -1 || (owner[next]! >= 0 && owner[next] !== team)) continue;
        cameFrom[next] = node;
        queue[end++] = next;
        if (search.lockedTeam[next] === team) {
          found = next;
          break;
        }
      }
    }
    if (found < 0) return false;
    for (let node = found; !joined[node]; node = cameFrom[node]!) {
      joined[node] = 1;
      owner[node] = team;
      tree.push(node);
    }
    waiting--;
  }
  return true;
}
