// Numbers are written with a tenth only where they need one.
import { expect, it } from "vitest";
import { formatNumber, tenthsOf } from "../../web/numbers.ts";

it.each([
  [5350, "5 350"],
  [5349.5, "5 349,5"],
  [5349.98, "5 350"],
  [-0.5, "−0,5"],
])("writes %d as %s", (value, text) => {
  expect(formatNumber(value, tenthsOf(value)).replace(/\s/g, " ")).toBe(text);
});
