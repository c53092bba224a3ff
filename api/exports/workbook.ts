// Writes a sheet as an Excel workbook. Text cells are text, so that no code loses its zeros and nothing is taken for a formula.
import writeWorkbook from "write-excel-file/node";
import type { Sheet } from "./plan-sheet.ts";

const widestColumn = 40;

/** The bytes of a workbook with one sheet, its headings bold and kept in view; the same sheet gives the same bytes. */
export async function workbookBytes({ name, headings, rows }: Sheet): Promise<Uint8Array> {
  const heading = headings.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
  const body = rows.map((row) => row.map(cellOf));
  const columns = headings.map((text, column) => ({
    width: Math.min(
      widestColumn,
      rows.reduce((width, row) => Math.max(width, String(row[column] ?? "").length), text.length) + 2,
    ),
  }));
  return withoutTimes(await writeWorkbook([heading, ...body], { sheet: name, columns, stickyRowsCount: 1 }).toBuffer());
}

const [endSignature, entrySignature] = [0x06054b50, 0x02014b50];
const endBytes = 22;
/** The first moment that a zip file can tell: 1 January 1980. */
const noTime = 0x00210000;

/** A workbook is a zip file, whose entries tell when they were written: the same sheet is to give the same bytes. */
function withoutTimes(file: Buffer): Buffer {
  const end = file.length - endBytes;
  if (file.readUInt32LE(end) !== endSignature) throw new Error("Expected a zip file without a comment.");
  let entry = file.readUInt32LE(end + 16);
  for (let count = file.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (file.readUInt32LE(entry) !== entrySignature) throw new Error(`Expected an entry of the zip file at ${entry}.`);
    file.writeUInt32LE(noTime, entry + 12);
    file.writeUInt32LE(noTime, file.readUInt32LE(entry + 42) + 10);
    entry += 46 + file.readUInt16LE(entry + 28) + file.readUInt16LE(entry + 30) + file.readUInt16LE(entry + 32);
  }
  return file;
}

function cellOf(value: string | number | null) {
  if (value === null) return null;
  return typeof value === "number" ? { value, type: Number } : { value, type: String };
}
