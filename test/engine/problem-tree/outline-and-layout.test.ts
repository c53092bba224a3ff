// The outline and the drawing of a problem tree: every node once, nothing over anything else, the same for everybody.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutTree, wrapped } from "../../../engine/problem-tree/layout.ts";
import { orderAfter, outlineOf } from "../../../engine/problem-tree/outline.ts";
import { emptyTree, nodeKinds, type TreeContent } from "../../../engine/problem-tree/tree.ts";
import { node, worked } from "./trees.ts";

describe("the outline", () => {
  it("has every node once, under its first parent and in order, with its other parents told", () => {
    const told = outlineOf(worked).map(({ node: { id }, depth, otherParentIds }) => [depth, id, ...otherParentIds]);
    expect(told).toEqual([
      [0, "rädsla"],
      [1, "okunskap"],
      [2, "osynlig", "rädsla"],
      [1, "språk"],
      [1, "tystnad"],
      [2, "utanför"],
      [1, "söker"],
      [2, "grupp"],
      [3, "enkät"],
    ]);
  });

  it("puts a node without a parent at the top", () => {
    const loose: TreeContent = { ...worked, nodes: [...worked.nodes, node("lös", "activity")] };
    expect(outlineOf(loose).find((row) => row.node.id === "lös")).toMatchObject({ depth: 0, parentId: null, place: 2 });
  });

  it("finds a place between siblings, first and last", () => {
    const siblings = [node("a", "cause", { order: 1 }), node("b", "cause", { order: 2 })];
    expect(orderAfter(siblings, "a")).toBe(1.5);
    expect(orderAfter(siblings, "b")).toBe(3);
    expect(orderAfter(siblings, null)).toBe(0);
    expect(orderAfter([], null)).toBe(0);
  });
});

const anyTree = fc
  .array(fc.record({ kind: fc.constantFrom(...nodeKinds), text: fc.string({ minLength: 1, maxLength: 120 }) }), {
    maxLength: 25,
  })
  .map(
    (given): TreeContent => ({
      ...emptyTree,
      nodes: given.map(({ kind, text }, at) => node(`n${at}`, kind, { text })),
    }),
  );

describe("the drawing", () => {
  it("lets no box lie over another or outside the picture", () => {
    fc.assert(
      fc.property(fc.oneof(anyTree, fc.constant(worked)), (tree) => {
        const { boxes, width, height } = layoutTree(tree);
        expect(boxes.map(({ node: { id } }) => id).sort()).toEqual(tree.nodes.map(({ id }) => id).sort());
        for (const [position, one] of boxes.entries()) {
          expect(one.x >= 0 && one.y >= 0 && one.x + one.width <= width && one.y + one.height <= height).toBe(true);
          for (const other of boxes.slice(position + 1)) {
            const apart =
              one.x + one.width <= other.x ||
              other.x + other.width <= one.x ||
              one.y + one.height <= other.y ||
              other.y + other.height <= one.y;
            expect(apart, `${one.node.id} and ${other.node.id}`).toBe(true);
          }
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("has causes of causes farther out, consequences on the other side, and every link", () => {
    const { boxes, curves } = layoutTree(worked);
    const x = (id: string) => boxes.find((box) => box.node.id === id)!.x;
    expect(x("osynlig")).toBeLessThan(x("okunskap"));
    expect(x("okunskap")).toBeLessThan(x("rädsla"));
    expect(x("rädsla")).toBeLessThan(x("tystnad"));
    expect(x("tystnad")).toBeLessThan(x("utanför"));
    expect(x("söker")).toBe(x("rädsla"));
    expect(curves).toHaveLength(worked.links.length);
  });

  it("leads a line past a box of the column between below it, so that it does not look linked to that box", () => {
    const { boxes, curves, height } = layoutTree(worked);
    const past = curves.find(({ link }) => link.id === "l8")!;
    const goal = boxes.find(({ node: { id } }) => id === "söker")!;
    expect(past.belowY).toBeGreaterThan(goal.y + goal.height);
    expect(past.belowY).toBeLessThan(height);
    expect(curves.filter(({ belowY }) => belowY !== null)).toEqual([past]);
  });

  it("lets the lines of a follow-up meet a box below the lines between the others", () => {
    const { boxes, curves } = layoutTree(worked);
    const kindOf = new Map(boxes.map(({ node }) => [node.id, node.kind]));
    const isFollowUp = (id: string) => kindOf.get(id) === "follow-up";
    for (const { link, ofFollowUp } of curves) expect(ofFollowUp).toBe(isFollowUp(link.from) || isFollowUp(link.to));
    const past = curves.find(({ link }) => link.id === "l8")!;
    const [end, id] = isFollowUp(past.link.from) ? [past.y2, past.link.to] : [past.y1, past.link.from];
    const others = curves.filter(({ link }) => link !== past.link && [link.from, link.to].includes(id));
    expect(others.length).toBeGreaterThan(0);
    for (const { link, y1, y2 } of others) expect(end).toBeGreaterThan(link.from === id ? y1 : y2);
  });

  it("leads a line past a box of its own column beside it, within the gap between the columns", () => {
    const own = { id: "l10", from: "grupp", to: "okunskap", evidence: "not-assessed", source: "" } as const;
    const { boxes, curves } = layoutTree({ ...worked, links: [...worked.links, own] });
    const box = (id: string) => boxes.find(({ node }) => node.id === id)!;
    // "språk" stands under "okunskap", and what the group does under both.
    expect([box("språk").x, box("grupp").x]).toEqual([box("okunskap").x, box("okunskap").x]);
    expect(box("språk").y).toBeGreaterThan(box("okunskap").y);
    const past = curves.find(({ link }) => link.id === own.id)!;
    const right = box("okunskap").x + box("okunskap").width;
    expect([past.x1, past.x2]).toEqual([right, right]);
    expect(past.besideX).toBeGreaterThan(right);
    expect(past.besideX).toBeLessThan(box("rädsla").x);
    expect(curves.filter(({ besideX }) => besideX !== null)).toEqual([past]);
  });

  it("breaks lines between words, and a word that is too long", () => {
    expect(wrapped("brist på information och kunskap", 12)).toEqual(["brist på", "information", "och kunskap"]);
    expect(wrapped("x".repeat(25), 10)).toEqual(["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
    expect(wrapped("", 10)).toEqual([""]);
  });
});
