// Keep-together groups contracted to single nodes, with what is needed to hold a group in pieces together.
import { connectedParts } from "./graph.ts";
import type { DistrictingProblem } from "./problem.ts";
import type { Random } from "./random.ts";

/** About two seconds' work. */
const areaVisitsAtMost = 20_000_000;

export interface Contraction {
  /** n: the node of each area; nodes are numbered by their lowest area. */
  readonly nodeOfArea: Int32Array;
  readonly nodeCount: number;
  /** N: the team a node is locked to by any of its areas, −1 where free. */
  readonly lockedTeam: Int32Array;
  /** A group in pieces has other areas along: some plans that keep the rules divide a node, and other ways have others. */
  readonly isNarrowed: boolean;
}

/**
 * Contracts every group to one node. A group in several pieces takes along a way of areas that may lie in its team, so that
 * the node is connected: valid, but narrower than the rule demands, since another way might have served better. The ways
 * are shortest paths (in number of areas), or with `random` drawn so that each way which some plan needs may come up.
 * Returns undefined when two such groups get in each other's way, or when finding ways for very many groups in pieces would
 * take more than seconds. Expects groups whose members are not locked to different teams.
 */
export function contractGroups(problem: DistrictingProblem, random?: Random): Contraction | undefined {
  const { areaCount, adjacencyOffset, adjacencyTarget, group } = problem;
  const membersOfGroup = groupMembers(problem);
  const { sets, lockOfSet } = joinedGroups(problem, membersOfGroup);
  const pieces = connectedParts(adjacencyOffset, adjacencyTarget, group).partOf;
  const apart = [...membersOfGroup.values()].filter((members) =>
    members.some((area) => pieces[area] !== pieces[members[0]!]),
  );
  const order = Int32Array.from(apart.keys());
  random?.shuffle(order);
  let areaVisits = 0;
  for (const place of order) {
    const visits = holdTogether(problem, sets, lockOfSet, apart[place]!, random);
    areaVisits += visits;
    if (visits < 0 || areaVisits > areaVisitsAtMost) return undefined;
  }
  return numberNodes(sets, lockOfSet, areaCount, apart.length > 0);
}

/** The same without paths between a group's pieces: exactly what the keep-together rule demands, for proofs. */
export function groupUnits(problem: DistrictingProblem): Contraction {
  const { sets, lockOfSet } = joinedGroups(problem, groupMembers(problem));
  return numberNodes(sets, lockOfSet, problem.areaCount, false);
}

/** The areas of every keep-together group. */
export function groupMembers(problem: DistrictingProblem): Map<number, number[]> {
  const membersOfGroup = new Map<number, number[]>();
  for (let area = 0; area < problem.areaCount; area++) {
    const group = problem.group[area]!;
    if (group < 0) continue;
    const members = membersOfGroup.get(group);
    if (members) members.push(area);
    else membersOfGroup.set(group, [area]);
  }
  return membersOfGroup;
}

function joinedGroups(problem: DistrictingProblem, membersOfGroup: ReadonlyMap<number, readonly number[]>) {
  const sets = new DisjointSets(problem.areaCount);
  for (const members of membersOfGroup.values()) for (const area of members) sets.join(members[0]!, area);
  const lockOfSet = new Int32Array(problem.areaCount).fill(-1);
  for (let area = 0; area < problem.areaCount; area++) {
    if (problem.lockedTeam[area]! >= 0) lockOfSet[sets.find(area)] = problem.lockedTeam[area]!;
  }
  return { sets, lockOfSet };
}

/** Joins areas along shortest or drawn paths until all members are reached; the number of areas looked at, −1 in vain. */
function holdTogether(
  problem: DistrictingProblem,
  sets: DisjointSets,
  lockOfSet: Int32Array,
  members: readonly number[],
  random: Random | undefined,
): number {
  const { areaCount, adjacencyOffset, adjacencyTarget } = problem;
  let visits = 0;
  for (;;) {
    const own = sets.find(members[0]!);
    const cameFrom = new Int32Array(areaCount).fill(-1);
    const inReach = new Uint8Array(areaCount);
    const queue = [members[0]!];
    inReach[members[0]!] = 1;
    // The piece that hangs together with the first member already.
    for (const area of queue) {
      for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]!; e++) {
        const next = adjacencyTarget[e]!;
        if (inReach[next] || sets.find(next) !== own) continue;
        inReach[next] = 1;
        queue.push(next);
      }
    }
    if (members.every((area) => inReach[area])) return visits + queue.length;
    // From all of that piece to another: breadth first to the nearest, or by growth at random places.
    let found = -1;
    for (let head = 0; head < queue.length && found < 0; head++) {
      if (random) {
        const drawn = head + random.nextInteger(queue.length - head);
        const first = queue[head]!;
        queue[head] = queue[drawn]!;
        queue[drawn] = first;
      }
      const area = queue[head]!;
      for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]! && found < 0; e++) {
        const next = adjacencyTarget[e]!;
        if (inReach[next]) continue;
        const nextSet = sets.find(next);
        const lock = lockOfSet[nextSet]!;
        if (lock >= 0 && lockOfSet[own]! >= 0 && lock !== lockOfSet[own]) continue;
        inReach[next] = 1;
        cameFrom[next] = area;
        if (nextSet === own) found = next;
        else queue.push(next);
      }
    }
    if (found < 0) return -1;
    visits += queue.length;
    for (let area = cameFrom[found]!; area >= 0 && cameFrom[area]! >= 0; area = cameFrom[area]!) {
      const lock = Math.max(lockOfSet[sets.find(area)]!, lockOfSet[sets.find(own)]!);
      const conflict = Math.min(lockOfSet[sets.find(area)]!, lockOfSet[sets.find(own)]!);
      if (conflict >= 0 && conflict !== lock) return -1;
      sets.join(own, area);
      lockOfSet[sets.find(own)] = lock;
    }
  }
}

function numberNodes(sets: DisjointSets, lockOfSet: Int32Array, areaCount: number, isNarrowed: boolean): Contraction {
  const nodeOfArea = new Int32Array(areaCount);
  const nodeOfSet = new Int32Array(areaCount).fill(-1);
  const locks: number[] = [];
  for (let area = 0; area < areaCount; area++) {
    const set = sets.find(area);
    if (nodeOfSet[set]! < 0) {
      nodeOfSet[set] = locks.length;
      locks.push(lockOfSet[set]!);
    }
    nodeOfArea[area] = nodeOfSet[set]!;
  }
  return { nodeOfArea, nodeCount: locks.length, lockedTeam: Int32Array.from(locks), isNarrowed };
}

/** Disjoint sets with path halving; the lowest member represents its set. */
class DisjointSets {
  private readonly parent: Int32Array;

  constructor(count: number) {
    this.parent = Int32Array.from({ length: count }, (_, i) => i);
  }

  find(member: number): number {
    const { parent } = this;
    let at = member;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  join(a: number, b: number): void {
    const first = this.find(a);
    const second = this.find(b);
    this.parent[Math.max(first, second)] = Math.min(first, second);
  }
}
