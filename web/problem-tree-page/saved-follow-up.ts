// The follow-up of a part of a problem tree as a file: where it began, what has arrived with its interval, and the target.
import type { TFunction } from "i18next";
import type { TreeNode } from "../../engine/problem-tree/tree.ts";
import type { SavedTable } from "../components/table-text.ts";
import { type ArrivedValue, dayOf } from "./arrived-value.ts";
import type { Arrived } from "./use-arrived-values.ts";

/** A row for each value, by day; the baseline and the target are there where they have an amount, with or without a day. */
export function followUpTable(
  t: TFunction,
  node: TreeNode,
  { name, values: arrived }: Pick<Arrived, "name" | "values">,
): SavedTable {
  const rowOf = (what: string, date: string | null, value: number, own?: ArrivedValue) => [
    ...[node.text, name, what, own?.round ?? null, date],
    ...[value, own?.low ?? null, own?.high ?? null, node.unit, node.responsibleRole],
  ];
  return {
    kind: "follow-up",
    name: "uppfoljning",
    headings: [
      ...["node", "measure", "what", "round", "date", "value", "low", "high", "unit", "role"].map((column) =>
        t(`tree.savedFollowUp.${column}`),
      ),
    ],
    rows: [
      ...(node.baseline === null ? [] : [rowOf(t("tree.field.baseline"), node.baselineDate, node.baseline)]),
      ...arrived.map((own) =>
        rowOf(t(own.of ? `tree.pair.${own.of}` : "tree.savedFollowUp.arrived"), dayOf(node, own), own.value, own),
      ),
      ...(node.target === null ? [] : [rowOf(t("tree.field.target"), node.targetDate, node.target)]),
    ],
  };
}
