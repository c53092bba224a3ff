// Whether a team stays in one piece when a node leaves it: the neighbourhood first, a search only where that is unclear.
import type { SearchProblem } from "./search-problem.ts";

/**
 * Holds its own scratch arrays, so that a test allocates nothing. The search runs from all of the node's neighbours in
 * the team at once, in turns, and ends when they have met or when one of them has nowhere left to go: its cost is that
 * of the smaller pieces, not of the team.
 */
export class ContiguityTest {
  private readonly search: SearchProblem;
  private readonly neighbours: Int32Array;
  private readonly stack: Int32Array;
  private readonly mark: Int32Array;
  private readonly visited: Int32Array;
  /** N: which front reached a node, and the next node in that front's queue. */
  private readonly front: Int32Array;
  private readonly nextInQueue: Int32Array;
  /** Fronts, at most one per neighbour: union-find parent, first and last node of the queue. */
  private readonly parent: Int32Array;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private stamp = 0;

  constructor(search: SearchProblem) {
    let largestDegree = 0;
    for (let node = 0; node < search.nodeCount; node++) {
      const degree = search.adjacencyOffset[node + 1]! - search.adjacencyOffset[node]!;
      if (degree > largestDegree) largestDegree = degree;
    }
    this.search = search;
    this.neighbours = new Int32Array(largestDegree);
    this.stack = new Int32Array(largestDegree);
    this.parent = new Int32Array(largestDegree);
    this.head = new Int32Array(largestDegree);
    this.tail = new Int32Array(largestDegree);
    this.mark = new Int32Array(search.nodeCount);
    this.visited = new Int32Array(search.nodeCount);
    this.front = new Int32Array(search.nodeCount);
    this.nextInQueue = new Int32Array(search.nodeCount);
  }

  /** True when the node's team is connected and not empty without the node; the team must be connected with it. */
  canLeave(assignment: Int32Array, node: number): boolean {
    const { search, neighbours, mark } = this;
    const team = assignment[node]!;
    if (this.stamp > 2000000000) this.resetStamps();
    const stamp = ++this.stamp;
    let count = 0;
    for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++) {
      const neighbour = search.adjacencyTarget[e]!;
      if (assignment[neighbour] !== team) continue;
      mark[neighbour] = stamp;
      neighbours[count++] = neighbour;
    }
    if (count < 2) return count === 1;
    if (this.meetInNeighbourhood(count, stamp)) return true;
    return this.meetInTeam(assignment, node, team, count, stamp);
  }

  /** Walks from the first neighbour over links between neighbours; the reached ones lose their mark. */
  private meetInNeighbourhood(count: number, stamp: number): boolean {
    const { search, stack, mark } = this;
    let height = 0;
    let reached = 1;
    stack[height++] = this.neighbours[0]!;
    mark[this.neighbours[0]!] = 0;
    while (height > 0) {
      const node = stack[--height]!;
      for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++) {
        const next = search.adjacencyTarget[e]!;
        if (mark[next] !== stamp) continue;
        mark[next] = 0;
        if (++reached === count) return true;
        stack[height++] = next;
      }
    }
    return false;
  }

  private meetInTeam(assignment: Int32Array, node: number, team: number, count: number, stamp: number): boolean {
    const { search, neighbours, mark, visited, front, nextInQueue, parent, head, tail } = this;
    // Front 0 starts with all neighbours that the first walk reached, every other neighbour is its own front.
    let fronts = 1;
    head[0] = -1;
    parent[0] = 0;
    for (let i = 0; i < count; i++) {
      const neighbour = neighbours[i]!;
      const own = mark[neighbour] === stamp ? fronts++ : 0;
      visited[neighbour] = stamp;
      front[neighbour] = own;
      nextInQueue[neighbour] = -1;
      if (own > 0) {
        parent[own] = own;
        head[own] = neighbour;
      } else if (head[0] === -1) head[0] = neighbour;
      else nextInQueue[tail[0]!] = neighbour;
      tail[own] = neighbour;
    }
    let apart = fronts;
    for (;;) {
      for (let own = 0; own < fronts; own++) {
        if (parent[own] !== own) continue;
        const at = head[own]!;
        if (at === -1) return false;
        for (let e = search.adjacencyOffset[at]!; e < search.adjacencyOffset[at + 1]!; e++) {
          const next = search.adjacencyTarget[e]!;
          if (next === node || assignment[next] !== team) continue;
          if (visited[next] !== stamp) {
            visited[next] = stamp;
            front[next] = own;
            nextInQueue[next] = -1;
            nextInQueue[tail[own]!] = next;
            tail[own] = next;
            continue;
          }
          const met = this.rootOf(front[next]!);
          if (met === own) continue;
          // The met front's queue is put behind ours.
          parent[met] = own;
          if (head[met] !== -1) {
            nextInQueue[tail[own]!] = head[met]!;
            tail[own] = tail[met]!;
          }
          if (--apart === 1) return true;
        }
        head[own] = nextInQueue[at]!;
      }
    }
  }

  private rootOf(front: number): number {
    let root = front;
    while (this.parent[root] !== root) root = this.parent[root]!;
    return root;
  }

  private resetStamps(): void {
    this.mark.fill(0);
    this.visited.fill(0);
    this.stamp = 0;
  }
}
