// When a day's readings of exact counts are many more than usual. A rule that can be said in one sentence.
import type { PersonDay } from "./review.store.ts";

/** With fewer earlier days than this a person has no usual of their own yet, and everybody's is used. */
const ownDaysNeeded = 5;
const timesUsual = 3;
const atLeastMore = 20;

/** What a person-day is held against; null where nobody has any earlier day in the 90 before. */
export function usualOf({ ownUsual, ownDays, everybodysUsual }: PersonDay): number | null {
  return ownDays >= ownDaysNeeded ? ownUsual : everybodysUsual;
}

/** More than three times the usual, and at least twenty more. Where there is no usual as yet it is taken to be none. */
export function isUnusual(day: PersonDay): boolean {
  const usual = usualOf(day) ?? 0;
  return day.count > timesUsual * usual && day.count >= usual + atLeastMore;
}
