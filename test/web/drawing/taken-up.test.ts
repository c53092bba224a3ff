// A version that was saved elsewhere, taken up in a drawing: one step among the others, with tool and selection as they were.
import { afterEach, expect, it } from "vitest";
import type { Plan } from "../../../api/contract/plans.ts";
import { Workbench } from "../../../web/drawing/workbench.ts";
import {
  differsFromSaved,
  drawingOf,
  dropDrawing,
  noteSaving,
  openDrawing,
  putAwayTakenUp,
  takeUpNewer,
} from "../../../web/state/drawings.ts";
import { saveDrawing } from "../../../web/state/save-drawing.ts";
import { keptSelection } from "./kept-selection.ts";
import { squareField } from "./square-field.ts";

const planOf = (version: number, ...teamIndexes: number[]) => ({ id: "one", version, teamIndexes }) as unknown as Plan;

/** Saves what is drawn, and answers what was sent. */
async function save(version: number) {
  const sent: { readonly over: number; readonly comment: string; readonly teamIndexes: readonly number[] }[] = [];
  await saveDrawing("one", {
    put: async (over, { teamIndexes, comment }) => {
      sent.push({ over: over.version, comment, teamIndexes });
      return planOf(version, ...teamIndexes);
    },
    read: async () => planOf(version, 0, 0, 0, 0),
  });
  return sent;
}

function begin() {
  const { draft } = openDrawing(planOf(1, 0, 0, 0, 0));
  draft.change([1, 0, 0, 0], "own");
  return draft;
}

afterEach(() => dropDrawing("one"));

it("keeps every step: undo gives back what one had, and then what one did before it", async () => {
  const draft = begin();
  await save(2);
  takeUpNewer(planOf(3, 1, 0, 1, 1), "theirs");
  expect(openDrawing(planOf(3, 1, 0, 1, 1)).draft).toBe(draft);
  expect([draft.accepted, draft.undoWords, differsFromSaved(drawingOf("one")!)]).toEqual([
    [1, 0, 1, 1],
    "theirs",
    false,
  ]);
  expect(draft.undo("back from theirs")).toBe(true);
  expect([draft.accepted, draft.undoWords]).toEqual([[1, 0, 0, 0], "own"]);
  expect(await save(4)).toEqual([{ over: 3, comment: "back from theirs", teamIndexes: [1, 0, 0, 0] }]);
  draft.undo("back from own");
  expect(draft.accepted).toEqual([0, 0, 0, 0]);
});

it("tells the next revision of what one does oneself, and not of what was saved elsewhere", async () => {
  const draft = begin();
  await save(2);
  takeUpNewer(planOf(3, 1, 0, 1, 1), "theirs");
  draft.change([1, 1, 1, 1], "own again");
  expect(await save(4)).toEqual([{ over: 3, comment: "own again", teamIndexes: [1, 1, 1, 1] }]);
});

it("says that it was taken up until that is put away or something is drawn, and nothing where no area differs", async () => {
  const draft = begin();
  await save(2);
  takeUpNewer(planOf(3, 1, 0, 0, 0), "renamed");
  expect([drawingOf("one")!.takenUp, drawingOf("one")!.saved.version, draft.undoWords]).toEqual([null, 3, "own"]);
  takeUpNewer(planOf(4, 1, 0, 0, 1), "theirs");
  const told = () => drawingOf("one")!.takenUp?.accepted === draft.accepted;
  expect([told(), drawingOf("one")!.takenUp?.plan.version]).toEqual([true, 4]);
  draft.undo("back");
  expect(told()).toBe(false);
  draft.redo("again");
  putAwayTakenUp("one");
  expect(drawingOf("one")!.takenUp).toBeNull();
});

it("is left where something waits to be saved, is being saved, or is newer here", async () => {
  const draft = begin();
  takeUpNewer(planOf(2, 0, 0, 0, 1), "theirs");
  expect([draft.accepted, drawingOf("one")!.saved.version]).toEqual([[1, 0, 0, 0], 1]);
  await save(3);
  noteSaving("one", { saving: true });
  takeUpNewer(planOf(4, 0, 0, 0, 1), "theirs");
  noteSaving("one", { saving: false });
  takeUpNewer(planOf(2, 0, 0, 0, 1), "theirs");
  expect([draft.accepted, drawingOf("one")!.saved.version]).toEqual([[1, 0, 0, 0], 3]);
});

it("leaves the tool in hand and what is selected, shown over the version that was taken up", () => {
  const { draft } = openDrawing(planOf(1, 0, 0, 0, 0));
  const selection = keptSelection();
  const bench = new Workbench(draft, squareField(2, 2), selection);
  bench.attach();
  bench.choose({ toolId: "rectangle", target: 1 });
  selection.replace([1, 2]);
  expect([...draft.shown]).toEqual([0, 1, 1, 0]);
  takeUpNewer(planOf(2, 0, 0, 1, 1), "theirs");
  expect([bench.settings.toolId, bench.settings.target, selection.areas()]).toEqual(["rectangle", 1, [1, 2]]);
  expect([[...draft.shown], [...draft.accepted], bench.moving.areas]).toEqual([[0, 1, 1, 1], [0, 0, 1, 1], [1]]);
  draft.undo("back");
  expect([[...draft.shown], bench.moving.areas]).toEqual([
    [0, 1, 1, 0],
    [1, 2],
  ]);
});

it("does not tell of a run's plan that gave way to another's version, but does when it has been brought back", async () => {
  const { draft } = openDrawing(planOf(1, 0, 0, 0, 0));
  const fromRun = { runId: "run", solution: null };
  draft.change([1, 1, 0, 0], "mended", fromRun);
  // As where two planners' versions are chosen between: the other's is taken, one's own is kept elsewhere.
  draft.takeUp([0, 0, 0, 1], "theirs");
  expect([draft.doneFromRun, draft.doneWords]).toEqual([null, []]);
  draft.change([0, 0, 1, 1], "by hand");
  expect([draft.doneFromRun, draft.doneWords]).toEqual([null, ["by hand"]]);
  draft.undo("by hand back");
  draft.undo("theirs back");
  expect(draft.accepted).toEqual([1, 1, 0, 0]);
  expect([draft.doneFromRun, draft.doneWords]).toEqual([fromRun, ["by hand", "by hand back", "mended", "theirs back"]]);
  draft.redo("theirs again");
  expect([draft.doneFromRun, draft.doneWords]).toEqual([null, []]);
  draft.undo("theirs back");
  expect(draft.doneFromRun).toEqual(fromRun);
});

it("a save under way forgets what it sent, not the run's plan that is brought back meanwhile", () => {
  const { draft } = openDrawing(planOf(1, 0, 0, 0, 0));
  const fromRun = { runId: "run", solution: null };
  draft.change([1, 1, 0, 0], "mended", fromRun);
  draft.takeUp([0, 0, 0, 1], "theirs");
  draft.change([0, 0, 1, 1], "by hand");
  const sentCount = draft.doneWords.length;
  draft.undo("by hand back");
  draft.undo("theirs back");
  draft.forgetDone(sentCount);
  expect([draft.doneFromRun, draft.doneWords]).toEqual([fromRun, ["by hand back", "mended", "theirs back"]]);
});
