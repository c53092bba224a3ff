// Locks of a drawing: changes that can be taken back and meet another planner's, and what a run's rules make of them.
import { expect, it } from "vitest";
import { Draft } from "../../../web/drawing/draft.ts";
import {
  areaLockChange,
  inverseOf,
  type LockChange,
  lockedAreasOf,
  nothingLocked,
  teamLockChange,
  withLockChange,
} from "../../../web/drawing/locks.ts";

it("locks areas, and opens them when all of them were locked", () => {
  let locks = withLockChange(nothingLocked, areaLockChange(nothingLocked, ["0102", "0101"]));
  expect(locks.areaCodes).toEqual(["0101", "0102"]);
  locks = withLockChange(locks, areaLockChange(locks, ["0102", "0103"]));
  expect(locks.areaCodes).toEqual(["0101", "0102", "0103"]);
  locks = withLockChange(locks, areaLockChange(locks, ["0101", "0103"]));
  expect(locks.areaCodes).toEqual(["0102"]);
});

it("takes back what was locked and no more, on top of what another planner has locked meanwhile", () => {
  const mine = areaLockChange({ areaCodes: ["0101"], teamIds: [] }, ["0101", "0102"]);
  const theirs = teamLockChange(nothingLocked, "team-b");
  const both = withLockChange(withLockChange({ areaCodes: ["0101"], teamIds: [] }, mine), theirs);
  expect(both).toEqual({ areaCodes: ["0101", "0102"], teamIds: ["team-b"] });
  expect(withLockChange(both, inverseOf(mine))).toEqual({ areaCodes: ["0101"], teamIds: ["team-b"] });
});

it("undoes and redoes locks in turn with the areas that were moved", () => {
  const draft = new Draft([0, 0, 1]);
  let locks = nothingLocked;
  const apply = (change: LockChange) => {
    locks = withLockChange(locks, change);
  };
  const note = (change: LockChange, words: string) => {
    apply(change);
    draft.note(words, { undo: () => apply(inverseOf(change)), redo: () => apply(change) });
  };
  note(teamLockChange(locks, "team-b"), "Låste B");
  draft.preview([1], 1);
  draft.accept("Flyttade 1");
  note(areaLockChange(locks, ["0101"]), "Låste 0101");
  draft.undo("Ångrat");
  expect([locks, draft.accepted]).toEqual([{ areaCodes: [], teamIds: ["team-b"] }, [0, 1, 1]]);
  draft.undo("Ångrat");
  expect([locks.teamIds, draft.accepted, draft.undoWords]).toEqual([["team-b"], [0, 0, 1], "Låste B"]);
  draft.undo("Ångrat");
  expect([locks, draft.undoWords]).toEqual([nothingLocked, null]);
  for (let step = 0; step < 3; step++) draft.redo("Gjort om");
  expect([locks, draft.accepted]).toEqual([{ areaCodes: ["0101"], teamIds: ["team-b"] }, [0, 1, 1]]);
  // Locks are saved by themselves, so that they are not told with the areas.
  expect(draft.doneWords).toEqual(["Flyttade 1", "Ångrat", "Gjort om"]);
});

it("locks each area to the team it is in, and every area of a locked team", () => {
  const locks = { areaCodes: ["0101", "0104"], teamIds: ["team-b"] };
  expect(lockedAreasOf(locks, ["team-a", "team-b"], [0, 1, 0, -1], ["0101", "0102", "0103", "0104"])).toEqual([
    { areaCode: "0101", teamId: "team-a" },
    { areaCode: "0102", teamId: "team-b" },
  ]);
});
