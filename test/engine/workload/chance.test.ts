// Intervals and chances of counts against published values and against adding probabilities up.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chanceOfDifference, noiseFloor, poissonMeanInterval } from "../../../engine/workload/chance.ts";
import { gammaDistribution, gammaQuantile, logGamma } from "../../../engine/workload/gamma-distribution.ts";
import { chanceAbove, predictiveInterval } from "../../../engine/workload/predictive-count.ts";

describe("the gamma distribution", () => {
  it("has the values of its special cases", () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
    for (const x of [0.1, 1, 3, 30]) expect(gammaDistribution(1, x)).toBeCloseTo(1 - Math.exp(-x), 14);
    // The error function at √½: one standard deviation of the normal distribution.
    expect(gammaDistribution(0.5, 0.5)).toBeCloseTo(0.6826894921370859, 13);
  });

  it("is undone by its quantile", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 5000, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (shape, chance) => {
          expect(gammaDistribution(shape, gammaQuantile(shape, chance))).toBeCloseTo(chance, 10);
        },
      ),
    );
  });
});

describe("a count's interval", () => {
  it("is Garwood's", () => {
    // Table of exact 95 % limits (Ulm 1990, American Journal of Epidemiology 131, 373–375).
    const table = [
      [0, 0, 3.689],
      [1, 0.0253, 5.572],
      [5, 1.623, 11.668],
      [10, 4.795, 18.39],
      [100, 81.36, 121.63],
    ] as const;
    for (const [count, low, high] of table) {
      const interval = poissonMeanInterval(count, 0.95);
      expect(interval.low).toBeCloseTo(low, 2);
      expect(interval.high).toBeCloseTo(high, 2);
    }
  });

  it("ends where the tails have the chance left out", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (count) => {
        const { low, high } = poissonMeanInterval(count, 0.9);
        expect(chanceOfDifference(count, low)).toBeCloseTo(0.1, 8);
        expect(chanceOfDifference(count, high)).toBeCloseTo(0.1, 8);
      }),
    );
  });
});

it("calls a difference chance by the smaller tail, twice", () => {
  const probability = (count: number, mean: number) => Math.exp(count * Math.log(mean) - mean - logGamma(count + 1));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 80 }), fc.double({ min: 0.5, max: 60, noNaN: true }), (count, mean) => {
      let atMost = 0;
      for (let value = 0; value <= count; value++) atMost += probability(value, mean);
      const atLeast = 1 - atMost + probability(count, mean);
      expect(chanceOfDifference(count, mean)).toBeCloseTo(Math.min(1, 2 * Math.min(atMost, atLeast)), 9);
    }),
  );
  expect(chanceOfDifference(0, 0)).toBe(1);
  expect(chanceOfDifference(1, 0)).toBe(0);
  expect(noiseFloor(25)).toBe(5);
});

describe("a coming count", () => {
  it("is Poisson when its mean is sure", () => {
    // Quantiles of the Poisson distribution with mean 10: P(X ≤ 4) = 0.029, P(X ≤ 3) = 0.010, P(X ≤ 17) = 0.986.
    expect(predictiveInterval({ mean: 10, variance: 0 }, 0.95)).toEqual({ low: 4, high: 17 });
    expect(predictiveInterval({ mean: 0, variance: 0 }, 0.95)).toEqual({ low: 0, high: 0 });
    expect(chanceAbove({ mean: 10, variance: 0 }, 17)).toBeCloseTo(1 - 0.98572238640494, 10);
  });

  it("is the geometric distribution when its mean is exponential", () => {
    // Shape 1: P(X > k) = (mean / (1 + mean))^(k + 1).
    for (const limit of [0, 3, 40]) {
      expect(chanceAbove({ mean: 9, variance: 81 }, limit)).toBeCloseTo(0.9 ** (limit + 1), 10);
    }
  });

  it("is wider the less sure its mean is, and misses no more than it may", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 900, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (mean, spread) => {
          const sure = predictiveInterval({ mean, variance: 0 }, 0.8);
          const unsure = predictiveInterval({ mean, variance: (spread * mean) ** 2 }, 0.8);
          expect(unsure.high).toBeGreaterThanOrEqual(sure.high);
          expect(chanceAbove({ mean, variance: (spread * mean) ** 2 }, unsure.high)).toBeLessThanOrEqual(0.1 + 1e-9);
        },
      ),
      { numRuns: 40 },
    );
  });
});
