// The audit of one publication area against trying every exact count there could be.
import fc from "fast-check";
import { expect, it } from "vitest";
import { isAmbiguous, type ToldCount, type ToldPeriod } from "../../../engine/disclosure/feasible-counts.ts";
import { roundByOffset } from "../../../engine/disclosure/keyed-rounding.ts";

const told = (protectedCount: number): ToldCount => ({ protectedCount, isCapped: false });

it("lets ordinary numbers through", () => {
  expect(isAmbiguous([{ totals: [told(20), told(25), told(15)], caseTypes: [told(25), told(35)] }])).toEqual([true]);
  expect(isAmbiguous([{ totals: [told(0), told(0), told(0)], caseTypes: [told(0), told(0)] }])).toEqual([true]);
  expect(isAmbiguous([{ totals: [told(0), told(0), told(0)], caseTypes: [null, null] }])).toEqual([true]);
});

it("finds the period in which years and case types can be at one end only", () => {
  // Three years of at most 4 make at most 12; a case type that was rounded to 15 has at least 11.
  const narrow: ToldPeriod = { totals: [told(0), told(0), told(0)], caseTypes: [told(15), told(0)] };
  const wide: ToldPeriod = { totals: [told(20), told(20), told(20)], caseTypes: [told(30), told(30)] };
  expect(isAmbiguous([narrow])).toEqual([false]);
  expect(isAmbiguous([wide, narrow])).toEqual([true, false]);
  expect(isAmbiguous([{ ...narrow, totals: [told(0), null, told(0)] }])).toEqual([true]);
  expect(isAmbiguous([{ ...narrow, totals: [{ protectedCount: 0, isCapped: true }, told(0), told(0)] }])).toEqual([
    true,
  ]);
});

/** Every exact table of one period with two years' totals and two case types that is told so. */
function everyTable(totals: readonly number[], caseTypes: readonly number[]): number[][] {
  const found: number[][] = [];
  const offsets = [0, 1, 2, 3, 4];
  const near = (value: number) => Array.from({ length: 9 }, (_, i) => value - 4 + i).filter((count) => count >= 0);
  for (const a of near(totals[0]!)) {
    for (const b of near(totals[1]!)) {
      if (!offsets.some((u) => roundByOffset(a, u) === totals[0] && roundByOffset(b, u) === totals[1])) continue;
      for (const c of near(caseTypes[0]!)) {
        const d = a + b - c;
        if (!offsets.some((u) => roundByOffset(c, u) === caseTypes[0])) continue;
        if (d < 0 || !offsets.some((u) => roundByOffset(d, u) === caseTypes[1])) continue;
        found.push([a, b, c, d]);
      }
    }
  }
  return found;
}

it("agrees with trying every table", () => {
  const small = fc.integer({ min: 0, max: 12 });
  const offset = fc.integer({ min: 0, max: 4 });
  let narrow = 0;
  fc.assert(
    fc.property(small, small, small, offset, offset, offset, (a, b, c, u, v, w) => {
      fc.pre(c <= a + b);
      const totals = [roundByOffset(a, u), roundByOffset(b, u)];
      const caseTypes = [roundByOffset(c, v), roundByOffset(a + b - c, w)];
      const tables = everyTable(totals, caseTypes);
      const enough = [0, 1, 2, 3].every((cell) => new Set(tables.map((table) => table[cell])).size >= 5);
      if (!enough) narrow++;
      expect(isAmbiguous([{ totals: totals.map(told), caseTypes: caseTypes.map(told) }])).toEqual([enough]);
    }),
    { numRuns: 1500, seed: 4 },
  );
  expect(narrow).toBeGreaterThan(10);
});
