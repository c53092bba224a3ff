// The account of a plan and the rules' findings, on plans whose numbers can be counted by hand.
import { describe, expect, it } from "vitest";
import { checkRules, type RuleName, rules } from "../../engine/rules/index.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import { latticeProblem } from "../support/grids.ts";

// Areas 0 1 2 / 3 4 5 / 6 7 8, weight = index + 1, total 45.
const problem = {
  ...latticeProblem(3, 3, 2, {
    measures: [[1, 2, 3, 4, 5, 6, 7, 8, 9]],
    targetShare: [[0.4, 0.6]],
    lockedTeam: [-1, -1, -1, -1, -1, -1, -1, -1, 1],
    group: [5, 5, -1, -1, -1, -1, -1, -1, -1],
    baselineTeam: [0, 0, 0, 0, 1, 1, -1, 1, 1],
    objective: { cutEdges: 1, change: 1 },
  }),
  homeArea: Int32Array.from([0, -1]),
};
const upperAndLower = Int32Array.from([0, 0, 0, 0, 0, 1, 1, 1, 1]);

describe("rules on pairs and moves", () => {
  it("name a forbidden pair in one team, and moved weight beyond its limit with the amount", () => {
    const limited = { ...problem, forbiddenPairs: Int32Array.of(0, 8, 1, 2, 4, 3), movedWeightLimit: 3 };
    const violations = evaluatePlan(limited, upperAndLower).violations.filter(({ rule }) => rule !== "balance");
    expect(violations).toMatchObject([
      { rule: "forbiddenPairs", areaIndexes: [1, 2], teamIndexes: [0], amount: 1 },
      { rule: "forbiddenPairs", areaIndexes: [4, 3], teamIndexes: [0], amount: 1 },
      { rule: "movedWeight", numbers: { moved: 5, limit: 3 }, amount: 2 },
    ]);
  });
});

describe("evaluatePlan", () => {
  it("counts sums, targets, deviations, cut, moved weight, travel and parts", () => {
    const scores = evaluatePlan(problem, upperAndLower);
    expect(scores.teams.map((team) => [team.areaCount, team.partCount])).toEqual([
      [5, 1],
      [4, 1],
    ]);
    expect(scores.teams[0]!.measures[0]).toEqual({ sum: 15, target: 18, deviationFraction: 15 / 18 - 1 });
    expect(scores.maxDeviationFraction).toBeCloseTo(1 / 6, 12);
    expect(scores.cutEdges).toBe(4);
    expect(scores.borderLengthM).toBe(4);
    expect(scores.movedWeight).toBe(5);
    expect(scores.movedAreaCount).toBe(1);
    expect(scores.travelWeightM).toBeCloseTo(2 * 1 + 3 * 2 + 4 * 1 + 5 * Math.SQRT2, 12);
    expect(scores.objective).toBeCloseTo(4 / (12 / 9) / (Math.SQRT2 - 1) / 3 + 5 / 45, 12);
    expect(scores.feasible).toBe(false);
    expect(scores.violations.map((violation) => violation.code)).toEqual([
      "team-below-tolerance",
      "team-above-tolerance",
    ]);
  });

  it("counts both moments of inertia", () => {
    const row = latticeProblem(1, 4, 2, { measures: [[1, 1, 1, 3]] });
    const scores = evaluatePlan(row, Int32Array.from([0, 0, 1, 1]));
    // Team 0: ½ to the middle, 1 to either area. Team 1: centre at 2.75, ¾ in all, and 1 to the heavier area.
    expect(scores.moi).toBeCloseTo(0.5 + 0.75, 12);
    expect(scores.hess).toBeCloseTo(1 + 1, 12);
  });

  it("agrees with the hess score by definition, over all centres", () => {
    const lattice = latticeProblem(5, 5, 3, { measures: [Array.from({ length: 25 }, (_, i) => (i * 13) % 7)] });
    const assignment = Int32Array.from({ length: 25 }, (_, i) => Math.floor(i / 9));
    let expected = 0;
    for (let team = 0; team < 3; team++) {
      const areas = [...assignment.keys()].filter((area) => assignment[area] === team);
      const sums = areas.map((centre) =>
        areas.reduce((sum, area) => {
          const dx = lattice.xM[area]! - lattice.xM[centre]!;
          const dy = lattice.yM[area]! - lattice.yM[centre]!;
          return sum + lattice.measures[area]! * (dx * dx + dy * dy);
        }, 0),
      );
      expected += Math.min(...sums);
    }
    expect(evaluatePlan(lattice, assignment).hess).toBeCloseTo(expected, 8);
  });

  it("accepts areas that are not placed yet and names them", () => {
    const scores = evaluatePlan(problem, Int32Array.from([0, 0, -1, 0, -1, 1, 1, 1, 1]));
    expect(scores.unassignedAreaCount).toBe(2);
    expect(scores.teams[0]!.measures[0]!.sum).toBe(7);
    expect(scores.violations[0]).toMatchObject({ rule: "complete", areaIndexes: [2, 4], amount: 2 });
    expect(scores.cutEdges).toBe(1);
    const none = evaluatePlan(problem, new Int32Array(9).fill(-1));
    expect(none.violations.map((violation) => violation.code)).toEqual([
      "areas-unassigned",
      "team-empty",
      "team-empty",
      "team-below-tolerance",
      "team-below-tolerance",
    ]);
  });

  it("refuses an assignment of another length or to another team", () => {
    expect(() => evaluatePlan(problem, new Int32Array(8))).toThrow("8 areas, expected 9");
    expect(() => evaluatePlan(problem, new Int32Array(9).fill(2))).toThrow("team 2, expected −1 to 1");
  });
});

