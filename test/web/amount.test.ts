// What is written as a number in a tree's field is one, and what is none is said to be none.
import { expect, it } from "vitest";
import { amountOf } from "../../web/problem-tree-page/amount.ts";

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
