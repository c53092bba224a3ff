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
  /** Never that more is taken where the first line may have more work than is told, nor less where investigations may. */
  readonly isMoreThanChance: boolean;
  /** Areas whose work of either kind is not all known. */
  readonly unknownAreas: number;
}

/** A year's load of a kind, and its variance by chance and rounding. */
export interface UncertainWork {
  readonly load: number;
  readonly variance: number;
  /** Areas whose work is not all known: the load is at least so large. */
  readonly unknownAreas: number;
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
  const isSure = (takenFraction > 0 ? firstLine : investigation).unknownAreas === 0;
  return {
    workShare,
    positionShare,
    takenFraction,
    chanceFraction,
    isMoreThanChance: isSure && Math.abs(takenFraction) > Math.max(chanceFraction, 1e-9),
    unknownAreas: Math.max(investigation.unknownAreas, firstLine.unknownAreas),
  };
}

/** What is told of it beside chance. */
export type CrowdingTold = Pick<Crowding, "takenFraction" | "chanceFraction" | "isMoreThanChance" | "unknownAreas">;

/** The change between two of them, earlier and later, whose chances are independent. */
export function crowdingChange(earlier: Crowding, later: Crowding): CrowdingTold {
  const takenFraction = later.takenFraction - earlier.takenFraction;
  const chanceFraction = Math.hypot(earlier.chanceFraction, later.chanceFraction);
  const unknownAreas = Math.max(earlier.unknownAreas, later.unknownAreas);
  const isBeyond = Math.abs(takenFraction) > Math.max(chanceFraction, 1e-9);
  return { takenFraction, chanceFraction, isMoreThanChance: isBeyond && unknownAreas === 0, unknownAreas };
}

/** What the answer becomes if preventive work is weighed otherwise than it is. */
export interface CrowdingRange {
  /** By factor of the preventive work's weight, in the order asked for. */
  readonly byFactor: readonly { readonly factor: number; readonly crowding: Crowding }[];
  /** The factor at which investigations would take nothing and give nothing; null where no factor does. */
  readonly evenFactor: number | null;
  /**
   * Whether more, less and no more than chance are one and the same over the range; untold where of some factor none of
   * them can be said, since not all work is known.
   */
  readonly answer: "holds" | "open" | "untold";
}

/**
 * That of all teams together, with preventive work weighed by each factor (above 0). Only how the two kinds of work are
 * weighed against each other counts: half the weight of a child is twice that of every case. Null as `crowdingOf`.
 */
export function crowdingRange(
  balance: LoadBalance,
  positions: readonly Positions[],
  factors: readonly number[],
): CrowdingRange | null {
  const [investigation, firstLine] = [allWork(balance, "investigation"), allWork(balance, "firstLine")];
  const all = allPositions(positions);
  const byFactor = factors.flatMap((factor) => {
    const weighed = { ...firstLine, load: factor * firstLine.load, variance: factor ** 2 * firstLine.variance };
    const crowding = crowdingOf(investigation, weighed, all);
    return crowding === null ? [] : [{ factor, crowding }];
  });
  if (byFactor.length < factors.length) return null;
  const even = (investigation.load * all.firstLine) / (all.investigation * firstLine.load);
  return {
    byFactor,
    evenFactor: Number.isFinite(even) && even > 0 ? even : null,
    answer: answerOver(byFactor.map(({ crowding }) => crowding)),
  };
}

function answerOver(all: readonly CrowdingTold[]): CrowdingRange["answer"] {
  if (all.some(({ isMoreThanChance, unknownAreas }) => !isMoreThanChance && unknownAreas > 0)) return "untold";
  const sides = all.map(({ isMoreThanChance, takenFraction }) => (isMoreThanChance ? Math.sign(takenFraction) : 0));
  return sides.every((side) => side === sides[0]) ? "holds" : "open";
}

/** Of each team, and of all of them together, as `balanceLoads` has reckoned them. */
export function crowdingByTeam(
  balance: LoadBalance,
  positions: readonly Positions[],
): { readonly all: Crowding | null; readonly teams: readonly (Crowding | null)[] } {
  return {
    all: crowdingOf(allWork(balance, "investigation"), allWork(balance, "firstLine"), allPositions(positions)),
    teams: balance.teams.map((team, place) =>
      crowdingOf(
        { ...team.investigation, variance: team.investigation.loadVariance },
        { ...team.firstLine, variance: team.firstLine.loadVariance },
        positions[place]!,
      ),
    ),
  };
}

function allWork({ teams }: LoadBalance, kind: "investigation" | "firstLine"): UncertainWork {
  const sum = (of: (team: LoadBalance["teams"][number]) => number) =>
    teams.reduce((total, team) => total + of(team), 0);
  return {
    load: sum((team) => team[kind].load),
    variance: sum((team) => team[kind].loadVariance),
    unknownAreas: sum((team) => team[kind].unknownAreas),
  };
}

function allPositions(positions: readonly Positions[]): Positions {
  return {
    investigation: positions.reduce((sum, own) => sum + own.investigation, 0),
    firstLine: positions.reduce((sum, own) => sum + own.firstLine, 0),
  };
}
