// Whether what a check says of the first line's last year is what the areas' children say: a finding that does not agree is not stored.

/** Children parted on ages and summed again differ in the last bits alone. */
const agreement = 1e-6;

/**
 * Throws where a team's deviation of a year is not the one that its children of the same year make: both are sums of the
 * same told numbers, reckoned by different code, so that no input explains a difference.
 * @param seen by team, from the year as it was watched; null where nothing is said of it.
 * @param expected by team, from the areas' children of that year.
 */
export function requireAgreement(seen: readonly (number | null)[], expected: readonly number[]): void {
  for (const [team, deviation] of seen.entries()) {
    if (deviation === null || !Number.isFinite(expected[team]!)) continue;
    if (!(Math.abs(deviation - expected[team]!) <= agreement * (1 + Math.abs(expected[team]!))))
      throw new Error(`Team ${team} deviates by ${deviation} as seen and by ${expected[team]} as its children tell.`);
  }
}
