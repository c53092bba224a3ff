// Finds the table in a sheet as people and SCB export it: title rows above, headings of one or more rows, data, footnotes below.
import type { Cell } from "../formats/types.ts";
import { cellText, parseNumber } from "./numbers.ts";

/** One row of a sheet before it is known what it is; `row` counts from 1. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** A sheet taken apart. Rows without any text are left out everywhere. */
export interface SheetLayout {
  readonly titleRows: readonly string[];
  readonly headerRows: readonly SheetRow[];
  readonly dataRows: readonly SheetRow[];
  readonly footnotes: readonly string[];
}

const isFilled = (cell: Cell | undefined) => cellText(cell) !== "";
const countFilled = ({ cells }: SheetRow) => cells.reduce<number>((count, cell) => count + (isFilled(cell) ? 1 : 0), 0);
const rowText = ({ cells }: SheetRow) =>
  cells
    .map(cellText)
    .filter((text) => text !== "")
    .join(" ");
const shapeOf = (cell: Cell | undefined) => cellText(cell).replace(/\p{L}/gu, "A").replace(/\d/g, "9");

/** Runs of rows with no empty row between them. */
function blocksOf(rows: readonly SheetRow[]): SheetRow[][] {
  const blocks: SheetRow[][] = [];
  let previousRow = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    if (countFilled(row) === 0) continue;
    if (row.row === previousRow + 1) blocks.at(-1)?.push(row);
    else blocks.push([row]);
    previousRow = row.row;
  }
  return blocks;
}

/** How many cells a row of this table usually has: the middle one of all rows with at least two, else 1. */
function typicalWidth(rows: readonly SheetRow[]): number {
  const widths = rows
    .map(countFilled)
    .filter((width) => width > 1)
    .sort((one, other) => one - other);
  return widths[Math.floor(widths.length / 2)] ?? 1;
}

// Text in the first column only, where the table has more: a title above the headings or a note below the data.
const isNote = (row: SheetRow, width: number) => width > 1 && countFilled(row) === 1 && isFilled(row.cells[0]);

/** Where the table begins and ends among the rows that are not empty. */
function tableRange(blocks: readonly SheetRow[][], width: number): { first: number; last: number } {
  const isPartOfTable = (block: readonly SheetRow[]) => block.some((row) => countFilled(row) >= Math.max(2, width / 2));
  const first = width === 1 ? 0 : blocks.findIndex(isPartOfTable);
  const last = width === 1 ? blocks.length - 1 : blocks.findLastIndex(isPartOfTable);
  return { first: Math.max(0, first), last: Math.max(0, last) };
}

/** Notes at the end of the table without an empty row before them; a code without values is still data. */
function trailingNotes(table: readonly SheetRow[], width: number): number {
  const lastFull = table.findLastIndex((row) => !isNote(row, width));
  const shape = shapeOf(table[lastFull]?.cells[0]);
  const firstNote = table.findIndex((row, index) => index > lastFull && shapeOf(row.cells[0]) !== shape);
  return firstNote === -1 ? table.length : firstNote;
}

const isYear = (value: number) => Number.isInteger(value) && value >= 1900 && value <= 2100;

/** True when no cell after the first is a number, other than years, ages and class numbers that serve as headings. */
function couldBeHeading(row: SheetRow): boolean {
  const numbers = row.cells.slice(1).flatMap((cell) => {
    const parsed = parseNumber(cell);
    return "value" in parsed ? [parsed.value] : [];
  });
  const isCounting = numbers.length > 3 && numbers.every((value, index) => value === (numbers[0] ?? 0) + index);
  return numbers.every(isYear) || isCounting;
}

/** True when the first row is data already: it begins with a code of the same shape as the rows after it. */
function lacksHeading(rows: readonly SheetRow[]): boolean {
  const shape = shapeOf(rows[0]?.cells[0]);
  if (!/9{3}/.test(shape)) return false;
  return rows.slice(1, 4).length > 0 && rows.slice(1, 4).every(({ cells }) => shapeOf(cells[0]) === shape);
}

/** Headings of several rows leave the first cell empty, except perhaps in the last of them. */
function countHeaderRows(rows: readonly SheetRow[]): number {
  if (lacksHeading(rows)) return 0;
  const stubless = rows.findIndex(({ cells }) => isFilled(cells[0]));
  if (stubless <= 0) return 1;
  const next = rows[stubless];
  const isCode = /9{3}/.test(shapeOf(next?.cells[0])); // a heading may be "NYKO6", a code has three digits in a row
  return next && !isCode && couldBeHeading(next) ? stubless + 1 : stubless;
}

/**
 * Takes a sheet apart. Titles are the rows above the table with text in the first column only; headings are the first row, and
 * further rows while their first cell is empty (years, ages and sexes above each other, as SCB exports them); footnotes come below.
 */
export function layOutSheet(rows: readonly SheetRow[]): SheetLayout {
  const blocks = blocksOf(rows);
  const width = typicalWidth(blocks.flat());
  const { first, last } = tableRange(blocks, width);
  const body = blocks.slice(first, last + 1).flat();
  const titlesInBody = Math.max(
    0,
    body.findIndex((row) => !isNote(row, width)),
  );
  const table = body.slice(titlesInBody);
  const end = trailingNotes(table, width);
  const headerCount = countHeaderRows(table.slice(0, end));
  return {
    titleRows: [...blocks.slice(0, first).flat(), ...body.slice(0, titlesInBody)].map(rowText),
    headerRows: table.slice(0, headerCount),
    dataRows: table.slice(headerCount, end),
    footnotes: [...table.slice(end), ...blocks.slice(last + 1).flat()].map(rowText),
  };
}

/**
 * The heading parts of every column, from the top row down. In all but the last heading row an empty cell takes the text to its
 * left, since such cells were merged; the first column never takes from anywhere.
 */
export function headingParts(headerRows: readonly SheetRow[], columnCount: number): string[][] {
  const parts: string[][] = Array.from({ length: columnCount }, () => []);
  headerRows.forEach(({ cells }, level) => {
    const isLast = level === headerRows.length - 1;
    let carried = "";
    for (let column = 0; column < columnCount; column += 1) {
      const own = cellText(cells[column]).replace(/\s+/g, " ");
      if (own !== "") carried = own;
      const text = isLast ? own : carried;
      if (text !== "") parts[column]?.push(text);
    }
  });
  return parts;
}
