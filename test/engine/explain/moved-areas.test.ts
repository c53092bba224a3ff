// The areas a plan moves: the effect of each beside a full recount with that area alone sent home.
import { describe, expect, it } from "vitest";
import { movedAreas } from "../../../engine/explain/moved-areas.ts";
import { Random } from "../../../engine/random.ts";
import { evaluatePlan } from "../../../engine/scores.ts";
import { latticeProblem } from "../../support/grids.ts";

describe("movedAreas", () => {
  it("tells for each moved area what a full recount tells when it alone stays, the largest effect first", () => {
    const random = new Random(5);
    for (let round = 0; round < 30; round++) {
      const baselineTeam = Int32Array.from({ length: 20 }, () => random.nextInteger(4) - 1);
      const plan = Int32Array.from({ length: 20 }, () => random.nextInteger(3));
      const problem = latticeProblem(4, 5, 3, {
        measures: [Array.from({ length: 20 }, () => 1 + random.nextInteger(30))],
        targetShare: [[0.5, 0.3, 0.2]],
        baselineTeam,
      });
      const distance = (assignment: Int32Array): number =>
        evaluatePlan(problem, assignment).teams.reduce(
          (sum, { measures }) => sum + Math.abs(measures[0]!.sum - measures[0]!.target),
          0,
        );
      const moved = movedAreas(problem, plan);
      const expected = [...plan.keys()].filter((area) => baselineTeam[area]! >= 0 && baselineTeam[area] !== plan[area]);
      expect(moved.map(({ areaIndex }) => areaIndex).sort((a, b) => a - b)).toEqual(expected);
      for (const { areaIndex, fromTeam, toTeam, weight, effect } of moved) {
        expect([fromTeam, toTeam]).toEqual([baselineTeam[areaIndex], plan[areaIndex]]);
        expect(weight).toBe(problem.measures[areaIndex]);
        const stayed = plan.slice();
        stayed[areaIndex] = fromTeam;
        expect(effect).toBeCloseTo(distance(stayed) - distance(plan), 9);
      }
      expect(moved.map(({ effect }) => effect)).toEqual(moved.map(({ effect }) => effect).toSorted((a, b) => b - a));
    }
  });
});
