// How far each team's part of what came in is from its part of the positions, beside what chance alone makes.

/** As `balanceLoads`: chance alone is farther out one time in twenty. */
const likelyDeviations = 1.96;

export interface ShareDifference {
  /** Count against the team's share of all counts: 0.1 is a tenth above. */
  readonly fraction: number;
  /** Chance and rounding alone make a larger one, up or down, one time in twenty. */
  readonly chanceFraction: number;
  readonly isMoreThanChance: boolean;
}

/**
 * In the order of the counts; null for a team whose share is none. A count varies by its square root (Poisson), and
 * `roundingVariances` is what each team's rounding adds. The variance counts in that the team is part of the whole.
 * Throws on lengths that differ, or without any share.
 */
export function shareDifferences(
  counts: readonly number[],
  shares: readonly number[],
  roundingVariances: readonly number[],
): (ShareDifference | null)[] {
  if (shares.length !== counts.length || roundingVariances.length !== counts.length)
    throw new Error(`${counts.length} counts, ${shares.length} shares and ${roundingVariances.length} variances.`);
  const allShares = shares.reduce((sum, share) => sum + share, 0);
  if (!(allShares > 0)) throw new Error("Nobody has a share.");
  const total = counts.reduce((sum, count) => sum + count, 0);
  const variances = counts.map((count, team) => count + roundingVariances[team]!);
  const allVariance = variances.reduce((sum, variance) => sum + variance, 0);
  return counts.map((count, team) => {
    const share = shares[team]! / allShares;
    const fair = share * total;
    if (fair === 0) return null;
    const variance = (1 - share) ** 2 * variances[team]! + share ** 2 * (allVariance - variances[team]!);
    const margin = likelyDeviations * Math.sqrt(variance);
    return {
      fraction: count / fair - 1,
      chanceFraction: margin / fair,
      isMoreThanChance: Math.abs(count - fair) > margin,
    };
  });
}
