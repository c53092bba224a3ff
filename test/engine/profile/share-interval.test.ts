// Intervals of shares against published examples, and that chance is called a difference about as seldom as promised.
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../data/demo/random.ts";
import { roundByOffset } from "../../../engine/disclosure/keyed-rounding.ts";
import {
  countsDiffer,
  differenceInterval,
  meanInterval,
  wilsonInterval,
  z95,
} from "../../../engine/profile/share-interval.ts";

const judged = (share: number, n: number, countVariance = 0) => ({
  value: share,
  ...wilsonInterval(share, n, countVariance),
});

describe("Wilson's interval", () => {
  it("gives the published limits", () => {
    // Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3: 81/263, 15/148, 0/20, 1/29.
    const published = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [count, n, low, high] of published) {
      const found = wilsonInterval(count / n, n);
      expect(found.low).toBeCloseTo(low, 4);
      expect(found.high).toBeCloseTo(high, 4);
    }
  });

  it("is that of so many fewer people as have the variance of a rounded number of them", () => {
    expect(wilsonInterval(0.2, 100, 0)).toEqual(wilsonInterval(0.2, 100));
    // With p = 0.211 at Wilson's middle, 16.6 is the variance of the number of people by chance: as much again halves them.
    const middle = (0.2 + 1.959963984540054 ** 2 / 200) / (1 + 1.959963984540054 ** 2 / 100);
    const halved = wilsonInterval(0.2, 50);
    const rounded = wilsonInterval(0.2, 100, 100 * middle * (1 - middle));
    expect(rounded.low).toBeCloseTo(halved.low, 12);
    expect(rounded.high).toBeCloseTo(halved.high, 12);
    // Nobody told of twenty may be four.
    expect(wilsonInterval(0, 20, 4).high).toBeGreaterThan(wilsonInterval(0, 20).high + 0.03);
    expect(() => wilsonInterval(0.2, 100, -1)).toThrow("the variance -1");
  });

  it("holds the share that drawn and rounded numbers of people are of about as often as said, with few people and many", () => {
    const random = createRandom(11, "rounded-shares");
    const within = (places: number, withRounding: boolean) => {
      let held = 0;
      const rounds = 4_000;
      for (let round = 0; round < rounds; round++) {
        const share = 0.05 + 0.4 * random.uniform();
        let [told, toldPeople] = [0, 0];
        for (let place = 0; place < places; place++) {
          const people = 50 + Math.floor(60 * random.uniform());
          told += roundByOffset(random.binomial(people, share), Math.floor(5 * random.uniform()));
          toldPeople += roundByOffset(people, Math.floor(5 * random.uniform()));
        }
        const seen = Math.min(1, told / toldPeople);
        const variance = withRounding ? 4 * places * (1 + seen ** 2) : 0;
        const { low, high } = wilsonInterval(seen, toldPeople, variance);
        if (share >= low && share <= high) held += 1;
      }
      return held / rounds;
    };
    for (const places of [1, 3, 12]) {
      expect(Math.abs(within(places, true) - 0.95), `${places} places`).toBeLessThan(0.02);
      expect(within(places, false), `${places} places as if exact`).toBeLessThan(0.93);
    }
  });

  it("throws where it is no share of anybody", () => {
    expect(() => wilsonInterval(1.2, 10)).toThrow("A share of 1.2");
    expect(() => wilsonInterval(0.5, 0)).toThrow("0 people");
  });
});

describe("the difference between two shares", () => {
  it("gives the published limits", () => {
    // Newcombe 1998, Statistics in Medicine 17, 873–890, table II, method 10: 56/70 − 48/80 and 9/10 − 3/10.
    const one = differenceInterval(judged(56 / 70, 70), judged(48 / 80, 80));
    expect(one.low).toBeCloseTo(0.0524, 4);
    expect(one.high).toBeCloseTo(0.3339, 4);
    const other = differenceInterval(judged(0.9, 10), judged(0.3, 10));
    expect(other.low).toBeCloseTo(0.1705, 4);
    expect(other.high).toBeCloseTo(0.809, 4);
  });

  it("calls about one in twenty equal pairs different, and never many more", () => {
    const random = createRandom(7, "equal-shares");
    let called = 0;
    const rounds = 2_000;
    for (let round = 0; round < rounds; round++) {
      const [a, b] = [120, 300].map((n) => judged(random.binomial(n, 0.12) / n, n));
      const { low, high } = differenceInterval(a!, b!);
      if (low > 0 || high < 0) called += 1;
    }
    expect(called / rounds).toBeGreaterThan(0.03);
    expect(called / rounds).toBeLessThan(0.065);
  });
});

describe("a weighed mean", () => {
  it("has the interval that standard errors give, and that of one share where there is only one", () => {
    const parts = [
      { weight: 3, value: 10, error: 0.4 },
      { weight: 1, value: 14, error: 1.5 },
    ].map(({ weight, value, error }) => ({ weight, value, low: value - z95 * error, high: value + z95 * error }));
    const error = Math.sqrt((0.75 * 0.4) ** 2 + (0.25 * 1.5) ** 2);
    const { low, high } = meanInterval(parts);
    expect(low).toBeCloseTo(11 - z95 * error, 12);
    expect(high).toBeCloseTo(11 + z95 * error, 12);
    const one = judged(0.2, 90);
    expect(meanInterval([{ weight: 7, ...one }]).high).toBeCloseTo(one.high, 12);
    expect(() => meanInterval([])).toThrow("A mean of nothing");
  });

  it("holds the true mean of shares about as often as promised", () => {
    const random = createRandom(11, "mean-of-shares");
    const areas = [
      { weight: 500, n: 60, share: 0.15 },
      { weight: 900, n: 110, share: 0.3 },
      { weight: 200, n: 80, share: 0.08 },
    ];
    const total = areas.reduce((sum, { weight }) => sum + weight, 0);
    const truth = areas.reduce((sum, { weight, share }) => sum + weight * share, 0) / total;
    let held = 0;
    const rounds = 2_000;
    for (let round = 0; round < rounds; round++) {
      const { low, high } = meanInterval(
        areas.map(({ weight, n, share }) => ({ weight, ...judged(random.binomial(n, share) / n, n) })),
      );
      if (low <= truth && truth <= high) held += 1;
    }
    expect(held / rounds).toBeGreaterThan(0.93);
    expect(held / rounds).toBeLessThan(0.97);
  });
});

describe("two counts", () => {
  it("differ when the distance is beyond 1.96 √(a + b), rounding counted in", () => {
    expect(countsDiffer(120, 150, 0)).toBe(false);
    expect(countsDiffer(120, 155, 0)).toBe(true);
    expect(countsDiffer(120, 155, 60)).toBe(false);
    expect(countsDiffer(0, 0, 0)).toBe(false);
    expect(() => countsDiffer(-1, 2, 0)).toThrow();
  });
});
