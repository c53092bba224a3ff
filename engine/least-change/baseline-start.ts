// A connected plan as near the baseline as a look at its pieces can make it: where the search for least change begins.
import { connectedParts } from "../graph.ts";
import type { DistrictingProblem } from "../problem.ts";
import type { SearchProblem } from "../search-problem.ts";

/**
 * Every team keeps its piece with most locked nodes, and of equals the heaviest; what is cut off, and what had no team,
 * joins a neighbouring team from the borders inwards. Returns the nodes' teams, or undefined when a team would be
 * without nodes, its locked nodes lie in several pieces, or some node cannot be reached.
 */
export function baselineStart(problem: DistrictingProblem, search: SearchProblem): Int32Array | undefined {
  const nodeTeam = preferredTeams(problem, search);
  keepOnePiecePerTeam(search, nodeTeam);
  for (let node = 0; node < search.nodeCount; node++)
    if (search.lockedTeam[node]! >= 0 && nodeTeam[node] !== search.lockedTeam[node]) return undefined;
  const sizes = new Int32Array(search.teamCount);
  for (const team of nodeTeam) if (team >= 0) sizes[team]!++;
  if (sizes.includes(0)) return undefined;
  fillFromBorders(search, nodeTeam);
  return nodeTeam.includes(-1) ? undefined : nodeTeam;
}

/** N: the lock, else the baseline team with most of the node's weight (areas decide between equals), −1 without any. */
export function preferredTeams(problem: DistrictingProblem, search: SearchProblem): Int32Array {
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

function keepOnePiecePerTeam(search: SearchProblem, nodeTeam: Int32Array): void {
  const { partOf, partCount } = connectedParts(search.adjacencyOffset, search.adjacencyTarget, nodeTeam);
  const lockedNodes = new Int32Array(partCount);
  const mass = new Float64Array(partCount);
  const teamOfPart = new Int32Array(partCount);
  for (let node = 0; node < search.nodeCount; node++) {
    const part = partOf[node]!;
    if (part < 0) continue;
    teamOfPart[part] = nodeTeam[node]!;
    if (search.lockedTeam[node]! >= 0) lockedNodes[part]!++;
    mass[part]! += search.mass[node]!;
  }
  const keptPart = new Int32Array(search.teamCount).fill(-1);
  for (let part = 0; part < partCount; part++) {
    const kept = keptPart[teamOfPart[part]!]!;
    const better =
      kept < 0 ||
      lockedNodes[part]! > lockedNodes[kept]! ||
      (lockedNodes[part] === lockedNodes[kept] && mass[part]! > mass[kept]!);
    if (better) keptPart[teamOfPart[part]!] = part;
  }
  for (let node = 0; node < search.nodeCount; node++)
    if (partOf[node]! >= 0 && keptPart[nodeTeam[node]!] !== partOf[node]) nodeTeam[node] = -1;
}

/** Breadth first from all placed nodes at once. */
function fillFromBorders(search: SearchProblem, nodeTeam: Int32Array): void {
  const queue: number[] = [];
  for (let node = 0; node < search.nodeCount; node++) if (nodeTeam[node]! >= 0) queue.push(node);
  for (const node of queue) {
    for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++) {
      const next = search.adjacencyTarget[e]!;
      if (nodeTeam[next]! >= 0) continue;
      nodeTeam[next] = nodeTeam[node]!;
      queue.push(next);
    }
  }
}
