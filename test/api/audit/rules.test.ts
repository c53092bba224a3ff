// Rules of the review that need no database: Swedish holidays, and when a day's readings are unusually many.
import { describe, expect, it } from "vitest";
import type { PersonDay } from "../../../api/audit/review.store.ts";
import { swedishHolidays } from "../../../api/audit/swedish-holidays.ts";
import { isUnusual, usualOf } from "../../../api/audit/unusual-volume.ts";

describe("Swedish holidays", () => {
  it.each([
    [2024, ["2024-03-29", "2024-04-01", "2024-05-09", "2024-06-21"]],
    [2025, ["2025-04-18", "2025-04-21", "2025-05-29", "2025-06-20"]],
    [2026, ["2026-04-03", "2026-04-06", "2026-05-14", "2026-06-19"]],
    [2038, ["2038-04-23", "2038-04-26", "2038-06-03", "2038-06-25"]],
  ])("%i: Good Friday, Easter Monday, Ascension Day and Midsummer Eve", (year, moving) => {
    expect(swedishHolidays(year)).toEqual(expect.arrayContaining(moving));
  });

  it("has the days that are the same every year, in order", () => {
    const holidays = swedishHolidays(2026);
    expect(holidays).toHaveLength(12);
    expect(holidays).toEqual([...holidays].sort());
    for (const day of ["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"]) {
      expect(holidays).toContain(`2026-${day}`);
    }
  });
});

describe("an unusual volume", () => {
  const day = (count: number, ownUsual: number | null, ownDays: number, everybodysUsual: number | null): PersonDay => ({
    personId: "x",
    personName: "x",
    day: "2026-01-01",
    count,
    ownUsual,
    ownDays,
    everybodysUsual,
  });

  it.each<[string, PersonDay, boolean]>([
    ["three times one's usual is not more than three times", day(60, 20, 30, 1), false],
    ["more than three times and twenty more is", day(61, 20, 30, 1), true],
    ["four times a small usual is not, when it is few", day(8, 2, 30, 1), false],
    ["a newcomer is held against everybody", day(100, 1, 4, 20), true],
    ["a newcomer like everybody is not", day(30, 1, 4, 20), false],
    ["the first day of all is held against none", day(20, null, 0, null), true],
    ["a first day with few is like any other", day(19, null, 0, null), false],
  ])("%s", (_name, given, expected) => {
    expect(isUnusual(given)).toBe(expected);
  });

  it("uses one's own days from the fifth on", () => {
    expect([usualOf(day(1, 7, 4, 2)), usualOf(day(1, 7, 5, 2))]).toEqual([2, 7]);
  });
});
