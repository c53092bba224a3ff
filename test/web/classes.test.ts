// Classes of a coloured map: readable breaks, every known area in one, unknown areas in none.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classify, coloursFor, roundestBetween } from "../../web/colour/classes.ts";

describe("roundestBetween", () => {
  it.each([
    [487.3, 512, 500],
    [20.4, 21.2, 21],
    [0.113, 0.148, 0.125],
    [99, 101, 100],
    [-3, 4, 0],
  ])("finds a round number in (%s, %s]", (low, high, round) => {
    expect(roundestBetween(low, high)).toBe(round);
  });

  it("never leaves the interval", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (low, width) => {
        const high = low + width;
        const round = roundestBetween(low, high);
        return round > low && round <= high;
      }),
    );
  });
});

describe("classify", () => {
  it("puts about as many areas in each class, with readable breaks", () => {
    const { classes } = classify(Array.from({ length: 100 }, (_, index) => index * 3 + 0.4));
    expect(classes.map((own) => own.areaCount)).toEqual([20, 20, 20, 20, 20]);
    for (const { from } of classes.slice(1)) expect(Number.isInteger(from)).toBe(true);
  });

  it("keeps unknown apart from zero", () => {
    const { classOfArea, unknownCount, classes } = classify([0, null, 0, 7, null]);
    expect([...classOfArea]).toEqual([0, -1, 0, 1, -1]);
    expect(unknownCount).toBe(2);
    expect(classes.map((own) => own.areaCount)).toEqual([2, 1]);
  });

  it("makes one class of equal values and none of nothing", () => {
    expect(classify([4, 4, 4]).classes).toEqual([{ from: 4, to: 4, areaCount: 3 }]);
    expect(classify([null, null]).classes).toEqual([]);
  });

  it("counts every area once and orders areas as their values", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: -50, max: 5000 }), { nil: null })), (values) => {
        const { classes, classOfArea, unknownCount } = classify(values);
        expect(classes.reduce((sum, own) => sum + own.areaCount, 0) + unknownCount).toBe(values.length);
        values.forEach((value, area) => {
          const own = classes[classOfArea[area]!];
          if (value === null) expect(own).toBeUndefined();
          else {
            expect(value).toBeGreaterThanOrEqual(own!.from);
            expect(value).toBeLessThanOrEqual(own!.to);
          }
        });
      }),
    );
  });
});

describe("coloursFor", () => {
  it("spreads few classes over the whole scale", () => {
    expect(coloursFor(2)).toEqual([coloursFor(5)[0], coloursFor(5)[4]]);
    expect(new Set(coloursFor(5)).size).toBe(5);
  });
});
