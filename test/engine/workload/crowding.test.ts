// Crowding out: worked by hand, and its chance against drawn years.
import { expect, it } from "vitest";
import { Random } from "../../../engine/random.ts";
import { crowdingByTeam, crowdingChange, crowdingOf, crowdingRange } from "../../../engine/workload/crowding.ts";
import { balanceLoads } from "../../../engine/workload/load-balance.ts";

const sure = (load: number, unknownAreas = 0) => ({ load, variance: 0, unknownAreas });

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
      { load: 40_000 + 1500 * normal(), variance: 1500 ** 2, unknownAreas: 0 },
      { load: 10_000 + 100 * normal(), variance: 100 ** 2, unknownAreas: 0 },
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
    unknownCaseAreas: 0,
    unknownChildAreas: 0,
  }));
  const balance = balanceLoads({ perCase: [20], perChild: 0.5 }, work, { years: 1, typesTogether: true });
  const { all, teams } = crowdingByTeam(balance, positions);
  expect(teams[0]!.workShare).toBeCloseTo(2000 / 4000, 12);
  expect(teams[1]).toBeNull();
  expect(all!.workShare).toBeCloseTo(6000 / 10_000, 12);
  // Poisson: 20²·300, and 20 counts' rounding of variance 4; 0.5²·8,000 of the children.
  const variance = 4000 ** 2 * (400 * 300 + 400 * 4 * 20) + 6000 ** 2 * 0.25 * 8000;
  expect(all!.chanceFraction).toBeCloseTo(((1.96 * Math.sqrt(variance)) / 10_000 ** 2) * (14 / 2), 12);
});

it("is not said of work that may be larger than what is told", () => {
  const positions = { investigation: 22, firstLine: 8 };
  const crowded = crowdingOf(sure(800), sure(200, 3), positions)!;
  expect(crowded).toMatchObject({ isMoreThanChance: false, unknownAreas: 3 });
  // More investigations than are told would crowd the first line out still more.
  expect(crowdingOf(sure(800, 1), sure(200), positions)!.isMoreThanChance).toBe(true);
  expect(crowdingOf(sure(800, 1), sure(200), { investigation: 26, firstLine: 4 })!.isMoreThanChance).toBe(false);
  expect(crowdingChange(crowded, crowdingOf(sure(900), sure(100), positions)!).isMoreThanChance).toBe(false);
});

it("is told over a range of the weight of preventive work, with where it turns", () => {
  const positions = [
    { investigation: 12, firstLine: 4 },
    { investigation: 10, firstLine: 4 },
  ];
  const balanceOf = (perChild: number, unknownChildAreas = 0) =>
    balanceLoads(
      { perCase: [20], perChild },
      positions.map((own) => ({
        expectedCases: [200],
        children: 2000,
        positions: own,
        roundedCaseCounts: 0,
        roundedChildCounts: 0,
        unknownCaseAreas: 0,
        unknownChildAreas,
      })),
      { years: 1, typesTogether: true },
    );
  const range = crowdingRange(balanceOf(0.5), positions, [0.5, 1, 2])!;
  expect(range.byFactor.map(({ factor }) => factor)).toEqual([0.5, 1, 2]);
  // Each is what it would be with those weights, its chance too.
  for (const { factor, crowding } of range.byFactor) {
    const same = crowdingByTeam(balanceOf(0.5 * factor), positions).all!;
    expect(crowding.takenFraction).toBeCloseTo(same.takenFraction, 12);
    expect(crowding.chanceFraction).toBeCloseTo(same.chanceFraction, 12);
  }
  // 8,000 of investigations with 22 positions of 30 goes with 2,909 of the first line; it has 2,000.
  expect(range.evenFactor).toBeCloseTo((8000 * 8) / (22 * 2000), 12);
  expect(crowdingByTeam(balanceOf(0.5 * range.evenFactor!), positions).all!.takenFraction).toBeCloseTo(0, 12);
  expect(range.answer).toBe("open");
  expect(crowdingRange(balanceOf(0.5), positions, [0.1, 0.2])!.answer).toBe("holds");
  expect(crowdingRange(balanceOf(0), positions, [0.5, 1])).toMatchObject({ evenFactor: null, answer: "holds" });
  // More is taken with what is told of the first line, which may have more work.
  expect(crowdingRange(balanceOf(0.5, 2), positions, [0.1, 0.2])!.answer).toBe("untold");
  // Less is taken of what is told, and less still of what may be more.
  expect(crowdingRange(balanceOf(0.5, 2), positions, [4, 8])!.answer).toBe("holds");
  const without = positions.map(({ investigation }) => ({ investigation, firstLine: 0 }));
  expect(crowdingRange(balanceOf(0.5), without, [0.5, 1])).toBeNull();
});
