// Writes a sheet as an Excel workbook. Text cells are text, so that no code loses its zeros and nothing is taken for a formula.
import writeWorkbook from "write-excel-file/node";
import type { Sheet } from "./plan-sheet.ts";

const widestColumn = 40;

/** The bytes of a workbook with one sheet, its headings bold and kept in view. */
export async function workbookBytes({ name, headings, rows }: Sheet): Promise<Uint8Array> {
  const heading = headings.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
  const body = rows.map((row) => row.map(cellOf));
  const columns = headings.map((text, column) => ({
    width: Math.min(
      widestColumn,
      rows.reduce((width, row) => Math.max(width, String(row[column] ?? "").length), text.length) + 2,
    ),
  }));
  return await writeWorkbook([heading, ...body], { sheet: name, columns, stickyRowsCount: 1 }).toBuffer();
}

function cellOf(value: string | number | null) {
  if (value === null) return null;
  return typeof value === "number" ? { value, type: Number } : { value, type: String };
}
