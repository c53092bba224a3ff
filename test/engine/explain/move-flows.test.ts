// Why areas go from team to team: what a full recount says is wrong when a flow stays.
import { describe, expect, it } from "vitest";
import { moveFlows, withoutNeedlessMoves } from "../../../engine/explain/move-flows.ts";
import { latticeProblem } from "../../support/grids.ts";

/** Six areas in a row. */
const row = (children: readonly number[], baseline: readonly number[], share: readonly number[], tolerance: number) =>
  latticeProblem(1, 6, share.length, {
    measures: [children],
    targetShare: [share],
    toleranceFraction: [tolerance],
    baselineTeam: Int32Array.from(baseline),
  });

describe("moveFlows", () => {
  it("says which team would be how far from its target, of a chain through a team between", () => {
    const problem = row([10, 10, 10, 10, 10, 10], [0, 0, 0, 1, 1, 2], [1 / 3, 1 / 3, 1 / 3], 0.1);
    const flows = moveFlows(problem, Int32Array.from([0, 0, 1, 1, 2, 2]));
    expect(flows).toMatchObject([
      { fromTeam: 0, toTeam: 1, areaIndexes: [2], weight: 10 },
      { fromTeam: 1, toTeam: 2, areaIndexes: [4], weight: 10 },
    ]);
    // Area 2 stays: A has 30 of 20, B has 10.
    expect(flows[0]!.without).toMatchObject({ rule: "balance", team: 0, measure: 0 });
    expect(flows[0]!.without!.deviationFraction).toBeCloseTo(0.5, 9);
    expect(flows[1]!.without).toMatchObject({ rule: "balance", team: 1 });
  });

  it("tells a team in pieces where balance would do without, and nothing where every rule would", () => {
    const loose = row([10, 1, 10, 10, 10, 10], [0, 1, 0, 1, 1, 1], [0.5, 0.5], 0.9);
    const joined = moveFlows(loose, Int32Array.from([0, 0, 0, 1, 1, 1]));
    expect(joined).toMatchObject([{ fromTeam: 1, toTeam: 0, areaIndexes: [1], without: { rule: "connected" } }]);
    const needless = row([10, 1, 10, 10, 10, 10], [0, 0, 0, 1, 1, 1], [0.5, 0.5], 0.9);
    expect(moveFlows(needless, Int32Array.from([0, 0, 1, 1, 1, 1]))[0]!.without).toBeNull();
    expect(moveFlows(needless, needless.baselineTeam)).toEqual([]);
  });

  it("leaves out flows and areas that no rule needs moved, and nothing else", () => {
    // A is to have 30 of 100 and has 50: the move of 20 is needed.
    const problem = row([30, 20, 0, 20, 0, 30], [0, 0, 1, 1, 1, 1], [0.3, 0.7], 0.05);
    const needed = withoutNeedlessMoves(problem, Int32Array.from([0, 1, 1, 1, 1, 1]));
    expect([...needed]).toEqual([0, 1, 1, 1, 1, 1]);
    const three = row([10, 0, 10, 10, 0, 10], [0, 0, 0, 1, 1, 2], [0.25, 0.5, 0.25], 0.05);
    // All have their shares today: two areas without children move for nothing.
    expect([...withoutNeedlessMoves(three, Int32Array.from([0, 1, 1, 1, 2, 2]))]).toEqual([0, 0, 1, 1, 1, 2]);
    // Area 2 has no children, but would be cut off from its team if it stayed.
    const tied = row([10, 10, 0, 10, 0, 10], [0, 0, 0, 1, 1, 1], [0.25, 0.75], 0.05);
    expect([...withoutNeedlessMoves(tied, Int32Array.from([0, 1, 1, 1, 1, 1]))]).toEqual([0, 1, 1, 1, 1, 1]);
    expect(withoutNeedlessMoves(three, three.baselineTeam)).toEqual(three.baselineTeam);
  });
});
