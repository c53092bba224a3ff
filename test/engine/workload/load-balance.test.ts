// Rates of areas counted together, and loads beside their noise floor: by hand, and that chance alone is seldom called a difference.
import { describe, expect, it } from "vitest";
import { Random } from "../../../engine/random.ts";
import { empiricalBayesRates } from "../../../engine/workload/empirical-bayes.ts";
import { casesOfAreas, ratesOfAreas } from "../../../engine/workload/expected-cases.ts";
import {
  amountMargins,
  balanceLoads,
  type TeamWork,
  unplacedMargins,
  wholeMargins,
} from "../../../engine/workload/load-balance.ts";

const team = (expectedCases: readonly number[], children: number, investigation = 5, firstLine = 2): TeamWork => ({
  expectedCases,
  children,
  positions: { investigation, firstLine },
  roundedCaseCounts: 0,
  roundedChildCounts: 0,
  unknownCaseAreas: 0,
  unknownChildAreas: 0,
});

describe("rates of areas", () => {
  it("are those of the areas counted together, and the municipality's where the count is not told", () => {
    const together = empiricalBayesRates([0, 40, 10], [100, 100, 200]);
    const rates = ratesOfAreas({
      cases: [0, 30, 10, 10, null, null],
      childYears: [100, 60, 40, 200, 70, 30],
      toldWith: [0, 1, 1, 3, 4, 4],
      countVariance: 0,
    });
    const [first, second, third] = together.rates;
    expect([...rates]).toEqual([first, second, second, third, together.overallRate, together.overallRate]);
  });

  it("say nothing of areas where nobody lives, and throw on lengths that differ", () => {
    expect([...ratesOfAreas({ cases: [5, 10], childYears: [0, 100], toldWith: [0, 1], countVariance: 4 })]).toEqual([
      0.1, 0.1,
    ]);
    expect(() => ratesOfAreas({ cases: [1], childYears: [1, 2], toldWith: [0], countVariance: 0 })).toThrow();
  });

  it("leave out areas counted together with one whose children are not told, which have the told count itself", () => {
    const counted = {
      cases: [20, 30, 12, null],
      childYears: [200, 300, null, null],
      toldWith: [0, 1, 1, 3],
      countVariance: 0,
    };
    const whole = (count: number) => ({ count, isWhole: true });
    const part = (count: number) => ({ count, isWhole: false });
    expect([...ratesOfAreas(counted)]).toEqual([0.1, 0.1, 0.1, 0.1]);
    const { cases, isUnknown } = casesOfAreas(counted, [whole(100), whole(150), part(0), part(40)], 2);
    // 100 children by the rate; the told counts of two years; the municipality's rate of the 40 who are told.
    expect([...cases]).toEqual([10, 15, 6, 4]);
    expect(isUnknown).toEqual([false, false, false, true]);
  });
});

