// The audit of one area's age spans against trying every number of people there could be.
import fc from "fast-check";
import { expect, it } from "vitest";
import { roundByOffset } from "../../../engine/disclosure/keyed-rounding.ts";
import { areSpansAmbiguous, type ToldSpan } from "../../../engine/disclosure/nested-spans.ts";

const offsets = [0, 1, 2, 3, 4];
const span = (ageFrom: number, ageTo: number | null, ...protectedCounts: (number | null)[]): ToldSpan => ({
  ageFrom,
  ageTo,
  protectedCounts,
});

it("lets spans that lie in each other through, whatever they are, as they share one offset", () => {
  const counts = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(40)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(counts, fc.nat(4), (dates, offset) => {
      const told = (sum: (date: readonly number[]) => number) => dates.map((date) => roundByOffset(sum(date), offset));
      const spans = [
        span(0, 17, ...told(([a]) => a!)),
        span(0, 19, ...told(([a, b]) => a! + b!)),
        span(0, null, ...told(([a, b, c]) => a! + b! + c!)),
      ];
      return areSpansAmbiguous(spans);
    }),
  );
});

it("finds parts that must be at one end to add up", () => {
  expect(areSpansAmbiguous([span(0, 5, 10), span(6, 17, 10), span(0, 17, 20)])).toBe(true);
  // At most 4 and at most 4 are never the least of a 15.
  expect(areSpansAmbiguous([span(0, 5, 0), span(6, 17, 0), span(0, 17, 10)])).toBe(false);
  expect(areSpansAmbiguous([span(0, 5, 0), span(6, 17, null), span(0, 17, 10)])).toBe(true);
  // One date tells of the others by the offset they share.
  expect(areSpansAmbiguous([span(0, 5, 0, 10), span(6, 17, 0, 10), span(0, 17, 10, 20)])).toBe(false);
});

it("agrees with trying every number", () => {
  let narrow = 0;
  fc.assert(
    fc.property(fc.nat(8), fc.nat(8), fc.nat(4), fc.nat(4), (young, old, fromBirth, ofOld) => {
      const told = [roundByOffset(young, fromBirth), roundByOffset(old, ofOld), roundByOffset(young + old, fromBirth)];
      const possible = [new Set<number>(), new Set<number>(), new Set<number>()];
      for (const u of offsets) {
        for (const v of offsets) {
          for (let a = 0; a < 25; a++) {
            for (let b = 0; b < 25; b++) {
              const fits = [roundByOffset(a, u), roundByOffset(b, v), roundByOffset(a + b, u)];
              if (fits.some((value, index) => value !== told[index])) continue;
              for (const [index, value] of [a, b, a + b].entries()) possible[index]!.add(value);
            }
          }
        }
      }
      const expected = possible.every(({ size }) => size >= 5);
      if (!expected) narrow++;
      const [first, second, both] = told as [number, number, number];
      expect(areSpansAmbiguous([span(0, 5, first), span(6, 17, second), span(0, 17, both)])).toBe(expected);
    }),
    { numRuns: 2000 },
  );
  expect(narrow).toBeGreaterThan(0);
});
