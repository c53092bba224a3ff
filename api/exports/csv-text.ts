// Writes tables as CSV that no spreadsheet program takes for formulas; every export to CSV goes through here.

/** A missing value is an empty cell. A number is a number in the file, whatever its sign; text is never a formula. */
export type CsvCell = string | number | null;

export interface CsvForm {
  /** What stands between cells; a decimal comma goes with `;` only. */
  readonly delimiter: ";" | ",";
  readonly decimalSign: "," | ".";
  /** Without it Excel reads a UTF-8 file as Windows-1252 and spoils å, ä and ö. */
  readonly byteOrderMark: boolean;
}

/** Opens by double-click in Excel with Swedish settings. */
export const swedishExcel: CsvForm = { delimiter: ";", decimalSign: ",", byteOrderMark: true };
/** For programs: RFC 4180 as it stands. */
export const plainCsv: CsvForm = { delimiter: ",", decimalSign: ".", byteOrderMark: false };

/**
 * What makes a spreadsheet program calculate, at the beginning of the text, or after something that a program with
 * other settings than the file's takes for the border of a cell.
 */
const formulaStart = /(?<=^|[;,\t\r\n"])(?=[=+\-@\t\r＝＋－＠])/g;
const negativeNumber = /^-\d+([.,]\d+)?$/;
const needsQuotes = /[";,\t\r\n]|^ | $/;

/**
 * The text of a CSV file (RFC 4180, lines end in CRLF): one line of headings, then the rows. Text that a spreadsheet
 * program would calculate gets an apostrophe before it (OWASP, "CSV Injection"); text that is only a negative number
 * stays. Throws where a row has another number of cells than the headings, or a number is not finite.
 */
export function csvText(
  headings: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
  form: CsvForm = swedishExcel,
): string {
  const lines = [line(headings, form)];
  for (const row of rows) {
    if (row.length !== headings.length) throw new Error(`Expected ${headings.length} cells, found ${row.length}`);
    lines.push(line(row, form));
  }
  return `${form.byteOrderMark ? "\ufeff" : ""}${lines.join("")}`;
}

function line(cells: readonly CsvCell[], form: CsvForm): string {
  return `${cells.map((cell) => cellText(cell, form)).join(form.delimiter)}\r\n`;
}

function cellText(cell: CsvCell, form: CsvForm): string {
  if (cell === null) return "";
  if (typeof cell === "number") return numberText(cell, form);
  const text = negativeNumber.test(cell) ? cell : cell.replace(formulaStart, "'");
  // Any sign that some program takes for a border needs quotes, not only this file's own delimiter.
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function numberText(value: number, form: CsvForm): string {
  if (!Number.isFinite(value)) throw new Error(`Expected a finite number, found ${value}`);
  return String(value).replace(".", form.decimalSign);
}
