// A start like a balanced power diagram: teams grow from centres by squared distance less an allowance that is tuned.
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";
import { joinLockedNodes } from "./locked-trees.ts";
import { allocateTeamsToParts } from "./part-allocation.ts";

const largestRoundCount = 30;
const nodeVisitsAtMost = 60000;
const cautiousStep = 0.1;

/** k each: where teams have their centres, and what is added to squared distances. */
export interface Centres {
  readonly centreX: Float64Array;
  readonly centreY: Float64Array;
  readonly handicap: Float64Array;
}

/**
 * Each round grows all teams at once, always taking the node with the smallest (squared distance to the team's centre +
 * the team's handicap) next to a team, so every team is connected by construction. Then centres move to the centroids and
 * handicaps follow the deviations, as in the balanced centroidal power diagrams of Cohen-Addad, Klein and Young (2018).
 * The round with the least excess is kept.
 */
export function* growthStart(search: SearchProblem, random: Random): Generator<number, Int32Array | undefined> {
  const growth = new Growth(search, random);
  if (!growth.placeCentres()) return undefined;
  return yield* bestOfRounds(search, growth, 1);
}

/** The same from given centres and handicaps, which is begun with small changes. Expects a connected municipality. */
export function* growthFrom(
  search: SearchProblem,
  random: Random,
  centres: Centres,
): Generator<number, Int32Array | undefined> {
  const growth = new Growth(search, random);
  if (!growth.placeCentres()) return undefined;
  growth.take(centres);
  return yield* bestOfRounds(search, growth, cautiousStep);
}

function* bestOfRounds(
  search: SearchProblem,
  growth: Growth,
  firstStep: number,
): Generator<number, Int32Array | undefined> {
  const roundCount = Math.max(6, Math.min(largestRoundCount, Math.floor(nodeVisitsAtMost / search.nodeCount)));
  const best = new Int32Array(search.nodeCount);
  let leastExcess = Number.POSITIVE_INFINITY;
  for (let round = 0; round < roundCount; round++) {
    if (!growth.grow()) return undefined;
    const excess = growth.measureDeviations();
    if (excess < leastExcess) {
      leastExcess = excess;
      best.set(growth.assignment);
    }
    growth.adjust(firstStep / (1 + round / 8));
    yield search.nodeCount;
    if (leastExcess === 0) break;
  }
  return best;
}

class Growth {
  readonly assignment: Int32Array;
  private readonly search: SearchProblem;
  private readonly random: Random;
  private readonly heap: KeyedHeap;
  private owner: Int32Array = new Int32Array(0);
  private partOf: Int32Array = new Int32Array(0);
  private partOfTeam: Int32Array = new Int32Array(0);
  private readonly centreX: Float64Array;
  private readonly centreY: Float64Array;
  private readonly handicap: Float64Array;
  private readonly deviation: Float64Array;
  private readonly squareScale: number;

  constructor(search: SearchProblem, random: Random) {
    this.search = search;
    this.random = random;
    this.assignment = new Int32Array(search.nodeCount);
    this.heap = new KeyedHeap(search.adjacencyTarget.length + 1);
    this.centreX = new Float64Array(search.teamCount);
    this.centreY = new Float64Array(search.teamCount);
    this.handicap = new Float64Array(search.teamCount);
    this.deviation = new Float64Array(search.teamCount);
    let square = 0;
    for (let node = 0; node < search.nodeCount; node++) {
      square += search.x[node]! * search.x[node]! + search.y[node]! * search.y[node]!;
    }
    this.squareScale = square / search.nodeCount / search.teamCount;
  }

  /** Centres at the mean of the team's locked nodes, else spread by weight × squared distance (k-means++). */
  placeCentres(): boolean {
    const { search } = this;
    const allocation = allocateTeamsToParts(search, this.random);
    const owner = joinLockedNodes(search, this.random);
    if (!allocation.partOfTeam || !owner) return false;
    this.owner = owner;
    this.partOf = allocation.parts.partOf;
    this.partOfTeam = allocation.partOfTeam;
    const nearest = new Float64Array(search.nodeCount).fill(this.squareScale * 1e6);
    const ownedCount = new Int32Array(search.teamCount);
    for (let node = 0; node < search.nodeCount; node++) {
      const team = owner[node]!;
      if (team < 0) continue;
      ownedCount[team]!++;
      this.centreX[team]! += search.x[node]!;
      this.centreY[team]! += search.y[node]!;
    }
    for (let team = 0; team < search.teamCount; team++) {
      if (ownedCount[team]! === 0) continue;
      this.centreX[team]! /= ownedCount[team]!;
      this.centreY[team]! /= ownedCount[team]!;
      this.noteCentre(team, nearest);
    }
    for (let team = 0; team < search.teamCount; team++) {
      if (ownedCount[team]! > 0) continue;
      const node = this.drawSeed(team, nearest);
      if (node < 0) return false;
      this.centreX[team] = search.x[node]!;
      this.centreY[team] = search.y[node]!;
      this.noteCentre(team, nearest);
    }
    return true;
  }

  take({ centreX, centreY, handicap }: Centres): void {
    this.centreX.set(centreX);
    this.centreY.set(centreY);
    this.handicap.set(handicap);
  }

