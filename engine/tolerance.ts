// How far from its target a team may be: the tolerance of plans without rules of their own, and a rule's as one fraction.

/** What a plan is held to where nobody has given it other rules. */
export const usualToleranceFraction = 0.01;

export interface ToleranceRule {
  readonly toleranceFraction: number;
  /** At most so many from the target; holds beside the fraction. */
  readonly toleranceNumber: number | null;
}

/**
 * The fraction, and the number as a fraction of the largest target where that is stricter: no team is then farther from
 * its target than the number, and one with a smaller target is held a little closer. A largest target of 0 leaves the
 * fraction.
 */
export function strictestFraction(
  { toleranceFraction, toleranceNumber }: ToleranceRule,
  largestTarget: number,
): number {
  if (toleranceNumber === null || largestTarget <= 0) return toleranceFraction;
  return Math.min(toleranceFraction, toleranceNumber / largestTarget);
}
