// Whose children an arena's catchment is told with: of the ages it is for, with how far rounding moves them.
import { expect, it } from "vitest";
import { catchmentChildren } from "../../../api/profiles/catchment-children.ts";
import type { PopulationMeasure } from "../../../api/profiles/division-facts.ts";

const measure = (key: string, values: (number | null)[], period = "2025-12-31"): PopulationMeasure => ({
  ...{ key, nameSv: key, nameEn: key },
  dates: [
    { period: "2020-12-31", values: values.map(() => 1), rounded: values.map(() => false), municipality: null },
    { period, values, rounded: values.map((_value, area) => area === 2), municipality: null },
  ],
});
const whole = measure("children-0-17", [180, 90, 40, null]);
const young = measure("children-0-5", [60, 30, 15, 10]);

it("is of children before school for pre-schools and those like them", () => {
  for (const kind of ["preschool", "bvc", "open-preschool", "family-centre"] as const) {
    expect(catchmentChildren([whole, young], kind, [0, 1])).toEqual({
      catchmentChildren: 90,
      catchmentAges: { from: 0, to: 5 },
      catchmentUncertainty: 0,
    });
  }
});

it("is of children of school age for schools, with the rounding of both numbers", () => {
  expect(catchmentChildren([whole, young], "school", [0, 2])).toEqual({
    catchmentChildren: 145,
    catchmentAges: { from: 6, to: 17 },
    // Two counts of one area are rounded: 1.96 · 2 · √2 = 5.5.
    catchmentUncertainty: 6,
  });
  expect(catchmentChildren([whole, young], "youth-centre", [0, 3]).catchmentChildren).toBeNull();
});

it("is of the first class told of other arenas, or where the two are not of one day", () => {
  const all = { catchmentChildren: 270, catchmentAges: { from: 0, to: 17 }, catchmentUncertainty: 0 };
  expect(catchmentChildren([whole, young], "other", [0, 1])).toEqual(all);
  expect(catchmentChildren([whole, measure("children-0-5", [1, 1, 1, 1], "2024-12-31")], "school", [0, 1])).toEqual(
    all,
  );
  expect(catchmentChildren([whole, young], "school", []).catchmentChildren).toBeNull();
  expect(catchmentChildren([], "school", [0])).toEqual({
    catchmentChildren: null,
    catchmentAges: null,
    catchmentUncertainty: 0,
  });
});
