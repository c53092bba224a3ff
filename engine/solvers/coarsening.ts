// Coarsening for the multilevel search: neighbouring nodes are joined two and two, so that one flip moves many areas.
import type { Random } from "../random.ts";
import { inertMoments, type SearchProblem } from "../search-problem.ts";

/** Coarse levels may miss their targets by so many mean nodes: keeping tight tolerances with large nodes spoils borders. */
const nodesOfSlack = 1.5;

/** A smaller problem whose plans are plans of the finer one: a coarse node is connected, so its teams are too. */
export interface Coarsening {
  readonly coarse: SearchProblem;
  /** Fine N: the coarse node each node lies in. */
  readonly coarseOf: Int32Array;
}

/** A coarse node weighs at most this share of the smallest target in every measure. */
const heaviestShare = 0.15;

/**
 * Heavy-link matching after Karypis and Kumar (1998): in random order, each node is joined with the free neighbour of the
 * best rating: price of the link² / product of the weights (Holtgrewe, Sanders and Schulz 2010), or where moment of
 * inertia is the goal, the smallest growth of moment (Ward 1963). Nodes with different `labels` are not joined, so that
 * the plans the labels stand for survive; neither are nodes locked or priced differently, nor forbidden pairs.
 */
export function coarsen(search: SearchProblem, random: Random, labels?: Int32Array): Coarsening {
  const partner = matchNodes(search, random, labels);
  const coarseOf = new Int32Array(search.nodeCount).fill(-1);
  let coarseCount = 0;
  for (let node = 0; node < search.nodeCount; node++) {
    if (coarseOf[node]! >= 0) continue;
    coarseOf[node] = coarseCount;
    coarseOf[partner[node]!] = coarseCount++;
  }
  return { coarse: contractNodes(search, coarseOf, coarseCount), coarseOf };
}

/** N: the node each node is joined with, itself where with none. */
function matchNodes(search: SearchProblem, random: Random, labels: Int32Array | undefined): Int32Array {
  const { nodeCount, adjacencyOffset, adjacencyTarget } = search;
  const partner = Int32Array.from({ length: nodeCount }, (_, node) => node);
  const order = partner.slice();
  random.shuffle(order);
  const limit = heaviestWeights(search);
  const cheapest = search.placementCost.length > 0 ? cheapestTeams(search) : undefined;
  const keepBaseline = search.movedWeight.length > 0;
  for (const node of order) {
    if (partner[node] !== node) continue;
    let best = -1;
    let bestRating = Number.NEGATIVE_INFINITY;
    for (let e = adjacencyOffset[node]!; e < adjacencyOffset[node + 1]!; e++) {
      const other = adjacencyTarget[e]!;
      if (partner[other] !== other || search.lockedTeam[other] !== search.lockedTeam[node]) continue;
      if (labels && labels[other] !== labels[node]) continue;
      if (keepBaseline && search.baselineTeam[other] !== search.baselineTeam[node]) continue;
      if (cheapest && cheapest[other] !== cheapest[node]) continue;
      const rating = rate(search, node, other, e);
      if (rating <= bestRating || !fits(search, limit, node, other) || areForbidden(search, node, other)) continue;
      best = other;
      bestRating = rating;
    }
    if (best < 0) continue;
    partner[node] = best;
    partner[best] = node;
  }
  return partner;
}

function rate(search: SearchProblem, node: number, other: number, link: number): number {
  const massProduct = search.mass[node]! * search.mass[other]!;
  if (search.momentCost > 0 || search.hessCost > 0) {
    const dx = search.x[node]! - search.x[other]!;
    const dy = search.y[node]! - search.y[other]!;
    const massSum = search.mass[node]! + search.mass[other]!;
    return massSum > 0 ? (-massProduct / massSum) * (dx * dx + dy * dy) : 0;
  }
  const cost = search.linkCost[link]! || search.linkCount[link]!;
  const { measureCount } = search;
  const weightProduct = (1 + search.weight[node * measureCount]!) * (1 + search.weight[other * measureCount]!);
  return (cost * cost) / weightProduct;
}

/** m: the largest weight of a coarse node. */
function heaviestWeights(search: SearchProblem): Float64Array {
  const { measureCount, teamCount, target } = search;
  const limit = new Float64Array(measureCount).fill(Number.POSITIVE_INFINITY);
  for (let place = 0; place < measureCount * teamCount; place++) {
    const measure = place % measureCount;
    limit[measure] = Math.min(limit[measure]!, heaviestShare * target[place]!);
  }
  return limit;
}

function fits(search: SearchProblem, limit: Float64Array, node: number, other: number): boolean {
  const { measureCount, weight } = search;
  for (let measure = 0; measure < measureCount; measure++) {
    if (weight[node * measureCount + measure]! + weight[other * measureCount + measure]! > limit[measure]!)
      return false;
  }
  return true;
}

function areForbidden(search: SearchProblem, node: number, other: number): boolean {
  for (let p = search.forbiddenOffset[node]!; p < search.forbiddenOffset[node + 1]!; p++) {
    if (search.forbiddenNode[p] === other) return true;
  }
  return false;
}

