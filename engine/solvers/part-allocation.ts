// Which teams serve which connected part of the municipality, when it is in several.
import { connectedParts, type Parts } from "../graph.ts";
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";
import { roundingSlack } from "../tallies.ts";

const triesAtMost = 50000;

/** What the allocation looks at; the nodes may be areas as well as contracted groups. */
export type PartedWeights = Pick<
  SearchProblem,
  | "nodeCount"
  | "teamCount"
  | "measureCount"
  | "weight"
  | "target"
  | "tolerance"
  | "lockedTeam"
  | "adjacencyOffset"
  | "adjacencyTarget"
>;

export interface PartAllocation {
  readonly parts: Parts;
  /** k: the part each team lies in; undefined where none was found. */
  readonly partOfTeam: Int32Array | undefined;
  /** True when every combination was tried, so that "none found" means that there is none. */
  readonly exhaustive: boolean;
}

/**
 * Gives every part at least one team and, by depth-first search with bounds, teams whose targets can make up its weight
 * within the tolerances; where the search is cut short, teams go one by one to the part that lacks most. With `random`
 * the parts are tried in random order, so that repeated calls give different allocations.
 */
export function allocateTeamsToParts(search: PartedWeights, random?: Random): PartAllocation {
  const parts = connectedParts(search.adjacencyOffset, search.adjacencyTarget);
  const { teamCount } = search;
  if (parts.partCount === 1) return { parts, partOfTeam: new Int32Array(teamCount), exhaustive: true };
  const lockedPart = new Int32Array(teamCount).fill(-1);
  for (let node = 0; node < search.nodeCount; node++) {
    if (search.lockedTeam[node]! >= 0) lockedPart[search.lockedTeam[node]!] = parts.partOf[node]!;
  }
  if (parts.partCount > teamCount) return { parts, partOfTeam: undefined, exhaustive: true };
  const partOrder = Int32Array.from({ length: parts.partCount }, (_, part) => part);
  random?.shuffle(partOrder);
  const teamOrder = Int32Array.from({ length: teamCount }, (_, team) => team);
  teamOrder.sort((a, b) => search.target[b * search.measureCount]! - search.target[a * search.measureCount]! || a - b);
  const weight = partWeights(search, parts);
  const exact = searchAllocation(search, weight, partOrder, teamOrder, lockedPart);
  if (exact.partOfTeam || exact.exhaustive) return { parts, ...exact };
  return { parts, partOfTeam: greedyAllocation(search, weight, teamOrder, lockedPart), exhaustive: false };
}

function partWeights(search: PartedWeights, parts: Parts): Float64Array {
  const { measureCount } = search;
  const weight = new Float64Array(parts.partCount * measureCount);
  for (let node = 0; node < search.nodeCount; node++) {
    for (let measure = 0; measure < measureCount; measure++) {
      weight[parts.partOf[node]! * measureCount + measure]! += search.weight[node * measureCount + measure]!;
    }
  }
  return weight;
}

function searchAllocation(
  search: PartedWeights,
  weight: Float64Array,
  partOrder: Int32Array,
  teamOrder: Int32Array,
  lockedPart: Int32Array,
): { partOfTeam: Int32Array | undefined; exhaustive: boolean } {
  const { teamCount, measureCount, target, tolerance } = search;
  const partOfTeam = new Int32Array(teamCount).fill(-1);
  const promised = new Float64Array(weight.length);
  const teamsInPart = new Int32Array(partOrder.length);
  let tries = 0;
  const fits = (part: number, sign: 1 | -1): boolean => {
    for (let measure = 0; measure < measureCount; measure++) {
      const place = part * measureCount + measure;
      const bound = promised[place]! * (1 - sign * tolerance[measure]!);
      if (sign * (bound - weight[place]!) > roundingSlack * weight[place]! + roundingSlack) return false;
    }
    return true;
  };
  const place = (depth: number, emptyParts: number): boolean => {
    if (tries > triesAtMost || emptyParts > teamCount - depth) return false;
    if (depth === teamCount) return partOrder.every((part) => fits(part, -1));
    const team = teamOrder[depth]!;
    // Teams with the same targets are interchangeable: only one order of them is tried.
    const twin = depth > 0 && areTwins(search, lockedPart, team, teamOrder[depth - 1]!);
    const firstPart = twin ? partOrder.indexOf(partOfTeam[teamOrder[depth - 1]!]!) : 0;
    for (let index = firstPart; index < partOrder.length; index++) {
      const part = partOrder[index]!;
      if (lockedPart[team]! >= 0 && lockedPart[team] !== part) continue;
      tries++;
      for (let measure = 0; measure < measureCount; measure++)
        promised[part * measureCount + measure]! += target[team * measureCount + measure]!;
      partOfTeam[team] = part;
      const wasEmpty = teamsInPart[part]!++ === 0;
      if (fits(part, 1) && place(depth + 1, emptyParts - (wasEmpty ? 1 : 0))) return true;
      teamsInPart[part]!--;
      for (let measure = 0; measure < measureCount; measure++)
        promised[part * measureCount + measure]! -= target[team * measureCount + measure]!;
    }
    return false;
  };
  const found = place(0, partOrder.length);
  return { partOfTeam: found ? partOfTeam : undefined, exhaustive: tries <= triesAtMost };
}

function areTwins(search: PartedWeights, lockedPart: Int32Array, first: number, second: number): boolean {
  if (lockedPart[first]! >= 0 || lockedPart[second]! >= 0) return false;
  const { measureCount, target } = search;
  for (let measure = 0; measure < measureCount; measure++) {
    if (target[first * measureCount + measure] !== target[second * measureCount + measure]) return false;
  }
  return true;
}

function greedyAllocation(
  search: PartedWeights,
  weight: Float64Array,
  teamOrder: Int32Array,
  lockedPart: Int32Array,
): Int32Array {
  const { measureCount, target } = search;
  const partCount = weight.length / measureCount;
  const lacking = Float64Array.from({ length: partCount }, (_, part) => weight[part * measureCount]!);
  const served = new Uint8Array(partCount);
  const partOfTeam = new Int32Array(search.teamCount).fill(-1);
  let unserved = partCount;
  for (const [index, team] of teamOrder.entries()) {
    const mustServe = unserved >= teamOrder.length - index;
    let best = lockedPart[team]!;
    for (let part = 0; part < partCount && lockedPart[team]! < 0; part++) {
      if (mustServe && served[part]) continue;
      if (best < 0 || lacking[part]! > lacking[best]!) best = part;
    }
    if (!served[best]) unserved--;
    served[best] = 1;
    lacking[best]! -= target[team * measureCount]!;
    partOfTeam[team] = best;
  }
  return partOfTeam;
}
