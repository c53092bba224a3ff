// Edits of a problem tree: made, taken back, told apart; what two people did at once is both where both can stand.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clashesOf } from "../../../engine/problem-tree/clashes.ts";
import { applyEdits, editsBetween, removalOf, type TreeEdit } from "../../../engine/problem-tree/edits.ts";
import { emptyTree, type TreeContent } from "../../../engine/problem-tree/tree.ts";
import { add, addLink, node, sorted, worked } from "./trees.ts";

function made(content: TreeContent, edits: readonly TreeEdit[]): TreeContent {
  const applied = applyEdits(content, edits);
  if (!applied.ok) throw new Error(`${applied.fault.position}: ${applied.fault.code}`);
  return applied.content;
}
const fault = (content: TreeContent, edits: readonly TreeEdit[]) => {
  const applied = applyEdits(content, edits);
  return applied.ok ? null : applied.fault;
};
const set = (id: string, fields: object): TreeEdit => ({ kind: "node.set", id, fields });

describe("an edit", () => {
  it.each<[string, readonly TreeEdit[], string]>([
    ["adds what is there", [add(node("rädsla", "problem"))], "exists"],
    ["changes what is not there", [set("borta", { text: "?" })], "missing"],
    ["links a consequence back to its problem", [addLink("x", "tystnad", "rädsla")], "link-not-allowed"],
    ["links twice", [addLink("x", "språk", "rädsla")], "link-twice"],
    ["links in a circle", [addLink("x", "okunskap", "språk"), addLink("y", "språk", "okunskap")], "link-in-a-circle"],
    ["links to nothing", [addLink("x", "språk", "borta")], "no-such-node"],
    ["leaves a link hanging", [{ kind: "node.remove", id: "språk" }], "still-linked"],
    ["makes a linked cause a goal", [set("språk", { kind: "goal" })], "link-not-allowed"],
    [
      "measures what is not there",
      [{ kind: "measurement.add", item: { id: "m", nodeId: "borta", date: "2026-05-01", value: 1 } }],
      "no-such-node",
    ],
  ])("that %s is refused and nothing is changed", (_what, edits, code) => {
    expect(fault(worked, edits)?.code).toBe(code);
  });

  it("is refused where the tree is full", () => {
    const many = Array.from({ length: 301 }, (_, position) => add(node(`n${position}`, "cause")));
    expect(fault(emptyTree, many)).toEqual({ position: 300, code: "too-many" });
  });

  it("removes a node with its links and measurements", () => {
    const after = made(worked, removalOf(worked, "grupp"));
    expect(after.nodes.map(({ id }) => id)).not.toContain("grupp");
    expect(after.measurements).toEqual([]);
    expect(after.links.some(({ from, to }) => from === "grupp" || to === "grupp")).toBe(false);
  });
});

/** Edits that may or may not be possible, drawn from the tree's own ids. */
const anyId = fc.constantFrom(...worked.nodes.map(({ id }) => id), "ny1", "ny2");
const anyEdit: fc.Arbitrary<TreeEdit> = fc.oneof(
  fc
    .tuple(fc.constantFrom("ny1", "ny2"), fc.constantFrom("cause", "goal", "activity"))
    .map(([id, kind]) => add(node(id, kind as "cause"))),
  fc.tuple(anyId, fc.string()).map(([id, text]) => set(id, { text })),
  fc.tuple(anyId, fc.nat(9)).map(([id, baseline]) => set(id, { baseline })),
  fc.tuple(fc.constantFrom("k1", "k2", "k3"), anyId, anyId).map(([id, from, to]) => addLink(id, from, to)),
  fc.constantFrom(...worked.links.map(({ id }) => id), "k1").map((id): TreeEdit => ({ kind: "link.remove", id })),
  anyId.map((id): TreeEdit => ({ kind: "node.remove", id })),
);
/** The longest beginning of the edits that can be made. */
function possible(content: TreeContent, edits: readonly TreeEdit[]): TreeEdit[] {
  const kept: TreeEdit[] = [];
  for (const edit of edits) if (applyEdits(content, [...kept, edit]).ok) kept.push(edit);
  return kept;
}
const anyEdits = fc.array(anyEdit, { maxLength: 8 }).map((edits) => possible(worked, edits));

describe("any edits", () => {
  it("are taken back by their inverse", () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const applied = applyEdits(worked, edits);
        if (!applied.ok) throw new Error(applied.fault.code);
        expect(sorted(made(applied.content, applied.inverse))).toEqual(sorted(worked));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("are found again as the difference between two trees", () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const after = made(worked, edits);
        expect(sorted(made(worked, editsBetween(worked, after)))).toEqual(sorted(after));
        expect(sorted(made(after, editsBetween(after, worked)))).toEqual(sorted(worked));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it("by two people, where none clash, give the same tree whoever saved first, with the work of both in it", () => {
    let together = 0;
    fc.assert(
      fc.property(anyEdits, anyEdits, (mine, theirs) => {
        const [first, second] = [made(worked, theirs), made(worked, mine)];
        if (clashesOf(worked, first, mine).length > 0 || clashesOf(worked, second, theirs).length > 0) return;
        together += 1;
        expect(sorted(made(first, mine))).toEqual(sorted(made(second, theirs)));
      }),
      { seed: 3, numRuns: 1000 },
    );
    expect(together).toBeGreaterThan(200);
  });
});

describe("two at once", () => {
  const theirsAfter = (edits: readonly TreeEdit[], mine: readonly TreeEdit[]) =>
    clashesOf(worked, made(worked, edits), mine).map(({ reason, id, field }) => [reason, id, field]);

  it("may change different fields of one node, and the same field to the same value", () => {
    expect(theirsAfter([set("språk", { note: "Arabiska" })], [set("språk", { text: "Språk" })])).toEqual([]);
    expect(theirsAfter([set("språk", { text: "Språk" })], [set("språk", { text: "Språk" })])).toEqual([]);
    expect(theirsAfter([set("språk", { order: 9 })], [set("språk", { order: 3 })])).toEqual([]);
  });

  it("clash in a field that both changed", () => {
    expect(clashesOf(worked, made(worked, [set("språk", { text: "Deras" })]), [set("språk", { text: "Min" })])).toEqual(
      [
        {
          position: 0,
          reason: "both-changed",
          item: "node",
          id: "språk",
          field: "text",
          base: "språk",
          own: "Min",
          theirs: "Deras",
        },
      ],
    );
  });

  it("clash where one changes what the other removes", () => {
    const removal = removalOf(worked, "språk");
    expect(theirsAfter(removal, [set("språk", { text: "Min" })])).toEqual([["they-removed", "språk", null]]);
    expect(theirsAfter([set("språk", { text: "Deras" })], removal)).toEqual([["they-changed", "språk", null]]);
    expect(theirsAfter(removal, removal.slice(0, 0))).toEqual([]);
  });

  it("clash where one links to what the other removes, and where two links make a circle", () => {
    expect(theirsAfter([addLink("deras", "språk", "tystnad")], removalOf(worked, "språk"))).toEqual([
      ["still-linked", "språk", null],
    ]);
    expect(theirsAfter([addLink("deras", "språk", "okunskap")], [addLink("min", "okunskap", "språk")])).toEqual([
      ["link-in-a-circle", "min", null],
    ]);
  });
});
