// What was done to a tree, in words: "Lade till orsaken …", "Ändrade texten …".
import type { TFunction } from "i18next";
import type { ProblemTreeRevision, TreeEdit } from "../../api/contract/problem-trees.ts";
import type { NodeKind } from "../../engine/problem-tree/tree.ts";

/** A sentence for each edit; links and measurements that came or went with their node are not told apart. */
export function wordsOfEdits(
  t: TFunction,
  edits: readonly TreeEdit[],
  { subjects, inverse }: Pick<ProblemTreeRevision, "subjects" | "inverse">,
): string[] {
  const subject = (id: string) => subjects.find((own) => own.id === id);
  const textOf = (id: string) => subject(id)?.text ?? t("tree.clash.somewhere");
  const kindOf = (id: string) => t(`tree.kind.${subject(id)?.kind ?? "problem"}`).toLowerCase();
  const changed = new Set(
    edits.flatMap((edit) => (edit.kind === "node.add" ? [edit.item.id] : edit.kind === "node.remove" ? [edit.id] : [])),
  );
  const shown = (field: string, value: unknown): string => {
    if (value === undefined || value === null || value === "") return "–";
    return field === "kind" ? t(`tree.kind.${value as NodeKind}`).toLowerCase() : String(value);
  };
  const before = (id: string, field: string): string => {
    const back = inverse.find((edit) => edit.kind === "node.set" && edit.id === id);
    const value = back?.kind === "node.set" ? (back.fields as Record<string, unknown>)[field] : undefined;
    return shown(field, value);
  };
  /** The ends of a link that was removed stand in what takes the removal back. */
  const endsOf = (id: string) =>
    inverse.flatMap((edit) => (edit.kind === "link.add" && edit.item.id === id ? [edit.item] : []))[0];
  return edits.flatMap((edit): string[] => {
    switch (edit.kind) {
      case "node.add":
        return [t("tree.did.added", { kind: t(`tree.kind.${edit.item.kind}`).toLowerCase(), text: edit.item.text })];
      case "node.remove":
        return [t("tree.did.removed", { kind: kindOf(edit.id), text: textOf(edit.id) })];
      case "node.set":
        return Object.entries(edit.fields).flatMap(([field, value]) => {
          if (field === "order") return [t("tree.did.reordered", { text: textOf(edit.id) })];
          if (field === "surveyQuestionId") return [];
          if (field === "surveyId")
            return [t(value === null ? "tree.did.surveyGone" : "tree.did.surveyLinked", { text: textOf(edit.id) })];
          return [
            t("tree.did.set", {
              text: textOf(edit.id),
              field: t(`tree.field.${field}`).toLowerCase(),
              before: before(edit.id, field),
              after: shown(field, value),
            }),
          ];
        });
      case "link.add":
        if (changed.has(edit.item.from) || changed.has(edit.item.to)) return [];
        return [t("tree.did.linked", { from: textOf(edit.item.from), to: textOf(edit.item.to) })];
      case "link.remove": {
        const ends = endsOf(edit.id);
        if (!ends || changed.has(ends.from) || changed.has(ends.to)) return [];
        return [t("tree.did.unlinked", { from: textOf(ends.from), to: textOf(ends.to) })];
      }
      case "link.set":
        return [t("tree.did.linkSet")];
      case "measurement.add":
        return [
          t("tree.did.measured", { text: textOf(edit.item.nodeId), date: edit.item.date, value: edit.item.value }),
        ];
      default:
        return [t("tree.did.measurementGone")];
    }
  });
}
