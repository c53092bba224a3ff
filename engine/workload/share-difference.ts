// Whether each team's part of what came in differs from its part of the positions by more than chance.
import { roundingStandardDeviation } from "../disclosure/keyed-rounding.ts";

/** As `balanceLoads`: chance alone is farther out one time in twenty. */
const likelyDeviations = 1.96;

/**
 * By team: true where its count is farther from its share of all counts than chance and rounding make. A count varies by
 * its square root (Poisson), and `roundedCounts` of each team add their rounding.
 * Throws on lengths that differ, or without any share.
 */
export function differsFromShare(
  counts: readonly number[],
  shares: readonly number[],
  roundedCounts: readonly number[],
): boolean[] {
  if (shares.length !== counts.length || roundedCounts.length !== counts.length)
    throw new Error(`${counts.length} counts, ${shares.length} shares and ${roundedCounts.length} roundings.`);
  const allShares = shares.reduce((sum, share) => sum + share, 0);
  if (!(allShares > 0)) throw new Error("Nobody has a share.");
  const total = counts.reduce((sum, count) => sum + count, 0);
  const variances = counts.map((count, team) => count + roundingStandardDeviation ** 2 * roundedCounts[team]!);
  const allVariance = variances.reduce((sum, variance) => sum + variance, 0);
  return counts.map((count, team) => {
    const share = shares[team]! / allShares;
    const variance = (1 - share) ** 2 * variances[team]! + share ** 2 * (allVariance - variances[team]!);
    return Math.abs(count - share * total) > likelyDeviations * Math.sqrt(variance);
  });
}
