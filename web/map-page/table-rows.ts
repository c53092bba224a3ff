// The table's rows: made, filtered and sorted without a browser.
import { compareText } from "../numbers.ts";

export interface AreaRow {
  readonly areaIndex: number;
  readonly code: string;
  readonly name: string;
  /** Letter of its team; empty when it has none. */
  readonly team: string;
  readonly areaM2: number;
  /** Null = unknown. */
  readonly value: number | null;
}
export type AreaColumn = "code" | "name" | "team" | "areaM2" | "value";

const without = (text: string) => text.toLocaleLowerCase("sv");

/** Rows whose code, name or team holds the text. */
export function filterRows<Row extends AreaRow>(rows: readonly Row[], text: string): readonly Row[] {
  const wanted = without(text.trim());
  if (wanted === "") return rows;
  return rows.filter(
    (row) => row.code.startsWith(wanted) || without(row.name).includes(wanted) || without(row.team) === wanted,
  );
}

/** Sorted by one column; unknown values and areas without a team come last in both directions; ties by code. */
export function sortRows<Row extends AreaRow>(
  rows: readonly Row[],
  column: AreaColumn,
  descending: boolean,
  language: "sv" | "en",
): readonly Row[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [a[column], b[column]];
    const leftUnknown = left === null || left === "";
    const rightUnknown = right === null || right === "";
    if (leftUnknown || rightUnknown)
      return Number(leftUnknown) - Number(rightUnknown) || compareText(a.code, b.code, language);
    const order =
      typeof left === "number" && typeof right === "number"
        ? left - right
        : compareText(String(left), String(right), language);
    return sign * order || compareText(a.code, b.code, language);
  });
}
