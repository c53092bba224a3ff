// Locks of a plan: areas by code, teams by id, and what a run's rules make of them.
import { expect, it } from "vitest";
import { lockedAreasOf, locksOf, toggleAreaLocks, toggleTeamLock } from "../../web/state/plan-locks.ts";

it("locks areas, and opens them when all of them were locked", () => {
  toggleAreaLocks("plan-1", ["0102", "0101"]);
  expect(locksOf("plan-1").areaCodes).toEqual(["0101", "0102"]);
  toggleAreaLocks("plan-1", ["0102", "0103"]);
  expect(locksOf("plan-1").areaCodes).toEqual(["0101", "0102", "0103"]);
  toggleAreaLocks("plan-1", ["0101", "0103"]);
  expect(locksOf("plan-1").areaCodes).toEqual(["0102"]);
  expect(locksOf("plan-2").areaCodes).toEqual([]);
});

it("locks each area to the team it is in, and every area of a locked team", () => {
  toggleAreaLocks("plan-3", ["0101", "0104"]);
  toggleTeamLock("plan-3", "team-b");
  expect(
    lockedAreasOf(locksOf("plan-3"), ["team-a", "team-b"], [0, 1, 0, -1], ["0101", "0102", "0103", "0104"]),
  ).toEqual([
    { areaCode: "0101", teamId: "team-a" },
    { areaCode: "0102", teamId: "team-b" },
  ]);
  toggleTeamLock("plan-3", "team-b");
  expect(locksOf("plan-3").teamIds).toEqual([]);
});

it("reads anything else in the session's storage as no locks", () => {
  const kept = new Map([["locks:plan-4", '{"areaCodes":[1]}']]);
  Object.assign(globalThis, { sessionStorage: { getItem: (key: string) => kept.get(key) ?? null } });
  try {
    expect(locksOf("plan-4")).toEqual({ areaCodes: [], teamIds: [] });
  } finally {
    Reflect.deleteProperty(globalThis, "sessionStorage");
  }
});
