// Saving by itself: each drawing of the tab on its own, shown or not, and one's own revision is never a conflict.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { PlanConflict } from "../../../api/contract/plan-life.ts";
import type { Plan } from "../../../api/contract/plans.ts";
import { ProblemError } from "../../../web/problem-error.ts";
import { autosave, holdsUnsaved, saveAtOnce } from "../../../web/state/autosave.ts";
import { buildOn, differsFromSaved, drawingOf, dropDrawing, openDrawing } from "../../../web/state/drawings.ts";
import { type PlanKeeper, saveDrawing } from "../../../web/state/save-drawing.ts";

type Kept = Pick<Plan, "id" | "version" | "teamIndexes">;

function problem(status: number, conflict?: Partial<PlanConflict>): ProblemError {
  const texts = { type: "about:blank", title: "", code: "unexpected", detail: { sv: "", en: "" }, requestId: "" };
  return new ProblemError({
    ...texts,
    status,
    violations: [],
    ...(conflict && { conflict: conflict as PlanConflict }),
  });
}

/** A service that keeps plans by version as the real one does; `spoil` is asked before and after it keeps a revision. */
function keeperOf(...planIds: string[]) {
  const plans = new Map<string, Kept>(planIds.map((id) => [id, { id, version: 1, teamIndexes: [0, 0, 0, 0] }]));
  const comments: string[] = [];
  const spoil: { before: (planId: string) => void; after: (planId: string) => void } = {
    before: () => {},
    after: () => {},
  };
  const keep = (id: string, teamIndexes: readonly number[]): Plan => {
    plans.set(id, { id, version: plans.get(id)!.version + 1, teamIndexes: [...teamIndexes] });
    return plans.get(id) as Plan;
  };
  const keeper: PlanKeeper = {
    put: async ({ id, version }, { teamIndexes, comment }) => {
      spoil.before(id);
      const now = plans.get(id)!;
      if (now.version !== version)
        throw problem(412, { planId: id, version: now.version, teamIndexes: now.teamIndexes });
      const revision = keep(id, teamIndexes);
      comments.push(comment);
      spoil.after(id);
      return revision;
    },
    read: async (id) => plans.get(id) as Plan,
  };
  const read = (id: string) => plans.get(id) as Plan;
  return { keeper, keep, read, spoil, comments, save: (id: string) => void saveDrawing(id, keeper) };
}

function give(planId: string, area: number, team: number): void {
  const { draft } = drawingOf(planId)!;
  draft.preview([area], team);
  draft.accept(`${area} to ${team}`);
}

let stop = () => {};
function begin(...planIds: string[]) {
  const service = keeperOf(...planIds);
  for (const id of planIds) openDrawing(service.read(id));
  stop = autosave(service.save);
  return service;
}
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  stop();
  for (const id of ["one", "other"]) dropDrawing(id);
  vi.useRealTimers();
});

it("saves steps that follow each other as one revision, once they have been left alone", async () => {
  const { read, comments } = begin("one");
  give("one", 0, 1);
  await pass(400);
  give("one", 1, 1);
  await pass(400);
  expect([read("one").version, holdsUnsaved()]).toEqual([1, true]);
  await pass(300);
  expect(read("one")).toMatchObject({ version: 2, teamIndexes: [1, 1, 0, 0] });
  expect([comments, holdsUnsaved()]).toEqual([["0 to 1; 1 to 1"], false]);
});

it("saves a drawing that is left before the moment has passed, and what is drawn while a save is under way", async () => {
  const { read, save, spoil } = begin("one", "other");
  give("one", 0, 1);
  spoil.before = () => {
    spoil.before = () => {};
    give("one", 1, 1);
  };
  saveAtOnce("one", save);
  give("other", 2, 1);
  await pass(700);
  expect(read("one").teamIndexes).toEqual([1, 1, 0, 0]);
  expect(read("other").teamIndexes).toEqual([0, 0, 1, 0]);
});

