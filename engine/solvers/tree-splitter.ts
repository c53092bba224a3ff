// Cuts a connected set of nodes in two connected sides by the best link of random spanning trees (as in ReCom).
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";

/**
 * After DeFord, Duchin and Solomon, "Recombination" (2021): draw a spanning tree, find the link whose removal divides the
 * weight best, repeat with new trees. Trees grow from a random node by random links, which costs O(links) per tree.
 */
export class TreeSplitter {
  private readonly search: SearchProblem;
  private readonly random: Random;
  /** N: which set a node belongs to; the caller writes here before `split`. */
  readonly setOf: Int32Array;
  private readonly order: Int32Array;
  private readonly parent: Int32Array;
  private readonly visited: Int32Array;
  private readonly frontier: Int32Array;
  private readonly frontierFrom: Int32Array;
  private readonly subtreeWeight: Float64Array;
  private readonly subtreeSize: Int32Array;
  /** Locked nodes in the subtree that must be on the first side, and on the second. */
  private readonly subtreeFirstLocks: Int32Array;
  private readonly subtreeSecondLocks: Int32Array;
  private readonly bestSide: Int32Array;
  private readonly firstTarget: Float64Array;
  private stamp = 0;

  constructor(search: SearchProblem, random: Random) {
    const { nodeCount, measureCount } = search;
    this.search = search;
    this.random = random;
    this.setOf = new Int32Array(nodeCount).fill(-1);
    this.order = new Int32Array(nodeCount);
    this.parent = new Int32Array(nodeCount);
    this.visited = new Int32Array(nodeCount);
    this.frontier = new Int32Array(search.adjacencyTarget.length);
    this.frontierFrom = new Int32Array(search.adjacencyTarget.length);
    this.subtreeWeight = new Float64Array(nodeCount * measureCount);
    this.subtreeSize = new Int32Array(nodeCount);
    this.subtreeFirstLocks = new Int32Array(nodeCount);
    this.subtreeSecondLocks = new Int32Array(nodeCount);
    this.bestSide = new Int32Array(nodeCount);
    this.firstTarget = new Float64Array(measureCount);
  }

  /**
   * Divides the set of nodes with `setOf` = the value of `start` between two lists of teams and writes `firstSet` and
   * `secondSet` into `setOf`. Chooses the cut with the smallest relative error of the first side's weights over
   * `treeCount` trees. Returns false and changes nothing when no tree had a cut that keeps the locks.
   */
  split(
    start: number,
    first: ArrayLike<number>,
    second: ArrayLike<number>,
    firstSet: number,
    secondSet: number,
    treeCount: number,
  ): boolean {
    const { search, setOf, firstTarget, order } = this;
    firstTarget.fill(0);
    for (let i = 0; i < first.length; i++) {
      for (let measure = 0; measure < search.measureCount; measure++)
        firstTarget[measure]! += search.target[first[i]! * search.measureCount + measure]!;
    }
    let leastError = Number.POSITIVE_INFINITY;
    let count = 0;
    for (let tree = 0; tree < treeCount; tree++) {
      const root = tree === 0 ? start : order[this.random.nextInteger(count)]!;
      count = this.drawTree(root);
      this.sumSubtrees(count, first, second);
      leastError = this.findCut(count, first.length, second.length, leastError);
    }
    if (leastError === Number.POSITIVE_INFINITY) return false;
    for (let i = 0; i < count; i++) setOf[order[i]!] = this.bestSide[order[i]!] === 1 ? firstSet : secondSet;
    return true;
  }

