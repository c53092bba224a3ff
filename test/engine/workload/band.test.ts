// The band: the chance to stay in it against a worked-out case, and the watch's false alarms against what its source promises.
import { describe, expect, it } from "vitest";
import { Random } from "../../../engine/random.ts";
import { bandChance, deviationFractions, deviationMargins, jointChance } from "../../../engine/workload/band-chance.ts";
import { watchBand } from "../../../engine/workload/band-watch.ts";

describe("the chance to stay within the band", () => {
  it("is the normal distribution's where two teams share the work", () => {
    // Two alike: the difference of the loads has the variance 2σ², and the deviation is half the difference by the mean.
    const sure = { expected: 100, ownVariance: 100 };
    const { all, each } = bandChance([sure, sure], [5, 5], 0.05);
    // |X₁ − X₂| ≤ 0.05 · (X₁ + X₂), about 10 / √200 = 0.7071 deviations: 0.5205.
    expect(all).toBeCloseTo(0.5205, 1);
    expect(each).toEqual([all, all]);
  });

  it("is sure where nothing is unsure, and none where a team without positions has load", () => {
    const known = (expected: number) => ({ expected, ownVariance: 0 });
    expect(bandChance([known(100), known(104)], [5, 5], 0.05)).toEqual({ all: 1, each: [1, 1] });
    expect(bandChance([known(100), known(140)], [5, 5], 0.05)).toEqual({ all: 0, each: [0, 0] });
    expect(bandChance([known(100), known(4)], [5, 0], 0.05).all).toBe(0);
    expect(deviationFractions([100, 4], [5, 0])[1]).toBe(Number.POSITIVE_INFINITY);
    expect(deviationFractions([120, 80], [1, 1]).map((own) => own.toFixed(6))).toEqual(["0.200000", "-0.200000"]);
  });
});

it("a deviation's margin holds the drawn deviations 19 times of 20, for teams of different size and staffing", () => {
  const random = new Random(11);
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - random.nextFraction())) * Math.cos(2 * Math.PI * random.nextFraction());
  const teams = [
    { expected: 9000, noiseVariance: 300 ** 2 },
    { expected: 12_000, noiseVariance: 500 ** 2 },
    { expected: 4000, noiseVariance: 250 ** 2 },
  ];
  const positions = [6, 6, 3];
  const margins = deviationMargins(teams, positions);
  const middle = deviationFractions(
    teams.map(({ expected }) => expected),
    positions,
  );
  const inside = [0, 0, 0];
  for (let draw = 0; draw < 4000; draw++) {
    const drawn = deviationFractions(
      teams.map(({ expected, noiseVariance }) => expected + Math.sqrt(noiseVariance) * normal()),
      positions,
    );
    for (const [team, own] of drawn.entries()) if (Math.abs(own - middle[team]!) <= margins[team]!) inside[team]!++;
  }
  for (const count of inside) {
    expect(count / 4000).toBeGreaterThan(0.94);
    expect(count / 4000).toBeLessThan(0.96);
  }
  expect(deviationMargins(teams, [6, 6, 0])[2]).toBe(0);
});

it("bounds that two things hold by what any dependence of them can make", () => {
  // Of ten years nine are good for one and eight for the other: seven to eight are good for both.
  const bounds = jointChance([0.9, 0.8]);
  expect(bounds.atLeast).toBeCloseTo(0.7, 12);
  expect(bounds.atMost).toBe(0.8);
  expect(jointChance([0.4, 0.5])).toEqual({ atLeast: 0, atMost: 0.4 });
  const random = new Random(5);
  let [one, other, both] = [0, 0, 0];
  for (let draw = 0; draw < 10_000; draw++) {
    // The same children move both.
    const shared = random.nextFraction();
    const [isOne, isOther] = [shared + 0.3 * random.nextFraction() < 1, shared + 0.5 * random.nextFraction() < 1];
    one += Number(isOne);
    other += Number(isOther);
    both += Number(isOne && isOther);
  }
  const drawn = jointChance([one / 10_000, other / 10_000]);
  expect(both / 10_000).toBeGreaterThan(drawn.atLeast + 0.05);
  expect(both / 10_000).toBeLessThanOrEqual(drawn.atMost);
  expect(both / 10_000).toBeGreaterThan((one * other) / 1e8 + 0.02);
});

describe("the watch over a band", () => {
  const years = (deviations: readonly number[], chanceFraction = 0.05) =>
    deviations.map((deviationFraction, at) => ({ year: 2020 + at, deviationFraction, chanceFraction }));

  it("sums what lies outside the band, year by year", () => {
    // (0.15 − 0.05) / 0.05 − ½ = 1.5 a year.
    const { years: watched, signal } = watchBand(years([0, 0.15, 0.15, 0.15]), 0.05);
    expect(watched.map(({ above }) => Number(above.toFixed(9)))).toEqual([0, 1.5, 3, 4.5]);
    expect(signal).toEqual({ side: "above", since: 2021 });
    expect(watchBand(years([0, -0.15, -0.15, -0.15]), 0.05).signal).toEqual({ side: "below", since: 2021 });
  });

  it("is silent within the band, after one odd year and when the team has come back", () => {
    expect(watchBand(years([0.04, 0.05, 0.04, 0.05, 0.04]), 0.05).signal).toBeNull();
    expect(watchBand(years([0, 0, 0.2]), 0.05).signal).toBeNull();
    expect(watchBand(years([0.2, 0.2, 0, 0, 0]), 0.05).signal).toBeNull();
    expect(watchBand([], 0.05)).toEqual({ years: [], signal: null });
    expect(() => watchBand(years([0.1], 0), 0.05)).toThrow();
  });

  it("is wrong about a team on the band's very edge once in about 340 years", () => {
    const random = new Random(7);
    const normal = () =>
      Math.sqrt(-2 * Math.log(1 - random.nextFraction())) * Math.cos(2 * Math.PI * random.nextFraction());
    const alarms: number[] = [];
    for (let run = 0; run < 150; run++) {
      const all = years(Array.from({ length: 2000 }, () => 0.05 + 0.05 * normal()));
      const { years: watched } = watchBand(all, 0.05);
      alarms.push(1 + watched.findIndex(({ above }) => above > 4));
    }
    const mean = alarms.reduce((sum, at) => sum + at, 0) / alarms.length;
    expect(mean).toBeGreaterThan(250);
    expect(mean).toBeLessThan(430);
  });
});
