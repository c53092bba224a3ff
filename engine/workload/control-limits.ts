// Control limits: between which numbers a period's count lies as long as nothing has changed.
import type { Interval } from "./chance.ts";
import { predictiveInterval } from "./predictive-count.ts";

export interface ControlChart {
  /** Count expected of each period while nothing changes. */
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
 * @param counts of each period in time order, whole numbers from 0.
 * @param exposure of each period (children, or the length of the month), above 0.
 * Throws on lengths that differ or on fewer than two periods.
 */
export function controlChart(counts: readonly number[], exposure: readonly number[]): ControlChart {
  if (counts.length < 2 || exposure.length !== counts.length)
    throw new Error(`${counts.length} counts of ${exposure.length} periods, expected two at least.`);
  if (counts.some((count) => !(count >= 0)) || exposure.some((time) => !(time > 0)))
    throw new Error("A count below 0, or a period that nobody was exposed in.");
  const rate = counts.reduce((sum, count) => sum + count, 0) / exposure.reduce((sum, time) => sum + time, 0);
  const centres = exposure.map((time) => rate * time);
  const scores = counts.map((count, period) =>
    rate === 0 ? 0 : (count - centres[period]!) / Math.sqrt(centres[period]!),
  );
  // The mean of the moving ranges of two, over d₂ = 1.128, estimates the standard deviation between neighbours in time.
  const ranges = scores.slice(1).map((score, before) => Math.abs(score - scores[before]!));
  const spread = Math.max(1, ranges.reduce((sum, range) => sum + range, 0) / ranges.length / 1.128);
  const limits = centres.map((mean) => predictiveInterval({ mean, variance: (spread ** 2 - 1) * mean }, threeSigma));
  const signals: { period: number; kind: "outside" | "eight-in-a-row" }[] = [];
  let run = 0;
  for (const [period, count] of counts.entries()) {
    const { low, high } = limits[period]!;
    if (count < low || count > high) signals.push({ period, kind: "outside" });
    const side = Math.sign(count - centres[period]!);
    run = side !== 0 && side === Math.sign(run) ? run + side : side;
    if (Math.abs(run) === rowLength) signals.push({ period, kind: "eight-in-a-row" });
  }
  return { centres, limits, spread, signals };
}
