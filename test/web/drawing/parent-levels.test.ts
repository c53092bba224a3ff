// The higher levels that areas can be taken by: those that group, each in its own way.
import { expect, it } from "vitest";
import { parentLevels } from "../../../web/drawing/area-field.ts";

const areas = (codes: readonly string[], parentCode: string | null = null) =>
  codes.map((code) => ({ code, parentCode }));

it("leaves out prefixes that take one area each, the same areas as a shorter code, or all", () => {
  // Five digits are as many as the areas; three take what two take; one takes all.
  const { levels, parentCountAt } = parentLevels("nyko", areas(["110110", "110120", "110210", "120130", "120140"]));
  expect(levels).toEqual([4, 2]);
  expect(levels.map(parentCountAt)).toEqual([3, 2]);
});

it("has no level where a division's areas name no parents, or one for all", () => {
  expect(parentLevels("deso", areas(["A0010", "A0020"])).levels).toEqual([]);
  expect(parentLevels("deso", areas(["A0010", "A0020"], "R001")).levels).toEqual([]);
});
