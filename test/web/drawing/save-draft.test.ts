// One revision holds all steps since the one before: none is lost, none is told twice, also where saving is slow or fails.
import { expect, it } from "vitest";
import { Draft } from "../../../web/drawing/draft.ts";
import { type DrawnRevision, saveDraft } from "../../../web/drawing/save-draft.ts";

/** A place that keeps what it is given. */
function keeper() {
  const kept: DrawnRevision[] = [];
  return { kept, put: async (revision: DrawnRevision) => kept.push(revision) };
}

function give(draft: Draft, area: number, team: number, words: string): void {
  draft.preview([area], team);
  draft.accept(words);
}

it("tells every step since the last revision, what was taken back and done again too, and each once", async () => {
  const draft = new Draft([0, 0, 1, 1]);
  const { kept, put } = keeper();
  give(draft, 0, 1, "first to B");
  give(draft, 1, 1, "second to B");
  draft.undo("second taken back");
  await saveDraft(draft, put);
  draft.redo("second again");
  draft.preview([3], 0);
  await saveDraft(draft, put);
  expect(kept).toEqual([
    { teamIndexes: [1, 0, 1, 1], comment: "first to B; second to B; second taken back", fromRun: null },
    { teamIndexes: [1, 1, 1, 1], comment: "second again", fromRun: null },
  ]);
});

it("leaves what is done while a revision is on its way for the next one", async () => {
  const draft = new Draft([0, 0]);
  const { kept, put } = keeper();
  give(draft, 0, 1, "before");
  await saveDraft(draft, async (revision) => {
    give(draft, 1, 1, "meanwhile");
    return await put(revision);
  });
  await saveDraft(draft, put);
  expect(kept).toEqual([
    { teamIndexes: [1, 0], comment: "before", fromRun: null },
    { teamIndexes: [1, 1], comment: "meanwhile", fromRun: null },
  ]);
});

it("forgets nothing where saving fails", async () => {
  const draft = new Draft([0, 0]);
  const { kept, put } = keeper();
  give(draft, 0, 1, "first");
  const refused = saveDraft(draft, () => Promise.reject(new Error("somebody else was first")));
  await expect(refused).rejects.toThrow("somebody else was first");
  give(draft, 1, 1, "second");
  await saveDraft(draft, put);
  expect(kept.map(({ comment }) => comment)).toEqual(["first; second"]);
});

it("keeps the latest words where there are more than a comment holds", async () => {
  const draft = new Draft([0]);
  const { kept, put } = keeper();
  for (let step = 0; step < 120; step++) give(draft, 0, (step + 1) % 2, `step ${step}`);
  await saveDraft(draft, put);
  const { comment } = kept[0]!;
  expect(comment).toHaveLength(500);
  expect(comment).toMatch(/^… .*; step 119$/);
});

it("tells which run's plan was taken over, once, and of none that was taken back before it was saved", async () => {
  const draft = new Draft([0, 0, 1]);
  const { kept, put } = keeper();
  const fromRun = { runId: "run", solution: 0 };
  draft.change([1, 0, 1], "mended", fromRun);
  draft.undo("taken back");
  give(draft, 1, 1, "second to B");
  await saveDraft(draft, put);
  draft.change([1, 1, 0], "mended", fromRun);
  give(draft, 0, 0, "and by hand");
  await saveDraft(draft, put);
  give(draft, 0, 1, "later");
  await saveDraft(draft, put);
  expect(kept.map((revision) => revision.fromRun)).toEqual([null, fromRun, null]);
  draft.undo("later back");
  draft.undo("by hand back");
  draft.undo("mend back");
  await saveDraft(draft, put);
  expect(kept.at(-1)!.fromRun, "taken back after it was saved").toBeNull();
  draft.redo("mend again");
  await saveDraft(draft, put);
  expect(kept.at(-1)!.fromRun).toEqual(fromRun);
});
