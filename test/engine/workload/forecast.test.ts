// Forecasts: children who only grow older, intervals that hold what they promise on simulated municipalities.
import { describe, expect, it } from "vitest";
import { roundByOffset, roundingErrorOf } from "../../../engine/disclosure/keyed-rounding.ts";
import { Random } from "../../../engine/random.ts";
import { expectedCases, fitCaseModel } from "../../../engine/workload/forecast-cases.ts";
import {
  type AgeClass,
  ageOneYear,
  childrenByArea,
  childrenSpread,
  childrenVariance,
  cohortChange,
  spreadOverAges,
} from "../../../engine/workload/forecast-children.ts";
import { gammaDistribution } from "../../../engine/workload/gamma-distribution.ts";
import { predictiveInterval, type UncertainMean } from "../../../engine/workload/predictive-count.ts";

describe("children in the coming years", () => {
  const forecast = (totals: readonly number[][], people: readonly number[][], classes: readonly AgeClass[]) =>
    Array.from(ageOneYear(spreadOverAges(people, classes, totals.at(-1)!), cohortChange(totals)), (count) =>
      Number(count.toFixed(9)),
    );
  const single = [0, 1, 2, 3, 4].map((age) => ({ from: age, to: age }));

  it("stay as they are where nobody moves and births are steady", () => {
    const totals = Array(3).fill(Array(5).fill(30)) as number[][];
    expect(forecast(totals, Array(5).fill([20, 10]) as number[][], single)).toEqual([
      ...Array(5).fill(20),
      ...Array(5).fill(10),
    ]);
  });

  it("carry a large class upwards a year at a time", () => {
    const totals = [
      [10, 10, 30, 10, 10],
      [10, 10, 10, 30, 10],
    ];
    expect(
      forecast(
        totals,
        totals[1]!.map((count) => [count]),
        single,
      ),
    ).toEqual([10, 10, 10, 10, 30]);
  });

  it("move in and out as they did", () => {
    const { ratios, birthRatio } = cohortChange([
      [10, 10, 20, 0],
      [20, 12, 5, 10],
    ]);
    expect([...ratios]).toEqual([1.2, 0.5, 0.5]);
    expect(birthRatio).toBe(2);
  });

  it("have the ages within a class that the municipality has", () => {
    const classes = [
      { from: 0, to: 1 },
      { from: 2, to: 4 },
    ];
    // Of six children 0–1 two thirds are newborn; nobody in the municipality is 2–4, so they are shared evenly.
    expect([...spreadOverAges([[6], [9]], classes, [20, 10, 0, 0, 0])]).toEqual([4, 2, 3, 3, 3]);
    expect([...childrenByArea(Float64Array.of(1, 2, 3, 4), 2)]).toEqual([3, 7]);
    expect(() => spreadOverAges([[6], [9]], [classes[1]!, classes[0]!], [20, 10, 0, 0, 0])).toThrow();
  });

  it("are as sure as the ageing was in the years seen", () => {
    // The municipality grew by a tenth more than expected one year and a tenth less the next; areas missed by 5 each.
    const spread = childrenSpread(
      [Float64Array.of(100, 100), Float64Array.of(100, 100)],
      [Float64Array.of(115, 105), Float64Array.of(85, 95)],
    );
    expect(spread.perChild).toBeCloseTo((4 * 25) / 400, 12);
    expect(spread.common).toBeCloseTo(0.02, 12);
    expect(childrenVariance(200, spread, 2)).toBeCloseTo(2 * 50 + 0.02 * 400 ** 2, 9);
  });

  it("need two years of the right shape", () => {
    expect(() => cohortChange([[1, 2]])).toThrow();
    expect(() => cohortChange([[1, 2], [1]])).toThrow();
  });
});

