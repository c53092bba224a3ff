// Up to four flips at once that together bring every team within given bounds, found by meeting in the middle.
import type { ContiguityTest } from "../contiguity.ts";
import type { Plan } from "../plan.ts";
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";

const movesAtMost = 80;
const attemptsAtMost = 40;
/** Combinations looked at in all teams: a few milliseconds. Where so many fit the one team, other ways serve better. */
const checksAtMost = 50000;

/**
 * When tolerances are tight, what is missing is not a better border but the right sum, and single flips hit it by chance
 * only. Here all pairs of border flips are sorted by what they do to the team farthest from its target, and for each pair
 * those that complete it are looked up, in the manner of Horowitz and Sahni (1974) for the knapsack: some 10⁷ combinations
 * of four are judged in a few milliseconds.
 */
export class CombinedMoves {
  private readonly search: SearchProblem;
  private readonly random: Random;
  private readonly contiguity: ContiguityTest;
  private readonly node = new Int32Array(movesAtMost);
  private readonly to = new Int32Array(movesAtMost);
  private moveCount = 0;
  /** Pairs of moves, −1 where there is none; first ≥ second. */
  private readonly first: Int32Array;
  private readonly second: Int32Array;
  private readonly shift: Float64Array;
  private readonly sortedShift: Float64Array;
  private readonly sums: Float64Array;

  constructor(search: SearchProblem, random: Random, contiguity: ContiguityTest) {
    const pairsAtMost = 1 + movesAtMost + (movesAtMost * (movesAtMost - 1)) / 2;
    this.search = search;
    this.random = random;
    this.contiguity = contiguity;
    this.first = new Int32Array(pairsAtMost);
    this.second = new Int32Array(pairsAtMost);
    this.shift = new Float64Array(pairsAtMost);
    this.sortedShift = new Float64Array(pairsAtMost);
    this.sums = new Float64Array(search.target.length);
  }

  /**
   * Makes the flips and returns true when a combination brings every |sum − target| to at most `allowed` (k × m); else the
   * plan is left as it was.
   */
  apply(plan: Plan, allowed: Float64Array): boolean {
    const pivot = this.farthestTeam(plan, allowed);
    this.collectMoves(plan);
    const order = this.sortPairs(plan, pivot);
    const { measureCount, target } = this.search;
    const place = pivot * measureCount;
    const missing = target[place]! - plan.teamWeight[place]!;
    let attempts = 0;
    let checks = 0;
    for (let p = 0; p < order.length && attempts < attemptsAtMost && checks < checksAtMost; p++) {
      const least = missing - allowed[place]! - this.shift[p]!;
      const most = missing + allowed[place]! - this.shift[p]!;
      for (let at = this.firstAtLeast(least, order.length); at < order.length; at++) {
        if (this.sortedShift[at]! > most) break;
        const q = order[at]!;
        checks++;
        if (q < p || !this.withinBounds(plan, allowed, p, q)) continue;
        if (this.make(plan, [this.first[p]!, this.second[p]!, this.first[q]!, this.second[q]!])) return true;
        if (++attempts >= attemptsAtMost) break;
      }
    }
    return false;
  }

  /** The team whose first measure is farthest from its target, in allowed deviations. */
  private farthestTeam(plan: Plan, allowed: Float64Array): number {
    const { teamCount, measureCount, target } = this.search;
    let farthest = 0;
    let most = -1;
    for (let team = 0; team < teamCount; team++) {
      const place = team * measureCount;
      const distance = Math.abs(plan.teamWeight[place]! - target[place]!) / (allowed[place]! + 1e-12 * target[place]!);
      if (distance <= most) continue;
      most = distance;
      farthest = team;
    }
    return farthest;
  }

