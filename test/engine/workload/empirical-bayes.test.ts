// Estimated rates against the method worked out in exact fractions, and what must hold of them whatever the counts.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { empiricalBayesRates } from "../../../engine/workload/empirical-bayes.ts";

/**
 * Homicides 1979–1984 and people (six years summed) in the 78 counties around St. Louis (Messner, S. F. et al. 1999: The
 * spatial patterning of county homicide rates, Journal of Quantitative Criminology 15, 423–450), as the example data set
 * stl_hom of PySAL has them.
 */
const homicides = [
  ...[
    4, 19, 3, 2, 2, 28, 61, 3, 7, 3, 4, 0, 1, 12, 0, 2, 6, 6, 3, 4, 0, 2, 9, 2, 23, 5, 2, 2, 0, 2, 10, 4, 95, 8, 31, 0,
  ],
  ...[
    407, 5, 10, 1238, 3, 14, 0, 2, 18, 369, 5, 0, 3, 0, 40, 9, 7, 1, 3, 2, 8, 5, 11, 12, 8, 10, 2, 8, 7, 25, 6, 19, 6,
  ],
  ...[2, 2, 6, 9, 0, 1, 13, 3, 4],
];
const people = [
  ...[
    189087, 425580, 69649, 88540, 33697, 774843, 1056438, 172182, 224033, 113497, 218510, 87628, 36354, 316661, 53222,
  ],
  ...[
    141872, 103469, 193449, 295848, 99013, 34772, 65947, 155266, 123387, 612258, 135365, 133297, 186877, 68404, 68779,
  ],
  ...[192789, 96686, 1480530, 92864, 905683, 93388, 5863876, 109086, 265200, 2658090, 199528, 347829, 79838, 72381],
  ...[432159, 1605518, 110883, 48352, 121762, 92348, 891502, 225007, 113880, 46260, 108510, 55620, 213680, 131792],
  ...[
    109953, 108864, 205880, 260154, 90841, 255875, 253540, 372227, 100389, 345641, 87410, 66694, 64680, 127071, 107508,
  ],
  ...[43056, 61456, 353841, 47507, 68218],
];

describe("empirical-Bayes rates", () => {
  it("are those that PySAL publishes for the counties around St. Louis", () => {
    // The documentation of esda.smoothing.Empirical_Bayes prints the first ten, to nine digits.
    const published = [
      ...[2.3671895e-5, 4.54539167e-5, 4.78114019e-5, 2.76907146e-5, 6.58989323e-5],
      ...[3.66494122e-5, 5.79952721e-5, 2.0306459e-5, 3.31152999e-5, 3.0274838e-5],
    ];
    expect([homicides.length, people.length]).toEqual([78, 78]);
    const { rates } = empiricalBayesRates(homicides, people);
    for (const [county, rate] of published.entries()) expect(Math.abs(rates[county]! - rate)).toBeLessThan(5.1e-14);
  });

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
