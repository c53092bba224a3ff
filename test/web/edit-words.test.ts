// The history of a problem tree says what was changed in the field's words: no codes, no ids, decimals with a comma.
import { randomUUID } from "node:crypto";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { applyEdits, type TreeEdit } from "../../engine/problem-tree/edits.ts";
import { emptyNode, emptyTree, type TreeContent } from "../../engine/problem-tree/tree.ts";
import sv from "../../web/locales/sv.json" with { type: "json" };
import { wordsOfEdits } from "../../web/problem-tree-page/edit-words.ts";

const [fear, silence, link, value, indicator] = Array.from({ length: 5 }, () => randomUUID());
const made = (content: TreeContent, edits: readonly TreeEdit[]) => {
  const applied = applyEdits(content, edits);
  if (!applied.ok) throw new Error(applied.fault.code);
  return applied;
};
const { content: tree } = made(emptyTree, [
  { kind: "node.add", item: { ...emptyNode, id: fear!, kind: "problem", text: "rädsla" } },
  { kind: "node.add", item: { ...emptyNode, id: silence!, kind: "cause", text: "tystnad" } },
  { kind: "link.add", item: { id: link!, from: silence!, to: fear!, evidence: "not-assessed", source: "" } },
  { kind: "measurement.add", item: { id: value!, nodeId: fear!, date: "2026-05-20", value: 3.5 } },
]);

describe("wordsOfEdits", () => {
  const i18n = i18next.createInstance();
  beforeAll(() =>
    i18n.init({ lng: "sv", resources: { sv: { translation: sv } }, interpolation: { escapeValue: false } }),
  );
  const words = (edit: TreeEdit) => {
    const { content, inverse } = made(tree, [edit]);
    const subjects = tree.nodes.map(({ id, kind, text }) => ({ id, kind, text }));
    const names = new Map([[indicator!, "Andel förvärvsarbetande"]]);
    return wordsOfEdits(i18n.t, [edit] as never, { subjects, inverse: inverse as never }, content, names);
  };

  it("says a box's fields as the page does", () => {
    const set = (fields: Extract<TreeEdit, { kind: "node.set" }>["fields"]) =>
      words({ kind: "node.set", id: fear!, fields });
    expect(set({ qualityKind: "result" })).toEqual(["”rädsla”, kvalitet: – → resultat"]);
    expect(set({ carriedBy: "others", preventionLevel: "universal" })).toEqual([
      "”rädsla”, vem sätter i gång det?: – → andra",
      "”rädsla”, nivå av förebyggande: – → universell",
    ]);
    expect(set({ target: 3.5 })).toEqual(["”rädsla”, mål: – → 3,5"]);
    expect(set({ indicatorKey: indicator! })).toEqual(["”rädsla”, indikator: – → Andel förvärvsarbetande"]);
    expect(set({ indicatorKey: randomUUID() })[0]).not.toMatch(/[0-9a-f]{8}/);
  });

  it("says which link, and its evidence before and after", () => {
    expect(words({ kind: "link.set", id: link!, fields: { evidence: "one-study" } })).toEqual([
      "Kopplingen från ”tystnad” till ”rädsla”, stöd: inte bedömt → enstaka studier",
    ]);
    expect(words({ kind: "link.remove", id: link! })).toEqual(["Tog bort kopplingen mellan ”tystnad” och ”rädsla”"]);
  });

  it("tells a value that was taken away from one that was changed", () => {
    expect(words({ kind: "measurement.remove", id: value! })).toEqual([
      "Tog bort mätvärdet för ”rädsla” 2026-05-20: 3,5",
    ]);
    expect(words({ kind: "measurement.set", id: value!, fields: { value: 4 } })).toEqual([
      "Mätvärdet för ”rädsla” 2026-05-20, värde: 3,5 → 4",
    ]);
  });
});