  /** Border flips that leave their team connected, from a random place in the list of border nodes on. */
  private collectMoves(plan: Plan): void {
    const { adjacencyOffset, adjacencyTarget } = this.search;
    this.moveCount = 0;
    const start = this.random.nextInteger(Math.max(1, plan.boundaryCount));
    for (let i = 0; i < plan.boundaryCount && this.moveCount < movesAtMost; i++) {
      const node = plan.boundary[(start + i) % plan.boundaryCount]!;
      if (!this.contiguity.canLeave(plan.assignment, node)) continue;
      const begin = this.moveCount;
      for (let e = adjacencyOffset[node]!; e < adjacencyOffset[node + 1]!; e++) {
        const team = plan.assignment[adjacencyTarget[e]!]!;
        if (team === plan.assignment[node] || this.moveCount === movesAtMost) continue;
        if (this.to.subarray(begin, this.moveCount).includes(team)) continue;
        this.node[this.moveCount] = node;
        this.to[this.moveCount++] = team;
      }
    }
  }

  /** Fills the pairs; returns their numbers in the order of what they add to the pivot team. */
  private sortPairs(plan: Plan, pivot: number): Int32Array {
    let count = 0;
    for (let first = -1; first < this.moveCount; first++) {
      for (let second = -1; second < Math.max(0, first); second++) {
        if (second >= 0 && this.node[first] === this.node[second]) continue;
        this.first[count] = first;
        this.second[count] = second;
        this.shift[count++] = this.shiftOf(plan, first, pivot) + this.shiftOf(plan, second, pivot);
      }
    }
    const { shift } = this;
    const order = Int32Array.from({ length: count }, (_, pair) => pair);
    order.sort((a, b) => shift[a]! - shift[b]! || a - b);
    for (let at = 0; at < count; at++) this.sortedShift[at] = shift[order[at]!]!;
    return order;
  }

  private shiftOf(plan: Plan, move: number, team: number): number {
    if (move < 0) return 0;
    const weight = this.search.weight[this.node[move]! * this.search.measureCount]!;
    if (this.to[move] === team) return weight;
    return plan.assignment[this.node[move]!] === team ? -weight : 0;
  }

  private firstAtLeast(value: number, count: number): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sortedShift[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private withinBounds(plan: Plan, allowed: Float64Array, p: number, q: number): boolean {
    const { first, second, sums } = this;
    const { target } = this.search;
    sums.set(plan.teamWeight);
    this.addMove(plan, first[p]!);
    this.addMove(plan, second[p]!);
    this.addMove(plan, first[q]!);
    this.addMove(plan, second[q]!);
    for (let place = 0; place < sums.length; place++) {
      if (Math.abs(sums[place]! - target[place]!) > allowed[place]!) return false;
    }
    return true;
  }

  private addMove(plan: Plan, move: number): void {
    if (move < 0) return;
    const { measureCount, weight } = this.search;
    const node = this.node[move]!;
    const from = plan.assignment[node]! * measureCount;
    const to = this.to[move]! * measureCount;
    for (let measure = 0; measure < measureCount; measure++) {
      const own = weight[node * measureCount + measure]!;
      this.sums[from + measure]! -= own;
      this.sums[to + measure]! += own;
    }
  }

  /** Makes the moves one by one; takes all back and returns false when one would divide a team or leave it unreached. */
  private make(plan: Plan, moves: readonly number[]): boolean {
    const nodes: number[] = [];
    const teams: number[] = [];
    for (const move of moves) {
      if (move < 0) continue;
      const node = this.node[move]!;
      const to = this.to[move]!;
      const possible = !nodes.includes(node) && this.touches(plan, node, to);
      if (possible && this.contiguity.canLeave(plan.assignment, node)) {
        nodes.push(node);
        teams.push(plan.assignment[node]!);
        plan.flip(node, to);
        continue;
      }
      for (let i = nodes.length - 1; i >= 0; i--) plan.flip(nodes[i]!, teams[i]!);
      return false;
    }
    return true;
  }

  private touches(plan: Plan, node: number, team: number): boolean {
    const { adjacencyOffset, adjacencyTarget } = this.search;
    for (let e = adjacencyOffset[node]!; e < adjacencyOffset[node + 1]!; e++) {
      if (plan.assignment[adjacencyTarget[e]!] === team) return true;
    }
    return false;
  }
}
