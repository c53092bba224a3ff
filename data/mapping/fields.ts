// Fields that several purposes have: the area code, a year, a date, a sex, an age; and judging a column by its content.
import { readCode } from "../codes.ts";
import type { Cell } from "../formats/types.ts";
import type { Field, ImportContext } from "../purposes/purpose.ts";
import { cellText } from "../validate/source-table.ts";
import { compactText } from "./headings.ts";

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

/** Share of the filled cells that are codes of the division's areas, its rest codes, or of areas of the same kind elsewhere. */
export function areaCodeShare(cells: readonly Cell[], { division }: ImportContext): number {
  if (!division) return 0;
  let inDivision = 0;
  const share = shareOf(cells, (_text, cell) => {
    const { kind } = readCode(cell, division);
    if (kind === "area") inDivision += 1;
    return kind === "area" || kind === "unplaced" || kind === "elsewhere" || kind === "parent";
  });
  return inDivision === 0 ? 0 : share;
}

export const areaCodeHeadings: readonly RegExp[] = [
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
    fits: (column, cells, context) => {
      const share = areaCodeShare(cells, context);
      const isNamed = areaCodeHeadings.some((heading) => heading.test(compactText(column.name)));
      if (share < 0.1) return isNamed ? 0.2 : 0;
      return isNamed ? Math.max(0.5, share) : share * 0.8;
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
