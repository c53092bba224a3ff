// A team more or less than a plan has: what the address tells, the teams and areas there would be, and positions shared out.
import { expect, it } from "vitest";
import type { PlanTeam } from "../../api/contract/plans.ts";
import {
  areaFlows,
  changedTeams,
  takenFrom,
  teamChangeIn,
  teamChangeText,
  teamsAmong,
} from "../../web/forecast-page/thought-team.ts";
import { staffedWith, stepsToTotals, whatIfIn, withWhatIf } from "../../web/forecast-page/what-if.ts";

const team = (letter: string, investigationPositions: number, firstLinePositions = 2): PlanTeam => ({
  ...{ teamId: `id-${letter}`, letter, name: `Team ${letter}`, colourIndex: letter.charCodeAt(0) - 65 },
  ...{ investigationPositions, firstLinePositions },
});
const teams = [team("A", 6), team("B", 5), team("C", 8)];
const added = { kind: "add", from: null } as const;

it("reads from the address what it wrote there, and nothing from anything else", () => {
  for (const change of [
    added,
    { kind: "add", from: { planId: "0198-ab", letter: "C" } },
    { kind: "remove", letter: "B" },
  ] as const)
    expect(teamChangeIn(teamChangeText(change))).toEqual(change);
  for (const text of [null, "", "ny.", "ny.x", "bort.", "bort.ABC", "annat"]) expect(teamChangeIn(text)).toBeNull();
  const whatIf = {
    planId: null,
    weightsVersion: null,
    teamChange: added,
    steps: { thought: { investigation: 2, firstLine: 0 } },
  };
  const all = changedTeams(teams, added, "Tänkt team");
  expect(whatIfIn(withWhatIf(new URLSearchParams("ar=2"), whatIf, all), all)).toEqual(whatIf);
});

it("gives a new team a letter and a colour that are free and the others' mean positions, and takes a team away", () => {
  const [, , , own] = changedTeams(teams, added, "Tänkt team");
  expect(own).toMatchObject({ letter: "D", colourIndex: 3, investigationPositions: 6.25, firstLinePositions: 2 });
  const left = changedTeams(teams, { kind: "remove", letter: "B" }, "");
  expect(left.map(({ letter }) => letter)).toEqual(["A", "C"]);
  expect(teamsAmong({ teams, teamIndexes: [0, 1, 2, -1] }, left)).toEqual([0, -1, 1, -1]);
});

it("takes a team's areas from another plan, and tells what goes where", () => {
  const plan = { teams, teamIndexes: [0, 0, 1, 2, -1] };
  const all = changedTeams(teams, added, "Tänkt team");
  const other = { teams: [team("E", 4), team("F", 4)], teamIndexes: [1, 0, 0, 1, 0] };
  expect(takenFrom(teamsAmong(plan, all), 4, other, "G")).toBeNull();
  const teamIndexes = takenFrom(teamsAmong(plan, all), 4, other, "E")!;
  expect(teamIndexes).toEqual([0, 3, 3, 2, 3]);
  const flows = areaFlows(plan, { teams: all, teamIndexes }, [1, 20, 300, 4000, 50_000]);
  expect(flows.map(({ from, to, areaIndexes, children }) => [from?.letter, to.letter, areaIndexes, children])).toEqual([
    [undefined, "D", [4], 50_000],
    ["B", "D", [2], 300],
    ["A", "D", [1], 20],
  ]);
});

it("shares out what is lacking or free a quarter at a time, so that the sums are today's", () => {
  const all = changedTeams(teams, added, "Tänkt team");
  const shared = staffedWith(all, stepsToTotals(all, {}, teams));
  expect(shared.reduce((sum, { investigationPositions }) => sum + investigationPositions, 0)).toBe(19);
  expect(shared.map(({ investigationPositions }) => investigationPositions)).toEqual([4.75, 4.75, 4.75, 4.75]);
  expect(shared.map(({ firstLinePositions }) => firstLinePositions)).toEqual([1.5, 1.5, 1.5, 1.5]);
  const left = changedTeams(teams, { kind: "remove", letter: "C" }, "");
  expect(staffedWith(left, stepsToTotals(left, {}, teams)).map((own) => own.investigationPositions)).toEqual([
    9.5, 9.5,
  ]);
});
