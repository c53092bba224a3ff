// Numbers are written with a tenth only where they need one, and are not parted from their sign at the end of a line.
import { expect, it } from "vitest";
import { inLanguage } from "../../web/i18n.ts";
import { decimalsApart, formatNumber, formatPercent, tenthsOf, wholeDeviation } from "../../web/numbers.ts";

it.each([
  [5350, "5 350"],
  [5349.5, "5 349,5"],
  [5349.98, "5 350"],
  [-0.5, "−0,5"],
])("writes %d as %s", (value, text) => {
  expect(formatNumber(value, tenthsOf(value)).replace(/\s/g, " ")).toBe(text);
});

it("keeps a number and its sign of per cent on one line in the sentences of the service", () => {
  const sv = "Team A ligger 20 (50,0 %) över målet; 3 % av 12 % är allt.";
  expect(inLanguage({ sv, en: "" })).toBe("Team A ligger 20 (50,0\u00a0%) över målet; 3\u00a0% av 12\u00a0% är allt.");
});

it("writes a difference and its chance apart where they are told apart", () => {
  const written = (fraction: number, chance: number) =>
    [fraction, chance].map((own) => formatPercent(own, decimalsApart(fraction, chance)).replace(/\s/g, " "));
  expect(written(0.052, 0.046)).toEqual(["5,2 %", "4,6 %"]);
  expect(written(0.23, 0.04)).toEqual(["23 %", "4 %"]);
  expect(decimalsApart(-0.052, 0.046)).toBe(1);
});

it.each([
  [1337, 1329.5, 7],
  [1337, 1344.7, -8],
  [1337, 1337.4, 0],
  [1337, 1336.5, 0],
])("tells how far %d is from %d in whole people, as both are written", (value, target, deviation) => {
  expect(wholeDeviation(value, target)).toBe(deviation);
  expect(Number(formatNumber(value).replace(/\s/g, "")) - Number(formatNumber(target).replace(/\s/g, ""))).toBe(
    deviation,
  );
});
