// Control limits: between which numbers a period's count lies as long as nothing but the season has changed.
import type { Interval } from "./chance.ts";
import { predictiveInterval } from "./predictive-count.ts";

export interface ControlChart {
  /** Count, share or value expected of each period while nothing changes. */
  readonly centres: readonly number[];
  readonly limits: readonly Interval[];
  /** How many times wider than chance alone the periods spread (Laney's σ_z); at least 1. */
  readonly spread: number;
  /** Periods outside their limits, and those that end eight in a row on one side of the centre. */
  readonly signals: readonly { readonly period: number; readonly kind: "outside" | "eight-in-a-row" }[];
}

/** As sure as three standard deviations of a normal distribution, both ends out. */
const threeSigma = 0.9973;
/** Western Electric's rule of a shift (Statistical quality control handbook, 1956). */
const rowLength = 8;

/**
 * A u-chart (Shewhart) with exact limits of a count, widened where the periods spread more than chance does (Laney 2002:
 * Improved control charts for attributes, Quality Engineering 14, 531–537).
 * What is expected of a period may vary by what is known of it (Woodall 2006: The use of control charts in health-care and
 * public-health surveillance, Journal of Quality Technology 38, 89–104): its exposure, and its season.
 * @param counts of each period in time order, whole numbers from 0.
 * @param exposure of each period (children, or the length of the month times its season's factor), above 0.
 * Throws on lengths that differ or on fewer than two periods.
 */
export function controlChart(counts: readonly number[], exposure: readonly number[]): ControlChart {
  if (counts.length < 2 || exposure.length !== counts.length)
    throw new Error(`${counts.length} counts of ${exposure.length} periods, expected two at least.`);
  if (counts.some((count) => !(count >= 0)) || exposure.some((time) => !(time > 0)))
    throw new Error("A count below 0, or a period that nobody was exposed in.");
  const rate = sum(counts) / sum(exposure);
  const centres = exposure.map((time) => rate * time);
  const scores = counts.map((count, period) =>
    rate === 0 ? 0 : (count - centres[period]!) / Math.sqrt(centres[period]!),
  );
  const spread = Math.max(1, movingDeviation(scores));
  const limits = centres.map((mean) => predictiveInterval({ mean, variance: (spread ** 2 - 1) * mean }, threeSigma));
  return { centres, limits, spread, signals: signalsOf(counts, centres, limits) };
}

/**
 * A p-chart of shares (0…1) of totals, widened as Laney's p′-chart: limits three standard deviations about the share of
 * all periods together, never outside 0…1; a period without a total has the whole range and no signal.
 * @param season factor of each period's share; none when left out.
 * Throws on lengths that differ, on fewer than two periods with a total, or on a part above its total.
 */
export function proportionChart(
  parts: readonly number[],
  totals: readonly number[],
  season: readonly number[] = totals.map(() => 1),
): ControlChart {
  if (parts.length !== totals.length || totals.filter((total) => total > 0).length < 2)
    throw new Error(`${parts.length} parts of ${totals.length} totals, expected two at least above 0.`);
  if (parts.some((part, period) => !(part >= 0 && part <= totals[period]!)))
    throw new Error("A part below 0 or above its total.");
  const share = sum(parts) / sum(totals.map((total, period) => total * season[period]!));
  const centres = totals.map((_total, period) => Math.min(1, share * season[period]!));
  const deviationOf = (period: number) => Math.sqrt((centres[period]! * (1 - centres[period]!)) / totals[period]!);
  const counted = totals.flatMap((total, period) =>
    total > 0 && deviationOf(period) > 0 ? [(parts[period]! / total - centres[period]!) / deviationOf(period)] : [],
  );
  const spread = counted.length < 2 ? 1 : Math.max(1, movingDeviation(counted));
  const limits = totals.map((total, period) => {
    if (total === 0) return { low: 0, high: 1 };
    const margin = 3 * spread * deviationOf(period);
    return { low: Math.max(0, centres[period]! - margin), high: Math.min(1, centres[period]! + margin) };
  });
  const values = parts.map((part, period) => (totals[period]! > 0 ? part / totals[period]! : centres[period]!));
  return { centres, limits, spread, signals: signalsOf(values, centres, limits) };
}

/**
 * An individuals chart (XmR, Shewhart) of values that are no counts, such as days: limits three standard deviations, by
 * the moving range, about the mean, all of it by the season's factor, never below 0.
 * @param season factor of each value, above 0; none when left out.
 * Throws on fewer than two values or one below 0.
 */
export function individualsChart(
  values: readonly number[],
  season: readonly number[] = values.map(() => 1),
): ControlChart {
  if (values.length < 2 || values.some((value) => !(value >= 0)))
    throw new Error(`${values.length} values, expected two at least and none below 0.`);
  const levelled = values.map((value, period) => value / season[period]!);
  const mean = sum(levelled) / values.length;
  const margin = 3 * movingDeviation(levelled);
  const centres = season.map((factor) => factor * mean);
  const limits = season.map((factor) => ({ low: factor * Math.max(0, mean - margin), high: factor * (mean + margin) }));
  return { centres, limits, spread: 1, signals: signalsOf(values, centres, limits) };
}

/** The mean of the moving ranges of two, over d₂ = 1.128, estimates the standard deviation between neighbours in time. */
function movingDeviation(values: readonly number[]): number {
  const ranges = values.slice(1).map((value, before) => Math.abs(value - values[before]!));
  return sum(ranges) / ranges.length / 1.128;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function signalsOf(
  values: readonly number[],
  centres: readonly number[],
  limits: readonly Interval[],
): ControlChart["signals"] {
  const signals: { period: number; kind: "outside" | "eight-in-a-row" }[] = [];
  let run = 0;
  for (const [period, value] of values.entries()) {
    const { low, high } = limits[period]!;
    if (value < low || value > high) signals.push({ period, kind: "outside" });
    const apart = value - centres[period]!;
    const side = Math.abs(apart) > 1e-9 * centres[period]! ? Math.sign(apart) : 0;
    run = side !== 0 && side === Math.sign(run) ? run + side : side;
    if (Math.abs(run) === rowLength) signals.push({ period, kind: "eight-in-a-row" });
  }
  return signals;
}
