// Crowding out: worked by hand, and its chance against drawn years.
import { expect, it } from "vitest";
import { Random } from "../../../engine/random.ts";
import { crowdingByTeam, crowdingChange, crowdingOf } from "../../../engine/workload/crowding.ts";
import { balanceLoads } from "../../../engine/workload/load-balance.ts";

const sure = (load: number) => ({ load, variance: 0 });

it("is what investigations would take of the first line's positions if all positions followed the work", () => {
  // Four fifths of the work, 24 of 30 positions by right, 22 in fact: two of the first line's eight.
  const crowding = crowdingOf(sure(800), sure(200), { investigation: 22, firstLine: 8 })!;
  expect(crowding.workShare).toBe(0.8);
  expect(crowding.takenFraction).toBeCloseTo(2 / 8, 12);
  expect(crowding).toMatchObject({ chanceFraction: 0, isMoreThanChance: true });
  const spared = crowdingOf(sure(800), sure(200), { investigation: 26, firstLine: 4 })!;
  expect(spared.takenFraction).toBeCloseTo(-2 / 4, 12);
  expect(crowdingOf(sure(800), sure(200), { investigation: 24, firstLine: 6 })!.isMoreThanChance).toBe(false);
});

it("is nothing without first-line positions or work", () => {
  expect(crowdingOf(sure(800), sure(200), { investigation: 22, firstLine: 0 })).toBeNull();
  expect(crowdingOf(sure(0), sure(0), { investigation: 22, firstLine: 8 })).toBeNull();
});

it("calls chance a crowding, or a change of it, one time in twenty over 4,000 drawn years", () => {
  const random = new Random(5);
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - random.nextFraction())) * Math.cos(2 * Math.PI * random.nextFraction());
  const positions = { investigation: 24, firstLine: 6 };
  const draw = () =>
    crowdingOf(
      { load: 40_000 + 1500 * normal(), variance: 1500 ** 2 },
      { load: 10_000 + 100 * normal(), variance: 100 ** 2 },
      positions,
    )!;
  let [called, changed] = [0, 0];
  for (let year = 0; year < 4000; year++) {
    const [one, other] = [draw(), draw()];
    if (one.isMoreThanChance) called++;
    if (crowdingChange(one, other).isMoreThanChance) changed++;
  }
  for (const count of [called, changed]) {
    expect(count / 4000).toBeGreaterThan(0.04);
    expect(count / 4000).toBeLessThan(0.06);
  }
});

it("is of each team and of all, from the loads that are shown", () => {
  const positions = [
    { investigation: 6, firstLine: 2 },
    { investigation: 6, firstLine: 0 },
  ];
  const work = positions.map((own, team) => ({
    expectedCases: [100 * (team + 1)],
    children: 4000,
    positions: own,
    roundedCaseCounts: 10,
    roundedChildCounts: 0,
  }));
  const balance = balanceLoads({ perCase: [20], perChild: 0.5 }, work, { years: 1, typesTogether: true });
  const { all, teams } = crowdingByTeam(balance, positions);
  expect(teams[0]!.workShare).toBeCloseTo(2000 / 4000, 12);
  expect(teams[1]).toBeNull();
  expect(all!.workShare).toBeCloseTo(6000 / 10_000, 12);
  // Poisson: √(20²·300), and 20 counts' rounding of variance 4.
  const deviation = Math.sqrt(400 * 300 + 400 * 4 * 20);
  expect(all!.chanceFraction).toBeCloseTo(((1.96 * deviation * 4000) / 10_000 ** 2) * (14 / 2), 12);
});
