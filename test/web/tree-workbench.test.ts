// A tree under work without page or service: saved step by step, taken back, and put together with what others did.
import { describe, expect, it } from "vitest";
import { clashesOf } from "../../engine/problem-tree/clashes.ts";
import { applyEdits, removalOf, type TreeEdit } from "../../engine/problem-tree/edits.ts";
import { emptyTree, type TreeContent } from "../../engine/problem-tree/tree.ts";
import { templateEdits, templates } from "../../web/problem-tree-page/templates.ts";
import { type SavedTree, TreeWorkbench } from "../../web/problem-tree-page/tree-workbench.ts";
import { add, addLink, node, sorted, worked } from "../engine/problem-tree/trees.ts";

const setText = (id: string, text: string): TreeEdit => ({ kind: "node.set", id, fields: { text } });
const textOf = ({ nodes }: TreeContent, id: string) => nodes.find((own) => own.id === id)?.text;

/** A service in memory, with another person who saves when told to; `answer` lets the saves that wait go on. */
function service() {
  const versions: SavedTree[] = [{ id: "t", version: 1, updatedBy: "Ada", ...worked }];
  const kept: { edits: readonly TreeEdit[]; setAside: readonly TreeEdit[] }[] = [];
  const now = () => versions.at(-1)!;
  const put = (edits: readonly TreeEdit[], updatedBy: string): SavedTree => {
    const applied = applyEdits(now(), edits);
    if (!applied.ok) throw new Error(applied.fault.code);
    versions.push({ ...applied.content, id: "t", version: now().version + 1, updatedBy });
    return now();
  };
  let waiting: (() => void)[] = [];
  let answersToLose = 0;
  let savesToLose = 0;
  const workbench = new TreeWorkbench<SavedTree>(now(), async (version, edits, setAside) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    if (savesToLose > 0) {
      savesToLose -= 1;
      return { kind: "trouble", trouble: "lost", mayBeKept: true };
    }
    const clashes = clashesOf(versions[version - 1]!, now(), edits);
    if (clashes.length > 0) return { kind: "clash", tree: now(), clashes };
    kept.push({ edits, setAside });
    const tree = put(edits, "Bo");
    if (answersToLose === 0) return { kind: "saved", tree };
    answersToLose -= 1;
    return { kind: "trouble", trouble: "lost", mayBeKept: true };
  });
  const answer = async () => {
    while (waiting.length > 0) {
      const now_ = waiting;
      waiting = [];
      for (const go of now_) go();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };
  const loseAnswers = (count: number) => {
    answersToLose = count;
  };
  const loseSaves = (count: number) => {
    savesToLose = count;
  };
  return {
    workbench,
    answer,
    loseAnswers,
    loseSaves,
    now,
    kept,
    other: (edits: readonly TreeEdit[]) => put(edits, "Ada"),
  };
}