  /** Fills `order` (parents before children) and `parent`; returns the number of nodes reached. */
  private drawTree(root: number): number {
    const { search, setOf, order, parent, visited, frontier, frontierFrom } = this;
    const set = setOf[root]!;
    const stamp = ++this.stamp;
    let count = 0;
    let frontierCount = 0;
    let node = root;
    let from = -1;
    for (;;) {
      visited[node] = stamp;
      parent[node] = from;
      order[count++] = node;
      for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++) {
        const next = search.adjacencyTarget[e]!;
        if (setOf[next] !== set || visited[next] === stamp) continue;
        frontier[frontierCount] = next;
        frontierFrom[frontierCount++] = node;
      }
      do {
        if (frontierCount === 0) return count;
        const drawn = this.random.nextInteger(frontierCount);
        node = frontier[drawn]!;
        from = frontierFrom[drawn]!;
        frontier[drawn] = frontier[--frontierCount]!;
        frontierFrom[drawn] = frontierFrom[frontierCount]!;
      } while (visited[node] === stamp);
    }
  }

  private sumSubtrees(count: number, first: ArrayLike<number>, second: ArrayLike<number>): void {
    const { search, order, parent, subtreeWeight, subtreeSize, subtreeFirstLocks, subtreeSecondLocks } = this;
    const { measureCount } = search;
    for (let i = 0; i < count; i++) {
      const node = order[i]!;
      subtreeSize[node] = 1;
      subtreeFirstLocks[node] = contains(first, search.lockedTeam[node]!);
      subtreeSecondLocks[node] = contains(second, search.lockedTeam[node]!);
      for (let measure = 0; measure < measureCount; measure++)
        subtreeWeight[node * measureCount + measure] = search.weight[node * measureCount + measure]!;
    }
    for (let i = count - 1; i > 0; i--) {
      const node = order[i]!;
      const above = parent[node]!;
      subtreeSize[above]! += subtreeSize[node]!;
      subtreeFirstLocks[above]! += subtreeFirstLocks[node]!;
      subtreeSecondLocks[above]! += subtreeSecondLocks[node]!;
      for (let measure = 0; measure < measureCount; measure++)
        subtreeWeight[above * measureCount + measure]! += subtreeWeight[node * measureCount + measure]!;
    }
  }

  /** Looks at every link of the tree both ways round; keeps the sides of the best in `bestSide`. */
  private findCut(count: number, firstTeams: number, secondTeams: number, leastError: number): number {
    const { order, parent, subtreeSize, subtreeFirstLocks, subtreeSecondLocks, bestSide } = this;
    const root = order[0]!;
    let least = leastError;
    let cutNode = -1;
    let cutSide = 1;
    for (let i = 1; i < count; i++) {
      const node = order[i]!;
      const size = subtreeSize[node]!;
      const firstLocksIn = subtreeFirstLocks[node]!;
      const secondLocksIn = subtreeSecondLocks[node]!;
      const firstLocksOut = subtreeFirstLocks[root]! - firstLocksIn;
      const secondLocksOut = subtreeSecondLocks[root]! - secondLocksIn;
      if (secondLocksIn === 0 && firstLocksOut === 0 && size >= firstTeams && count - size >= secondTeams) {
        const error = this.weightError(node, root, true);
        if (error < least) {
          least = error;
          cutNode = node;
          cutSide = 1;
        }
      }
      if (firstLocksIn === 0 && secondLocksOut === 0 && size >= secondTeams && count - size >= firstTeams) {
        const error = this.weightError(node, root, false);
        if (error < least) {
          least = error;
          cutNode = node;
          cutSide = 2;
        }
      }
    }
    if (cutNode < 0) return leastError;
    for (let i = 0; i < count; i++) {
      const node = order[i]!;
      bestSide[node] = node === cutNode ? cutSide : i === 0 ? 3 - cutSide : bestSide[parent[node]!]!;
    }
    return least;
  }

  private weightError(node: number, root: number, subtreeIsFirst: boolean): number {
    const { subtreeWeight, firstTarget } = this;
    const { measureCount } = this.search;
    let error = 0;
    for (let measure = 0; measure < measureCount; measure++) {
      const inside = subtreeWeight[node * measureCount + measure]!;
      const sum = subtreeIsFirst ? inside : subtreeWeight[root * measureCount + measure]! - inside;
      error += Math.abs(sum / firstTarget[measure]! - 1);
    }
    return error;
  }
}

function contains(teams: ArrayLike<number>, team: number): 0 | 1 {
  for (let i = 0; i < teams.length; i++) if (teams[i] === team) return 1;
  return 0;
}
