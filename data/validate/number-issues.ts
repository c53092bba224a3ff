// Number cells read with their troubles told by row and column; the value itself is never quoted.
import type { Cell } from "../formats/types.ts";
import { type Issue, issue } from "../issues.ts";
import {
  type DecimalSign,
  type MissingReason,
  type NumberReading,
  type NumberTrouble,
  readCount,
  readNumber,
} from "./numbers.ts";

/** A known number, or null with the reason why it is not known. */
export type KnownOrMissing =
  | { readonly value: number; readonly missingReason: null }
  | { readonly value: null; readonly missingReason: MissingReason };

const troubleCodes = {
  "ambiguous-decimal": "number.ambiguous-decimal",
  fraction: "count.fraction",
  negative: "count.negative",
  "not-a-number": "count.not-a-number",
  "too-large": "count.too-large",
} as const satisfies Record<NumberTrouble, Issue["code"]>;

/** The issue of a cell that cannot be taken as a number. */
export function numberIssue(trouble: NumberTrouble, row: number, column: string): Issue {
  return issue(troubleCodes[trouble], { row, column });
}

function settle(reading: NumberReading, row: number, column: string, issues: Issue[]): KnownOrMissing | null {
  if (reading.kind === "number") return { value: reading.value, missingReason: null };
  if (reading.kind === "missing") return { value: null, missingReason: reading.reason };
  issues.push(numberIssue(reading.trouble, row, column));
  return null;
}

/** A cell as a count of people or cases; null, and an issue, when it is none. */
export function takeCount(
  cell: Cell,
  sign: DecimalSign,
  row: number,
  column: string,
  issues: Issue[],
): KnownOrMissing | null {
  return settle(readCount(cell, sign), row, column, issues);
}

/** A cell as any number; null, and an issue, when it is none. */
export function takeNumber(
  cell: Cell,
  sign: DecimalSign,
  row: number,
  column: string,
  issues: Issue[],
): KnownOrMissing | null {
  return settle(readNumber(cell, sign), row, column, issues);
}
