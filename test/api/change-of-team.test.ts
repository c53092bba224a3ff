// How many change team in a plan, from today's division and from what its run began from.
import { describe, expect, it } from "vitest";
import { changesOfTeam } from "../../api/runs/change-of-team.ts";
import { latticeProblem } from "../support/grids.ts";

describe("changesOfTeam", () => {
  const problem = latticeProblem(1, 5, 2, { measures: [[10, 20, 30, 40, 0]], toleranceFraction: [1] });
  const teams = [{ teamId: "a" }, { teamId: "b" }];
  const assignment = Int32Array.of(0, 1, 1, -1, 1);

  it("counts areas and children from each origin, with teams that take no part in the run as left by all", () => {
    const today = { from: "today" as const, teamIds: ["a", "c", "b", "a", null] };
    const baseline = { from: "baseline" as const, teamIds: ["b", "b", "b", "b", "a"] };
    expect(changesOfTeam(problem, teams, [today, baseline], assignment)).toEqual([
      { from: "today", weight: 20, fraction: 0.2, areaCount: 1 },
      { from: "baseline", weight: 10, fraction: 0.1, areaCount: 2 },
    ]);
  });

  it("says nothing where there is nothing to have changed from", () => {
    expect(changesOfTeam(problem, teams, [], assignment)).toEqual([]);
  });
});
