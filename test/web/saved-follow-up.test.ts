// What a part of a tree's follow-up is as a file: the same as its picture, with what has no day too.
import type { TFunction } from "i18next";
import { expect, it } from "vitest";
import type { TreeNode } from "../../engine/problem-tree/tree.ts";
import { followUpTable } from "../../web/problem-tree-page/saved-follow-up.ts";

const t = ((key: string) => key) as unknown as TFunction;
const node = {
  ...{
    text: "besök per kväll",
    indicatorKey: null,
    measureName: "Besök",
    unit: "barn",
    responsibleRole: "Fritidsledare",
  },
  ...{ baseline: 6, baselineDate: "2026-01-15", target: 25, targetDate: null },
} as unknown as TreeNode;

it("has where it began, what has arrived with its ends, and the target", () => {
  const { kind, headings, rows } = followUpTable(t, node, {
    name: "Besök",
    values: [
      { date: "2026-05-01", value: 14, low: null, high: null },
      { date: "2026-06-01", value: 3.2, low: 2.8, high: 3.6, of: "before", round: "Våren" },
    ],
  });
  expect(kind).toBe("follow-up");
  for (const row of rows) expect(row).toHaveLength(headings.length);
  expect(rows.map((row) => row.slice(1, 8))).toEqual([
    ["Besök", "tree.field.baseline", null, "2026-01-15", 6, null, null],
    ["Besök", "tree.savedFollowUp.arrived", null, "2026-05-01", 14, null, null],
    ["Besök", "tree.pair.before", "Våren", "2026-06-01", 3.2, 2.8, 3.6],
    ["Besök", "tree.field.target", null, null, 25, null, null],
  ]);
});

it("has nothing where nothing is told", () => {
  expect(followUpTable(t, { ...node, baseline: null, target: null }, { name: "", values: [] }).rows).toEqual([]);
});

it("names an indicator in words, and its year without a day that nobody measured", () => {
  const ofIndicator = { ...node, indicatorKey: "median-income-20-plus", baseline: null, target: null };
  const values = [{ date: "2024-12-31", value: 301, low: 298, high: 304 }];
  const { rows } = followUpTable(t, ofIndicator, { name: "Medianinkomst", values });
  expect(rows.map((row) => row.slice(1, 6))).toEqual([
    ["Medianinkomst", "tree.savedFollowUp.arrived", null, "2024", 301],
  ]);
});
