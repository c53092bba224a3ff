// Intervals of shares against published examples, and that chance is called a difference about as seldom as promised.
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../data/demo/random.ts";
import { countsDiffer, shareDifferenceInterval, wilsonInterval } from "../../../engine/profile/share-interval.ts";

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

  it("throws where it is no share of anybody", () => {
    expect(() => wilsonInterval(1.2, 10)).toThrow("A share of 1.2");
    expect(() => wilsonInterval(0.5, 0)).toThrow("0 people");
  });
});

describe("the difference between two shares", () => {
  it("gives the published limits", () => {
    // Newcombe 1998, Statistics in Medicine 17, 873–890, table II, method 10: 56/70 − 48/80 and 9/10 − 3/10.
    const one = shareDifferenceInterval({ share: 56 / 70, n: 70 }, { share: 48 / 80, n: 80 });
    expect(one.low).toBeCloseTo(0.0524, 4);
    expect(one.high).toBeCloseTo(0.3339, 4);
    const other = shareDifferenceInterval({ share: 0.9, n: 10 }, { share: 0.3, n: 10 });
    expect(other.low).toBeCloseTo(0.1705, 4);
    expect(other.high).toBeCloseTo(0.809, 4);
  });

  it("calls about one in twenty equal pairs different, and never many more", () => {
    const random = createRandom(7, "equal-shares");
    let called = 0;
    const rounds = 2_000;
    for (let round = 0; round < rounds; round++) {
      const [a, b] = [120, 300].map((n) => ({ share: random.binomial(n, 0.12) / n, n })) as [
        { share: number; n: number },
        { share: number; n: number },
      ];
      const { low, high } = shareDifferenceInterval(a, b);
      if (low > 0 || high < 0) called += 1;
    }
    expect(called / rounds).toBeGreaterThan(0.03);
    expect(called / rounds).toBeLessThan(0.065);
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
