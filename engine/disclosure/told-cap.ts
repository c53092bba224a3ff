// Whether a protected count has reached the cap, as anybody can tell who reads nothing but what is told.
import { largestProtectedCount, largestRoundingError } from "./keyed-rounding.ts";
import { leastChildren } from "./publication-areas.ts";

/** Children of one area as everybody is told them. */
export interface ToldChildren {
  readonly children: number;
  readonly rounded: boolean;
}

/**
 * How many children a publication area has at the least, by what everybody is told of its areas: those that are told as
 * they are count so, of rounded ones the least that they can be, and together there are always enough.
 */
export function knownChildren(told: readonly ToldChildren[]): number {
  const least = told.map(({ children, rounded }) =>
    rounded ? Math.max(0, children - largestRoundingError) : children,
  );
  return Math.max(
    leastChildren,
    least.reduce((sum, children) => sum + children, 0),
  );
}

/**
 * Whether the told count has reached the cap of so many known children. Then the exact count is at least the told one less
 * the rounding's error, and may be any larger; below, it is within the rounding's error. It rests on told numbers alone:
 * never on whether the exact count was above the cap, nor on the exact children of rounded areas, which the cap itself counts in.
 */
export function isAtToldCap(protectedCount: number, children: number): boolean {
  return protectedCount >= largestProtectedCount(children);
}
