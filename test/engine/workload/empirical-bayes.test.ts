// Estimated rates against the method worked out in exact fractions, and what must hold of them whatever the counts.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { empiricalBayesRates } from "../../../engine/workload/empirical-bayes.ts";

describe("empirical-Bayes rates", () => {
  it("are Marshall's, worked out by hand", () => {
    // y = 2, 10, 3, 0 of n = 100, 200, 100, 0; Σ = 15 of 400, m = 3/80, n̄ = 100.
    // s² = (100·(2/100 − 3/80)² + 200·(10/200 − 3/80)² + 100·(3/100 − 3/80)²) / 400 = 0.0675 / 400 = 0.00016875.
    // A = max(0, 0.00016875 − 0.0375/100) = 0: the areas differ no more than chance.
    const alike = empiricalBayesRates([2, 10, 3, 0], [100, 200, 100, 0]);
    expect(alike.varianceBetween).toBe(0);
    expect([...alike.rates]).toEqual([0.0375, 0.0375, 0.0375, 0.0375]);

    // y = 0, 40, 10 of n = 100, 100, 200: m = 1/8, n̄ = 400/3,
    // s² = (100/64 + 100·(11/40)² + 200·(3/40)²) / 400 = (1.5625 + 7.5625 + 1.125) / 400 = 41/1600,
    // A = 41/1600 − (1/8)·(3/400) = 41/1600 − 3/3200 = 79/3200,
    // shares A/(A + m/n): 79/(79 + 4) for n = 100 and 79/(79 + 2) for n = 200.
    const apart = empiricalBayesRates([0, 40, 10], [100, 100, 200]);
    expect(apart.overallRate).toBe(0.125);
    expect(Math.abs(apart.varianceBetween - 79 / 3200)).toBeLessThan(1e-15);
    const exact = [1 / 8 - (79 / 83) * (1 / 8), 1 / 8 + (79 / 83) * (11 / 40), 1 / 8 - (79 / 81) * (3 / 40)];
    for (const [area, rate] of exact.entries()) expect(Math.abs(apart.rates[area]! - rate)).toBeLessThan(1e-15);
  });

  it("lie between an area's own rate and the municipality's, nearer its own the more people it has", () => {
    const areas = fc.array(fc.tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 900 })), {
      minLength: 2,
      maxLength: 60,
    });
    fc.assert(
      fc.property(areas, (list) => {
        const cases = list.map(([count]) => count);
        const exposure = list.map(([, exposed]) => exposed);
        const { overallRate, rates, ownShares } = empiricalBayesRates(cases, exposure);
        for (const [area, [count, exposed]] of list.entries()) {
          const own = count / exposed;
          expect(rates[area]).toBeGreaterThanOrEqual(Math.min(own, overallRate) - 1e-12);
          expect(rates[area]).toBeLessThanOrEqual(Math.max(own, overallRate) + 1e-12);
          for (const [other, [, others]] of list.entries()) {
            if (others > exposed) expect(ownShares[other]).toBeGreaterThanOrEqual(ownShares[area]!);
          }
        }
      }),
    );
  });

  it("are the overall rate where nobody lives, and nothing where nothing is known", () => {
    expect(empiricalBayesRates([0, 40, 10, 0], [100, 100, 200, 0]).rates[3]).toBe(0.125);
    expect([...empiricalBayesRates([0, 0], [0, 0]).rates]).toEqual([0, 0]);
    expect([...empiricalBayesRates([], []).rates]).toEqual([]);
  });

  it.each([
    ["cases among nobody", [1], [0]],
    ["a negative count", [-1], [10]],
    ["no number", [Number.NaN], [10]],
    ["no bound", [1], [Number.POSITIVE_INFINITY]],
    ["another number of areas", [1, 2], [10]],
  ])("throw on %s", (_what, cases, exposure) => {
    expect(() => empiricalBayesRates(cases, exposure)).toThrow();
  });
});
