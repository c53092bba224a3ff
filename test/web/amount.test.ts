// What is written as a number in a tree's field is one, what is none is said to be none, and what has arrived stands at its day.
import { expect, it } from "vitest";
import { amountOf, amountText } from "../../web/problem-tree-page/amount.ts";
import { pairAt } from "../../web/problem-tree-page/arrived-value.ts";

it.each([
  ["25", "", 25],
  ["25 %", "", 25],
  ["2,5", "", 2.5],
  ["1 200 kr", "kr", 1200],
  ["−3", "", -3],
  ["14 barn", "barn", 14],
  ["ca 6", "", null],
  ["6–8", "", null],
  ["barn", "barn", null],
  [" ", "", null],
])("%j in %j is %s", (text, unit, amount) => {
  expect(amountOf(text, unit)).toBe(amount);
});

it("writes an amount in the field as the language does, and reads it back", () => {
  expect([3.5, -0.25, 1200, null].map((value) => amountText(value, "sv"))).toEqual(["3,5", "-0,25", "1200", ""]);
  expect(amountText(3.5, "en")).toBe("3.5");
  for (const value of [3.5, -0.25, 1200]) expect(amountOf(amountText(value, "sv"), "")).toBe(value);
});

it("puts before and now of a survey at one day, since each form gives both at once", () => {
  const [before, now] = [2, 3.5].map((mean) => ({ mean, low: mean - 0.5, high: mean + 0.5 }));
  expect(pairAt("2026-05-20", before!, now!)).toEqual([
    { date: "2026-05-20", value: 2, low: 1.5, high: 2.5, of: "before" },
    { date: "2026-05-20", value: 3.5, low: 3, high: 4, of: "now" },
  ]);
  expect(pairAt("2026-05-20", null, now!)).toHaveLength(1);
});