it("keeps a conflict to its own plan: another drawing is saved as ever, and the choice lets saving go on", async () => {
  const { read, keep } = begin("one", "other");
  const theirs = keep("one", [0, 0, 0, 2]);
  give("one", 0, 1);
  give("other", 0, 1);
  await pass(60_000);
  expect((drawingOf("one")!.error as ProblemError).problem.conflict!.planId).toBe("one");
  expect(drawingOf("other")!.error).toBeNull();
  expect([read("one").teamIndexes, read("other").teamIndexes]).toEqual([theirs.teamIndexes, [1, 0, 0, 0]]);
  buildOn(theirs);
  await pass(700);
  expect(read("one").teamIndexes).toEqual([1, 0, 0, 0]);
});

it("is not in conflict with its own revision, whose answer was lost, and tells of each step once", async () => {
  const { read, spoil, comments } = begin("one");
  spoil.after = () => {
    spoil.after = () => {};
    throw problem(504);
  };
  give("one", 0, 1);
  await pass(10_000);
  expect(drawingOf("one")).toMatchObject({ error: null, saving: false, saved: { version: 2 } });
  give("one", 1, 1);
  await pass(700);
  expect([read("one").teamIndexes, comments]).toEqual([
    [1, 1, 0, 0],
    ["0 to 1", "1 to 1"],
  ]);
});

it("knows its own revision when more was drawn before the service was reached again", async () => {
  const { read, spoil, comments } = begin("one");
  spoil.after = () => {
    spoil.after = () => {};
    // What is tried from now on does not arrive at all.
    spoil.before = () => {
      throw problem(0);
    };
    throw problem(504);
  };
  give("one", 0, 1);
  await pass(10_000);
  give("one", 1, 1);
  await pass(16_000);
  give("one", 1, 2);
  spoil.before = () => {};
  await pass(30_000);
  expect(drawingOf("one")).toMatchObject({ error: null, saved: { version: 3 } });
  expect([read("one").teamIndexes, comments]).toEqual([
    [1, 2, 0, 0],
    ["0 to 1", "1 to 1; 1 to 2"],
  ]);
});

it("does not call it saved when what may have been kept is taken back", async () => {
  const { read, spoil } = begin("one");
  spoil.after = () => {
    spoil.after = () => {};
    spoil.before = () => {
      throw problem(0);
    };
    throw problem(504);
  };
  give("one", 0, 1);
  await pass(10_000);
  drawingOf("one")!.draft.undo("taken back");
  expect([read("one").teamIndexes, differsFromSaved(drawingOf("one")!)]).toEqual([[1, 0, 0, 0], true]);
  spoil.before = () => {};
  await pass(30_000);
  expect([read("one").teamIndexes, holdsUnsaved()]).toEqual([[0, 0, 0, 0], false]);
});

it("still asks where somebody else came between the lost answer and the next attempt", async () => {
  const { keep, spoil, read } = begin("one");
  spoil.after = () => {
    spoil.after = () => {};
    keep("one", [0, 0, 0, 3]);
    throw problem(502);
  };
  give("one", 0, 1);
  await pass(60_000);
  expect((drawingOf("one")!.error as ProblemError).problem.status).toBe(412);
  expect(read("one").teamIndexes).toEqual([0, 0, 0, 3]);
});

it("tries again by itself what may pass, and leaves what was refused to the person", async () => {
  const { read, save, spoil } = begin("one", "other");
  spoil.before = (id) => {
    throw problem(id === "one" ? 0 : 422);
  };
  give("one", 0, 1);
  give("other", 0, 1);
  await pass(10_000);
  spoil.before = () => {};
  await pass(16_000);
  expect([read("one").version, read("other").version, holdsUnsaved()]).toEqual([2, 1, true]);
  save("other");
  await pass(0);
  expect([read("other").version, holdsUnsaved()]).toEqual([2, false]);
});
