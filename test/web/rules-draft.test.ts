// What is typed in the run form becomes the request, or is told to be mended.
import { describe, expect, it } from "vitest";
import { type RuleSet, RuleSetInput } from "../../api/contract/rules.ts";
import { NewRun } from "../../api/contract/runs.ts";
import type { Team } from "../../api/contract/teams.ts";
import {
  faultsOf,
  firstDraft,
  firstMeasureRule,
  readNumber,
  ruleSetOf,
  runOf,
  toldTolerance,
  withBaseline,
  withLocks,
  withMainMeasure,
  withMeasureRule,
  withRuleSet,
  withRules,
  withRun,
} from "../../web/run-page/rules-draft.ts";

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

const measureRules = (...keys: string[]) => keys.map((key) => firstMeasureRule(key, "1"));
const keysOf = (rules: readonly { measureKey: string }[]) => rules.map(({ measureKey }) => measureKey);

describe("what a run begins from", () => {
  it("counts as much as the other goals at first, may count for nothing, and is not counted where there is none", () => {
    const fromToday = firstDraft(id(9), [team(1, "A"), team(2, "B")], "barn-0-17", id(8));
    expect(runOf(fromToday).rules.goals?.leastChange).toBe(1);
    expect(runOf({ ...fromToday, leastChange: 0 }).rules.goals?.leastChange).toBe(0);
    expect(withBaseline({ ...fromToday, leastChange: 0 }, id(7)).leastChange).toBe(0);
    expect(runOf(withBaseline(draft, id(7))).rules).toMatchObject({
      baselinePlanId: id(7),
      goals: { leastChange: 1 },
    });
    expect(withBaseline(fromToday, null)).toMatchObject({ baselinePlanId: null, leastChange: 0, isChanged: true });
  });
});

describe("the main measure", () => {
  const keys = ["a", "b", "c"];
  it("is the one chosen first or named, whatever order the others are ticked in", () => {
    const ticked = ["c", "a"].reduce(
      (rules, key) => withMeasureRule(rules, key, firstMeasureRule(key, "5"), keys),
      measureRules("b"),
    );
    expect(keysOf(ticked)).toEqual(["b", "a", "c"]);
    expect(keysOf(withMainMeasure(ticked, "c", keys))).toEqual(["c", "a", "b"]);
    expect(keysOf(withMeasureRule(ticked, "b", null, keys))).toEqual(["a", "c"]);
    const changed = withMeasureRule(ticked, "b", firstMeasureRule("b", "7"), keys);
    expect(changed.map(({ percent }) => percent)).toEqual(["7", "5", "5"]);
  });
});

describe("readNumber", () => {
  it("reads decimal comma and point, and nothing else", () => {
    expect([readNumber("2,5"), readNumber(" 6 "), readNumber("0.75")]).toEqual([2.5, 6, 0.75]);
    for (const text of ["", "-1", "6+2", "1e3", "1 000"]) expect(readNumber(text)).toBeNaN();
  });
});

describe("runOf", () => {
  it("makes a request that the contract accepts", () => {
    const run = NewRun.parse(runOf({ ...draft, measures: [firstMeasureRule("barn-0-17", "2,5")] }));
    expect(run.rules.balancedMeasures).toEqual([
      { measureKey: "barn-0-17", toleranceFraction: 0.025, toleranceNumber: null, weight: 1, reason: "" },
    ]);
    expect(run.teams).toHaveLength(3);
    expect(run.rules.goals.leastChange).toBe(0);
  });

  it("leaves out teams that are not included, and their locks", () => {
    const run = runOf({
      ...draft,
      teams: draft.teams.map((own) => (own.teamId === id(3) ? { ...own, included: false } : own)),
      locks: [
        { areaCode: "0101", teamId: id(1), reason: "Skolan" },
        { areaCode: "0102", teamId: id(3), reason: "" },
      ],
    });
    expect(run.teams.map((own) => own.teamId)).toEqual([id(1), id(2)]);
    expect(run.rules.locks).toEqual([{ areaCode: "0101", teamId: id(1), reason: "Skolan" }]);
  });

  it("takes a tolerance in number, shares by hand, areas kept together and apart, and a limit to change", () => {
    const run = NewRun.parse(
      runOf({
        ...draft,
        measures: [{ measureKey: "barn-0-17", percent: "", number: "60", weight: 3, reason: "" }],
        targets: "shares",
        teams: draft.teams.map((own, place) => ({ ...own, share: String(place + 1) })),
        keepTogether: [{ name: "Centrum", areaCodes: ["0101", "0102"], reason: "Samma torg" }],
        keepApart: [{ pair: ["0101", "0201"], reason: "Järnvägen" }],
        baselinePlanId: id(8),
        movedAtMost: "250",
      }),
    );
    expect(run.rules).toMatchObject({
      balancedMeasures: [{ toleranceFraction: 1, toleranceNumber: 60, weight: 3 }],
      targets: "shares",
      shares: [{ share: 1 }, { share: 2 }, { share: 3 }],
      keepTogether: [{ name: "Centrum", areaCodes: ["0101", "0102"], reason: "Samma torg" }],
      keepApart: [{ areaCodes: ["0101", "0201"], reason: "Järnvägen" }],
      movedAtMost: 250,
    });
    expect(runOf({ ...draft, movedAtMost: "250" }).rules.movedAtMost).toBeNull();
  });

  it("weighs least change only when there is a plan to compare with", () => {
    expect(runOf({ ...draft, leastChange: 3 }).rules.goals?.leastChange).toBe(0);
    expect(runOf({ ...draft, leastChange: 3, baselinePlanId: id(8) }).rules.goals?.leastChange).toBe(3);
  });
});

