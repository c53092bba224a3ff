// What is typed of rules stays while another page is shown, can be taken back when other rules took its place, and is never saved over a colleague's unseen.
import { beforeEach, describe, expect, it } from "vitest";
import type { RuleSet } from "../../api/contract/rules.ts";
import type { Team } from "../../api/contract/teams.ts";
import {
  changeRules,
  dropRules,
  keepRulesOf,
  openRules,
  replaceRules,
  rulesOf,
  takeBackRules,
  unsavedRules,
} from "../../web/run-page/kept-rules.ts";
import { compareRules, unseenVersion, withSaved } from "../../web/run-page/rules-difference.ts";
import { firstDraft, ruleSetOf, withRuleSet, withRules, withRun } from "../../web/run-page/rules-draft.ts";

const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;
const team = (digit: number, letter: string, investigationPositions = 6): Team => ({
  id: id(digit),
  letter,
  name: `Team ${letter}`,
  colourIndex: digit,
  investigationPositions,
  firstLinePositions: 2,
  homeArenaId: null,
  version: 1,
});
const teams = [team(1, "A"), team(2, "B")];
const division = id(9);
const open = (own: readonly Team[] = teams, person = "1280 Planerare", of = division, from: string | null = null) =>
  openRules(person, of, own, () => firstDraft(of, own, "barn-0-17", from), from).draft;
const lock = { areaCode: "0101", teamId: id(1), reason: "Familjecentralen." };
const saved = (version: number, movedAtMost: string, author: string): RuleSet => {
  const { rules, ...set } = ruleSetOf(
    withRules(firstDraft(division, teams, "barn-0-17", id(8)), { movedAtMost }),
    "Villkor 1",
  );
  const times = { createdAt: "2026-11-23T04:00:00Z", author };
  return { ...set, ...times, id: id(7), version, rules } as unknown as RuleSet;
};

beforeEach(() => dropRules());

describe("rules that are typed", () => {
  it("are there when the page is opened again, each division's by themselves", () => {
    changeRules(division, withRules(open(), { locks: [lock] }));
    expect(open(teams, undefined, id(6)).locks).toEqual([]);
    expect(open()).toMatchObject({ locks: [lock], isChanged: true });
    expect(unsavedRules().map(({ divisionId }) => divisionId)).toEqual([division]);
  });

  it("that nobody touched are made anew, and those touched keep what was typed beside the teams of now", () => {
    open();
    expect(open([team(1, "A", 9), team(2, "B")]).teams[0]!.investigation).toBe("9");
    changeRules(division, withRules(open(), { locks: [lock] }));
    const later = open([team(2, "B", 9), team(3, "C")]);
    expect(later.teams.map(({ teamId, investigation, included }) => [teamId, investigation, included])).toEqual([
      [id(2), "6", true],
      [id(3), "6", true],
    ]);
    expect(later.locks).toEqual([lock]);
  });

  it("begin from the plan that somebody came to begin from, and can be had as they were", () => {
    expect(open(teams, undefined, division, id(8)).baselinePlanId).toBe(id(8));
    const typed = withRules(open(), { locks: [lock] });
    changeRules(division, typed);
    expect(open(teams, undefined, division, id(8))).toMatchObject({ baselinePlanId: id(8), locks: [lock] });
    expect(rulesOf(division)!.replaced).toEqual(typed);
    expect(open(teams, undefined, division, id(8)).locks).toEqual([lock]);
  });

  it("are not kept for another person", () => {
    changeRules(division, withRules(open(), { locks: [lock] }));
    expect(open(teams, "1280 En annan").locks).toEqual([]);
    changeRules(division, withRules(open(teams, "1280 En annan"), { locks: [lock] }));
    keepRulesOf("1280 Planerare");
    expect([rulesOf(division), unsavedRules()]).toEqual([undefined, []]);
  });

  it("can be taken back when saved ones took their place, and those typed meanwhile in their turn", () => {
    const typed = withRules(open(), { locks: [lock] });
    changeRules(division, typed);
    replaceRules(division, withRuleSet(typed, saved(1, "300", "Planerare")));
    expect([open().movedAtMost, rulesOf(division)!.replaced]).toEqual(["300", typed]);
    expect(unsavedRules()).toEqual([typed]);
    const meanwhile = withRules(open(), { movedAtMost: "40" });
    changeRules(division, meanwhile);
    takeBackRules(division);
    expect(rulesOf(division)).toMatchObject({ draft: typed, replaced: meanwhile });
    takeBackRules(division);
    expect(rulesOf(division)).toMatchObject({ draft: meanwhile, replaced: typed });
  });

  it("that are saved leave nothing to take back when others are chosen", () => {
    const chosen = withRuleSet(open(), saved(1, "300", "Planerare"));
    replaceRules(division, chosen);
    replaceRules(division, withRuleSet(chosen, saved(2, "200", "Planerare")));
    expect([rulesOf(division)!.replaced, unsavedRules()]).toEqual([null, []]);
  });
});

describe("a version that somebody else saved", () => {
  const [first, theirs] = [saved(1, "300", "Planerare"), saved(2, "200", "En annan")];
  const typed = withRules(withRuleSet(firstDraft(division, teams, "barn-0-17", id(8)), first), { locks: [lock] });

  it("is unseen however often the list is read, until it is read itself or one was shown it", () => {
    expect(typed.seenVersion).toBe(1);
    expect(unseenVersion(typed, [first])).toBeNull();
    expect(unseenVersion(typed, [theirs])).toBe(theirs);
    expect(unseenVersion(withRuleSet(typed, theirs), [theirs])).toBeNull();
    expect(unseenVersion(withRuleSet(typed, first, 2), [theirs])).toBeNull();
  });

  it("is told beside one's own, part by part, whatever order the service tells members in", () => {
    const { teams: own, ...rest } = theirs;
    const reordered = { teams: own.map((each) => Object.fromEntries(Object.entries(each).toReversed())), ...rest };
    expect(compareRules(typed, first, reordered as unknown as RuleSet)).toEqual({
      own: ["locks"],
      theirs: ["movedAtMost"],
    });
  });

  it("is what the next save builds on once one's own is saved, and what is typed on the way is not yet saved", () => {
    const third = { ...theirs, version: 3 };
    expect(withSaved(typed, third, typed)).toMatchObject({ ruleSet: third, seenVersion: 3, isChanged: false });
    expect(withSaved(withRules(typed, { locks: [] }), third, typed)).toMatchObject({ isChanged: true, seenVersion: 3 });
    expect(withSaved(withRun(typed, { seconds: "60" }), third, typed).ruleSet).toBe(third);
  });
});
