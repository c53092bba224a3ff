// Shares of a known number of people, and whatever has an interval: how far chance alone may have moved it, a mean of several, and whether two differ by more.

export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/** 97.5th percentile of the normal distribution: both ends of 95 %. */
export const z95 = 1.959963984540054;
const z = z95;

/**
 * The shares (0…1) that an observed share of n people is compatible with, at 95 % (Wilson, E. B. 1927: Probable inference,
 * the law of succession, and statistical inference, J. Am. Stat. Assoc. 22, 209–212). A share of a rounded number of people
 * is as sure as one of so many fewer people as have its variance p(1 − p)/n + v/n² (the effective sample size of Kish 1965,
 * Survey sampling, ch. 8.2; p at Wilson's middle, so that a share of nobody has one too).
 * @param countVariance v, of the number of people that the share was made from, as by rounding; 0 for an exact one.
 * Throws unless 0 ≤ share ≤ 1, n > 0 and v ≥ 0.
 */
export function wilsonInterval(share: number, n: number, countVariance = 0): ShareInterval {
  if (!(share >= 0 && share <= 1)) throw new Error(`A share of ${share}, expected 0 to 1.`);
  if (!(n > 0 && Number.isFinite(n))) throw new Error(`A share of ${n} people.`);
  if (!(countVariance >= 0)) throw new Error(`A number of people with the variance ${countVariance}.`);
  const about = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  return wilson(share, n / (1 + countVariance / (n * about * (1 - about))));
}

function wilson(share: number, n: number): ShareInterval {
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** A value between the ends of its 95 % interval. */
export interface Estimated extends ShareInterval {
  readonly value: number;
}

/**
 * What the difference a − b of two independent estimates is compatible with, at 95 %, from the interval of each (the method
 * of variance estimates recovery: Zou, G. Y. & Donner, A. 2008: Construction of confidence limits about effect measures,
 * Statistics in Medicine 27, 1693–1702). For Wilson's intervals of two shares it is method 10 of Newcombe, R. G. 1998:
 * Interval estimation for the difference between independent proportions, Statistics in Medicine 17, 873–890; for normal
 * ones z √(sₐ² + s_b²). Chance explains the difference where the interval holds 0.
 */
export function differenceInterval(a: Estimated, b: Estimated): ShareInterval {
  const difference = a.value - b.value;
  return {
    low: difference - Math.sqrt(squared(a.value - a.low) + squared(b.high - b.value)),
    high: difference + Math.sqrt(squared(a.high - a.value) + squared(b.value - b.low)),
  };
}

/**
 * The interval of a weighed mean of independent estimates, at 95 % (Zou, G. Y., Huang, W. & Zhang, X. 2009: A note on
 * confidence interval estimation for a linear function of binomial proportions, Computational Statistics & Data Analysis 53,
 * 1080–1085). Throws unless the weights are 0 or more and one of them above.
 */
export function meanInterval(parts: readonly (Estimated & { readonly weight: number })[]): ShareInterval {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0) || parts.some(({ weight }) => weight < 0)) throw new Error("A mean of nothing, or weights below 0.");
  let [mean, below, above] = [0, 0, 0];
  for (const { weight, value, low, high } of parts) {
    const share = weight / total;
    mean += share * value;
    below += squared(share * (value - low));
    above += squared(share * (high - value));
  }
  return { low: mean - Math.sqrt(below), high: mean + Math.sqrt(above) };
}

/**
 * Whether two counts of a Poisson kind differ by more than chance explains 95 times in 100: their difference against √(a + b)
 * (Przyborowski, J. & Wilenski, H. 1940, Biometrika 31, 313–323, in the normal approximation). `roundingVariance` is what
 * protective rounding adds. The same people are counted at both dates, so it calls too few differences real, not too many.
 */
export function countsDiffer(a: number, b: number, roundingVariance: number): boolean {
  if (!(a >= 0 && b >= 0 && roundingVariance >= 0))
    throw new Error(`Counts ${a} and ${b}, rounded by ${roundingVariance}.`);
  return Math.abs(a - b) > z * Math.sqrt(a + b + roundingVariance);
}

function squared(value: number): number {
  return value * value;
}
