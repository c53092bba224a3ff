// Parts of a whole number: whole, fair and always adding up, whatever the grouping.
import fc from "fast-check";
import { expect, it } from "vitest";
import { apportion } from "../../../engine/disclosure/apportion.ts";

it("gives the largest remainders the last ones, and the first of equal ones", () => {
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(apportion(5, [30, 20])).toEqual([3, 2]);
  expect(apportion(5, [45, 4, 1])).toEqual([5, 0, 0]);
  expect(apportion(7, [0, 0])).toEqual([4, 3]);
  expect(apportion(0, [3, 4])).toEqual([0, 0]);
  expect(apportion(0, [])).toEqual([]);
});

it("adds up to the whole, stays within one of the exact share, and gives nothing to nobody", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.nat({ max: 10_000 }), weights, (total, given) => {
      const parts = apportion(total, given);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
      const sum = given.reduce((all, weight) => all + weight, 0);
      for (const [index, part] of parts.entries()) {
        expect(Number.isInteger(part) && part >= 0).toBe(true);
        if (sum > 0) expect(Math.abs(part - (total * given[index]!) / sum)).toBeLessThan(1 + 1e-9);
        if (sum > 0 && given[index] === 0) expect(part).toBe(0);
      }
    }),
  );
});

it("makes every way of grouping the parts add up to the same sum", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: 200 }), fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 5 }))),
      fc.infiniteStream(fc.nat({ max: 3 })),
      (areas, teamOf) => {
        const teams = [0, 0, 0, 0];
        for (const [total, weights] of areas) {
          for (const part of apportion(total, weights)) teams[teamOf.next().value!]! += part;
        }
        const shown = teams.reduce((sum, team) => sum + team, 0);
        expect(shown).toBe(areas.reduce((sum, [total]) => sum + total, 0));
      },
    ),
  );
});

it("refuses what can not be parted", () => {
  expect(() => apportion(1.5, [1])).toThrow("whole");
  expect(() => apportion(3, [-1, 2])).toThrow("negative");
  expect(() => apportion(3, [])).toThrow("nobody");
});