  /** False when some team has no free node left to begin in. */
  grow(): boolean {
    const { search, assignment, heap } = this;
    assignment.set(this.owner);
    heap.clear();
    for (let team = 0; team < search.teamCount; team++) {
      if (!this.ownsNode(team) && !this.seedTeam(team)) return false;
    }
    for (let node = 0; node < search.nodeCount; node++) if (assignment[node]! >= 0) this.offerNeighbours(node);
    while (heap.size > 0) {
      const entry = heap.pop();
      const node = Math.floor(entry / search.teamCount);
      if (assignment[node]! >= 0) continue;
      assignment[node] = entry - node * search.teamCount;
      this.offerNeighbours(node);
    }
    return true;
  }

  /** Σ of deviations beyond the tolerances; keeps each team's mean signed deviation for `adjust`. */
  measureDeviations(): number {
    const { search, assignment, deviation } = this;
    const { teamCount, measureCount } = search;
    const sum = new Float64Array(teamCount * measureCount);
    for (let node = 0; node < search.nodeCount; node++) {
      for (let measure = 0; measure < measureCount; measure++)
        sum[assignment[node]! * measureCount + measure]! += search.weight[node * measureCount + measure]!;
    }
    let excess = 0;
    for (let team = 0; team < teamCount; team++) {
      deviation[team] = 0;
      for (let measure = 0; measure < measureCount; measure++) {
        const place = team * measureCount + measure;
        const signed = sum[place]! / search.target[place]! - 1;
        deviation[team]! += signed / measureCount;
        excess += Math.max(0, Math.abs(signed) - search.tolerance[measure]!);
      }
    }
    return excess;
  }

  /** Moves every centre to its team's centroid and changes the handicaps against the deviations. */
  adjust(step: number): void {
    const { search, assignment } = this;
    const mass = new Float64Array(search.teamCount);
    const x = new Float64Array(search.teamCount);
    const y = new Float64Array(search.teamCount);
    for (let node = 0; node < search.nodeCount; node++) {
      const team = assignment[node]!;
      mass[team]! += search.mass[node]!;
      x[team]! += search.massX[node]!;
      y[team]! += search.massY[node]!;
    }
    for (let team = 0; team < search.teamCount; team++) {
      if (mass[team]! > 0) {
        this.centreX[team] = x[team]! / mass[team]!;
        this.centreY[team] = y[team]! / mass[team]!;
      }
      const bounded = Math.max(-1, Math.min(1, this.deviation[team]!));
      this.handicap[team]! += step * bounded * this.squareScale;
    }
  }

  private squareDistance(node: number, team: number): number {
    const dx = this.search.x[node]! - this.centreX[team]!;
    const dy = this.search.y[node]! - this.centreY[team]!;
    return dx * dx + dy * dy;
  }

  private noteCentre(team: number, nearest: Float64Array): void {
    for (let node = 0; node < this.search.nodeCount; node++) {
      nearest[node] = Math.min(nearest[node]!, this.squareDistance(node, team));
    }
  }

  private drawSeed(team: number, nearest: Float64Array): number {
    const { search } = this;
    const chance = (node: number): number =>
      this.partOf[node] === this.partOfTeam[team] && this.owner[node]! < 0
        ? nearest[node]! * search.weight[node * search.measureCount]!
        : 0;
    let total = 0;
    for (let node = 0; node < search.nodeCount; node++) total += chance(node);
    let draw = this.random.nextFraction() * total;
    let last = -1;
    for (let node = 0; node < search.nodeCount; node++) {
      if (this.partOf[node] !== this.partOfTeam[team] || this.owner[node]! >= 0) continue;
      last = node;
      draw -= chance(node);
      if (draw < 0) return node;
    }
    return last;
  }

  private ownsNode(team: number): boolean {
    return this.owner.includes(team);
  }

  private seedTeam(team: number): boolean {
    const { search, assignment } = this;
    let best = -1;
    for (let node = 0; node < search.nodeCount; node++) {
      if (assignment[node]! >= 0 || this.partOf[node] !== this.partOfTeam[team]) continue;
      if (best < 0 || this.squareDistance(node, team) < this.squareDistance(best, team)) best = node;
    }
    if (best < 0) return false;
    assignment[best] = team;
    return true;
  }

  private offerNeighbours(node: number): void {
    const { search, assignment } = this;
    const team = assignment[node]!;
    for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++) {
      const neighbour = search.adjacencyTarget[e]!;
      if (assignment[neighbour]! >= 0) continue;
      this.heap.push(this.squareDistance(neighbour, team) + this.handicap[team]!, neighbour * search.teamCount + team);
    }
  }
}

/** A binary heap of (key, integer) pairs in typed arrays; the smallest key first. */
class KeyedHeap {
  size = 0;
  private readonly keys: Float64Array;
  private readonly entries: Float64Array;

  constructor(capacity: number) {
    this.keys = new Float64Array(capacity);
    this.entries = new Float64Array(capacity);
  }

  clear(): void {
    this.size = 0;
  }

  push(key: number, entry: number): void {
    const { keys, entries } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent]! <= key) break;
      keys[at] = keys[parent]!;
      entries[at] = entries[parent]!;
      at = parent;
    }
    keys[at] = key;
    entries[at] = entry;
  }

  pop(): number {
    const { keys, entries } = this;
    const top = entries[0]!;
    const last = --this.size;
    const key = keys[last]!;
    const entry = entries[last]!;
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      if (child + 1 < last && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      keys[at] = keys[child]!;
      entries[at] = entries[child]!;
      at = child;
    }
    keys[at] = key;
    entries[at] = entry;
    return top;
  }
}
