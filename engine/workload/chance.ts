// What chance alone does to a count: exact intervals, and whether a difference is more than chance.
import { roundingStandardDeviation } from "../disclosure/keyed-rounding.ts";
import { gammaDistribution, gammaQuantile } from "./gamma-distribution.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The means that a count is compatible with (Garwood, F. 1936: Fiducial limits for the Poisson distribution, Biometrika
 * 28, 437–442): they cover the true mean at least with the confidence (0…1, both ends out) asked for. Throws unless
 * count ≥ 0.
 */
export function poissonMeanInterval(count: number, confidence: number): Interval {
  if (!(count >= 0 && Number.isFinite(count))) throw new Error(`A count of ${count}.`);
  const outside = (1 - requireShare(confidence)) / 2;
  return {
    low: count === 0 ? 0 : gammaQuantile(count, outside),
    high: gammaQuantile(count + 1, 1 - outside),
  };
}

/**
 * How much a team varies by chance alone about an expected count λ: √λ, the standard deviation of a Poisson variable
 * (the noise floor). Throws unless λ ≥ 0.
 */
export function noiseFloor(expected: number): number {
  if (!(expected >= 0)) throw new Error(`An expected count of ${expected}.`);
  return Math.sqrt(expected);
}

/**
 * Variance of a team's preventive load by chance and rounding: children vary about their number as every count does
 * (`noiseFloor`), and each rounded count adds the rounding's variance. Throws unless children ≥ 0.
 */
export function preventiveVariance(perChild: number, children: number, roundedCounts = 0): number {
  return perChild ** 2 * (noiseFloor(children) ** 2 + roundingStandardDeviation ** 2 * roundedCounts);
}

/**
 * The chance (0…1) of a count at least as far from what was expected, on either side, as the one seen: twice the smaller
 * tail, at most 1. Throws unless both are from 0; the count must be whole.
 */
export function chanceOfDifference(count: number, expected: number): number {
  if (!(Number.isInteger(count) && count >= 0 && expected >= 0))
    throw new Error(`${count} where ${expected} was expected.`);
  if (expected === 0) return count === 0 ? 1 : 0;
  // P(X ≥ c) = P(c, λ) and P(X ≤ c) = 1 − P(c + 1, λ): DLMF 8.4.10.
  const atLeast = count === 0 ? 1 : gammaDistribution(count, expected);
  const atMost = 1 - gammaDistribution(count + 1, expected);
  return Math.min(1, 2 * Math.min(atLeast, atMost));
}

function requireShare(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) throw new Error(`A confidence of ${confidence}, expected between 0 and 1.`);
  return confidence;
}