describe("toldTolerance", () => {
  const rule = firstMeasureRule("barn-0-17", "5");
  it("tells per cent and number at once, and which of the two is the stricter", () => {
    expect(toldTolerance(rule, 5000)).toEqual({ fraction: 0.05, number: 250, stricter: null });
    expect(toldTolerance({ ...rule, percent: "", number: "100" }, 5000)).toEqual({
      fraction: 0.02,
      number: 100,
      stricter: null,
    });
    expect(toldTolerance({ ...rule, number: "100" }, 5000)?.stricter).toBe("number");
    expect(toldTolerance({ ...rule, number: "300" }, 5000)).toEqual({
      fraction: 0.05,
      number: 250,
      stricter: "percent",
    });
  });

  it("tells nothing of what is no number, or where there is nobody", () => {
    expect(toldTolerance({ ...rule, percent: "fem" }, 5000)).toBeNull();
    expect(toldTolerance(rule, 0)).toBeNull();
  });
});

describe("withLocks", () => {
  it("locks anew what was locked, with its reason where none is given, and leaves the others", () => {
    const locks = [
      { areaCode: "0101", teamId: id(1), reason: "Skolan" },
      { areaCode: "0102", teamId: id(1), reason: "" },
    ];
    expect(withLocks(locks, [{ areaCode: "0101", teamId: id(1) }], " ")).toEqual([locks[1], locks[0]]);
    expect(withLocks(locks, [{ areaCode: "0101", teamId: id(2) }], "")).toEqual([
      locks[1],
      { areaCode: "0101", teamId: id(2), reason: "" },
    ]);
    expect(withLocks([], [{ areaCode: "0101", teamId: id(2) }], " Bron ")).toEqual([
      { areaCode: "0101", teamId: id(2), reason: "Bron" },
    ]);
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
    ["tolerance", { measures: [firstMeasureRule("barn-0-17", "101")] }],
    ["tolerance", { measures: [firstMeasureRule("barn-0-17", "")] }],
    ["tolerance", { measures: [{ ...firstMeasureRule("barn-0-17", "5"), number: "några" }] }],
    ["shares", { targets: "shares" as const, teams: draft.teams.map((own) => ({ ...own, share: "0" })) }],
    ["movedAtMost", { movedAtMost: "många" }],
    ["frontierBaseline", { kind: "frontier" as const }],
    ["seconds", { seconds: "0" }],
    ["seed", { seed: "1,5" }],
  ])("names %s", (fault, part) => {
    expect(faultsOf({ ...draft, ...part })).toEqual([fault]);
  });
});

describe("saved rules", () => {
  const typed = withRules(draft, {
    measures: [
      { measureKey: "barn-0-17", percent: "2,5", number: "60", weight: 1, reason: "Nämndens mål" },
      { measureKey: "barn-0-5", percent: "", number: "40", weight: 2, reason: "" },
    ],
    locks: [{ areaCode: "0101", teamId: id(1), reason: "Familjecentralen" }],
    reasons: { whole: "Uppdraget", targets: "", catchments: "", baseline: "Som i dag", movedAtMost: "", goals: "" },
    targets: "shares",
    teams: draft.teams.map((own, place) => ({ ...own, investigation: "4,5", share: `${place + 1}` })),
    keepTogether: [{ name: "Centrum", areaCodes: ["0101", "0102"], reason: "Samma torg" }],
    keepApart: [{ pair: ["0101", "0201"], reason: "" }],
    baselinePlanId: id(8),
    movedAtMost: "250",
    compactness: 3,
    leastChange: 1,
  });
  const saved: RuleSet = {
    ...RuleSetInput.parse(ruleSetOf(typed, "Jämn fördelning")),
    id: id(7),
    version: 2,
    author: null,
    createdAt: "2026-01-01T00:00:00Z",
  };

  it("come back as they were typed", () => {
    const read = withRuleSet(draft, saved);
    expect(RuleSetInput.parse(ruleSetOf({ ...read, ruleSet: null }, "Jämn fördelning"))).toEqual(
      RuleSetInput.parse(ruleSetOf(typed, "Jämn fördelning")),
    );
  });

  it("go with the run as they were saved until something in them is typed", () => {
    const read = withRuleSet(draft, saved);
    const longer = withRun(read, { seconds: "30", kind: "frontier" });
    expect(runOf(longer)).toMatchObject({ ruleSet: { id: id(7), version: 2 }, rules: saved.rules, secondsLimit: 30 });
    expect(runOf(withRules(read, { targets: "equal" })).ruleSet).toBeNull();
  });

  it("leave out teams that have come since", () => {
    const later = firstDraft(id(9), [team(1, "A"), team(2, "B"), team(3, "C"), team(4, "D")], null, null);
    expect(runOf(withRuleSet(later, saved)).teams).toHaveLength(3);
  });
});
