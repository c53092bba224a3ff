// The count that a coming year brings, when the mean itself is uncertain: the gamma-Poisson (negative binomial) distribution.
import type { Interval } from "./chance.ts";

/** What is known of the mean of a coming count. */
export interface UncertainMean {
  readonly mean: number;
  /** Variance of the mean about its estimate; the count's own variance is this plus the mean. */
  readonly variance: number;
}

/**
 * The interval of whole numbers that a count falls in with the chance asked for (0…1, both ends out), with at most half
 * of the rest on each side. The mean is taken to be gamma-distributed, so that the count is negative binomial (Greenwood
 * and Yule 1920, Journal of the Royal Statistical Society 83, 255–279); without variance it is Poisson.
 * Throws unless mean and variance are from 0 and finite.
 */
export function predictiveInterval({ mean, variance }: UncertainMean, chance: number): Interval {
  if (!(chance > 0 && chance < 1)) throw new Error(`A chance of ${chance}, expected between 0 and 1.`);
  const outside = (1 - chance) / 2;
  return { low: quantile({ mean, variance }, outside), high: quantile({ mean, variance }, 1 - outside) };
}

/** The chance (0…1) that the count is above a limit from 0. */
export function chanceAbove(known: UncertainMean, limit: number): number {
  if (!(limit >= 0)) throw new Error(`A limit of ${limit}.`);
  let below = 0;
  for (const [count, probability] of probabilities(known)) {
    if (count > limit) break;
    below += probability;
  }
  return Math.max(0, 1 - below);
}

/** The smallest whole number that the count is at or below with the chance given. */
function quantile(known: UncertainMean, chance: number): number {
  let below = 0;
  for (const [count, probability] of probabilities(known)) {
    below += probability;
    if (below >= chance) return count;
  }
  throw new Error("A distribution without an end.");
}

/** Counts from 0 with their probabilities. */
function* probabilities({ mean, variance }: UncertainMean): Generator<[count: number, probability: number]> {
  if (!(mean >= 0 && variance >= 0 && Number.isFinite(mean + variance)))
    throw new Error(`A mean of ${mean} with the variance ${variance}.`);
  if (mean === 0) {
    yield [0, 1];
    return;
  }
  const isPoisson = variance < mean * mean * 1e-8;
  const shape = isPoisson ? Number.POSITIVE_INFINITY : (mean * mean) / variance;
  // Past 60 standard deviations nothing is left that a double can hold.
  const last = Math.ceil(mean + 60 * Math.sqrt(mean + variance) + 60);
  let logarithm = isPoisson ? -mean : shape * Math.log(shape / (shape + mean));
  for (let count = 0; count <= last; count++) {
    yield [count, Math.exp(logarithm)];
    // Each probability from the one before: p(k + 1) / p(k).
    const upwards = isPoisson ? mean : ((shape + count) * mean) / (shape + mean);
    logarithm += Math.log(upwards / (count + 1));
  }
}
