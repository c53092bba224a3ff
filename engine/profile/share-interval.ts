// Shares of a known number of people: how far chance alone may have moved one, and whether two differ by more.

export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/** 97.5th percentile of the normal distribution: both ends of 95 %. */
const z = 1.959963984540054;

/**
 * The shares (0…1) that an observed share of n people is compatible with, at 95 % (Wilson, E. B. 1927: Probable inference,
 * the law of succession, and statistical inference, J. Am. Stat. Assoc. 22, 209–212). Throws unless 0 ≤ share ≤ 1 and n > 0.
 */
export function wilsonInterval(share: number, n: number): ShareInterval {
  if (!(share >= 0 && share <= 1)) throw new Error(`A share of ${share}, expected 0 to 1.`);
  if (!(n > 0 && Number.isFinite(n))) throw new Error(`A share of ${n} people.`);
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

export interface ObservedShare {
  readonly share: number;
  readonly n: number;
}

/**
 * What the difference a − b is compatible with, at 95 % (Newcombe, R. G. 1998: Interval estimation for the difference
 * between independent proportions, Statistics in Medicine 17, 873–890, method 10). Chance explains the difference where
 * the interval holds 0.
 */
export function shareDifferenceInterval(a: ObservedShare, b: ObservedShare): ShareInterval {
  const [ofA, ofB] = [wilsonInterval(a.share, a.n), wilsonInterval(b.share, b.n)];
  const difference = a.share - b.share;
  return {
    low: difference - Math.sqrt(squared(a.share - ofA.low) + squared(ofB.high - b.share)),
    high: difference + Math.sqrt(squared(ofA.high - a.share) + squared(b.share - ofB.low)),
  };
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
