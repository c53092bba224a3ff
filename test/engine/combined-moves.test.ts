// Combinations of up to four flips: they keep what they promise, or leave the plan as it was.
import { describe, expect, it } from "vitest";
import { ContiguityTest } from "../../engine/contiguity.ts";
import { Plan } from "../../engine/plan.ts";
import { Random } from "../../engine/random.ts";
import { makeSearchProblem } from "../../engine/search-problem.ts";
import { CombinedMoves } from "../../engine/solvers/combined-moves.ts";
import { latticeProblem } from "../support/grids.ts";
import { checkPlan } from "../support/plan-checker.ts";

describe("combined moves", () => {
  it("bring lumpy sums within a thousandth of their targets, connected, where single flips miss", () => {
    const counts = { mended: 0, left: 0 };
    for (let seed = 0; seed < 30; seed++) {
      const random = new Random(seed);
      const problem = latticeProblem(9, 9, 3, {
        diagonals: true,
        measures: [Array.from({ length: 81 }, () => 100 + random.nextInteger(300))],
        toleranceFraction: [0.001],
      });
      const search = makeSearchProblem(problem)!;
      const plan = new Plan(search);
      const stripes = Int32Array.from({ length: 81 }, (_, area) => Math.floor((area % 9) / 3));
      plan.load(stripes);
      const moves = new CombinedMoves(search, random, new ContiguityTest(search));
      const allowed = search.target.map((target) => 0.001 * target);
      const mended = moves.apply(plan, allowed);
      const { faults, maxDeviation } = checkPlan(problem, plan.assignment);
      if (mended) {
        expect(faults).toEqual([]);
        expect(maxDeviation).toBeLessThanOrEqual(0.001 + 1e-12);
        counts.mended++;
      } else {
        expect(plan.assignment).toEqual(stripes);
        counts.left++;
      }
      // Nothing brings whole numbers to within a millionth of a third.
      const before = plan.assignment.slice();
      const impossible = search.target.map((target) => (Number.isInteger(target) ? -1 : 1e-6));
      expect(moves.apply(plan, impossible)).toBe(false);
      expect(plan.assignment).toEqual(before);
    }
    expect(counts.mended).toBeGreaterThan(15);
  });
});
