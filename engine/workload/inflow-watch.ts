// Whether a team's part of what comes in month by month has been outside its band for longer than chance explains.
import { roundingError } from "../disclosure/keyed-rounding.ts";
import { deviationFractions, likelyDeviations } from "./band-chance.ts";
import { type BandDeviation, type BandSums, type WatchedPeriods, watchPeriods } from "./band-watch.ts";

/** What came in to each team, as it is told. */
export interface MonthlyInflow {
  /** "2026-10", each once, oldest first. */
  readonly months: readonly string[];
  /** received[month][team]; null where it is not told. */
  readonly received: readonly (readonly (number | null)[])[];
  /** How many rounded counts, each with one offset in all months, a team's month is the sum of. */
  readonly roundedCounts: readonly number[];
}

export interface BandMonth extends BandDeviation {
  readonly month: string;
}

export interface InflowWatch {
  readonly teams: readonly {
    /** Empty for a team without positions. */
    readonly months: readonly (BandMonth & BandSums)[];
    /** `since` is a month. */
    readonly signal: { readonly side: "above" | "below"; readonly since: string } | null;
    /** Of the last twelve months together; null for a team without positions. */
    readonly recent: { readonly deviationFraction: number; readonly marginFraction: number } | null;
  }[];
  /** How many times wider than chance alone the months spread (in variance); at least 1. */
  readonly spread: number;
}

/** Fewer say nothing of what is usual. */
const leastMonths = 12;
const recentMonths = 12;
/** What is older than two years is no longer held against anybody. */
const mostMonths = 24;
/** On the one side that is watched a normal variable is farther out than so many standard deviations one time in twenty. */
export const oneSidedDeviations = 1.645;
/** Of a monthly sum, so that a team on the band's edge is signalled wrongly no oftener than by years. */
const monthLimit = 6.5;

/**
 * `watchPeriods` over the last 24 months in which every team is told (12 at least), each case counted alike: the season and
 * what moves all teams at once is in every team's month, and not in its part of it. Chance is a count's (Poisson) and what
 * rounding cuts off in each month, as many times wider as the months spread more than that (Laney 2002: Improved control
 * charts for attributes, Quality Engineering 14, 531–537, by moving ranges, so that a lasting change does not widen it).
 * The error that one offset makes in all months widens the band by what it reaches 19 times of 20 on the side that is watched.
 * Null where fewer months are told, where fewer than two teams have positions, or where nothing came in.
 */
export function watchInflow(
  inflow: MonthlyInflow,
  positions: readonly number[],
  bandFraction: number,
): InflowWatch | null {
  const told = inflow.months
    .flatMap((month, at) => {
      const counts = inflow.received[at]!.flatMap((count) => count ?? []);
      return counts.length === positions.length && sum(counts) > 0 ? [{ month, counts }] : [];
    })
    .slice(-mostMonths);
  const staffed = positions.filter((own) => own > 0);
  if (told.length < leastMonths || staffed.length < 2) return null;
  const shares = positions.map((own) => own / sum(positions));
  const fair = told.map(({ counts }) => shares.map((share) => share * sum(counts)));
  const cutOff = inflow.roundedCounts.map((rounded) => roundingError.own * rounded);
  const steady = inflow.roundedCounts.map((rounded) => roundingError.shared * rounded);
  /** Without more spread than chance's. */
  const variances = fair.map((own) =>
    aboutShare(
      shares,
      own.map((count, team) => count + cutOff[team]!),
    ),
  );
  const spread = spreadOf(
    told.map(({ counts }, month) =>
      counts.map((count, team) => (count - fair[month]![team]!) / Math.sqrt(variances[month]![team]!)),
    ),
    positions,
  );
  const meanFair = shares.map((_share, team) => sum(fair.map((own) => own[team]!)) / told.length);
  const steadyReach = aboutShare(shares, steady).map(
    (variance, team) => (oneSidedDeviations * Math.sqrt(variance)) / meanFair[team]!,
  );
  return {
    spread,
    teams: positions.map((own, team) => {
      if (own === 0) return { months: [], signal: null, recent: null };
      const months = told.map(
        ({ month, counts }, at): BandMonth => ({
          month,
          deviationFraction: deviationFractions(counts, positions)[team]!,
          chanceFraction: Math.sqrt(spread * variances[at]![team]!) / fair[at]![team]!,
          steadyFraction: steadyReach[team]!,
        }),
      );
      const { periods, signal }: WatchedPeriods<BandMonth> = watchPeriods(months, bandFraction, monthLimit);
      return {
        months: periods,
        signal: signal && { side: signal.side, since: signal.since.month },
        recent: recentOf(team),
      };
    }),
  };

  function recentOf(team: number) {
    const first = Math.max(0, told.length - recentMonths);
    const count = sum(told.slice(first).map(({ counts }) => counts[team]!));
    const share = sum(fair.slice(first).map((own) => own[team]!));
    const chance = spread * sum(variances.slice(first).map((own) => own[team]!));
    const offset = aboutShare(shares, steady)[team]! * (told.length - first) ** 2;
    return {
      deviationFraction: count / share - 1,
      marginFraction: (likelyDeviations * Math.sqrt(chance + offset)) / share,
    };
  }
}

/** Variance of each count less its share of all: (1 − p)²·v + p²·(Σv − v), since a team is part of the whole. */
function aboutShare(shares: readonly number[], variances: readonly number[]): number[] {
  const all = sum(variances);
  return variances.map((own, team) => (1 - shares[team]!) ** 2 * own + shares[team]! ** 2 * (all - own));
}

/** Mean over the teams with positions of the scores' variance by moving ranges of two (d₂ = 1.128); at least 1. */
function spreadOf(scores: readonly (readonly number[])[], positions: readonly number[]): number {
  const each = positions.flatMap((own, team) => {
    if (own === 0) return [];
    const ranges = scores.slice(1).map((month, before) => Math.abs(month[team]! - scores[before]![team]!));
    return (sum(ranges) / ranges.length / 1.128) ** 2;
  });
  return Math.max(1, sum(each) / each.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
