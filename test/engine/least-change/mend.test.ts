// Mending a draft: the smallest repair beside exhaustive enumeration, and drafts that need none or allow none.
import { describe, expect, it } from "vitest";
import { createMixedIntegerSolver } from "../../../api/workers/mixed-integer-solver.ts";
import { type MendResult, mendDraft } from "../../../engine/least-change/mend.ts";
import { nearlyFraction } from "../../../engine/least-change/shorten-borders.ts";
import { borderLength } from "../../../engine/objectives/border-length.ts";
import { change } from "../../../engine/objectives/change.ts";
import type { DistrictingProblem } from "../../../engine/problem.ts";
import { Random } from "../../../engine/random.ts";
import { latticeProblem } from "../../support/grids.ts";
import { checkPlan, everyConnectedPlan } from "../../support/plan-checker.ts";

const solver = await createMixedIntegerSolver();

function mend(problem: DistrictingProblem, draft: Int32Array, by = solver): MendResult {
  const run = mendDraft(problem, draft, { seed: 1, solver: by, stepsPerLevel: 20_000 });
  let next = run.next();
  while (!next.done) next = run.next();
  return next.value;
}

describe("mendDraft", () => {
  it("finds the smallest repair of random drafts, also broken and unfinished ones", () => {
    const random = new Random(21);
    let mended = 0;
    for (let round = 0; round < 25; round++) {
      const weights = Array.from({ length: 12 }, () => 1 + random.nextInteger(5));
      const problem = latticeProblem(3, 4, 2, {
        measures: [weights],
        toleranceFraction: [0.15],
        lockedTeam: Array.from({ length: 12 }, (_, area) => (area === 5 ? 0 : -1)),
        group: Array.from({ length: 12 }, (_, area) => (area >= 10 ? 1 : -1)),
      });
      const draft = Int32Array.from({ length: 12 }, () => random.nextInteger(3) - 1);
      draft[0] = 0;
      const repairs = [...everyConnectedPlan(problem)].filter(({ plan }) => plan.faults.length === 0);
      const moved = ({ assignment }: { assignment: ArrayLike<number> }): number =>
        weights.reduce(
          (sum, weight, area) => sum + (draft[area]! >= 0 && draft[area] !== assignment[area] ? weight : 0),
          0,
        );
      const result = mend(problem, draft);
      if (repairs.length === 0) {
        expect(result.status).not.toBe("mended");
        continue;
      }
      mended++;
      if (result.status !== "mended") throw new Error(`Round ${round}: ${result.status}, expected a repair.`);
      expect(checkPlan(problem, result.repair.assignment).faults).toEqual([]);
      expect(result.repair.movedWeight).toBe(Math.min(...repairs.map(moved)));
      expect(result.repair.proof).toBe("proven");
    }
    expect(mended).toBeGreaterThan(15);
  });

  it("has the shortest borders of the repairs that move nearly as little as the least", () => {
    const random = new Random(5);
    let straightened = 0;
    for (let round = 0; round < 12; round++) {
      const weights = Array.from({ length: 12 }, () => 20 + random.nextInteger(80));
      const problem = latticeProblem(3, 4, 2, { measures: [weights], toleranceFraction: [0.12], diagonals: true });
      const draft = Int32Array.from({ length: 12 }, (_, area) => (area % 4 < 3 ? 0 : 1));
      const repairs = [...everyConnectedPlan(problem)]
        .filter(({ plan }) => plan.faults.length === 0)
        .map(({ assignment }) => ({
          moved: change.evaluate({ ...problem, baselineTeam: draft }, Int32Array.from(assignment)),
          borderM: borderLength.evaluate(problem, Int32Array.from(assignment)),
        }));
      const least = Math.min(...repairs.map(({ moved }) => moved));
      const near = repairs.filter(({ moved }) => moved <= (1 + nearlyFraction) * least);
      const shortestM = Math.min(...near.map(({ borderM }) => borderM));
      const result = mend(problem, draft);
      if (result.status !== "mended") throw new Error(`Round ${round}: ${result.status}, expected a repair.`);
      expect(checkPlan(problem, result.repair.assignment).faults).toEqual([]);
      expect(borderLength.evaluate(problem, result.repair.assignment)).toBe(shortestM);
      expect(result.repair.movedWeight).toBeLessThanOrEqual((1 + nearlyFraction) * least);
      expect(result.repair.movedWeightBound).toBeLessThanOrEqual(least);
      expect(result.repair.proof === "proven").toBe(result.repair.movedWeight === least);
      if (result.repair.movedWeight > least) straightened++;
    }
    expect(straightened).toBeGreaterThan(0);
  });

  it("leaves a draft alone that keeps every rule", () => {
    const draft = Int32Array.of(0, 0, 1, 0, 0, 1, 1, 1);
    const problem = latticeProblem(2, 4, 2, { toleranceFraction: [0.01] });
    const fine = Int32Array.of(0, 0, 1, 1, 0, 0, 1, 1);
    expect(mend(problem, fine)).toMatchObject({
      status: "mended",
      steps: 0,
      repair: { movedWeight: 0, assignment: fine },
    });
    expect(mend(problem, draft)).toMatchObject({ status: "mended" });
  });

  it("refuses what cannot be mended", () => {
    const problem = latticeProblem(1, 3, 2, { measures: [[1, 100, 1]], toleranceFraction: [0.1] });
    expect(mend(problem, Int32Array.of(0, 1, 1))).toMatchObject({ status: "refused" });
  });

  it("proves as far as its iterations go, and no farther on a faster machine", async () => {
    const random = new Random(4);
    const drawn = () => Array.from({ length: 16 }, () => 10 + random.nextInteger(90));
    const problem = latticeProblem(4, 4, 2, { measures: [drawn(), drawn()], toleranceFraction: [0.08, 0.08] });
    const draft = Int32Array.from({ length: 16 }, (_, area) => (area % 4 < 3 ? 0 : 1));
    const boundWith = async (iterations: number) => {
      const limited = await createMixedIntegerSolver({ iterations });
      const result = mend(problem, draft, limited);
      if (result.status !== "mended") throw new Error(`${result.status}, expected a repair.`);
      return result.repair;
    };
    const [none, some, all] = [await boundWith(0), await boundWith(250), await boundWith(10_000)];
    expect(await boundWith(250)).toEqual(some);
    expect(some.movedWeightBound).toBeGreaterThan(none.movedWeightBound);
    expect([none.proof, some.proof, all.proof]).toEqual(["heuristic", "heuristic", "proven"]);
  });
});