describe("a tree under work", () => {
  it("is shown changed at once, saved in order, and a field written again before it is saved is saved once", async () => {
    const { workbench, answer, kept, now } = service();
    workbench.change([setText("språk", "a")]);
    workbench.change([setText("språk", "b")]);
    workbench.change([setText("språk", "c")]);
    expect(textOf(workbench.read().content, "språk")).toBe("c");
    expect(workbench.read()).toMatchObject({ hasUnsaved: true, isSaving: true });
    await answer();
    expect(kept.map(({ edits }) => edits)).toEqual([[setText("språk", "a")], [setText("språk", "c")]]);
    expect(workbench.read()).toMatchObject({ hasUnsaved: false, isSaving: false });
    expect(sorted(workbench.read().content)).toEqual(sorted(now()));
  });

  it("goes back and forth, and refuses what cannot be", async () => {
    const { workbench, answer } = service();
    expect(workbench.change([addLink("x", "tystnad", "rädsla")])).toBe("link-not-allowed");
    workbench.change(removalOf(workbench.read().content, "okunskap"));
    workbench.change([add(node("ny", "cause"))]);
    await answer();
    expect(workbench.undo() && workbench.undo()).toBe(true);
    expect(sorted(workbench.read().content)).toEqual(sorted(worked));
    expect(workbench.read()).toMatchObject({ canUndo: false, canRedo: true });
    expect(workbench.redo() && workbench.redo()).toBe(true);
    await answer();
    expect(workbench.read().content.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(["ny"]));
    expect(workbench.read().content.nodes.some(({ id }) => id === "okunskap")).toBe(false);
  });

  it("does not take back what somebody else has changed since", async () => {
    const { workbench, answer, other } = service();
    workbench.change([setText("språk", "Min")]);
    await answer();
    workbench.take(other([setText("språk", "Deras")]));
    expect(textOf(workbench.read().content, "språk")).toBe("Deras");
    expect(workbench.undo()).toBe(false);
    expect(textOf(workbench.read().content, "språk")).toBe("Deras");
  });

  it("asks where both changed the same, saves by the choice and keeps what was given up", async () => {
    const { workbench, answer, other, kept, now } = service();
    workbench.change([setText("språk", "Min"), setText("okunskap", "Min också")]);
    other([setText("språk", "Deras"), add(node("deras", "cause"))]);
    await answer();
    const { conflict, content } = workbench.read();
    expect(conflict?.clashes).toMatchObject([{ id: "språk", own: "Min", theirs: "Deras" }]);
    // Nothing of one's own is out of sight while the choice waits.
    expect(textOf(content, "språk")).toBe("Min");
    workbench.resolve(["theirs"]);
    await answer();
    expect(kept.at(-1)).toEqual({ edits: [setText("okunskap", "Min också")], setAside: [setText("språk", "Min")] });
    expect([textOf(now(), "språk"), textOf(now(), "okunskap"), textOf(now(), "deras")]).toEqual([
      "Deras",
      "Min också",
      "deras",
    ]);
  });

  it("asks about what another saved in a field while one wrote in it, though it has been taken in meanwhile", async () => {
    const { workbench, answer, other, kept, now } = service();
    const begunFrom = workbench.read().content;
    workbench.take(other([setText("språk", "Deras")]));
    expect(workbench.change([setText("språk", "Min")], begunFrom)).toBeNull();
    await answer();
    const { conflict, content } = workbench.read();
    expect(conflict?.clashes).toMatchObject([{ reason: "both-changed", id: "språk", own: "Min", theirs: "Deras" }]);
    expect(textOf(content, "språk")).toBe("Min");
    expect([textOf(now(), "språk"), kept]).toEqual(["Deras", []]);
    workbench.resolve(["mine"]);
    await answer();
    expect(textOf(now(), "språk")).toBe("Min");
  });

  it("asks so also where a save was under way, and brings back what another removed while one wrote in it", async () => {
    const { workbench, answer, other, now } = service();
    const begunFrom = workbench.read().content;
    workbench.take(other([...removalOf(worked, "okunskap"), setText("språk", "Deras")]));
    workbench.change([setText("tystnad", "Annat")]);
    workbench.change([setText("språk", "Min")], begunFrom);
    workbench.change([setText("okunskap", "Viktig")], begunFrom);
    await answer();
    expect(workbench.read().conflict?.clashes).toMatchObject([
      { reason: "both-changed", id: "språk" },
      { reason: "they-removed", id: "okunskap" },
    ]);
    workbench.resolve(["theirs", "mine"]);
    await answer();
    expect(["tystnad", "språk", "okunskap"].map((id) => textOf(now(), id))).toEqual(["Annat", "Deras", "Viktig"]);
    expect(now().links.map(({ id }) => id)).toEqual(expect.arrayContaining(["l2", "l3"]));
  });

  it("does not ask about what one has written or taken back oneself since the writing began", async () => {
    const { workbench, answer, now } = service();
    const begunFrom = workbench.read().content;
    workbench.change([setText("språk", "Min")]);
    const later = workbench.read().content;
    workbench.change([setText("språk", "Min igen")], begunFrom);
    await answer();
    expect([workbench.read().conflict, textOf(now(), "språk")]).toEqual([null, "Min igen"]);
    workbench.undo();
    workbench.undo();
    workbench.change([setText("språk", "Ändå")], later);
    await answer();
    expect([workbench.read().conflict, textOf(now(), "språk")]).toEqual([null, "Ändå"]);
  });

  it("keeps what is written while a choice waits", async () => {
    const { workbench, answer, other, now } = service();
    workbench.change([setText("språk", "Min")]);
    other([setText("språk", "Deras"), setText("tystnad", "Deras")]);
    await answer();
    workbench.change([setText("okunskap", "Min")]);
    workbench.change([setText("tystnad", "Min")]);
    expect(workbench.read().conflict?.clashes.map(({ id }) => id)).toEqual(["språk", "tystnad"]);
    workbench.resolve(["mine", "theirs"]);
    await answer();
    expect(["språk", "okunskap", "tystnad"].map((id) => textOf(now(), id))).toEqual(["Min", "Min", "Deras"]);
  });

  it.each([
    ["an added node", [add(node("ny", "cause"))], "ny"],
    ["a changed text", [setText("språk", "Min")], "språk"],
  ] as const)("is not in conflict with itself where the answer to a save was lost: %s", async (_, edits, id) => {
    const { workbench, answer, loseAnswers, kept, now } = service();
    loseAnswers(1);
    workbench.change(edits);
    await answer();
    expect(workbench.read()).toMatchObject({ trouble: "lost", hasUnsaved: true });
    workbench.change([setText(id, "Senare")]);
    await answer();
    expect(workbench.read()).toMatchObject({ conflict: null, trouble: null, hasUnsaved: false });
    expect(textOf(now(), id)).toBe("Senare");
    expect(kept.map((save) => save.edits)).toEqual([edits, [setText(id, "Senare")]]);
  });

  it("knows what was kept from what never came, where first the answer was lost and then the save", async () => {
    const { workbench, answer, loseAnswers, loseSaves, kept, now } = service();
    loseAnswers(1);
    workbench.change([add(node("ny", "cause"))]);
    await answer();
    loseSaves(1);
    workbench.change([add(node("nyare", "cause"))]);
    await answer();
    workbench.change([setText("ny", "Senare")]);
    await answer();
    expect(workbench.read()).toMatchObject({ conflict: null, hasUnsaved: false });
    expect(["ny", "nyare"].map((id) => textOf(now(), id))).toEqual(["Senare", "nyare"]);
    expect(kept.map(({ edits }) => edits.length)).toEqual([1, 2]);
  });

  it("is not in conflict with itself after a lost answer and another's work, and still asks about the other's", async () => {
    const { workbench, answer, loseAnswers, other, now } = service();
    loseAnswers(1);
    workbench.change([add(node("ny", "cause")), setText("språk", "Min")]);
    await answer();
    workbench.change([setText("tystnad", "Min")]);
    other([setText("tystnad", "Deras"), setText("okunskap", "Deras")]);
    await answer();
    expect(workbench.read().conflict?.clashes.map(({ id, field }) => [id, field])).toEqual([["tystnad", "text"]]);
    workbench.resolve(["mine"]);
    await answer();
    expect(["ny", "språk", "tystnad", "okunskap"].map((id) => textOf(now(), id))).toEqual([
      "ny",
      "Min",
      "Min",
      "Deras",
    ]);
  });

  it("brings back with its links what somebody else has removed, where one's own is chosen", async () => {
    const { workbench, answer, other, now } = service();
    workbench.change([setText("okunskap", "Viktig")]);
    other(removalOf(worked, "okunskap"));
    await answer();
    workbench.resolve(["mine"]);
    await answer();
    expect(textOf(now(), "okunskap")).toBe("Viktig");
    expect(now().links.map(({ id }) => id)).toEqual(expect.arrayContaining(["l2", "l3"]));
  });

  it("keeps a node with its links where the other's work on it is chosen before one's own removal", async () => {
    const { workbench, answer, other, now } = service();
    workbench.change(removalOf(worked, "okunskap"));
    other([setText("okunskap", "Deras")]);
    await answer();
    workbench.resolve(["theirs"]);
    await answer();
    expect(textOf(now(), "okunskap")).toBe("Deras");
    expect(now().links).toHaveLength(worked.links.length);
  });
});

describe("templates", () => {
  it.each(templates)("%s is a tree that can be begun with", (template) => {
    const applied = applyEdits(emptyTree, templateEdits(template));
    expect(applied.ok).toBe(true);
    if (!applied.ok || template === "empty") return;
    expect(applied.content.nodes.length).toBeGreaterThan(10);
    for (const { text } of applied.content.nodes) expect(text.length).toBeLessThanOrEqual(300);
  });
});
