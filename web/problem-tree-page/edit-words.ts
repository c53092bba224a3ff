// What was done to a tree, in words: "Lade till orsaken …", "Ändrade texten …".
import type { TFunction } from "i18next";
import type { ProblemTreeRevision, TreeEdit } from "../../api/contract/problem-trees.ts";
import type { TreeContent } from "../../engine/problem-tree/tree.ts";
import { type KnownNames, valueInWords } from "./field-words.ts";

/**
 * A sentence for each edit; links and measurements that came or went with their node are not told apart. `present` is
 * the tree as it is now: of a link or a measurement that was changed the edit knows the id alone.
 */
export function wordsOfEdits(
  t: TFunction,
  edits: readonly TreeEdit[],
  { subjects, inverse }: Pick<ProblemTreeRevision, "subjects" | "inverse">,
  present: TreeContent,
  names: KnownNames,
): string[] {
  const subject = (id: string) => subjects.find((own) => own.id === id);
  const textOf = (id: string) => subject(id)?.text ?? t("tree.clash.somewhere");
  const kindOf = (id: string) => t(`tree.kind.${subject(id)?.kind ?? "problem"}`).toLowerCase();
  const changed = new Set(
    edits.flatMap((edit) => (edit.kind === "node.add" ? [edit.item.id] : edit.kind === "node.remove" ? [edit.id] : [])),
  );
  const shown = (field: string, value: unknown): string => valueInWords(t, field, value, names);
  const before = (id: string, field: string): string => {
    const back = inverse.find((edit) => "fields" in edit && edit.id === id);
    return shown(field, back && "fields" in back ? (back.fields as Record<string, unknown>)[field] : undefined);
  };
  /** A link that was removed stands in what takes the removal back. */
  const linkOf = (id: string) =>
    inverse.flatMap((edit) => (edit.kind === "link.add" && edit.item.id === id ? [edit.item] : []))[0] ??
    present.links.find((link) => link.id === id);
  const measurementOf = (id: string) =>
    inverse.flatMap((edit) => (edit.kind === "measurement.add" && edit.item.id === id ? [edit.item] : []))[0] ??
    present.measurements.find((measurement) => measurement.id === id);
  const changesOf = (id: string, fields: object) =>
    Object.entries(fields).map(([field, value]) => ({
      field: t(`tree.field.${field}`).toLowerCase(),
      before: before(id, field),
      after: shown(field, value),
    }));
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
          return changesOf(edit.id, { [field]: value }).map((change) =>
            t("tree.did.set", { text: textOf(edit.id), ...change }),
          );
        });
      case "link.add":
        if (changed.has(edit.item.from) || changed.has(edit.item.to)) return [];
        return [t("tree.did.linked", { from: textOf(edit.item.from), to: textOf(edit.item.to) })];
      case "link.remove": {
        const ends = linkOf(edit.id);
        if (!ends || changed.has(ends.from) || changed.has(ends.to)) return [];
        return [t("tree.did.unlinked", { from: textOf(ends.from), to: textOf(ends.to) })];
      }
      case "link.set": {
        const link = linkOf(edit.id);
        const ends = link && { from: textOf(link.from), to: textOf(link.to) };
        return changesOf(edit.id, edit.fields).map((change) =>
          ends ? t("tree.did.linkSet", { ...ends, ...change }) : t("tree.did.goneLinkSet", change),
        );
      }
      case "measurement.add": {
        const { nodeId, date, value } = edit.item;
        return [t("tree.did.measured", { text: textOf(nodeId), date, value: shown("value", value) })];
      }
      default: {
        const measurement = measurementOf(edit.id);
        if (measurement && changed.has(measurement.nodeId)) return [];
        const about = {
          text: measurement ? textOf(measurement.nodeId) : t("tree.clash.somewhere"),
          date: measurement?.date ?? "–",
        };
        if (edit.kind === "measurement.remove")
          return [t("tree.did.measurementGone", { ...about, value: shown("value", measurement?.value) })];
        return changesOf(edit.id, edit.fields).map((change) => t("tree.did.measurementSet", { ...about, ...change }));
      }
    }
  });
}
