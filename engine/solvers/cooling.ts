// The annealing schedule: from a share of the usual change of a flip down to almost nothing, in equal numbers of proposals.
import type { SearchProblem } from "../search-problem.ts";
import type { StartName } from "./index.ts";
import type { LocalSearch } from "./local-search.ts";

/** How plans are annealed. Temperatures are in usual changes (mean |energy change| of a random border flip). */
export interface Schedule {
  /** For a plan made anew: where there is one level only, on the coarsest of several, and on the finer ones. */
  readonly alone: number;
  readonly fresh: number;
  readonly finer: number;
  /** For the coarsest level where the arrangement of the centres is to be kept; absent where there are none. */
  readonly arranged?: number;
  /** Where new plans begin, in turns. */
  readonly starts: readonly StartName[];
  /** For all levels when plans are recombined: this, or every other time `hotter` × this. */
  readonly again: number;
  readonly coldest: number;
  /** Proposals per node and plan, at the beginning of a run; the very first plan gets fewer. */
  readonly effort: number;
  /** Problems with more nodes get √(nodes / this) times the effort: their plans are few in any time, so each must be good. */
  readonly nodesOfUsualEffort: number;
}

const anyShape: readonly StartName[] = ["growth", "tree", "baseline"];
const compactShape: readonly StartName[] = ["growth", "power", "power", "tree", "power", "baseline"];

/** Link prices are few small numbers, so that below some 0.06 of the usual change all is frozen. */
const linkSchedule: Schedule = {
  alone: 1,
  fresh: 0.5,
  finer: 0.55,
  again: 0.4,
  coldest: 0.06,
  effort: 300,
  nodesOfUsualEffort: Number.POSITIVE_INFINITY,
  starts: anyShape,
};
/** Where some borders are much longer than most, the mean change is that of the long ones and too hot for the rest. */
const lengthSchedule: Schedule = {
  alone: 1,
  fresh: 0.5,
  finer: 0.25,
  again: 0.2,
  coldest: 0.03,
  effort: 300,
  nodesOfUsualEffort: Number.POSITIVE_INFINITY,
  starts: anyShape,
};
/** Moments vary smoothly: a good plan is near the start, and the last digits are found in the cold. */
const smoothSchedule: Schedule = {
  alone: 1,
  fresh: 0.3,
  finer: 0.15,
  again: 0.1,
  coldest: 0.01,
  effort: 180,
  nodesOfUsualEffort: 1000,
  arranged: 0.05,
  starts: compactShape,
};

/** Links and moments together: short plans, so that a second is enough for many generations at a municipality's size. */
const mixedSchedule: Schedule = {
  alone: 1,
  fresh: 0.5,
  finer: 0.35,
  again: 0.25,
  coldest: 0.03,
  effort: 60,
  nodesOfUsualEffort: 1000,
  starts: anyShape,
};
/**
 * Balance alone has no shape to keep: the search only has to stay among nearly balanced plans (see `CombinedMoves`), and in
 * large problems it stays cold, since heat without a price on borders makes them ragged and contiguity slow to judge.
 */
export const balanceSchedule: Schedule = {
  alone: 0.3,
  fresh: 0.1,
  finer: 0.01,
  again: 0.1,
  coldest: 0.03,
  effort: 100,
  nodesOfUsualEffort: Number.POSITIVE_INFINITY,
  starts: anyShape,
};

/** The schedule that suits the goals of a problem. */
export function scheduleFor(search: SearchProblem): Schedule {
  const moments = search.momentCost > 0 || search.hessCost > 0;
  const links = search.linkCost.some((cost) => cost > 0);
  if (moments) return links ? mixedSchedule : smoothSchedule;
  if (links) return haveUnevenLinks(search) ? lengthSchedule : linkSchedule;
  return search.deviationCost > 0 ? balanceSchedule : smoothSchedule;
}

/** True when some link costs more than three times the mean. */
function haveUnevenLinks({ linkCost }: SearchProblem): boolean {
  const mean = linkCost.reduce((sum, cost) => sum + cost, 0) / linkCost.length;
  return linkCost.some((cost) => cost > 3 * mean);
}

const temperatureLevels = 40;
/** Proposals between two yields, at least: a few milliseconds of work, and the same on every machine. */
const leastChunk = 4096;
/** In large problems more, since every yield may copy the plan. */
const chunkPerNode = 0.25;
const sampledFlips = 200;

/** Anneals a loaded local search with about `proposals` proposals; yields the number made since the last yield. */
export function* cool(local: LocalSearch, proposals: number, heat: number, coldest: number): Generator<number, void> {
  const usual = local.sampleChanges(sampledFlips);
  const energyUnit = usual.energy > 0 ? usual.energy : 1;
  local.temperature = heat * energyUnit;
  local.penalty = usual.excess > 0 ? (2 * energyUnit) / usual.excess : energyUnit;
  const factor = rootOf(Math.min(1, coldest / heat), temperatureLevels);
  const perLevel = Math.ceil(proposals / temperatureLevels);
  const chunkSize = Math.max(leastChunk, Math.ceil(chunkPerNode * local.plan.search.nodeCount));
  let unshown = 0;
  for (let level = 0; level < temperatureLevels; level++) {
    for (let left = perLevel; left > 0; left -= chunkSize) {
      const chunk = Math.min(chunkSize, left);
      local.run(chunk);
      unshown += chunk;
      if (unshown < chunkSize) continue;
      yield unshown;
      unshown = 0;
    }
    local.temperature *= factor;
  }
  yield unshown;
}

/** The n-th root of a fraction by bisection, with products only so that machines agree. */
function rootOf(fraction: number, degree: number): number {
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2;
    let power = 1;
    for (let factor = 0; factor < degree; factor++) power *= middle;
    if (power < fraction) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
