// What differs between two plans of the same areas, against a count by hand and as properties over random plans.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flowsBetween, movedSum, movesBetween, teamIdsOf } from "../../engine/compare-plans.ts";

const teams = ["a", "b", "c"].map((teamId) => ({ teamId }));

describe("two plans compared", () => {
  it("tells areas by team and not by the team's place in the plan", () => {
    const from = teamIdsOf({ teams, teamIndexes: [0, 0, 1, -1, 2] });
    const to = teamIdsOf({ teams: teams.toReversed(), teamIndexes: [2, 1, 1, 0, -1] });
    expect(movesBetween(from, to)).toEqual([
      { areaIndex: 1, fromTeamId: "a", toTeamId: "b" },
      { areaIndex: 3, fromTeamId: null, toTeamId: "c" },
      { areaIndex: 4, fromTeamId: "c", toTeamId: null },
    ]);
  });

  it("adds up what moves, and never takes unknown for none", () => {
    const moves = [1, 3, 4].map((areaIndex) => ({ areaIndex, fromTeamId: "a", toTeamId: "b" }));
    expect(movedSum(moves, [100, 7, 100, null, 5])).toEqual({ sum: 12, unknownCount: 1 });
    expect(movedSum([], [1])).toEqual({ sum: 0, unknownCount: 0 });
  });

  it("throws where the plans are of different areas", () => {
    expect(() => movesBetween(["a"], ["a", "b"])).toThrow("1 and 2 areas");
  });

  it("is nothing with itself, the reverse in reverse, and its flows make up its sum", () => {
    const plan = fc.array(fc.constantFrom("a", "b", "c", null), { minLength: 12, maxLength: 12 });
    const values = fc.array(fc.option(fc.nat(50)), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(plan, plan, values, (from, to, counted) => {
        expect(movesBetween(from, from)).toEqual([]);
        const moves = movesBetween(from, to);
        expect(moves.map(({ areaIndex }) => areaIndex)).toEqual(
          movesBetween(to, from).map(({ areaIndex }) => areaIndex),
        );
        const applied = [...from];
        for (const { areaIndex, toTeamId } of moves) applied[areaIndex] = toTeamId as (typeof to)[number];
        expect(applied).toEqual(to);
        const flows = flowsBetween(moves, counted);
        const total = movedSum(moves, counted);
        expect(flows.reduce((sum, flow) => sum + flow.sum, 0)).toBe(total.sum);
        expect(flows.reduce((sum, flow) => sum + flow.unknownCount, 0)).toBe(total.unknownCount);
        expect(flows.reduce((sum, flow) => sum + flow.areaCount, 0)).toBe(moves.length);
        expect(new Set(flows.map(({ fromTeamId, toTeamId }) => `${fromTeamId} ${toTeamId}`)).size).toBe(flows.length);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
