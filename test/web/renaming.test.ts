// A new name sends no description, so that one that a colleague wrote meanwhile stays; what both changed is told.
import { expect, it } from "vitest";
import { changedByOthers, isUntouched, renamingOf } from "../../web/plans-page/renaming.ts";

const opened = { name: "Fyra team", description: "" };

it("sends only what differs from what was there when the typing began", () => {
  expect(renamingOf(opened, { name: "Tre team", description: "" })).toEqual({ name: "Tre team" });
  expect(renamingOf(opened, { name: "Fyra team", description: "Till nämnden." })).toEqual({
    description: "Till nämnden.",
  });
  expect(renamingOf({ ...opened, description: "Ett\nTvå" }, { ...opened, description: "Ett\r\nTvå" })).toEqual({});
  expect(renamingOf({ ...opened, description: "Ett" }, opened)).toEqual({ description: "" });
});

it("tells each text that somebody else has changed, also one that is not sent yet", () => {
  const theirs = { name: "Fyra team", description: "Efter samråd." };
  expect(changedByOthers(opened, theirs)).toEqual(["description"]);
  expect(changedByOthers(opened, { ...opened, name: "Tre team" })).toEqual(["name"]);
  expect([isUntouched(opened, opened), isUntouched(opened, theirs)]).toEqual([true, false]);
});
