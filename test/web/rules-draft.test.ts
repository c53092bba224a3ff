// What is typed in the run form becomes the request, or is told to be mended.
import { describe, expect, it } from "vitest";
import { NewRun } from "../../api/contract/runs.ts";
import type { Team } from "../../api/contract/teams.ts";
import { faultsOf, firstDraft, readNumber, runOf } from "../../web/run-page/rules-draft.ts";

const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;
const team = (digit: number, letter: string): Team => ({
  id: id(digit),
  letter,
  name: `Team ${letter}`,
  colourIndex: digit,
  investigationPositions: 6,
  firstLinePositions: 2,
  homeArenaId: null,
  version: 1,
});
const draft = firstDraft(id(9), [team(1, "A"), team(2, "B"), team(3, "C")], "barn-0-17", null);

describe("readNumber", () => {
  it("reads decimal comma and point, and nothing else", () => {
    expect([readNumber("2,5"), readNumber(" 6 "), readNumber("0.75")]).toEqual([2.5, 6, 0.75]);
    for (const text of ["", "-1", "6+2", "1e3", "1 000"]) expect(readNumber(text)).toBeNaN();
  });
});

describe("runOf", () => {
  it("makes a request that the contract accepts", () => {
    const run = NewRun.parse(runOf({ ...draft, measures: [{ measureKey: "barn-0-17", tolerancePercent: "2,5" }] }));
    expect(run.rules.balancedMeasures).toEqual([{ measureKey: "barn-0-17", toleranceFraction: 0.025, weight: 1 }]);
    expect(run.teams).toHaveLength(3);
    expect(run.rules.goals.leastChange).toBe(0);
  });

  it("leaves out teams that are not included, and their locks", () => {
    const run = runOf({
      ...draft,
      teams: draft.teams.map((own) => (own.teamId === id(3) ? { ...own, included: false } : own)),
      locks: [
        { areaCode: "0101", teamId: id(1) },
        { areaCode: "0102", teamId: id(3) },
      ],
    });
    expect(run.teams.map((own) => own.teamId)).toEqual([id(1), id(2)]);
    expect(run.rules.locks).toEqual([{ areaCode: "0101", teamId: id(1) }]);
  });

  it("weighs least change only when there is a plan to compare with", () => {
    expect(runOf({ ...draft, leastChange: 3 }).rules.goals?.leastChange).toBe(0);
    expect(runOf({ ...draft, leastChange: 3, baselinePlanId: id(8) }).rules.goals?.leastChange).toBe(3);
  });
});

describe("faultsOf", () => {
  it("finds nothing in the first draft", () => {
    expect(faultsOf(draft)).toEqual([]);
  });

  it.each([
    ["teams", { teams: draft.teams.map((own, index) => ({ ...own, included: index === 0 })) }],
    ["positions", { teams: draft.teams.map((own) => ({ ...own, firstLine: "två" })) }],
    ["noPositions", { teams: draft.teams.map((own) => ({ ...own, investigation: "0", firstLine: "0" })) }],
    ["measures", { measures: [] }],
    ["tolerance", { measures: [{ measureKey: "barn-0-17", tolerancePercent: "101" }] }],
    ["seconds", { seconds: "0" }],
    ["seed", { seed: "1,5" }],
  ])("names %s", (fault, part) => {
    expect(faultsOf({ ...draft, ...part })).toEqual([fault]);
  });
});
