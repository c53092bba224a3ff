// Prices of rules beside exhaustive enumeration on small lattices: each search finds both optima there.
import { describe, expect, it } from "vitest";
import { type RulePrice, relax, relaxationsOf, rulePrices } from "../../../engine/explain/rule-prices.ts";
import type { DistrictingProblem } from "../../../engine/problem.ts";
import { evaluatePlan, weighedObjective } from "../../../engine/scores.ts";
import { latticeProblem } from "../../support/grids.ts";
import { checkPlan, everyConnectedPlan } from "../../support/plan-checker.ts";

/** The prices of rules, without what is left to gain with all of them kept. */
const pricesOf = (problem: DistrictingProblem, plan: Int32Array, seed: number, stepsPerRule: number): RulePrice[] =>
  [...rulePrices(problem, plan, { seed, stepsPerRule })].filter(
    (price): price is RulePrice => price !== undefined && price.rule !== "none",
  );

const leastObjective = (problem: DistrictingProblem): number =>
  Math.min(
    ...[...everyConnectedPlan(problem)]
      .filter(({ assignment }) => checkPlan(problem, assignment).faults.length === 0)
      .map(({ assignment }) => weighedObjective(problem, Int32Array.from(assignment))),
  );

describe("rulePrices", () => {
  const problem = latticeProblem(3, 4, 2, {
    measures: [
      [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8],
      [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5],
    ],
    toleranceFraction: [0.2, 0.25],
    lockedTeam: [0, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, -1],
    group: [-1, 2, -1, -1, -1, -1, -1, -1, 2, -1, -1, -1],
    objective: { cutEdges: 1, momentOfInertia: 1 },
  });

  it("are the differences between the optima with and without each rule", () => {
    const plan = Int32Array.from(
      [...everyConnectedPlan(problem)].find(({ plan }) => plan.faults.length === 0)!.assignment,
    );
    const prices = pricesOf(problem, plan, 1, 20_000);
    expect(prices.map(({ rule, measureIndex, subject, how }) => [rule, measureIndex ?? subject, how])).toEqual([
      ["balance", 0, "doubled"],
      ["balance", 0, "removed"],
      ["balance", 1, "doubled"],
      ["balance", 1, "removed"],
      ["locks", 0, "removed"],
      ["locks", 10, "removed"],
      ["locks", undefined, "removed"],
      ["keepTogether", 2, "removed"],
    ]);
    const least = leastObjective(problem);
    for (const price of prices) {
      const relaxed = relax(problem, price);
      expect(price.objectiveWith).toBeCloseTo(least, 9);
      expect(price.objectiveWithout).toBeCloseTo(leastObjective(relaxed), 9);
      expect(checkPlan(relaxed, price.assignment).faults).toEqual([]);
      expect(price.proof).toBe("heuristic");
    }
    expect(prices.some((price) => price.objectiveWithout < price.objectiveWith - 0.01)).toBe(true);
  });

  it("are never less for a looser rule, however short the search", () => {
    const side = 16;
    const big = latticeProblem(side, side, 4, {
      measures: [Array.from({ length: side * side }, (_, area) => 1 + ((area * 7919) % 13))],
      toleranceFraction: [0.02],
      lockedTeam: Array.from({ length: side * side }, (_, area) => ([100, 120, 140].includes(area) ? area % 4 : -1)),
      objective: { cutEdges: 1, momentOfInertia: 1 },
    });
    const stripes = Int32Array.from({ length: side * side }, (_, area) => Math.floor((area % side) / 4));
    for (let seed = 1; seed <= 6; seed += 1) {
      const prices = pricesOf(big, stripes, seed, 300);
      const [doubled, removed, ...locks] = prices.map(({ objectiveWithout }) => objectiveWithout);
      expect(prices.map(({ how }) => how)).toEqual(["doubled", ...Array.from({ length: 5 }, () => "removed")]);
      expect(removed).toBeLessThanOrEqual(doubled!);
      expect(locks[3]).toBeLessThanOrEqual(Math.min(...locks.slice(0, 3)));
    }
  });

  it("are asked only for rules that the problem has, and for locks one by one while they are few", () => {
    expect(relaxationsOf(latticeProblem(2, 2, 2)).map(({ rule }) => rule)).toEqual(["balance", "balance"]);
    const locked = (count: number) =>
      relaxationsOf(
        latticeProblem(3, 4, 2, { lockedTeam: Array.from({ length: 12 }, (_, area) => (area < count ? 0 : -1)) }),
      ).filter(({ rule }) => rule === "locks");
    expect(locked(8).map(({ subject }) => subject)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, undefined]);
    expect(locked(9)).toEqual([{ rule: "locks", how: "removed" }]);
  });

  it("are told beside the plan that is priced, with its own names of teams", () => {
    const town = latticeProblem(6, 6, 2, {
      toleranceFraction: [0.1],
      objective: { borderLength: 1 },
    });
    // Left is B and right is A, so that a search names its halves either way.
    const plan = Int32Array.from({ length: 36 }, (_, area) => (area % 6 < 3 ? 1 : 0));
    for (const seed of [1, 2, 3, 4]) {
      const [kept, ...prices] = [...rulePrices(town, plan, { seed, stepsPerRule: 5_000 })].filter(
        (price) => price !== undefined,
      );
      expect(kept).toMatchObject({ rule: "none", how: "kept", movedAreaCount: 0, movedWeight: 0 });
      expect(kept!.objectiveWithout).toBe(kept!.objectiveWith);
      expect(prices.length).toBe(2);
      for (const price of prices) {
        expect(price.scoresOfPlan).toEqual(evaluatePlan(town, plan));
        const moved = price.assignment.reduce((count, team, area) => count + Number(team !== plan[area]), 0);
        expect(price.movedAreaCount).toBe(moved);
        // Called the other way round, more than half of the areas would have moved.
        expect(moved).toBeLessThanOrEqual(18);
      }
    }
  });

  it("blame no rule for what the plan itself leaves to gain, nor count from a plan that breaks rules", () => {
    const town = latticeProblem(6, 6, 2, { toleranceFraction: [0.1], objective: { cutEdges: 1 } });
    const ragged = Int32Array.from({ length: 36 }, (_, area) =>
      area % 6 < (Math.floor(area / 6) % 2 === 0 ? 2 : 4) ? 0 : 1,
    );
    const [kept, doubled] = [...rulePrices(town, ragged, { seed: 1, stepsPerRule: 5_000 })].filter(
      (price) => price !== undefined,
    );
    expect(kept!.scoresOfPlan).toMatchObject({ feasible: true, cutEdges: 16 });
    expect(kept!.objectiveWithout).toBeLessThan(kept!.objectiveWith);
    expect(doubled!.objectiveWith).toBe(kept!.objectiveWithout);
    const broken = Int32Array.from({ length: 36 }, (_, area) => (area < 6 ? 0 : 1));
    const [first, second] = [...rulePrices(town, broken, { seed: 1, stepsPerRule: 5_000 })].filter(
      (price) => price !== undefined,
    );
    expect(first!.scoresOfPlan.feasible).toBe(false);
    expect(first!.scoresWithout.feasible).toBe(true);
    expect(second!.objectiveWith).toBe(first!.objectiveWithout);
  });

  it("are never below nothing, even after a search too short to find the given plan again", () => {
    const big = latticeProblem(10, 10, 4, { toleranceFraction: [0.02], objective: { cutEdges: 1 } });
    const quarters = Int32Array.from({ length: 100 }, (_, area) => (area % 10 < 5 ? 0 : 1) + (area < 50 ? 0 : 2));
    for (const price of rulePrices(big, quarters, { seed: 1, stepsPerRule: 500 })) {
      if (!price) continue;
      expect(price.scoresOfPlan.cutEdges).toBeLessThanOrEqual(20);
      expect(price.objectiveWithout).toBeLessThanOrEqual(price.objectiveWith);
    }
  });
});
