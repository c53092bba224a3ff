// Reads CSV as Swedish municipalities and SCB deliver it: any usual delimiter and encoding, titles, notes and multi-row headings.
import { CsvError, parse } from "csv-parse/sync";
import { type Issue, issue } from "../issues.ts";
import { layOutSheet, type SheetRow } from "../tabular/sheet-layout.ts";
import { makeSheet } from "../tabular/table-sheet.ts";
import { decodeText, looksDoublyEncoded, looksLikeText } from "../tabular/text-encoding.ts";
import { type Format, type ReadContext, type ReadResult, refused, type Upload } from "./types.ts";

const declaredDelimiter = /^sep=(.)\r?\n/i;
const delimiters = [";", "\t", ","] as const;

function parseRecords(text: string, delimiter: string): string[][] {
  return parse(text, {
    delimiter,
    quote: '"',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    bom: false,
    max_record_size: 10_000_000,
  });
}

/** Share of lines that a delimiter splits into the same number of columns, more than one. */
function consistency(lines: readonly string[], delimiter: string): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const columns = line.replace(/"[^"]*"/g, "").split(delimiter).length;
    if (columns > 1) counts.set(columns, (counts.get(columns) ?? 0) + 1);
  }
  return lines.length === 0 ? 0 : Math.max(0, ...counts.values()) / lines.length;
}

/** The delimiter that splits the first 200 lines most evenly; on a tie `;` before tab before comma (a comma is also the decimal sign). */
function guessDelimiter(text: string): string {
  const declared = declaredDelimiter.exec(text)?.[1];
  if (declared !== undefined) return declared;
  const lines = text
    .slice(0, 200_000)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, 200);
  const scored = delimiters.map((delimiter) => ({ delimiter, score: consistency(lines, delimiter) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

/** Rows of a spreadsheet: Excel's line `sep=;` names the delimiter and is not part of the table. */
function sheetRows(records: readonly (readonly string[])[], text: string): SheetRow[] {
  const rows = records.map((cells, index) => ({ row: index + 1, cells }));
  return declaredDelimiter.test(text) ? rows.slice(1) : rows;
}

function refusalOfParser(error: unknown, file: string): Issue {
  if (!(error instanceof CsvError)) throw error;
  const line = Number((error as { lines?: unknown }).lines);
  return issue("table.unclosed-quote", { file, row: Number.isFinite(line) ? line : 1 });
}

async function read(upload: Upload, context: ReadContext): Promise<ReadResult> {
  const [entry] = upload.entries;
  const file = upload.fileName;
  const { text, encoding } = decodeText(entry?.bytes ?? new Uint8Array());
  const delimiter = guessDelimiter(text);
  let records: string[][];
  try {
    records = parseRecords(text, delimiter);
  } catch (error) {
    return refused(refusalOfParser(error, file));
  }
  context.progress(0.6, "checking");
  const name = (entry?.path.split("/").at(-1) ?? file).replace(/\.[^.]*$/, "");
  const outcome = makeSheet(
    { name, file, layout: layOutSheet(sheetRows(records, text)), encoding, delimiter, reportsRaggedRows: true },
    context.limits,
  );
  if (outcome.refusal) return refused(outcome.refusal);
  const issues = [...(looksDoublyEncoded(text) ? [issue("table.wrong-encoding", { file })] : []), ...outcome.issues];
  return { kind: "table", format: "csv", sheets: [outcome.sheet], issues };
}

function detect(upload: Upload): boolean {
  const [entry, ...others] = upload.entries;
  if (!entry || others.length > 0) return false;
  const { text } = decodeText(entry.bytes.subarray(0, 65_536 - (entry.bytes.length % 2)));
  const beginning = text.replace(/\ufffd$/, "");
  if (!looksLikeText(beginning) || /^\s*[<{[]/.test(beginning)) return false;
  return /[;,\t\r\n]/.test(beginning);
}

export const csv: Format = { id: "csv", name: "CSV", extensions: ["csv", "txt", "tsv"], detect, read };
