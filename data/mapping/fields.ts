// Fields that several purposes have: the area code, a year, a date, a sex, an age; and judging a column by its content.
import { readCode } from "../codes.ts";
import type { Cell } from "../formats/types.ts";
import type { Field, ImportContext } from "../purposes/purpose.ts";
import { cellText } from "../validate/source-table.ts";
import { compactText } from "./headings.ts";
import { parseYearOfDate } from "./periods.ts";
import { parseSex } from "./sexes.ts";

const sampleSize = 400;

/** Share of the filled cells (0…1) for which a test holds, judged on 400 cells spread over the column; 0 when all are empty. */
export function shareOf(cells: readonly Cell[], test: (text: string, cell: Cell) => boolean): number {
  const step = Math.max(1, Math.floor(cells.length / sampleSize));
  let filled = 0;
  let fitting = 0;
  for (let index = 0; index < cells.length; index += step) {
    const text = cellText(cells[index]);
    if (text === "") continue;
    filled += 1;
    if (test(text, cells[index] ?? null)) fitting += 1;
  }
  return filled === 0 ? 0 : fitting / filled;
}

/** Share of the filled cells that are numbers or signs for a missing number. */
export function numericShare(cells: readonly Cell[]): number {
  return shareOf(cells, (text) => /^([-+−]?[\d\s.,\u202f]+|\.{1,3}|[-–]|<\s*\d+)$/.test(text));
}

/** Shares of the filled cells that are codes of the division's areas, and codes of areas, rest, higher levels or elsewhere. */
function areaCodeShares(cells: readonly Cell[], { division }: ImportContext): { ofAreas: number; ofAny: number } {
  if (!division) return { ofAreas: 0, ofAny: 0 };
  const kinds = new Map<Cell, string>();
  const kindOf = (cell: Cell) => {
    const kind = kinds.get(cell) ?? readCode(cell, division).kind;
    kinds.set(cell, kind);
    return kind;
  };
  return {
    ofAreas: shareOf(cells, (_text, cell) => kindOf(cell) === "area"),
    ofAny: shareOf(cells, (_text, cell) => ["area", "unplaced", "elsewhere", "parent"].includes(kindOf(cell))),
  };
}

/** Share of the filled cells that are codes of the division's areas or its higher levels. */
export function areaCodeShare(cells: readonly Cell[], context: ImportContext): number {
  const { ofAreas, ofAny } = areaCodeShares(cells, context);
  return ofAreas === 0 ? 0 : ofAny;
}

const areaCodeHeadings: readonly RegExp[] = [
  /^(nyko|nyckelkod|deso|regso)\d{0,4}(kod|code)?$/,
  /^(omradeskod|omrkod|areacode|area|kod|code|desokod|regsokod|nykokod|nyckelkodsomrade|statistikomrade(skod)?)$/,
  /^(region|omrade|delomrade|omr)$/,
];

/** The column with codes of the division's areas: by heading and by how many of its cells are such codes. */
export function areaCodeField(required = true): Field {
  return {
    key: "area",
    name: { sv: "Områdeskod", en: "Area code" },
    required,
    repeated: false,
    headings: areaCodeHeadings,
    // Digits such as 1 and 2 may be codes of a higher level or anything else: without a telling heading, only codes of areas count.
    fits: (column, cells, context) => {
      const { ofAreas, ofAny } = areaCodeShares(cells, context);
      const isNamed = areaCodeHeadings.some((heading) => heading.test(compactText(column.name)));
      if (isNamed) return ofAny < 0.1 ? 0.4 : Math.max(0.5, ofAny);
      return ofAreas > 0.1 ? ofAny * 0.8 : 0;
    },
  };
}

/** A column named as one of the headings whose cells mostly pass a test; by content alone only when nearly all do. */
export function namedAndFilledWith(
  headings: readonly RegExp[],
  test: (text: string) => boolean,
  contentAlone = 0,
): NonNullable<Field["fits"]> {
  return (column, cells) => {
    const isNamed = headings.some((heading) => heading.test(compactText(column.name)));
    const share = shareOf(cells, test);
    if (isNamed) return share > 0.5 ? 0.6 + share * 0.4 : 0.3;
    return share > 0.95 ? contentAlone : 0;
  };
}

/** The column with the year of each row, under one of the purpose's headings; a date counts as its year. */
export function yearField(
  headings: readonly RegExp[],
  isYear = (text: string) => parseYearOfDate(text) !== null,
): Field {
  return {
    key: "year",
    name: { sv: "År", en: "Year" },
    required: false,
    repeated: false,
    headings,
    fits: namedAndFilledWith(headings, isYear),
  };
}

const sexHeadings = [/^(kon|sex|gender)$/];

/** The column with the sex of each row. */
export function sexField(): Field {
  return {
    key: "sex",
    name: { sv: "Kön", en: "Sex" },
    required: false,
    repeated: false,
    headings: sexHeadings,
    fits: namedAndFilledWith(sexHeadings, (text) => parseSex(text) !== null),
  };
}
