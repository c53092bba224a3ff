// Whether investigations crowd preventive work out: how many of the first line's positions they would take if all positions followed the work.
import type { LoadBalance } from "./load-balance.ts";

/** Positions of each kind of work. */
export interface Positions {
  readonly investigation: number;
  readonly firstLine: number;
}

export interface Crowding {
  /** Share (0…1) of all work that is investigations. */
  readonly workShare: number;
  /** Share (0…1) of all positions that are for investigations. */
  readonly positionShare: number;
  /** Of the first line's positions the part that investigations would take; below 0 where the first line would gain. */
  readonly takenFraction: number;
  /** Chance and rounding alone take that so far, 19 times of 20. */
  readonly chanceFraction: number;
  readonly isMoreThanChance: boolean;
}

/** A year's load of a kind, and its variance by chance and rounding. */
export interface UncertainWork {
  readonly load: number;
  readonly variance: number;
}

/** As `balanceLoads`: chance alone is farther out one time in twenty. */
const likelyDeviations = 1.96;

/**
 * With I and F the work of investigations and of the first line, and P positions in all of which f are the first line's:
 * shared by the work, investigations would have P·I/(I+F); what that is above their own is taken from f. To the first order
 * the variance of I/(I+F) is (F²·var I + I²·var F)/(I+F)⁴ (delta method). Null without first-line positions or work.
 */
export function crowdingOf(
  investigation: UncertainWork,
  firstLine: UncertainWork,
  positions: Positions,
): Crowding | null {
  const work = investigation.load + firstLine.load;
  const worked = positions.investigation + positions.firstLine;
  if (!(work > 0) || !(positions.firstLine > 0)) return null;
  const workShare = investigation.load / work;
  const positionShare = positions.investigation / worked;
  const variance =
    (firstLine.load ** 2 * investigation.variance + investigation.load ** 2 * firstLine.variance) / work ** 4;
  const perShare = worked / positions.firstLine;
  const takenFraction = (workShare - positionShare) * perShare;
  const chanceFraction = likelyDeviations * Math.sqrt(variance) * perShare;
  return {
    workShare,
    positionShare,
    takenFraction,
    chanceFraction,
    isMoreThanChance: Math.abs(takenFraction) > Math.max(chanceFraction, 1e-9),
  };
}

/** The change between two of them, earlier and later, whose chances are independent. */
export function crowdingChange(
  earlier: Crowding,
  later: Crowding,
): Pick<Crowding, "takenFraction" | "chanceFraction" | "isMoreThanChance"> {
  const takenFraction = later.takenFraction - earlier.takenFraction;
  const chanceFraction = Math.hypot(earlier.chanceFraction, later.chanceFraction);
  return { takenFraction, chanceFraction, isMoreThanChance: Math.abs(takenFraction) > Math.max(chanceFraction, 1e-9) };
}

/** Of each team, and of all of them together, as `balanceLoads` has reckoned them. */
export function crowdingByTeam(
  { teams }: LoadBalance,
  positions: readonly Positions[],
): { readonly all: Crowding | null; readonly teams: readonly (Crowding | null)[] } {
  const sum = (of: (place: number) => number) => teams.reduce((total, _team, place) => total + of(place), 0);
  const all = (kind: "investigation" | "firstLine") => ({
    load: sum((place) => teams[place]![kind].load),
    variance: sum((place) => teams[place]![kind].loadVariance),
  });
  return {
    all: crowdingOf(all("investigation"), all("firstLine"), {
      investigation: sum((place) => positions[place]!.investigation),
      firstLine: sum((place) => positions[place]!.firstLine),
    }),
    teams: teams.map((team, place) =>
      crowdingOf(
        { load: team.investigation.load, variance: team.investigation.loadVariance },
        { load: team.firstLine.load, variance: team.firstLine.loadVariance },
        positions[place]!,
      ),
    ),
  };
}
