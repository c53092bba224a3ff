// Reads Excel workbooks: every sheet with content, titles and notes included, numbers and dates as Excel stores them.
import readWorkbook from "read-excel-file/universal";
import { type Issue, issue } from "../issues.ts";
import { layOutSheet, type SheetRow } from "../tabular/sheet-layout.ts";
import { makeSheet } from "../tabular/table-sheet.ts";
import type { UploadLimits } from "../upload-limits.ts";
import {
  type Cell,
  type Format,
  type ReadContext,
  type ReadResult,
  refused,
  type TableSheet,
  type Upload,
} from "./types.ts";

const worksheetPath = /^xl\/worksheets\/[^/]+\.xml$/i;

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

/**
 * Refuses a sheet whose cells would make a table too large to hold: the reader fills every gap up to the outermost cell, and one cell
 * at XFD1048576 takes a few bytes in the file but seventeen thousand million cells in memory.
 */
function refusalOfExtent(sheet: Uint8Array, file: string, limits: UploadLimits): Issue | undefined {
  const text = new TextDecoder("latin1").decode(sheet);
  let lastColumn = 0;
  let lastRow = 0;
  for (const match of text.matchAll(/<(?:\w+:)?(?:c|row)\b[^>]*?\br\s*=\s*["']\s*([A-Za-z]*)(\d*)/g)) {
    lastColumn = Math.max(lastColumn, columnNumber(match[1] ?? ""));
    lastRow = Math.max(lastRow, Number(match[2]));
  }
  if (lastRow > limits.rows) return issue("file.too-many-rows", { file, limit: limits.rows });
  if (lastColumn > limits.columns || lastColumn * lastRow > limits.cells) {
    return issue("file.too-many-columns", { file, found: lastColumn, limit: limits.columns });
  }
  return undefined;
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return "";
  const text = date.toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 16);
}

function cellOf(value: unknown): Cell {
  if (typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean") return value ? "SANT" : "FALSKT";
  return value instanceof Date ? dateText(value) : null;
}

function datesInHeadings(sheet: TableSheet): Issue[] {
  return sheet.columns.flatMap(({ name, headings }) =>
    sheet.headerRow !== null && headings.some((text) => /^\d{4}-\d{2}-\d{2}/.test(text))
      ? [issue("table.date-as-heading", { row: sheet.headerRow, column: name })]
      : [],
  );
}

async function read(upload: Upload, context: ReadContext): Promise<ReadResult> {
  const file = upload.fileName;
  for (const { path, bytes } of upload.entries.filter((entry) => worksheetPath.test(entry.path))) {
    const refusal = refusalOfExtent(bytes, `${file} (${path})`, context.limits);
    if (refusal) return refused(refusal);
  }
  let workbook: Awaited<ReturnType<typeof readWorkbook>>;
  try {
    workbook = await readWorkbook(upload.bytes.slice().buffer, { trim: false });
  } catch {
    return refused(issue("file.unreadable", { file, format: "Excel" }));
  }
  context.progress(0.6, "checking");
  const sheets: TableSheet[] = [];
  const issues: Issue[] = [];
  for (const { sheet: name, data } of workbook) {
    const rows = data.map((cells, index): SheetRow => ({ row: index + 1, cells: cells.map(cellOf) }));
    if (rows.length === 0 && workbook.length > 1) continue;
    const place = workbook.length > 1 ? `${file} (${name})` : file;
    const layout = layOutSheet(rows);
    const outcome = makeSheet(
      { name, file: place, layout, encoding: null, delimiter: null, reportsRaggedRows: false },
      context.limits,
    );
    if (outcome.refusal?.code === "table.no-rows" && workbook.length > 1) continue;
    if (outcome.refusal) return refused(outcome.refusal);
    sheets.push(outcome.sheet);
    issues.push(...outcome.issues, ...datesInHeadings(outcome.sheet));
  }
  if (sheets.length === 0) return refused(issue("table.no-rows", { file }));
  return { kind: "table", format: "xlsx", sheets, issues };
}

export const xlsx: Format = {
  id: "xlsx",
  name: "Excel",
  extensions: ["xlsx", "xlsm"],
  detect: ({ entries }) => entries.some(({ path }) => path.toLowerCase() === "xl/workbook.xml"),
  read,
};
