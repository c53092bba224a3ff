// How wrong the forecast would have been: the last years held back, against "same as last year".
import { roundingErrorOf } from "../disclosure/keyed-rounding.ts";
import { likelyDeviations } from "./band-chance.ts";
import type { Interval } from "./chance.ts";
import { childrenIn, type ForecastHistory, historyUntil } from "./forecast-history.ts";
import { fitForecast, forecastTeam, type LoadWeights } from "./forecast-teams.ts";
import { predictiveInterval } from "./predictive-count.ts";

/** One number that was held back. */
export interface HeldBack {
  /** Position in the groups given. */
  readonly group: number;
  readonly year: number;
  readonly yearsAhead: number;
  readonly expected: number;
  readonly likely80: Interval;
  readonly likely95: Interval;
  /** What came, as it is told. */
  readonly told: number;
  /** What was told of the last year that the forecast knew. */
  readonly sameAsLast: number;
}

/** What the held-back numbers say together. */
export interface BackTestSummary {
  readonly count: number;
  /** Mean distance from what came, as a share of it. */
  readonly error: number;
  readonly errorOfSameAsLast: number;
  /** Against "same as last year"; alike where the numbers' own differences between the two errors are within chance. */
  readonly verdict: "better" | "worse" | "alike";
  /** Share of the numbers within their intervals. */
  readonly inside80: number;
  readonly inside95: number;
}

const heldBackYears = 2;
const anyWeights: LoadWeights = { perCase: [], perUntypedCase: 1, perChild: 1 };

/**
 * Forecasts of each of the last two years from the years before it: one year ahead for both and two for the last. Empty
 * where fewer than two years would be left to forecast from.
 * @param groups members of each group (team): 1 for its areas, 0 for others.
 */
export function backTestCases(history: ForecastHistory, groups: readonly ArrayLike<number>[]): HeldBack[] {
  return splits(history.cases.years).flatMap(({ until, year, yearsAhead }) => {
    const model = fitForecast(historyUntil(history, until), "told-cases");
    if (typeof model === "string" || model.lastYear !== until) return [];
    const untyped = { ...model, typeRates: [] };
    return groups.flatMap((members, group) => {
      const told = toldIn(history, year, members);
      const sameAsLast = toldIn(history, until, members);
      if (told === null || sameAsLast === null) return [];
      const { cases } = forecastTeam(untyped, anyWeights, members, yearsAhead);
      // What came is told rounded, so that its interval must hold what is cut off too.
      const known = { mean: cases.mean, variance: cases.variance + cutOffVariance(history, members) };
      const likely80 = predictiveInterval(known, 0.8);
      const likely95 = predictiveInterval(known, 0.95);
      return [{ group, year, yearsAhead, expected: cases.mean, likely80, likely95, told, sameAsLast }];
    });
  });
}

/** The same of the number of children. */
export function backTestChildren(history: ForecastHistory, groups: readonly ArrayLike<number>[]): HeldBack[] {
  return splits(history.children.years).flatMap(({ until, year, yearsAhead }) => {
    if (until - 1 < history.children.years[0]!) return [];
    const model = fitForecast(historyUntil(history, until));
    if (typeof model === "string" || model.lastYear !== until) return [];
    return groups.flatMap((members, group) => {
      const { expected, likely80, likely95 } = forecastTeam(
        { ...model, typeRates: [] },
        anyWeights,
        members,
        yearsAhead,
      ).children;
      const told = childrenOf(history, year, members);
      const sameAsLast = childrenOf(history, until, members);
      if (likely80 === null || likely95 === null) return [];
      return [{ group, year, yearsAhead, expected, likely80, likely95, told, sameAsLast }];
    });
  });
}

/** Null where nothing was held back. */
export function summariseBackTest(all: readonly HeldBack[]): BackTestSummary | null {
  if (all.length === 0) return null;
  const sum = (of: (one: HeldBack) => number) => all.reduce((total, one) => total + of(one), 0);
  const told = Math.max(
    1,
    sum((one) => one.told),
  );
  const isIn = (one: HeldBack, { low, high }: Interval) => (one.told >= low && one.told <= high ? 1 : 0);
  return {
    count: all.length,
    error: sum((one) => Math.abs(one.expected - one.told)) / told,
    errorOfSameAsLast: sum((one) => Math.abs(one.sameAsLast - one.told)) / told,
    verdict: verdictOf(all.map((one) => Math.abs(one.sameAsLast - one.told) - Math.abs(one.expected - one.told))),
    inside80: sum((one) => isIn(one, one.likely80)) / all.length,
    inside95: sum((one) => isIn(one, one.likely95)) / all.length,
  };
}

function splits(years: readonly number[]) {
  const last = years.at(-1) ?? 0;
  const heldBack = years.slice(-heldBackYears);
  return heldBack.flatMap((year) => {
    const aheads = year === last ? [1, heldBackYears] : [1];
    return aheads.map((yearsAhead) => ({ until: year - yearsAhead, year, yearsAhead }));
  });
}

/** Sum of what is told; null where an area of the group is unknown. */
function toldIn(history: ForecastHistory, year: number, members: ArrayLike<number>): number | null {
  const counts = history.cases.counts[history.cases.years.indexOf(year)];
  if (!counts) return null;
  let sum = 0;
  for (const [area, count] of counts.entries()) {
    if (!members[area]) continue;
    if (count === null) return null;
    sum += count;
  }
  return sum;
}

function childrenOf(history: ForecastHistory, year: number, members: ArrayLike<number>): number {
  return childrenIn(history, year).reduce((sum, count, area) => (members[area] ? sum + count : sum), 0);
}

function cutOffVariance({ toldWith, countVariance }: ForecastHistory, members: ArrayLike<number>): number {
  return roundingErrorOf(countVariance).own * new Set(toldWith.filter((_first, area) => members[area])).size;
}

/**
 * Whether paired differences (above 0 where the forecast was nearer) are farther from none on the whole than chance takes
 * them 19 times of 20, by their own spread; nothing can be said of fewer than two.
 */
function verdictOf(nearer: readonly number[]): BackTestSummary["verdict"] {
  const mean = nearer.reduce((sum, own) => sum + own, 0) / nearer.length;
  const squares = nearer.reduce((sum, own) => sum + (own - mean) ** 2, 0);
  const margin = likelyDeviations * Math.sqrt(squares / (nearer.length - 1) / nearer.length);
  if (!(Math.abs(mean) > margin)) return "alike";
  return mean > 0 ? "better" : "worse";
}