describe("the balance of loads", () => {
  it("is each team's load per position against all teams' together", () => {
    const { teams, investigationPerPosition, firstLinePerPosition } = balanceLoads(
      { perCase: [10, 20], perChild: 1 },
      [team([50, 25], 1000), team([25, 25], 600)],
      { years: 1, typesTogether: false },
    );
    // Loads 1000 and 750 on 5 positions each: 175 in all; variances 100·50 + 400·25 = 15,000 and 12,500.
    expect(investigationPerPosition).toBe(175);
    expect(teams[0]!.investigation).toMatchObject({ load: 1000, perPosition: 200, deviation: 25 });
    // The team has 4/7 of the work: of 200 the share (3/7)·√15,000 of its own and (4/7)·√12,500 of the other's.
    expect(teams[0]!.investigation.noise).toBeCloseTo(Math.sqrt((3 / 7) ** 2 * 15_000 + (4 / 7) ** 2 * 12_500) / 5, 12);
    expect(teams[0]!.investigation.chanceMargin).toBeCloseTo(1.96 * teams[0]!.investigation.noise!, 12);
    expect(teams[0]!.investigation.isMoreThanChance).toBe(false);
    // Children vary as every count does: (3/8)·√1,000 and (5/8)·√600 on two positions.
    expect(firstLinePerPosition).toBe(400);
    expect(teams[1]!.firstLine).toMatchObject({ perPosition: 300, deviation: -100, isMoreThanChance: true });
    expect(teams[1]!.firstLine.noise).toBeCloseTo(Math.sqrt((3 / 8) ** 2 * 1000 + (5 / 8) ** 2 * 600) / 2, 12);
  });

  it("tells how far chance and rounding take cases, and children as their load's noise does", () => {
    const rounded = { ...team([30, 10], 500), roundedCaseCounts: 9, roundedChildCounts: 4 };
    const { cases, children } = amountMargins(rounded, { years: 3, typesTogether: true });
    // (30 + 10) / 3 by chance and 4 · 9 / 9 by rounding.
    expect(cases).toBeCloseTo(1.96 * Math.sqrt(40 / 3 + 4), 12);
    expect(children).toBeCloseTo(1.96 * Math.sqrt(500 + 4 * 4), 12);
    // The variance that the same children's load has, in the weight's unit.
    const [own] = balanceLoads({ perCase: [1, 1], perChild: 0.5 }, [rounded, rounded], {
      years: 3,
      typesTogether: true,
    }).teams;
    expect(0.5 * children).toBeCloseTo(1.96 * Math.sqrt(own!.firstLine.loadVariance), 12);
    // Two types rounded apart.
    expect(amountMargins(rounded, { years: 3, typesTogether: false }).cases).toBeCloseTo(
      1.96 * Math.sqrt(40 / 3 + 8),
      12,
    );
    expect(amountMargins(team([40], 0), { years: 1, typesTogether: true }).children).toBe(0);
  });

  it("tells the same of all teams together, and of what has no area", () => {
    const rounded = { ...team([30, 10], 500), roundedCaseCounts: 9, roundedChildCounts: 4 };
    const whole = wholeMargins([rounded, rounded], { years: 3, typesTogether: true });
    expect(whole.cases).toBeCloseTo(1.96 * Math.sqrt(2 * (40 / 3 + 4)), 12);
    expect(whole.children).toBeCloseTo(1.96 * Math.sqrt(1000 + 8 * 4), 12);
    // Three years' counts with one offset: (2·3² + 2·3) / 3².
    expect(unplacedMargins(30, 3, 12).cases).toBeCloseTo(1.96 * Math.sqrt(10 + 24 / 9), 12);
    expect(unplacedMargins(30, 3, 12).children).toBeCloseTo(1.96 * Math.sqrt(12 + 4), 12);
    expect(unplacedMargins(0, 1, 0)).toEqual({ cases: 1.96 * 2, children: 1.96 * 2 });
  });

  it("adds the rounding's variance once a count, by type where types were counted apart", () => {
    const rounded = { ...team([30, 10], 0), roundedCaseCounts: 9, roundedChildCounts: 4 };
    const noise = (typesTogether: boolean) =>
      balanceLoads({ perCase: [10, 20], perChild: 1 }, [rounded, rounded], { years: 3, typesTogether }).teams[0]!
        .investigation.noise!;
    // Chance (100·30 + 400·10) / 3; rounding (100 + 400)·4·9 / 9 apart and 12.5²·4·9 / 9 together; of both teams half, on 5.
    expect(noise(false)).toBeCloseTo(Math.sqrt((7000 / 3 + 2000) / 2) / 5, 10);
    expect(noise(true)).toBeCloseTo(Math.sqrt((7000 / 3 + 625) / 2) / 5, 10);
    const ofChildren = (roundedChildCounts: number) =>
      balanceLoads(
        { perCase: [10, 20], perChild: 0.5 },
        [0, 1].map(() => ({ ...team([0, 0], 600), roundedChildCounts })),
        { years: 3, typesTogether: true },
      ).teams[0]!.firstLine.noise!;
    // Children of three years are the same children: 0.25·600, and 0.25·4 a rounded count.
    expect(ofChildren(0)).toBeCloseTo(Math.sqrt(150 / 2) / 2, 10);
    expect(ofChildren(9)).toBeCloseTo(Math.sqrt((150 + 9) / 2) / 2, 10);
  });

  it("never says that a team has less, where it has at least what is told, nor that others have more than a mean that is too low", () => {
    const parts = (unknownChildAreas: number) =>
      balanceLoads(
        { perCase: [1], perChild: 1 },
        [team([0], 500), { ...team([0], 300), unknownChildAreas }, team([0], 400)],
        { years: 1, typesTogether: true },
      ).teams.map(({ firstLine }) => [firstLine.isMoreThanChance, firstLine.unknownAreas, firstLine.unknownElsewhere]);
    expect(parts(0)).toEqual([
      [true, 0, 0],
      [true, 0, 0],
      [false, 0, 0],
    ]);
    expect(parts(2)).toEqual([
      [false, 0, 2],
      [false, 2, 0],
      [false, 0, 2],
    ]);
    const { teams } = balanceLoads(
      { perCase: [1], perChild: 1 },
      [{ ...team([900], 0), unknownCaseAreas: 1, unknownChildAreas: 4 }, team([400], 0)],
      { years: 1, typesTogether: true },
    );
    // What has more has more still, and what has less than a mean that is too low has less.
    expect(teams[0]!.investigation).toMatchObject({ isMoreThanChance: true, unknownAreas: 1, unknownElsewhere: 0 });
    expect(teams[1]!.investigation).toMatchObject({ isMoreThanChance: true, unknownAreas: 0, unknownElsewhere: 1 });
  });

  it("leaves out a team without positions, whose load is still in the whole", () => {
    const { teams, investigationPerPosition } = balanceLoads(
      { perCase: [1], perChild: 0 },
      [team([100], 0, 5), team([50], 0, 0)],
      { years: 1, typesTogether: true },
    );
    expect(investigationPerPosition).toBe(30);
    expect(teams[1]!.investigation).toMatchObject({ load: 50, perPosition: null, deviation: null, noise: null });
    const without = balanceLoads({ perCase: [1], perChild: 0 }, [team([1], 0, 0)], { years: 1, typesTogether: true });
    expect(without.investigationPerPosition).toBeNull();
  });

  it("calls chance a difference one time in twenty, over 2,000 drawn municipalities of equal teams", () => {
    const random = new Random(6);
    const uniform = () => (random.nextUint32() + 1) / 2 ** 32;
    const poisson = (mean: number) => {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = uniform(); product > limit; product *= uniform()) count++;
      return count;
    };
    let called = 0;
    for (let run = 0; run < 2000; run++) {
      const drawn = [0, 1, 2, 3].map(() => team([poisson(60), poisson(25)], 0));
      const { teams } = balanceLoads({ perCase: [5, 25], perChild: 0 }, drawn, { years: 1, typesTogether: false });
      called += teams.filter(({ investigation }) => investigation.isMoreThanChance).length;
    }
    expect(called / 8000).toBeGreaterThan(0.04);
    expect(called / 8000).toBeLessThan(0.06);
  });
});
