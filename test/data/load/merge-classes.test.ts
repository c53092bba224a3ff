// Age classes of a new file beside those already stored: nobody counted twice, nobody lost.
import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeClasses } from "../../../data/load/population.ts";
import type { AgeClass } from "../../../data/mapping/age-classes.ts";

/** Classes without overlap from 0 to `cuts.at(-1)`. */
const partition = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }).map((cuts) => {
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.map((cut, index): AgeClass => ({ from: index === 0 ? 0 : (sorted[index - 1] ?? 0), to: cut - 1 }));
});
const ages = (classes: readonly AgeClass[]) =>
  classes.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));

test("what is stored afterwards has each age once, and every age either file had, or a wider class in its place", () => {
  fc.assert(
    fc.property(partition, partition, (incoming, stored) => {
      const { kept, skipped, removed } = mergeClasses(incoming, stored);
      expect(kept.length + skipped.length).toBe(incoming.length);
      const afterwards = ages([...stored.filter((one) => !removed.includes(one)), ...kept]);
      expect(new Set(afterwards).size).toBe(afterwards.length);
      // A class gives way only to ones that hold at least as many ages around each of its own.
      for (const { from, to } of [...skipped, ...removed]) {
        const overlapping = [...incoming, ...stored].filter((other) => other.from <= to && from <= other.to);
        expect(overlapping.length).toBeGreaterThan(1);
      }
    }),
  );
});

test("equal classes are replaced, and the same file again removes and keeps the same", () => {
  const classes = [
    { from: 0, to: 4 },
    { from: 5, to: 9 },
  ];
  expect(mergeClasses(classes, classes)).toEqual({ kept: classes, skipped: [], removed: classes });
});

test("single years 0–20 beside five-year classes: the years 0–19 stay, 20 gives way to 20–24", () => {
  const years = Array.from({ length: 21 }, (_, age) => ({ from: age, to: age }));
  const classes = [0, 5, 10, 15, 20].map((from) => ({ from, to: from + 4 }));
  expect(mergeClasses(classes, years)).toEqual({
    kept: [classes[4]],
    skipped: classes.slice(0, 4),
    removed: [years[20]],
  });
  expect(mergeClasses(years, classes)).toEqual({
    kept: years.slice(0, 20),
    skipped: [years[20]],
    removed: classes.slice(0, 4),
  });
});
