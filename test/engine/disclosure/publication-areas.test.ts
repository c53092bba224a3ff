// Publication areas: enough children everywhere, drawn alike every time, and from population and borders alone.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  drawPublicationAreas,
  leastChildren,
  type PublicationInput,
} from "../../../engine/disclosure/publication-areas.ts";

/** Areas on a line, each sharing so many metres with the next. */
function line(children: number[], lengthsM: number[]): PublicationInput {
  return {
    children,
    xM: children.map((_, area) => area * 1000),
    yM: children.map(() => 0),
    borders: lengthsM.flatMap((lengthM, area) => (lengthM > 0 ? [{ areaA: area, areaB: area + 1, lengthM }] : [])),
  };
}

const division = fc.integer({ min: 1, max: 40 }).chain((count) =>
  fc.record({
    children: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: count, maxLength: count }),
    xM: fc.array(fc.integer({ min: 0, max: 9999 }), { minLength: count, maxLength: count }),
    yM: fc.array(fc.integer({ min: 0, max: 9999 }), { minLength: count, maxLength: count }),
    borders: fc
      .array(
        fc.record({
          areaA: fc.nat({ max: count - 1 }),
          areaB: fc.nat({ max: count - 1 }),
          lengthM: fc.integer({ min: 1, max: 500 }),
        }),
        { maxLength: 3 * count },
      )
      .map((borders) => borders.filter(({ areaA, areaB }) => areaA !== areaB)),
  }),
);

describe("publication areas", () => {
  it("leave areas with 50 children and more alone", () => {
    expect([...drawPublicationAreas(line([50, 51, 400], [1000, 1]))]).toEqual([0, 1, 2]);
  });

  it("join an area with the neighbour of the longest border", () => {
    expect([...drawPublicationAreas(line([100, 10, 100], [300, 301]))]).toEqual([0, 1, 1]);
    expect([...drawPublicationAreas(line([100, 10, 100], [301, 300]))]).toEqual([0, 0, 2]);
  });

  it("add up borders with areas that were joined before", () => {
    const input = line([10, 20, 100, 100], [50, 100, 0]);
    const borders = [...input.borders, { areaA: 0, areaB: 3, lengthM: 70 }, { areaA: 1, areaB: 3, lengthM: 40 }];
    // 0 joins 3 (70 m rather than 50); 1 then shares 90 m with 0 and 3 together, and 100 m with 2.
    expect([...drawPublicationAreas({ ...input, borders })]).toEqual([0, 1, 1, 0]);
    const longer = borders.map((one) => (one.areaA === 1 && one.areaB === 3 ? { ...one, lengthM: 60 } : one));
    expect([...drawPublicationAreas({ ...input, borders: longer })]).toEqual([0, 0, 2, 0]);
  });

  it("go on until there are 50", () => {
    expect([...drawPublicationAreas(line([10, 10, 10, 10, 10, 80], [9, 9, 9, 9, 1]))]).toEqual([0, 0, 0, 0, 0, 5]);
  });

  it("join an island with the nearest", () => {
    expect([...drawPublicationAreas({ ...line([10, 100, 100], [0, 5]), xM: [2100, 0, 2000] })]).toEqual([0, 1, 0]);
  });

  it("make one area of a division with fewer than 50 children", () => {
    expect([...drawPublicationAreas(line([1, 2, 3], [5, 5]))]).toEqual([0, 0, 0]);
  });

  it("have 50 children each, or are all there is; are named by their lowest area; and do not depend on the order of borders", () => {
    fc.assert(
      fc.property(division, (input) => {
        const names = [...drawPublicationAreas(input)];
        const sums = new Map<number, number>();
        for (const [area, name] of names.entries()) sums.set(name, (sums.get(name) ?? 0) + input.children[area]!);
        for (const sum of sums.values()) expect(sum >= leastChildren || sums.size === 1).toBe(true);
        for (const name of sums.keys()) expect(names.indexOf(name)).toBe(name);
        const turned = input.borders
          .map(({ areaA, areaB, lengthM }) => ({ areaA: areaB, areaB: areaA, lengthM }))
          .reverse();
        expect([...drawPublicationAreas({ ...input, borders: turned })]).toEqual(names);
      }),
    );
  });

  it("are drawn of 6,000 areas in a moment", () => {
    const random = Array.from({ length: 6000 }, (_, area) => (area * 7919) % 90);
    const begun = performance.now();
    drawPublicationAreas(
      line(
        random,
        random.map((_, area) => (area === 5999 ? 0 : 100 + (area % 7))),
      ),
    );
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it("refuse unknown numbers of children and borders of nothing", () => {
    expect(() => drawPublicationAreas(line([Number.NaN], []))).toThrow("children");
    const border = { areaA: 0, areaB: 0, lengthM: 5 };
    expect(() => drawPublicationAreas({ ...line([60], []), borders: [border] })).toThrow("border");
  });
});
