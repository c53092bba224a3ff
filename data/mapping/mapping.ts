// Which column is what: guessed from headings and content, given by the person, or remembered from the last such file.
import { type Issue, issue } from "../issues.ts";
import type { ColumnMapping, Field, ImportContext } from "../purposes/purpose.ts";
import type { Queryable } from "../queryable.ts";
import { columnCells, type SourceTable } from "../validate/source-table.ts";
import { compactText, headingSignature } from "./headings.ts";

const leastScore = 0.4;
/** A repeated field takes its best columns and those nearly as good: a column named "Antal" leaves no room for guesses. */
const repeatedSlack = 0.25;

function headingScore(field: Field, heading: string): number {
  const compact = compactText(heading);
  const place = field.headings.findIndex((pattern) => pattern.test(compact));
  return place === -1 ? 0 : Math.max(leastScore, 1 - place * 0.1);
}

/** The likeliest column of every field; a column serves one field, and fields nothing fits are left out. */
export function guessMapping(fields: readonly Field[], table: SourceTable, context: ImportContext): ColumnMapping {
  const scores = table.columns.flatMap((column, columnIndex) => {
    const cells = columnCells(table, columnIndex);
    return fields.map((field) => ({
      field,
      heading: column.name,
      columnIndex,
      score: field.fits ? field.fits(column, cells, context) : headingScore(field, column.name),
    }));
  });
  const mapping = new Map<string, string[]>();
  const taken = new Set<string>();
  const bestScores = new Map<string, number>();
  // Single fields choose first and best fit first, so that a repeated field never takes the column with the codes.
  const candidates = scores
    .filter(({ score }) => score >= leastScore)
    .sort(
      (a, b) =>
        Number(a.field.repeated) - Number(b.field.repeated) || b.score - a.score || a.columnIndex - b.columnIndex,
    );
  for (const { field, heading, score } of candidates) {
    if (taken.has(heading) || (!field.repeated && mapping.has(field.key))) continue;
    const best = bestScores.get(field.key) ?? score;
    if (score < best - repeatedSlack) continue;
    bestScores.set(field.key, best);
    mapping.set(field.key, [...(mapping.get(field.key) ?? []), heading]);
    taken.add(heading);
  }
  const order = new Map(table.columns.map(({ name }, index) => [name, index]));
  return Object.fromEntries(
    [...mapping].map(([key, headings]) => [key, headings.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))]),
  );
}

/** What is wrong with a mapping: unknown fields or headings, one column for two fields, required fields without a column. */
export function mappingIssues(fields: readonly Field[], table: SourceTable, mapping: ColumnMapping): Issue[] {
  const issues: Issue[] = [];
  const file = table.fileName;
  const headings = new Set(table.columns.map(({ name }) => name));
  const taken = new Map<string, string>();
  for (const [key, columns] of Object.entries(mapping)) {
    const field = fields.find((one) => one.key === key);
    if (!field) {
      issues.push(issue("mapping.unknown-field", { field: key, file }));
      continue;
    }
    if (columns.length > 1 && !field.repeated)
      issues.push(issue("mapping.too-many-columns", { field: field.name, file }));
    for (const column of columns) {
      if (!headings.has(column)) issues.push(issue("mapping.unknown-column", { column, file }));
      if (taken.has(column)) issues.push(issue("mapping.column-used-twice", { column, file }));
      taken.set(column, key);
    }
  }
  for (const field of fields) {
    if (field.required && (mapping[field.key]?.length ?? 0) === 0) {
      issues.push(issue("mapping.missing-field", { field: field.name, file }));
    }
  }
  return issues;
}

/** Index of the only column of a field; −1 when it has none. */
export function columnOf(table: SourceTable, mapping: ColumnMapping, key: string): number {
  const heading = mapping[key]?.[0];
  return heading === undefined ? -1 : table.columns.findIndex(({ name }) => name === heading);
}

/** Indexes of all columns of a repeated field, in the file's order. */
export function columnsOf(table: SourceTable, mapping: ColumnMapping, key: string): number[] {
  const headings = new Set(mapping[key] ?? []);
  return table.columns.flatMap(({ name }, index) => (headings.has(name) ? [index] : []));
}

/** The mapping last used for a file of this purpose with the same headings; null when there is none. */
export async function rememberedMapping(
  queryable: Queryable,
  municipalityCode: string,
  purpose: string,
  headings: readonly string[],
): Promise<ColumnMapping | null> {
  const { rows } = await queryable.query<{ mapping: ColumnMapping | string }>(
    "select mapping from jobs.column_mappings where municipality_code = $1 and purpose = $2 and heading_signature = $3",
    [municipalityCode, purpose, headingSignature(headings)],
  );
  const mapping = rows[0]?.mapping;
  if (mapping === undefined) return null;
  const remembered: ColumnMapping = typeof mapping === "string" ? JSON.parse(mapping) : mapping;
  // The same headings may be written otherwise this time: `NYKO` then, `Nyko ` now.
  const present = new Map(headings.map((heading) => [compactText(heading), heading]));
  const entries = Object.entries(remembered).map(
    ([key, columns]) => [key, columns.map((column) => present.get(compactText(column)) ?? column)] as const,
  );
  return Object.fromEntries(entries);
}

/** Remembers a mapping that a file was loaded with. */
export async function rememberMapping(
  queryable: Queryable,
  municipalityCode: string,
  purpose: string,
  headings: readonly string[],
  mapping: ColumnMapping,
  userId: string | null,
): Promise<void> {
  await queryable.query(
    `insert into jobs.column_mappings (municipality_code, purpose, heading_signature, mapping, updated_by)
     values ($1, $2, $3, $4::jsonb, $5)
     on conflict (municipality_code, purpose, heading_signature)
     do update set mapping = excluded.mapping, updated_by = excluded.updated_by, updated_at = now()
     where column_mappings.mapping is distinct from excluded.mapping`,
    [municipalityCode, purpose, headingSignature(headings), JSON.stringify(mapping), userId],
  );
}
