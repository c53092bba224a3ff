// The limit to how many may change team is told while one draws, and only compared with what it speaks of.
import { expect, it } from "vitest";
import { isOverLimit, movedLimitOf } from "../../../web/map-page/drawing/moved-limit.ts";

const children = { measureKey: "children", toleranceFraction: 0.05, toleranceNumber: null, weight: 1, reason: "" };
const rules = { movedAtMost: 120, baselinePlanId: "today", balancedMeasures: [children] };
const limit = { people: 120, measureKey: "children", baselinePlanId: "today" };

it("is there where the rules name a number, what it is counted from and what it is counted in", () => {
  expect(movedLimitOf(rules)).toEqual(limit);
  expect(movedLimitOf({ ...rules, movedAtMost: 0 })?.people).toBe(0);
  expect(movedLimitOf({ ...rules, movedAtMost: null })).toBeNull();
  expect(movedLimitOf({ ...rules, baselinePlanId: null })).toBeNull();
  expect(movedLimitOf({ ...rules, balancedMeasures: [] })).toBeNull();
  expect(movedLimitOf(null)).toBeNull();
});

it("is passed by more than it, and not by what sums of fractions err", () => {
  const drawn = { moved: 121, measureKey: "children", baselinePlanId: "today" };
  expect(isOverLimit(limit, drawn)).toBe(true);
  expect(isOverLimit(limit, { ...drawn, moved: 120 })).toBe(false);
  expect(isOverLimit(limit, { ...drawn, moved: 120.000_000_01 })).toBe(false);
});

it("is not compared with changes in another measure or from another plan", () => {
  const drawn = { moved: 500, measureKey: "children", baselinePlanId: "today" };
  expect(isOverLimit(limit, { ...drawn, measureKey: "youth" })).toBe(false);
  expect(isOverLimit(limit, { ...drawn, baselinePlanId: "another" })).toBe(false);
  expect(isOverLimit(limit, { ...drawn, baselinePlanId: null })).toBe(false);
});
