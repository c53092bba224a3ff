// The best different plans of a run, kept as parents for others.
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";

export interface Elite {
  readonly assignment: Int32Array;
  readonly excess: number;
  readonly energy: number;
}

/** True when the first plan is better: less excess, or as much and less energy. */
export function isBetter(first: Pick<Elite, "excess" | "energy">, second: Pick<Elite, "excess" | "energy">): boolean {
  return first.excess < second.excess || (first.excess === second.excess && first.energy < second.energy);
}

/** Holds at most `capacity` plans. */
export class ElitePool {
  readonly members: Elite[] = [];
  private readonly search: SearchProblem;
  private readonly capacity: number;

  constructor(search: SearchProblem, capacity: number) {
    this.search = search;
    this.capacity = capacity;
  }

  get isFull(): boolean {
    return this.members.length >= this.capacity;
  }

  /** The least energy of a member that keeps the rules; infinity when none does. */
  get bestEnergy(): number {
    let least = Number.POSITIVE_INFINITY;
    for (const { excess, energy } of this.members) if (excess === 0 && energy < least) least = energy;
    return least;
  }

  clear(): void {
    this.members.length = 0;
  }

  /**
   * Takes in a plan. A full pool gives up the member most like the new one among those not better than it (Sanders and
   * Schulz 2012), so that the pool stays different in itself; a plan worse than all is not taken in.
   */
  offer(elite: Elite): void {
    const { members } = this;
    let nearest = -1;
    let nearestDistance = Number.POSITIVE_INFINITY;
    for (const [index, member] of members.entries()) {
      const distance = this.distance(member.assignment, elite.assignment);
      if (distance === 0) {
        if (isBetter(elite, member)) members[index] = elite;
        return;
      }
      if (isBetter(member, elite) || distance >= nearestDistance) continue;
      nearest = index;
      nearestDistance = distance;
    }
    if (!this.isFull) members.push(elite);
    else if (nearest >= 0) members[nearest] = elite;
  }

  /** The better of two random members: the first to be chosen as a parent. */
  tournament(random: Random): Elite {
    const { members } = this;
    const first = members[random.nextInteger(members.length)]!;
    const second = members[random.nextInteger(members.length)]!;
    return isBetter(second, first) ? second : first;
  }

  /** Links cut in one of the plans and not in the other: the numbers of the teams do not matter. */
  private distance(first: Int32Array, second: Int32Array): number {
    const { nodeCount, adjacencyOffset, adjacencyTarget } = this.search;
    let differing = 0;
    for (let node = 0; node < nodeCount; node++) {
      for (let e = adjacencyOffset[node]!; e < adjacencyOffset[node + 1]!; e++) {
        const other = adjacencyTarget[e]!;
        if ((first[node] === first[other]) !== (second[node] === second[other])) differing++;
      }
    }
    return differing;
  }
}
