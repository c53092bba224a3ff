// Makes a finished sheet of rows: finds headings, names and describes columns, evens out row lengths, and refuses what must not come in.
import { personalNumberIssue, type ScannedColumn } from "../formats/personal-identity-number.ts";
import type { Cell, TableRow, TableSheet } from "../formats/types.ts";
import { type Issue, issue } from "../issues.ts";
import type { UploadLimits } from "../upload-limits.ts";
import { describeColumn, uniqueNames } from "./columns.ts";
import { cellText } from "./numbers.ts";
import { headingParts, type SheetLayout, type SheetRow } from "./sheet-layout.ts";

export interface SheetSource {
  readonly name: string;
  /** The file's name, for messages. */
  readonly file: string;
  readonly layout: SheetLayout;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** True when rows of differing length mean trouble (CSV), not just trailing empty cells (Excel). */
  readonly reportsRaggedRows: boolean;
}

/** A sheet, with what there is to say about it; or, when it must be refused, why. */
export type SheetOutcome =
  | { readonly sheet: TableSheet; readonly issues: readonly Issue[]; readonly refusal?: undefined }
  | { readonly refusal: Issue };

function widest(rows: readonly SheetRow[]): number {
  return rows.reduce(
    (width, { cells }) => Math.max(width, cells.findLastIndex((cell) => cellText(cell) !== "") + 1),
    0,
  );
}

function* columnValues(rows: readonly TableRow[], column: number): Generator<readonly [string, number]> {
  for (const { row, cells } of rows) {
    const cell = cells[column];
    if (cell !== null && cell !== undefined) yield [String(cell), row];
  }
}

function* scannedColumns(sheet: TableSheet, layout: SheetLayout): Generator<ScannedColumn> {
  for (const [index, { name }] of sheet.columns.entries()) yield { name, values: columnValues(sheet.rows, index) };
  const loose = [...layout.titleRows, ...layout.footnotes, sheet.name, ...sheet.columns.map(({ name }) => name)];
  yield { name: "–", values: loose.map((text) => [text, layout.headerRows[0]?.row ?? 1] as const) };
}

function raggedRows(layout: SheetLayout, expected: number): Issue[] {
  return layout.dataRows.flatMap(({ row, cells }) =>
    cells.length === expected ? [] : [issue("table.ragged-row", { row, found: cells.length, expected })],
  );
}

function nameColumns(
  layout: SheetLayout,
  columnCount: number,
): { headings: string[][]; names: string[]; repeated: string[] } {
  const headings = headingParts(layout.headerRows, columnCount);
  return { headings, ...uniqueNames(headings.map((parts, index) => parts.join(" / ") || `Kolumn ${index + 1}`)) };
}

/** The sheet's table, or a refusal when it has no rows, too many rows or columns, or personal identity numbers. */
export function makeSheet(source: SheetSource, limits: UploadLimits): SheetOutcome {
  const { file, layout } = source;
  if (layout.dataRows.length > limits.rows)
    return { refusal: issue("file.too-many-rows", { file, limit: limits.rows }) };
  const columnCount = Math.max(widest(layout.headerRows), widest(layout.dataRows));
  if (columnCount > limits.columns) {
    return { refusal: issue("file.too-many-columns", { file, found: columnCount, limit: limits.columns }) };
  }
  const { headings, names, repeated } = nameColumns(layout, columnCount);
  const rows = layout.dataRows.map(
    ({ row, cells }): TableRow => ({
      row,
      cells: Array.from({ length: columnCount }, (_, index): Cell => {
        const cell = cells[index] ?? null;
        return cell === "" ? null : cell;
      }),
    }),
  );
  const sheet: TableSheet = {
    name: source.name,
    headerRow: layout.headerRows.at(-1)?.row ?? null,
    columns: names.map((name, index) =>
      describeColumn(
        name,
        headings[index] ?? [],
        rows.map(({ cells }) => cells[index] ?? null),
      ),
    ),
    rows,
    titleRows: layout.titleRows,
    footnotes: layout.footnotes,
    encoding: source.encoding,
    delimiter: source.delimiter,
  };
  const personalNumber = personalNumberIssue(scannedColumns(sheet, layout), file);
  if (personalNumber) return { refusal: personalNumber };
  if (rows.length === 0) return { refusal: issue("table.no-rows", { file }) };
  const headerWidth = layout.headerRows[0]?.cells.length ?? columnCount;
  return {
    sheet,
    issues: [
      ...(layout.headerRows.length === 0 ? [issue("table.no-heading", { file })] : []),
      ...repeated.map((column) => issue("table.duplicate-column", { file, column })),
      ...(source.reportsRaggedRows ? raggedRows(layout, headerWidth) : []),
    ],
  };
}
