// Alternatives: each keeps the rules, no two are alike, names alone are no difference, and the same seed gives the same.
import { describe, expect, it } from "vitest";
import { findAlternatives, leastDifference } from "../../../engine/alternatives/find-alternatives.ts";
import { planDifference } from "../../../engine/alternatives/plan-difference.ts";
import type { DistrictingProblem } from "../../../engine/problem.ts";
import { latticeProblem } from "../../support/grids.ts";
import { checkPlan } from "../../support/plan-checker.ts";

function alternatives(problem: DistrictingProblem, seed = 1) {
  const run = findAlternatives(problem, { seed, count: 4, stepsPerPlan: 20_000, searches: 12 });
  let next = run.next();
  while (!next.done) next = run.next();
  return next.value;
}

describe("planDifference", () => {
  it("is nothing for other names of the same teams, and the share of people otherwise", () => {
    const problem = latticeProblem(2, 2, 2, { measures: [[10, 20, 30, 40]], toleranceFraction: [1] });
    const plan = Int32Array.of(0, 0, 1, 1);
    expect(planDifference(problem, plan, Int32Array.of(1, 1, 0, 0))).toBe(0);
    expect(planDifference(problem, plan, Int32Array.of(0, 1, 1, 1))).toBeCloseTo(0.2, 12);
    expect(planDifference(problem, plan, Int32Array.of(1, 0, 1, 0))).toBeCloseTo(0.5, 12);
  });
});

describe("findAlternatives", () => {
  const people = Array.from({ length: 36 }, (_, area) => 10 + (area % 7));
  const fields = {
    measures: [people],
    toleranceFraction: [0.08],
    group: Array.from({ length: 36 }, (_, area) => (area === 14 || area === 15 ? 2 : -1)),
    objective: { momentOfInertia: 1, borderLength: 1 },
  };
  const problem = latticeProblem(6, 6, 3, {
    ...fields,
    lockedTeam: Array.from({ length: 36 }, (_, area) => (area === 0 ? 0 : -1)),
  });

  it("finds several plans that keep every rule and place at least a twentieth of the people differently", () => {
    const found = alternatives(problem);
    if (found.status !== "done") throw new Error(`Status ${found.status}, expected alternatives.`);
    expect(found.chosen.length).toBeGreaterThanOrEqual(3);
    for (const { assignment } of found.chosen) expect(checkPlan(problem, assignment).faults).toEqual([]);
    const best = Math.min(...found.chosen.map(({ objective }) => objective));
    expect(found.chosen[0]!.objective).toBe(best);
    for (const [place, one] of found.chosen.entries()) {
      for (const other of found.chosen.slice(place + 1))
        expect(planDifference(problem, one.assignment, other.assignment)).toBeGreaterThanOrEqual(leastDifference);
    }
  });

  it("gives teams the numbers under which the fewest change team from the baseline", () => {
    const baselineTeam = Array.from({ length: 36 }, (_, area) => Math.floor(area / 12));
    const found = alternatives(latticeProblem(6, 6, 3, { ...fields, baselineTeam }));
    if (found.status !== "done") throw new Error(`Status ${found.status}, expected alternatives.`);
    expect(found.chosen.length).toBeGreaterThanOrEqual(3);
    const moved = (numbers: readonly number[], assignment: Int32Array) =>
      [...assignment].reduce(
        (sum, team, area) => (numbers[team] === baselineTeam[area] ? sum : sum + people[area]!),
        0,
      );
    for (const { assignment } of found.chosen) {
      const everyNaming = [0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => [a, b, 3 - a - b])).filter(([a, b]) => a !== b);
      const least = Math.min(...everyNaming.map((numbers) => moved(numbers, assignment)));
      expect(moved([0, 1, 2], assignment)).toBe(least);
    }
  });

  it("gives the same for the same seed", () => {
    expect(alternatives(problem, 3)).toEqual(alternatives(problem, 3));
  });

  it("chooses one where the rules leave one", () => {
    const only = latticeProblem(1, 4, 2, { toleranceFraction: [0.01], objective: { cutEdges: 1 } });
    const found = alternatives(only);
    expect(found).toMatchObject({ status: "done" });
    if (found.status === "done") expect(found.chosen).toHaveLength(1);
  });

  it("says why there is none", () => {
    const apart = latticeProblem(2, 2, 2, { lockedTeam: [0, 1, 1, 0], toleranceFraction: [1] });
    expect(["refused", "no-plan"]).toContain(alternatives(apart).status);
  });
});
