// The priority index worked out by hand, and which areas are most alike.
import { expect, it } from "vitest";
import { priorityScore, spreadOf } from "../../../engine/profile/priority-score.ts";
import { similarAreas } from "../../../engine/profile/similar-areas.ts";

it("weighs how far values stand from the mean, in standard deviations", () => {
  const spread = spreadOf([2, 4, null, 4, 4, 5, 5, 7, 9]);
  expect(spread).toEqual({ mean: 5, standardDeviation: 2 });
  const parts = [
    { weight: 3, value: 9, spread },
    { weight: -1, value: 4, spread },
    { weight: 5, value: null, spread },
    { weight: 5, value: 1, spread: null },
  ];
  // (3 · 2 + (−1) · (−0.5)) / (3 + 1)
  expect(priorityScore(parts)).toBeCloseTo(6.5 / 4, 12);
  expect(priorityScore(parts.slice(2))).toBeNull();
});

it("has no spread where there is one value or all are alike", () => {
  expect(spreadOf([3, null])).toBeNull();
  expect(spreadOf([3, 3, 3])).toBeNull();
});

it("finds the areas most alike in all indicators, whatever their units", () => {
  const income = [300, 310, 500, 305, null];
  const share = [10, 11, 10, 30, 10];
  expect(similarAreas([income, share], [300, 10], new Set([0]), 2)).toEqual([4, 1]);
  expect(similarAreas([income, share], [null, 30], new Set([3]), 1)).toEqual([1]);
  expect(similarAreas([income, share], [null, null], new Set(), 5)).toEqual([]);
});