describe("rules", () => {
  const broken: [RuleName, number[], object][] = [
    ["complete", [0, 0, 0, -1, 0, 0, 0, 0, 1], { code: "areas-unassigned", areaIndexes: [3], amount: 1 }],
    ["complete", [1, 1, 1, 1, 1, 1, 1, 1, 1], { code: "team-empty", teamIndexes: [0], amount: 1 }],
    ["connected", [0, 0, 1, 1, 1, 0, 0, 1, 1], { teamIndexes: [0], areaIndexes: [5, 6], amount: 2 }],
    ["balance", [0, 0, 0, 0, 0, 0, 1, 1, 1], { code: "team-above-tolerance", teamIndexes: [0] }],
    ["locks", [0, 0, 0, 0, 0, 0, 1, 1, 0], { areaIndexes: [8], amount: 1 }],
    ["keepTogether", [0, 1, 0, 0, 0, 0, 1, 1, 1], { areaIndexes: [0, 1], teamIndexes: [0, 1], amount: 1 }],
  ];
  for (const [rule, assignment, details] of broken) {
    it(`${rule} finds ${JSON.stringify(details)}`, () => {
      const found = checkRules(problem, Int32Array.from(assignment)).filter((violation) => violation.rule === rule);
      expect(found[0]).toMatchObject(details);
    });
  }

  it("find nothing in a plan that keeps them all", () => {
    const balanced = { ...problem, toleranceFraction: Float64Array.of(0.2) };
    for (const rule of Object.keys(rules) as RuleName[]) {
      expect(checkRules(balanced, upperAndLower).filter((violation) => violation.rule === rule)).toEqual([]);
    }
  });

  it("speak Swedish with decimal comma and names", () => {
    const names = { area: String, team: (team: number) => "AB"[team]!, measure: () => "barn" };
    const [violation] = checkRules(problem, upperAndLower, names);
    expect(violation!.message.sv).toBe(
      "Team A ligger 16,7\u00a0% under sitt mål i mått barn; högst 1,0\u00a0% är tillåtet.",
    );
    expect(violation!.message.en).toBe("Team A is 16.7% below its target in measure barn; at most 1.0% is allowed.");
  });
});
