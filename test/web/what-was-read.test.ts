// What the page forgets of the one who was signed in, and what of their unsaved work they find again.
import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { emptyTree } from "../../engine/problem-tree/tree.ts";
import { type SaveOutcome, TreeWorkbench } from "../../web/problem-tree-page/tree-workbench.ts";
import { unsavedTrees } from "../../web/problem-tree-page/unsaved-trees.ts";
import { forgetWhatWasRead, isSamePerson, openWork, sessionKey } from "../../web/state/what-was-read.ts";
import { add, node } from "../engine/problem-tree/trees.ts";

const tree = { ...emptyTree, id: "t", name: "Språk", version: 1, updatedBy: null };
type Tree = typeof tree;
const ada = {
  signedIn: true as const,
  demonstration: false,
  loginProviders: [],
  displayName: "Ada",
  role: "team" as const,
  roles: ["team" as const],
  teamIds: ["a", "b"],
  municipality: { code: "9901", name: "Exempelsund", synthetic: true },
  expiresAt: "2026-01-01T00:00:00Z",
};

/** A page with something read and a tree whose only change waits to be saved; `end` lets the save end. */
function pageAtWork() {
  const client = new QueryClient();
  const save = Promise.withResolvers<SaveOutcome<Tree>>();
  const workbench = new TreeWorkbench<Tree>(tree, () => save.promise);
  workbench.change([add(node("ny", "problem"))]);
  client.setQueryData([openWork, tree.id], workbench);
  client.setQueryData(["teams"], ["A"]);
  client.setQueryData(sessionKey, ada);
  const end = async (outcome: SaveOutcome<Tree>) => {
    save.resolve(outcome);
    await save.promise;
    await Promise.resolve();
  };
  return { client, end, workbench };
}

describe("unsaved work", () => {
  it("is named until it is saved, so that one is asked before one signs out", async () => {
    const { client, end, workbench } = pageAtWork();
    expect(unsavedTrees(client).map(({ name }) => name)).toEqual(["Språk"]);
    await end({ kind: "saved", tree: { ...tree, ...workbench.read().content, version: 2 } });
    expect(unsavedTrees(client)).toEqual([]);
  });

  it("is named still where it could not be saved", async () => {
    const { client, end } = pageAtWork();
    await end({ kind: "trouble", mayBeKept: true, trouble: "no contact" });
    expect(unsavedTrees(client)).toHaveLength(1);
  });

  it("is all that is left for the same person when their session has ended", () => {
    const { client } = pageAtWork();
    forgetWhatWasRead(client, isSamePerson(ada, { ...ada, teamIds: ["b", "a"], expiresAt: "2026-01-02T00:00:00Z" }));
    expect(unsavedTrees(client)).toHaveLength(1);
    expect(client.getQueryData(["teams"])).toBeUndefined();
    expect(client.getQueryData(sessionKey)).toBe(ada);
  });

  it.each([
    ["another person", { displayName: "Bo" }],
    ["another role", { role: "planner" as const }],
    ["another team", { teamIds: ["a"] }],
    ["another municipality", { municipality: { ...ada.municipality, code: "9902" } }],
  ])("is gone for %s", (_who, other) => {
    const { client } = pageAtWork();
    forgetWhatWasRead(client, isSamePerson(ada, { ...ada, ...other }));
    expect(unsavedTrees(client)).toEqual([]);
    expect(client.getQueryData(["teams"])).toBeUndefined();
  });

  it("is gone when one has signed out oneself", () => {
    const { client } = pageAtWork();
    forgetWhatWasRead(client);
    expect(unsavedTrees(client)).toEqual([]);
    expect(isSamePerson(null, ada)).toBe(false);
  });
});
