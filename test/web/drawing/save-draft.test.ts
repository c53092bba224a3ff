// One revision holds all steps since the one before: none is lost, none is told twice, also where saving is slow or fails.
import { expect, it } from "vitest";
import { Draft } from "../../../web/drawing/draft.ts";
import { saveDraft } from "../../../web/drawing/save-draft.ts";

interface Revision {
  readonly teamIndexes: readonly number[];
  readonly comment: string;
}

/** A place that keeps what it is given. */
function keeper() {
  const kept: Revision[] = [];
  return { kept, put: async (revision: Revision) => kept.push(revision) };
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
    { teamIndexes: [1, 0, 1, 1], comment: "first to B; second to B; second taken back" },
    { teamIndexes: [1, 1, 1, 1], comment: "second again" },
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
    { teamIndexes: [1, 0], comment: "before" },
    { teamIndexes: [1, 1], comment: "meanwhile" },
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
