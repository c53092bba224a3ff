// New team numbers beside every permutation of them: least moved weight, and no rule broken for it.
import { describe, expect, it } from "vitest";
import { relabelToBaseline } from "../../../engine/least-change/relabel-teams.ts";
import { Random } from "../../../engine/random.ts";
import { evaluatePlan } from "../../../engine/scores.ts";
import { latticeProblem } from "../../support/grids.ts";

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

describe("relabelToBaseline", () => {
  it("moves as little as the best permutation that keeps locks and does not worsen balance", () => {
    const random = new Random(11);
    let changed = 0;
    let held = 0;
    for (let round = 0; round < 400; round++) {
      const draw = (): number[] => Array.from({ length: 12 }, () => random.nextInteger(4));
      const assignment = Int32Array.from(draw());
      const shares = round % 3 === 0 ? [[0.1, 0.2, 0.3, 0.4]] : [[0.25, 0.25, 0.25, 0.25]];
      const problem = latticeProblem(3, 4, 4, {
        measures: [Array.from({ length: 12 }, () => random.nextInteger(6))],
        toleranceFraction: [0.3],
        targetShare: shares,
        baselineTeam: draw(),
        lockedTeam: Array.from({ length: 12 }, (_, area) => (random.nextInteger(12) === 0 ? assignment[area]! : -1)),
      });
      if (problem.measures.every((weight) => weight === 0)) continue;
      const before = evaluatePlan(problem, assignment);
      const relabelled = relabelToBaseline(problem, assignment);
      const after = evaluatePlan(problem, relabelled);
      let least = before.movedWeight;
      for (const numbers of permutations([0, 1, 2, 3])) {
        const other = evaluatePlan(
          problem,
          assignment.map((team) => numbers[team]!),
        );
        const excess = (scores: typeof other): number =>
          scores.teams
            .flatMap((team) => team.measures)
            .reduce((sum, { deviationFraction }) => sum + Math.max(0, Math.abs(deviationFraction) - 0.3), 0);
        const locksKept = other.violations.every(({ rule }) => rule !== "locks");
        if (!locksKept) held++;
        if (shares[0]![0] === 0.25 && locksKept && excess(other) <= excess(before) + 1e-9)
          least = Math.min(least, other.movedWeight);
      }
      // With unequal shares fewer permutations are allowed; it must never get worse there.
      if (shares[0]![0] === 0.25) expect(after.movedWeight).toBe(least);
      else expect(after.movedWeight).toBeLessThanOrEqual(before.movedWeight);
      expect(after.violations.length).toBeLessThanOrEqual(before.violations.length);
      if (after.movedWeight < before.movedWeight) changed++;
    }
    expect(changed).toBeGreaterThan(150);
    expect(held).toBeGreaterThan(100);
  });

  it("returns the plan as it is where there is no baseline, and leaves unplaced areas alone", () => {
    const plan = Int32Array.of(1, 1, 0, 0);
    expect(relabelToBaseline(latticeProblem(2, 2, 2), plan)).toEqual(plan);
    const withBaseline = latticeProblem(2, 2, 2, { baselineTeam: [0, 0, 1, -1] });
    expect(relabelToBaseline(withBaseline, Int32Array.of(1, 1, -1, 0))).toEqual(Int32Array.of(0, 0, -1, 1));
  });
});
