// A mean of a few answers on a scale, with an interval that is honest about how few they are.

/** What is known of a group of answers: never the answers themselves. */
export interface AnswerSums {
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

export interface MeanInterval {
  readonly mean: number;
  /** The ends of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** The normal distribution's 97.5th percentile. */
const z = 1.959963984540054;

/**
 * The 97.5th percentile of Student's t. Abramowitz & Stegun 26.7.5: the normal percentile with four correction terms; within
 * 0.001 of the exact value from 4 degrees of freedom on.
 */
export function studentPercentile(degreesOfFreedom: number): number {
  if (!(degreesOfFreedom >= 4)) {
    throw new RangeError(`Expected at least 4 degrees of freedom, found ${degreesOfFreedom}.`);
  }
  const z2 = z * z;
  const terms = [
    (z * (z2 + 1)) / 4,
    (z * (5 * z2 * z2 + 16 * z2 + 3)) / 96,
    (z * (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15)) / 384,
    (z * (79 * z2 * z2 * z2 * z2 + 776 * z2 * z2 * z2 + 1482 * z2 * z2 - 1920 * z2 - 945)) / 92_160,
  ];
  let percentile = z;
  let power = 1;
  for (const term of terms) {
    power *= degreesOfFreedom;
    percentile += term / power;
  }
  return percentile;
}

/**
 * The mean of `count` answers and its 95 % interval by Student's t (Student 1908, Biometrika 6: 1–25), for paired answers of
 * their differences. `leastVariance` is what the scale's whole steps hide (1/12 of a step for an answer, 1/6 for a difference
 * of two: the variance of a rounding): five people who all chose the same step have not been measured without error, so the
 * interval is never narrower than that. The ends are kept within what the scale allows.
 */
export function meanInterval(
  { count, sum, sumOfSquares }: AnswerSums,
  leastVariance: number,
  range: { readonly least: number; readonly most: number },
): MeanInterval {
  if (count < 5) throw new RangeError(`Expected at least 5 answers, found ${count}.`);
  const mean = sum / count;
  const variance = Math.max(leastVariance, (sumOfSquares - count * mean * mean) / (count - 1));
  const half = studentPercentile(count - 1) * Math.sqrt(variance / count);
  return { mean, low: Math.max(range.least, mean - half), high: Math.min(range.most, mean + half) };
}

/**
 * The mean of one group of answers less that of another, and its 95 % interval by Welch's t for groups that may spread
 * unequally (Welch 1947, Biometrika 34: 28–35; degrees of freedom by Satterthwaite 1946). The groups are taken as other
 * people: where some are the same and answer alike, the interval is wider than need be, never too narrow. `leastVariance` is
 * of one answer, as in `meanInterval`.
 */
export function differenceOfMeans(
  later: AnswerSums,
  earlier: AnswerSums,
  leastVariance: number,
  range: { readonly least: number; readonly most: number },
): MeanInterval {
  const [a, b] = [later, earlier].map(({ count, sum, sumOfSquares }) => {
    if (count < 5) throw new RangeError(`Expected at least 5 answers, found ${count}.`);
    const mean = sum / count;
    const variance = Math.max(leastVariance, (sumOfSquares - count * mean * mean) / (count - 1));
    return { mean, ofMean: variance / count, freedom: count - 1 };
  }) as [SpreadOfMean, SpreadOfMean];
  const together = a.ofMean + b.ofMean;
  const freedom = (together * together) / ((a.ofMean * a.ofMean) / a.freedom + (b.ofMean * b.ofMean) / b.freedom);
  const mean = a.mean - b.mean;
  // Never below the smaller group's, but for the last bit of the arithmetic.
  const half = studentPercentile(Math.max(freedom, Math.min(a.freedom, b.freedom))) * Math.sqrt(together);
  return { mean, low: Math.max(range.least, mean - half), high: Math.min(range.most, mean + half) };
}

interface SpreadOfMean {
  readonly mean: number;
  /** The variance of the mean. */
  readonly ofMean: number;
  /** Degrees of freedom. */
  readonly freedom: number;
}