/** N: the team in which a node costs least. */
function cheapestTeams(search: SearchProblem): Int32Array {
  const { nodeCount, teamCount, placementCost } = search;
  const cheapest = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    let best = 0;
    for (let team = 1; team < teamCount; team++) {
      if (placementCost[node * teamCount + team]! < placementCost[node * teamCount + best]!) best = team;
    }
    cheapest[node] = best;
  }
  return cheapest;
}

function contractNodes(search: SearchProblem, coarseOf: Int32Array, coarseCount: number): SearchProblem {
  const mass = summed(search.mass, 1, coarseOf, coarseCount);
  const massX = summed(search.massX, 1, coarseOf, coarseCount);
  const massY = summed(search.massY, 1, coarseOf, coarseCount);
  const x = new Float64Array(coarseCount);
  const y = new Float64Array(coarseCount);
  const lockedTeam = new Int32Array(coarseCount);
  const baselineTeam = new Int32Array(coarseCount);
  for (let node = 0; node < search.nodeCount; node++) {
    const coarse = coarseOf[node]!;
    lockedTeam[coarse] = search.lockedTeam[node]!;
    baselineTeam[coarse] = search.baselineTeam[node]!;
    x[coarse] = mass[coarse]! > 0 ? massX[coarse]! / mass[coarse]! : search.x[node]!;
    y[coarse] = mass[coarse]! > 0 ? massY[coarse]! / mass[coarse]! : search.y[node]!;
  }
  return {
    ...search,
    ...contractLinks(search, coarseOf, coarseCount),
    ...contractForbidden(search, coarseOf, coarseCount),
    nodeCount: coarseCount,
    tolerance: search.tolerance.map((tolerance) =>
      Math.max(tolerance, (nodesOfSlack * search.teamCount) / coarseCount),
    ),
    weight: summed(search.weight, search.measureCount, coarseOf, coarseCount),
    mass,
    massX,
    massY,
    massSquare: summed(search.massSquare, 1, coarseOf, coarseCount),
    x,
    y,
    placementCost: summed(search.placementCost, search.teamCount, coarseOf, coarseCount),
    movedWeight: summed(search.movedWeight, search.teamCount, coarseOf, coarseCount),
    lockedTeam,
    baselineTeam,
    ...inertMoments(search),
  };
}

/** Rows of `width` summed over the nodes of each coarse node; an empty table stays empty. */
function summed(values: Float64Array, width: number, coarseOf: Int32Array, coarseCount: number): Float64Array {
  if (values.length === 0) return values;
  const sums = new Float64Array(coarseCount * width);
  for (let node = 0; node < coarseOf.length; node++) {
    const row = coarseOf[node]! * width;
    for (let i = 0; i < width; i++) sums[row + i]! += values[node * width + i]!;
  }
  return sums;
}

function contractLinks(search: SearchProblem, coarseOf: Int32Array, coarseCount: number) {
  const first = new Int32Array(coarseCount).fill(-1);
  const second = new Int32Array(coarseCount).fill(-1);
  for (let node = 0; node < search.nodeCount; node++) {
    const coarse = coarseOf[node]!;
    if (first[coarse]! < 0) first[coarse] = node;
    else second[coarse] = node;
  }
  const capacity = search.adjacencyTarget.length;
  const offset = new Int32Array(coarseCount + 1);
  const target = new Int32Array(capacity);
  const linkCount = new Int32Array(capacity);
  const linkLengthM = new Float64Array(capacity);
  const linkCost = new Float64Array(capacity);
  const placeOf = new Int32Array(coarseCount).fill(-1);
  let length = 0;
  for (let coarse = 0; coarse < coarseCount; coarse++) {
    const rowStart = length;
    for (let node = first[coarse]!, turn = 0; turn < 2 && node >= 0; turn++, node = second[coarse]!) {
      for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++) {
        const other = coarseOf[search.adjacencyTarget[e]!]!;
        if (other === coarse) continue;
        let place = placeOf[other]!;
        if (place < rowStart) {
          place = length++;
          placeOf[other] = place;
          target[place] = other;
        }
        linkCount[place]! += search.linkCount[e]!;
        linkLengthM[place]! += search.linkLengthM[e]!;
        linkCost[place]! += search.linkCost[e]!;
      }
    }
    offset[coarse + 1] = length;
  }
  return {
    adjacencyOffset: offset,
    adjacencyTarget: target.slice(0, length),
    linkCount: linkCount.slice(0, length),
    linkLengthM: linkLengthM.slice(0, length),
    linkCost: linkCost.slice(0, length),
  };
}

function contractForbidden(search: SearchProblem, coarseOf: Int32Array, coarseCount: number) {
  const offset = new Int32Array(coarseCount + 1);
  for (let node = 0; node < search.nodeCount; node++) {
    offset[coarseOf[node]! + 1]! += search.forbiddenOffset[node + 1]! - search.forbiddenOffset[node]!;
  }
  for (let coarse = 0; coarse < coarseCount; coarse++) offset[coarse + 1]! += offset[coarse]!;
  const fill = offset.slice(0, coarseCount);
  const forbiddenNode = new Int32Array(search.forbiddenNode.length);
  for (let node = 0; node < search.nodeCount; node++) {
    for (let p = search.forbiddenOffset[node]!; p < search.forbiddenOffset[node + 1]!; p++)
      forbiddenNode[fill[coarseOf[node]!]!++] = coarseOf[search.forbiddenNode[p]!]!;
  }
  return { forbiddenOffset: offset, forbiddenNode };
}
