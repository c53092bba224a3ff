// A drawing: preview, accept, undo and redo, and what listeners are told.
import { describe, expect, it } from "vitest";
import { Draft, noTeam, undoLimit } from "../../../web/drawing/draft.ts";

describe("a draft", () => {
  it("shows a preview over what is accepted, and takes it away again", () => {
    const draft = new Draft([0, 0, 1, 1]);
    draft.preview([0, 1], 1);
    expect([...draft.shown]).toEqual([1, 1, 1, 1]);
    draft.preview([1, 2], noTeam);
    expect([...draft.shown]).toEqual([0, -1, -1, 1]);
    expect(draft.accepted).toEqual([0, 0, 1, 1]);
    draft.cancelPreview();
    expect([...draft.shown]).toEqual([0, 0, 1, 1]);
    expect(draft.undoWords).toBeNull();
  });

  it("makes a step of what differs, and none of what does not", () => {
    const draft = new Draft([0, 0, 1, 1]);
    draft.preview([1, 2], 1);
    expect(draft.accept("one to B")).toBe(true);
    expect(draft.accepted).toEqual([0, 1, 1, 1]);
    draft.preview([2, 3], 1);
    expect(draft.accept("nothing")).toBe(false);
    expect(draft.undoWords).toBe("one to B");
    expect(draft.undo("taken back")).toBe(true);
    expect(draft.accepted).toEqual([0, 0, 1, 1]);
    expect(draft.redo("again")).toBe(true);
    expect([...draft.shown]).toEqual([0, 1, 1, 1]);
    expect(draft.doneWords).toEqual(["one to B", "taken back", "again"]);
    draft.forgetDone(2);
    expect(draft.doneWords).toEqual(["again"]);
  });

  it("drops the preview when a step is undone, and what was undone when a new one is made", () => {
    const draft = new Draft([0, 0, 0]);
    draft.preview([0], 1);
    draft.accept("first");
    draft.preview([1], 1);
    draft.undo("back");
    expect([...draft.shown]).toEqual([0, 0, 0]);
    draft.change([0, 0, 1], "another");
    expect(draft.redo("first again")).toBe(false);
    expect(draft.accepted).toEqual([0, 0, 1]);
  });

  it("remembers two hundred steps", () => {
    const draft = new Draft([0]);
    for (let step = 1; step <= undoLimit + 5; step++) draft.change([step % 2], `step ${step}`);
    let undone = 0;
    while (draft.undo("back")) undone++;
    expect(undone).toBe(undoLimit);
    expect(undoLimit).toBe(200);
    while (draft.redo("again")) undone--;
    expect(undone).toBe(0);
  });

  it("tells of every area that changes in what is shown, and once of each operation", () => {
    const draft = new Draft([0, 1]);
    const flips: [number, number, number][] = [];
    let told = 0;
    const stop = draft.follow((area, from, to) => flips.push([area, from, to]));
    draft.subscribe(() => told++);
    draft.preview([0, 1], 1);
    draft.accept("one");
    draft.startFrom([1, 0]);
    expect(flips).toEqual([
      [0, 0, 1],
      [1, 1, 0],
    ]);
    expect(told).toBe(3);
    stop();
    draft.undo("nothing to undo");
    draft.preview([0], 0);
    expect(flips).toHaveLength(2);
  });
});
