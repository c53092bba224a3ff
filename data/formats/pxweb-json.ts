// Reads the "json" answer of SCB's PxWeb API, version 1: columns, and data of keys and values.
import { issue } from "../issues.ts";
import type { SheetLayout, SheetRow } from "../tabular/sheet-layout.ts";
import { makeSheet } from "../tabular/table-sheet.ts";
import { isObject, looksLikeJson, parseJson } from "./json-text.ts";
import { type Cell, type Format, type ReadContext, type ReadResult, refused, type Upload } from "./types.ts";

interface PxWebRow {
  readonly key: readonly Cell[];
  readonly values: readonly Cell[];
}

const isCell = (value: unknown): value is Cell =>
  value === null || typeof value === "string" || typeof value === "number";
const isCells = (value: unknown): value is readonly Cell[] => Array.isArray(value) && value.every(isCell);

function headingsOf(columns: unknown): string[] | null {
  if (!Array.isArray(columns) || columns.length === 0) return null;
  const headings = columns.map((column) => (isObject(column) ? (column.text ?? column.code) : undefined));
  return headings.every((heading) => typeof heading === "string") ? headings : null;
}

function rowsOf(data: unknown, columnCount: number): PxWebRow[] | null {
  if (!Array.isArray(data)) return null;
  const rows = data.map((row): PxWebRow | null =>
    isObject(row) && isCells(row.key) && isCells(row.values) ? { key: row.key, values: row.values } : null,
  );
  return rows.every((row) => row !== null && row.key.length + row.values.length === columnCount)
    ? (rows as PxWebRow[])
    : null;
}

function titleOf(metadata: unknown): string[] {
  const [first] = Array.isArray(metadata) ? metadata : [];
  return isObject(first) && typeof first.label === "string" ? [first.label] : [];
}

async function read(upload: Upload, context: ReadContext): Promise<ReadResult> {
  const file = upload.fileName;
  const parsed = parseJson(upload.entries[0]?.bytes ?? new Uint8Array(), file, context.limits);
  if (parsed.refusal) return refused(parsed.refusal);
  const root = isObject(parsed.value) ? parsed.value : {};
  const headings = headingsOf(root.columns);
  if (!headings) return refused(issue("json.unexpected-shape", { file, format: "PxWeb", member: "columns" }));
  const data = rowsOf(root.data, headings.length);
  if (!data) return refused(issue("json.unexpected-shape", { file, format: "PxWeb", member: "data" }));
  context.progress(0.6, "checking");
  const rows = [headings, ...data.map(({ key, values }) => [...key, ...values])].map((cells, index) => ({
    row: index + 1,
    cells,
  }));
  const name = file.replace(/\.[^.]*$/, "");
  return finishTable("pxweb-json", { name, file, rows, titles: titleOf(root.metadata) }, context);
}

/** A sheet whose first row is the heading, from a format that has no free rows. */
export function finishTable(
  format: "pxweb-json" | "json-stat",
  table: { name: string; file: string; rows: readonly SheetRow[]; titles: readonly string[] },
  context: ReadContext,
): ReadResult {
  const { name, file, rows, titles } = table;
  const layout: SheetLayout = {
    titleRows: titles,
    headerRows: rows.slice(0, 1),
    dataRows: rows.slice(1),
    footnotes: [],
  };
  const outcome = makeSheet(
    { name, file, layout, encoding: null, delimiter: null, reportsRaggedRows: false },
    context.limits,
  );
  if (outcome.refusal) return refused(outcome.refusal);
  return { kind: "table", format, sheets: [outcome.sheet], issues: outcome.issues };
}

function detect({ entries }: Upload): boolean {
  const [entry] = entries;
  if (!entry || entries.length > 1 || !looksLikeJson(entry.bytes)) return false;
  const beginning = new TextDecoder().decode(entry.bytes.subarray(0, 20_000));
  return /"columns"\s*:\s*\[/.test(beginning);
}

export const pxWebJson: Format = { id: "pxweb-json", name: "PxWeb JSON", extensions: ["json"], detect, read };
