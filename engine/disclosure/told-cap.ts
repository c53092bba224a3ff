// Whether a protected count has reached the cap, as anybody can tell who reads nothing but what is told.
import { largestProtectedCount } from "./keyed-rounding.ts";
import { hasEnoughChildren, leastChildren } from "./publication-areas.ts";

/**
 * How many children a publication area has at the least, by what everybody is told: areas with enough children are told as
 * they are, of the others nothing is used, and together there are always enough.
 */
export function knownChildren(childrenOfAreas: readonly number[]): number {
  const told = childrenOfAreas.filter(hasEnoughChildren).reduce((sum, children) => sum + children, 0);
  return Math.max(leastChildren, told);
}

/**
 * Whether the told count has reached the cap of so many known children. Then the exact count is at least the told one less
 * the rounding's error, and may be any larger; below, it is within the rounding's error. It rests on told numbers alone:
 * never on whether the exact count was above the cap, nor on the children of small areas, which the cap itself counts in.
 */
export function isAtToldCap(protectedCount: number, children: number): boolean {
  return protectedCount >= largestProtectedCount(children);
}
