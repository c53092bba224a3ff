// What a field of a tree holds, in words: for the history, and where two changed the same.
import type { TFunction } from "i18next";
import { amountText } from "./amount.ts";

/** The fields whose values are words of the program's own, and where those stand. */
const namedIn: Readonly<Record<string, string>> = {
  kind: "tree.kind",
  qualityKind: "tree.qualityShort",
  preventionLevel: "tree.preventionShort",
  carriedBy: "tree.carrierShort",
  evidence: "tree.evidenceLevel",
};

/** Names of what other pages keep, by id or key: indicators, surveys and their questions. */
export type KnownNames = ReadonlyMap<string, string>;

/** A field's value as it is read; "–" where nothing is said, and a name where the value is only known by its id. */
export function valueInWords(t: TFunction, field: string, value: unknown, names: KnownNames): string {
  if (value === undefined || value === null || value === "") return "–";
  if (typeof value === "number") return amountText(value);
  const text = String(value);
  const words = namedIn[field];
  if (words) return t(`${words}.${text}`, { defaultValue: text }).toLowerCase();
  const isReference = field === "indicatorKey" || field === "surveyId" || field === "surveyQuestionId";
  return isReference ? (names.get(text) ?? t("tree.notListed")) : text;
}
