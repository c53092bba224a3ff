// Describes columns: unique names, and what kind of values they hold.
import type { Cell, ColumnInfo, ColumnKind } from "../formats/types.ts";
import { parseNumber } from "./numbers.ts";

const isoDate = /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/;
const codeWithLeadingZero = /^0\d/;

function kindOf(value: Cell | boolean): ColumnKind {
  if (value === null || value === "") return "empty";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string" && isoDate.test(value)) return "date";
  if (typeof value === "string" && codeWithLeadingZero.test(value.trim())) return "text";
  const parsed = parseNumber(value);
  if ("missing" in parsed) return "empty";
  if ("notANumber" in parsed) return "text";
  return Number.isInteger(parsed.value) ? "integer" : "number";
}

function widerKind(one: ColumnKind, other: ColumnKind): ColumnKind {
  if (one === other || other === "empty") return one;
  if (one === "empty") return other;
  const kinds = new Set([one, other]);
  if (kinds.has("integer") && kinds.has("number")) return "number";
  return kinds.has("text") ? "text" : "mixed";
}

/** A column's kind and how many of its values are filled. Signs for unknown numbers (`..`, `-`) do not decide the kind. */
export function describeColumn(
  name: string,
  headings: readonly string[],
  values: Iterable<Cell | boolean>,
): ColumnInfo {
  let kind: ColumnKind = "empty";
  let filledCount = 0;
  for (const value of values) {
    if (value === null || value === "") continue;
    filledCount += 1;
    if (kind !== "text") kind = widerKind(kind, kindOf(value));
  }
  return { name, headings, kind, filledCount };
}

/** Names made unique by a number after the later ones, and the names that occurred more than once. */
export function uniqueNames(names: readonly string[]): { names: string[]; repeated: string[] } {
  const taken = new Set<string>();
  const repeated = new Set<string>();
  const unique = names.map((name) => {
    let candidate = name;
    for (let number = 2; taken.has(candidate); number += 1) candidate = `${name} (${number})`;
    if (candidate !== name) repeated.add(name);
    taken.add(candidate);
    return candidate;
  });
  return { names: unique, repeated: [...repeated] };
}
