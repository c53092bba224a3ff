// The three-year periods of case types: fixed, disjoint, and told only when whole.
import fc from "fast-check";
import { expect, it } from "vitest";
import { caseTypePeriodOf, completePeriods } from "../../../engine/disclosure/case-type-periods.ts";

it("puts every year in one period of three years that does not move with the data", () => {
  expect([2019, 2020, 2022, 2023, 2025, 2026].map((year) => caseTypePeriodOf(year).firstYear)).toEqual([
    2017, 2020, 2020, 2023, 2023, 2026,
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2200 }), fc.integer({ min: 1900, max: 2200 }), (year, other) => {
      const { firstYear, lastYear } = caseTypePeriodOf(year);
      expect(firstYear <= year && year <= lastYear && lastYear - firstYear === 2).toBe(true);
      const another = caseTypePeriodOf(other);
      const isSame = another.firstYear === firstYear;
      expect(isSame || another.lastYear < firstYear || another.firstYear > lastYear).toBe(true);
    }),
  );
});

it("tells a period only when all its years are there", () => {
  expect(completePeriods([2024, 2025, 2020, 2021, 2022])).toEqual([{ firstYear: 2020, lastYear: 2022 }]);
  expect(completePeriods([2023, 2024, 2025, 2025])).toEqual([{ firstYear: 2023, lastYear: 2025 }]);
  expect(completePeriods([])).toEqual([]);
});
