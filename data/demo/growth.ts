// Shares land out: areas grow from seeds over the mesh until they meet, so each is in one piece and borders follow rivers and roads.
import type { Mesh } from "./mesh.ts";
import type { SeededRandom } from "./random.ts";

/** A queue of mesh points by cost; points of equal cost leave in the order of their numbers. */
class CostQueue {
  readonly #costs: number[] = [];
  readonly #points: number[] = [];

  get length(): number {
    return this.#points.length;
  }

  /** The cheapest point's cost; the queue must not be empty. */
  get leastCost(): number {
    return this.#costs[0]!;
  }

  push(cost: number, point: number): void {
    let at = this.#points.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentCost = this.#costs[parent]!;
      if (parentCost < cost || (parentCost === cost && this.#points[parent]! < point)) break;
      this.#costs[at] = parentCost;
      this.#points[at] = this.#points[parent]!;
      at = parent;
    }
    this.#costs[at] = cost;
    this.#points[at] = point;
  }

  /** Removes and returns the cheapest point. */
  pop(): number {
    const costs = this.#costs;
    const points = this.#points;
    const result = points[0]!;
    const cost = costs.pop()!;
    const point = points.pop()!;
    const length = points.length;
    let at = 0;
    while (2 * at + 1 < length) {
      let child = 2 * at + 1;
      const other = child + 1;
      if (
        other < length &&
        (costs[other]! < costs[child]! || (costs[other] === costs[child] && points[other]! < points[child]!))
      ) {
        child = other;
      }
      if (cost < costs[child]! || (cost === costs[child] && point < points[child]!)) break;
      costs[at] = costs[child]!;
      points[at] = points[child]!;
      at = child;
    }
    if (length > 0) {
      costs[at] = cost;
      points[at] = point;
    }
    return result;
  }
}

/** Where an area starts to grow, and how slowly it spreads (cost per metre). */
interface GrowthSeed {
  point: number;
  slowness: number;
}

/**
 * Shares the points of a group among seeds: each goes to the seed that reaches it at the least cost (Dijkstra 1959).
 * Returns the points of each seed, in the group's order; points that no seed reaches are left out.
 * Every seed's points are connected by construction.
 */
export function growRegions(mesh: Mesh, group: readonly number[], seeds: readonly GrowthSeed[]): number[][] {
  const { owner, best, settled } = scratchOf(mesh);
  for (const point of group) {
    owner[point] = -1;
    best[point] = Number.POSITIVE_INFINITY;
    settled[point] = 0;
  }
  const queue = new CostQueue();
  for (const [number, { point }] of seeds.entries()) {
    owner[point] = number;
    best[point] = 0;
    queue.push(0, point);
  }
  while (queue.length > 0) {
    const cost = queue.leastCost;
    const point = queue.pop();
    if (settled[point]) continue;
    settled[point] = 1;
    const slowness = seeds[owner[point]!]!.slowness;
    for (let n = mesh.firstNeighbour[point]!; n < mesh.firstNeighbour[point + 1]!; n++) {
      const next = mesh.neighbours[n]!;
      if (settled[next]) continue;
      const nextCost = cost + mesh.stepCost[n]! * slowness;
      if (nextCost >= best[next]!) continue;
      best[next] = nextCost;
      owner[next] = owner[point]!;
      queue.push(nextCost, next);
    }
  }
  const parts: number[][] = seeds.map(() => []);
  for (const point of group) {
    if (owner[point]! >= 0) parts[owner[point]!]!.push(point);
    settled[point] = 1;
  }
  return parts;
}

interface Scratch {
  owner: Int32Array;
  best: Float64Array;
  /** 1 for points that may not be entered: those outside the present group, and those already shared out. */
  settled: Uint8Array;
}

const scratches = new WeakMap<Mesh, Scratch>();

/** Working arrays as long as the mesh, made once a mesh: filling new ones for every split would take most of the time. */
function scratchOf(mesh: Mesh): Scratch {
  let scratch = scratches.get(mesh);
  if (!scratch) {
    scratch = {
      owner: new Int32Array(mesh.count),
      best: new Float64Array(mesh.count),
      settled: new Uint8Array(mesh.count).fill(1),
    };
    scratches.set(mesh, scratch);
  }
  return scratch;
}

/** The point of a group nearest a place. */
export function nearestPoint(mesh: Mesh, group: Iterable<number>, x: number, y: number): number {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const point of group) {
    const distance = (mesh.x[point]! - x) ** 2 + (mesh.y[point]! - y) ** 2;
    if (distance >= least) continue;
    least = distance;
    nearest = point;
  }
  return nearest;
}

/** Seeds spread over a group: each new one is likelier where there is weight and far from the others (k-means++). */
function scatterSeeds(mesh: Mesh, group: readonly number[], weight: Float64Array, count: number, random: SeededRandom) {
  const chances = Float64Array.from(group, (point) => weight[point]!);
  const seeds = [group[random.weightedIndex(chances)]!];
  const nearest = new Float64Array(group.length).fill(Number.POSITIVE_INFINITY);
  while (seeds.length < count) {
    const last = seeds.at(-1)!;
    for (const [i, point] of group.entries()) {
      const distance = (mesh.x[point]! - mesh.x[last]!) ** 2 + (mesh.y[point]! - mesh.y[last]!) ** 2;
      nearest[i] = Math.min(nearest[i]!, distance);
      chances[i] = weight[point]! * nearest[i]!;
    }
    seeds.push(group[random.weightedIndex(chances)]!);
  }
  return seeds;
}

/**
 * Splits a connected group of mesh points into connected parts whose weights stand to each other roughly as `shares`.
 * Parts are moved to their weighted centres and slowed or hastened by their weight for some rounds (Lloyd's method).
 * The group must hold at least as many points as there are shares.
 */
export function splitGroup(
  mesh: Mesh,
  group: readonly number[],
  weight: Float64Array,
  shares: readonly number[],
  random: SeededRandom,
): number[][] {
  const count = shares.length;
  if (count === 1) return [[...group]];
  const shareTotal = shares.reduce((sum, share) => sum + share, 0);
  const weightTotal = group.reduce((sum, point) => sum + weight[point]!, 0);
  let seeds: GrowthSeed[] = scatterSeeds(mesh, group, weight, count, random).map((point) => ({ point, slowness: 1 }));
  let parts: number[][] = [];
  for (let round = 0; round < 7; round++) {
    parts = growRegions(mesh, group, seeds);
    seeds = parts.map((part, number) => {
      let sum = 0;
      let sumX = 0;
      let sumY = 0;
      for (const point of part) {
        sum += weight[point]!;
        sumX += weight[point]! * mesh.x[point]!;
        sumY += weight[point]! * mesh.y[point]!;
      }
      const excess = sum / ((weightTotal * shares[number]!) / shareTotal);
      const slowness = seeds[number]!.slowness * Math.sqrt(Math.min(2, Math.max(0.5, excess)));
      return { point: nearestPoint(mesh, part, sumX / sum, sumY / sum), slowness };
    });
  }
  return parts;
}
