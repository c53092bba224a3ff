// Binding rules where the answer can be seen: a border held by balance, a lock that stands in the way, the room in numbers.
import { describe, expect, it } from "vitest";
import { bindingRules } from "../../../engine/explain/binding-rules.ts";
import { everyMarginalEffect } from "../../../engine/explain/marginal-effects.ts";
import { Random } from "../../../engine/random.ts";
import { latticeProblem } from "../../support/grids.ts";

describe("bindingRules", () => {
  it("says that balance alone holds a crooked border, and how much room there is", () => {
    // Two teams of a 2 × 4 lattice with a step in the border: straightening it costs balance.
    const problem = latticeProblem(2, 4, 2, {
      measures: [[10, 10, 10, 10, 10, 10, 10, 10]],
      toleranceFraction: [0.3],
      objective: { cutEdges: 1 },
    });
    const plan = Int32Array.of(0, 0, 0, 1, 0, 0, 1, 1);
    const [first, second] = bindingRules(problem, plan);
    expect(first!.rules.map(({ rule }) => rule)).toEqual(["balance"]);
    expect(first!.rules[0]).toMatchObject({ forbiddenAlone: 1, best: { areaIndex: 6, fromTeam: 1, toTeam: 0 } });
    expect(first!.room[0]!.mayGain).toBeCloseTo(2, 10);
    expect(first!.room[0]!.mayLose).toBeCloseTo(22, 10);
    expect(second!.room[0]!.mayGain).toBeCloseTo(22, 10);
  });

  it("names the lock that stands in the way of an improvement", () => {
    const problem = latticeProblem(2, 4, 2, {
      toleranceFraction: [0.6],
      lockedTeam: [-1, -1, 0, -1, -1, -1, -1, -1],
      objective: { cutEdges: 1 },
    });
    const plan = Int32Array.of(0, 0, 0, 1, 0, 0, 1, 1);
    const bindings = bindingRules(problem, plan);
    for (const { rules } of bindings)
      expect(rules).toMatchObject([{ rule: "locks", forbiddenMoves: 1, forbiddenAlone: 1 }]);
  });

  it("counts every improving and forbidden move, for both its teams", () => {
    const random = new Random(8);
    const problem = latticeProblem(6, 6, 3, {
      measures: [Array.from({ length: 36 }, () => 1 + random.nextInteger(9))],
      toleranceFraction: [0.05],
      objective: { cutEdges: 1, momentOfInertia: 1 },
    });
    const plan = Int32Array.from({ length: 36 }, (_, area) =>
      Math.min(2, Math.floor(((area % 6) + (Math.floor(area / 6) % 2)) / 2)),
    );
    const improving = [...everyMarginalEffect(problem, plan)].filter(
      ({ weighedChange, forbiddenBy }) => weighedChange < -1e-12 && forbiddenBy.length > 0,
    );
    const counted = bindingRules(problem, plan)
      .flatMap(({ rules }) => rules)
      .reduce((sum, { forbiddenMoves }) => sum + forbiddenMoves, 0);
    expect(counted).toBe(improving.reduce((sum, { forbiddenBy }) => sum + 2 * forbiddenBy.length, 0));
    expect(counted).toBeGreaterThan(0);
  });
});
