// How certain an indicator may be told to be: by how many people stand behind it, whichever way the file says it.
import { describe, expect, it } from "vitest";
import {
  type GivenCertainty,
  givenInterval,
  intervalForEachOf,
  peopleBehindShare,
  tellingOfMean,
  tellingOfShare,
} from "../../../engine/disclosure/indicator-certainty.ts";
import { wilsonInterval, z95 } from "../../../engine/profile/share-interval.ts";

const given = (said: Partial<GivenCertainty>): GivenCertainty => ({
  ...{ base: null, standardError: null, low: null, high: null },
  ...said,
});
const errorOf = (percent: number, people: number) => Math.sqrt((percent * (100 - percent)) / people);

describe("the people behind a share", () => {
  it("are the base, or what gives the standard error or the interval, the fewest of them", () => {
    expect(peopleBehindShare(20, given({ base: 120 }))).toBe(120);
    expect(peopleBehindShare(20, given({ standardError: errorOf(20, 120) }))).toBeCloseTo(120, 9);
    const half = z95 * errorOf(20, 80);
    expect(peopleBehindShare(20, given({ low: 20 - half, high: 20 + half }))).toBeCloseTo(80, 9);
    expect(peopleBehindShare(20, given({ base: 120, low: 20 - half, high: 20 + half }))).toBeCloseTo(80, 9);
    expect(peopleBehindShare(20, given({ base: 70, low: 20 - half, high: 20 + half }))).toBe(70);
    expect(peopleBehindShare(0, given({ low: 0, high: 100 * wilsonInterval(0, 44).high }))).toBeCloseTo(44, 9);
    expect(peopleBehindShare(20, given({}))).toBeNull();
  });
});

describe("what is told of a share", () => {
  it("is nothing under fifty people, rounded where few have it or have it not, and else as it came", () => {
    expect(tellingOfShare(20, given({ base: 49 }))).toBe("withheld");
    expect(tellingOfShare(20, given({ base: 50 }))).toBe("with-certainty");
    expect(tellingOfShare(5, given({ base: 100 }))).toBe("rounded");
    expect(tellingOfShare(6, given({ base: 100 }))).toBe("with-certainty");
    expect(tellingOfShare(95, given({ base: 100 }))).toBe("rounded");
    expect(tellingOfShare(0, given({ base: 100 }))).toBe("rounded");
    expect(tellingOfShare(20, given({}))).toBe("as-published");
  });

  it("does not depend on how the file says it", () => {
    for (const people of [30, 49.9, 50.1, 90, 400]) {
      for (const percent of [3, 5.6, 12, 50, 88, 97]) {
        const byError = tellingOfShare(percent, given({ standardError: errorOf(percent, people) }));
        expect([people, percent, byError]).toEqual([people, percent, tellingOfShare(percent, given({ base: people }))]);
      }
    }
  });
});

describe("what is told of another number", () => {
  it("is nothing where it rests on fewer than fifty people", () => {
    expect(tellingOfMean(given({ base: 49, standardError: 2 }))).toBe("withheld");
    expect(tellingOfMean(given({ standardError: 2 }))).toBe("with-certainty");
    expect(tellingOfMean(given({}))).toBe("as-published");
  });

  it("has for each of several areas an interval that is never too narrow when they are counted again as several", () => {
    const parts = [
      { value: 10, weight: 60, given: given({ standardError: 1 }) },
      { value: 20, weight: 20, given: given({ standardError: 3 }) },
    ];
    const error = z95 * Math.sqrt((0.75 * 1) ** 2 + (0.25 * 3) ** 2);
    const { low, high } = intervalForEachOf(parts)!;
    expect(12.5 - low).toBeCloseTo(Math.SQRT2 * error, 12);
    expect(high - 12.5).toBeCloseTo(Math.SQRT2 * error, 12);
    expect(intervalForEachOf([parts[0]!, { ...parts[1]!, given: given({}) }])).toBeNull();
  });

  it("takes the interval before the standard error", () => {
    expect(givenInterval(10, given({ standardError: 1, low: 7, high: 12 }))).toEqual({ low: 7, high: 12 });
    expect(givenInterval(10, given({ base: 100 }))).toBeNull();
  });
});
