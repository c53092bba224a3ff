// What is wrong with something that was sent, field by field, told without repeating a word of it.
import { z } from "zod";
import type { Sentence } from "./contract/primitives.ts";

export interface Violation {
  /** Path of the field, as the contract names it; empty for the whole or for a field that the contract does not have. */
  readonly field: string;
  readonly message: Sentence;
}

const unstorableText: Sentence = { sv: "Text med tecknet noll", en: "Text with the character zero" };
export const unknownField: Sentence = { sv: "Okänt fält", en: "Unknown field" };

const swedish = z.locales.sv().localeError;
const english = z.locales.en().localeError;

export type Checked<Schema extends z.ZodType> =
  | { readonly data: z.output<Schema>; readonly violations?: undefined }
  | { readonly violations: readonly Violation[] };

/**
 * Parses with a schema; every issue becomes a violation in both languages. Names of fields come from the contract, never
 * from what was sent, and messages name the rule and never the value: both may be personal data.
 */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): Checked<Schema> {
  if (hasZeroCharacter(value)) return { violations: [{ field: "", message: unstorableText }] };
  const inSwedish = schema.safeParse(value, { error: swedish });
  if (inSwedish.success) return { data: inSwedish.data };
  const englishIssues = schema.safeParse(value, { error: english }).error?.issues ?? [];
  return {
    violations: inSwedish.error.issues.map((issue, position) => ({
      field: ownPath(schema, issue.path).join("."),
      message:
        issue.code === "unrecognized_keys"
          ? unknownField
          : { sv: issue.message, en: englishIssues[position]?.message ?? issue.message },
    })),
  };
}

/** PostgreSQL stores every character in text but this one. */
function hasZeroCharacter(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, inner]) => name.includes("\0") || hasZeroCharacter(inner));
}

/** The way to what is wrong, until a step that only the request has named (a key of a record). */
function ownPath(schema: z.ZodType, path: readonly PropertyKey[]): PropertyKey[] {
  const names = memberNames(schema);
  const foreign = path.findIndex((step) => typeof step !== "number" && !names.has(String(step)));
  return foreign < 0 ? [...path] : path.slice(0, foreign);
}

const knownNames = new WeakMap<z.ZodType, ReadonlySet<string>>();

/** The names of all members that a schema has, at any depth. */
function memberNames(schema: z.ZodType): ReadonlySet<string> {
  const known = knownNames.get(schema);
  if (known) return known;
  const names = new Set<string>();
  collectNames(schema, names);
  knownNames.set(schema, names);
  return names;
}

function collectNames(schema: unknown, names: Set<string>): void {
  if (!(schema instanceof z.ZodType)) return;
  if (schema instanceof z.ZodObject) for (const name of Object.keys(schema.shape)) names.add(name);
  const parts = schema instanceof z.ZodObject ? Object.values(schema.shape) : Object.values(schema.def).flat();
  for (const part of parts) collectNames(part, names);
}
