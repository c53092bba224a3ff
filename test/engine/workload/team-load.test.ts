// The load of a team, worked out by hand.
import { describe, expect, it } from "vitest";
import { teamLoad } from "../../../engine/workload/team-load.ts";

const weights = { perCase: [5, 40], perChild: 0.5 };

describe("a team's load", () => {
  it("is cases by their weights for investigation and children by theirs for the first line, each per its own positions", () => {
    expect(teamLoad(weights, [100, 30], 2000, { investigation: 5, firstLine: 2 })).toEqual({
      investigation: 1700,
      firstLine: 1000,
      investigationPerPosition: 340,
      firstLinePerPosition: 500,
    });
  });

  it("has no load per position where there are no positions", () => {
    const load = teamLoad(weights, [100, 30], 2000, { investigation: 0, firstLine: 0 });
    expect([load.investigationPerPosition, load.firstLinePerPosition]).toEqual([null, null]);
  });

  it.each([
    ["another number of case types", [1], 10],
    ["a negative count", [1, -2], 10],
    ["no number of children", [1, 2], Number.NaN],
  ])("throws on %s", (_what, expectedCases, children) => {
    expect(() => teamLoad(weights, expectedCases, children, { investigation: 1, firstLine: 1 })).toThrow();
  });
});
