// Rules in force beside today's division: what it keeps binds a mend, what it breaks is counted and left out.
import { expect, it } from "vitest";
import type { Plan } from "../../../api/contract/plans.ts";
import { keptRules } from "../../../api/forecast/kept-rules.ts";

const codes = ["01", "02", "03", "04", "05", "06"];
const plan = {
  teams: [{ teamId: "a" }, { teamId: "b" }],
  teamIndexes: [0, 0, 0, 1, 1, -1],
} as unknown as Plan;

it("keeps locks, groups, catchments and pairs that today's division keeps, and counts the others", () => {
  const { arrays, told } = keptRules(
    {
      source: "run",
      locks: [
        { areaCode: "01", teamId: "a" },
        { areaCode: "04", teamId: "a" },
        { areaCode: "06", teamId: "b" },
        { areaCode: "99", teamId: "a" },
      ],
      keepTogether: [
        ["01", "02"],
        ["03", "04"],
        ["05", "99"],
      ],
      keepApart: [
        ["02", "05"],
        ["01", "03"],
        ["01", "06"],
      ],
      catchments: [["02", "03"]],
    },
    plan,
    codes,
  );
  expect([...arrays.lockedTeam]).toEqual([0, -1, -1, -1, -1, -1]);
  // The group and the catchment share an area.
  expect([...arrays.group]).toEqual([0, 0, 0, -1, -1, -1]);
  expect([...arrays.forbiddenPairs!]).toEqual([1, 4]);
  expect(told).toEqual({ source: "run", locks: 1, groups: 1, catchments: 1, pairs: 1, brokenToday: 7 });
});

it("binds nothing where no rules are in force", () => {
  const { arrays, told } = keptRules(null, plan, codes);
  expect(told).toBeNull();
  expect(arrays.lockedTeam.every((team) => team === -1)).toBe(true);
  expect(arrays.group.every((group) => group === -1)).toBe(true);
  expect(arrays.forbiddenPairs).toHaveLength(0);
});
