// A table as the text of a CSV file that no spreadsheet program takes for formulas.
import type { SavedTableRecord } from "../../api/contract/workload.ts";

/** Null is an empty cell. Numbers are written in full, with a decimal comma. */
type TableCell = string | number | null;

export interface SavedTable {
  /** What the log calls it. */
  readonly kind: SavedTableRecord["table"];
  /** Name of the file without its ending. */
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** Text that a spreadsheet program would calculate gets an apostrophe (OWASP, "CSV Injection"). */
function cellText(cell: TableCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(Math.round(cell * 1e6) / 1e6).replace(".", ",");
  const text = /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[";,\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Begins with the mark by which Excel knows UTF-8. */
export function tableText({ headings, rows }: SavedTable): string {
  return `\ufeff${[headings, ...rows].map((row) => `${row.map(cellText).join(";")}\r\n`).join("")}`;
}