describe("cases in the coming years", () => {
  const random = new Random(20261122);
  const seenYears = 6;
  const yearsAhead = [1, 2, 3];
  /** For the second and third year ahead, so that the first is drawn as if there were no others. */
  const later = new Random(26112220);
  const normal = (source = random) => {
    const radius = Math.sqrt(-2 * Math.log(1 - source.nextFraction()));
    return radius * Math.cos(2 * Math.PI * source.nextFraction());
  };
  /** Marsaglia and Tsang 2000, for shape ≥ 1. */
  const gamma = (shape: number): number => {
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - random.nextFraction()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const poisson = (mean: number, source = random): number => {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(source)));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = source.nextFraction(); product > limit; product *= source.nextFraction()) count++;
    return count;
  };

  /**
   * A municipality of 120 areas, six years and three that are held back; what lies in the intervals of each of four teams.
   * Rounded as clients are told, where asked: to fives, an area's years all by one offset; then also what lies in the
   * intervals of the number that will be told, and of the areas' own rates.
   */
  function heldInside(yearlyFactor: number, commonStep: number, isRounded = false) {
    const children = Array.from({ length: 120 }, () => 20 + random.nextInteger(160));
    const rates = children.map(() => (gamma(4) / 4) * 0.05);
    const years: number[][] = [];
    let [level, lastLevel] = [1, 1];
    for (let year = 0; year < seenYears + yearsAhead.length; year++) {
      const source = year <= seenYears ? random : later;
      years.push(children.map((count, area) => poisson(count * rates[area]! * level, source)));
      if (year === seenYears - 1) lastLevel = level;
      level *= yearlyFactor * Math.exp(commonStep * normal(source));
    }
    const offsets = children.map(() => (isRounded ? random.nextInteger(5) : 0));
    const told = (count: number, area: number) => (isRounded ? roundByOffset(count, offsets[area]!) : count);
    const countError = roundingErrorOf(isRounded ? 4 : 0);
    const seenCases = {
      cases: years.slice(0, seenYears).map((year) => year.map(told)),
      exposure: Array(seenYears).fill(children) as number[][],
    };
    const model = fitCaseModel({ ...seenCases, countError });
    /** Of what will be told: the error that the years share is the area's own. */
    const ofTold = fitCaseModel({ ...seenCases, countError: { ...countError, shared: 0 } });
    return [0, 1, 2, 3].flatMap((team) => {
      const own = children.map((count, area) => (area % 4 === team ? count : 0));
      return yearsAhead.map((ahead) => {
        const known = expectedCases(model, own, ahead);
        const came = years[seenYears + ahead - 1]!;
        const seen = came.reduce((sum, count, area) => sum + (area % 4 === team ? count : 0), 0);
        const toldOf = expectedCases(ofTold, own, ahead);
        const toldVariance = toldOf.variance + countError.own * (own.length / 4);
        const toldSeen = came.reduce((sum, count, area) => sum + (area % 4 === team ? told(count, area) : 0), 0);
        const within = (value: number, mean: UncertainMean, chance: number) => {
          const { low, high } = predictiveInterval(mean, chance);
          return value >= low && value <= high;
        };
        return {
          ...{ ahead, count: seen, error: seen - known.mean, areas: team === 0 && ahead === 1 ? areaRates() : [] },
          ...{ in80: within(seen, known, 0.8), in95: within(seen, known, 0.95) },
          told80: within(toldSeen, { mean: toldOf.mean, variance: toldVariance }, 0.8),
          told95: within(toldSeen, { mean: toldOf.mean, variance: toldVariance }, 0.95),
        };
      });
    });

    /** The rates of the areas in the last year seen: of a gamma distribution with the estimate's mean and variance. */
    function areaRates() {
      return rates.map((rate, area) => {
        const mean = model.rates[area]!;
        const variance = model.rateVariances[area]! + mean ** 2 * model.trend.ahead(0).logVariance;
        if (variance === 0) return { in80: false, in95: false };
        const shape = (mean * mean) / variance;
        const below = gammaDistribution(shape, (rate * lastLevel * shape) / mean);
        return { in80: Math.abs(below - 0.5) <= 0.4, in95: Math.abs(below - 0.5) <= 0.475 };
      });
    }
  }
  type Held = ReturnType<typeof heldInside>;
  const shareOf = (held: Held, key: "in80" | "in95" | "told80" | "told95") =>
    held.filter((each) => each[key]).length / held.length;

  it("fall in their intervals as often as said, in two thousand municipalities with trends and drifts of all sizes", () => {
    const all = Array.from({ length: 2000 }, () =>
      heldInside(1 + 0.04 * normal(), 0.12 * random.nextFraction()),
    ).flat();
    for (const ahead of yearsAhead) {
      const seen = all.filter((each) => each.ahead === ahead);
      expect(Math.abs(shareOf(seen, "in80") - 0.8)).toBeLessThan(0.02);
      expect(Math.abs(shareOf(seen, "in95") - 0.95)).toBeLessThan(0.02);
    }
    const next = all.filter(({ ahead }) => ahead === 1);
    const meanError = next.reduce((sum, { error }) => sum + error, 0) / next.length;
    const meanCount = next.reduce((sum, { count }) => sum + count, 0) / next.length;
    expect(Math.abs(meanError / meanCount)).toBeLessThan(0.01);
  }, 120_000);

  it("fall in them as often as said when all that is known are protected numbers, counts, told counts and rates", () => {
    const seen = Array.from({ length: 2000 }, () =>
      heldInside(1 + 0.04 * normal(), 0.12 * random.nextFraction(), true),
    ).flat();
    for (const ahead of yearsAhead) {
      const held = seen.filter((each) => each.ahead === ahead);
      for (const key of ["in80", "told80"] as const) expect(Math.abs(shareOf(held, key) - 0.8), key).toBeLessThan(0.02);
      // Three years ahead the drift's own tail is longer than the interval's, for exact counts as well.
      const points = ahead === 3 ? 0.025 : 0.02;
      for (const key of ["in95", "told95"] as const)
        expect(Math.abs(shareOf(held, key) - 0.95), key).toBeLessThan(points);
    }
    const areas = seen.flatMap((each) => each.areas);
    const areasWithin = (key: "in80" | "in95") => areas.filter((each) => each[key]).length / areas.length;
    expect(Math.abs(areasWithin("in80") - 0.8)).toBeLessThan(0.02);
    expect(Math.abs(areasWithin("in95") - 0.95)).toBeLessThan(0.02);
  }, 240_000);

  it("promise rather too much room than too little where nothing but chance moves the counts", () => {
    const seen = Array.from({ length: 500 }, () => heldInside(1, 0)).flat();
    const next = seen.filter(({ ahead }) => ahead === 1);
    expect(shareOf(next, "in80")).toBeGreaterThan(0.79);
    expect(shareOf(next, "in80")).toBeLessThan(0.9);
  });
});
