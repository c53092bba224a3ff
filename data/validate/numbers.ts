// Numbers as Swedish files write them: decimal comma, thousands spaces, and the many signs for "not known".
import type { Cell } from "../formats/types.ts";

export type MissingReason = "suppressed" | "missing" | "less-than";

export type NumberReading =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "missing"; readonly reason: MissingReason }
  | { readonly kind: "trouble"; readonly trouble: NumberTrouble };

export type NumberTrouble = "not-a-number" | "ambiguous-decimal" | "negative" | "fraction" | "too-large";

/** Which sign the decimals of a file have, as far as its cells tell; "mixed" when some say comma and some say point. */
export type DecimalSign = "," | "." | "unknown" | "mixed";

const missingWords: Readonly<Record<string, MissingReason>> = {
  "": "missing",
  ".": "missing",
  "-": "missing",
  "–": "missing",
  "—": "missing",
  "−": "missing",
  null: "missing",
  na: "missing",
  "n/a": "missing",
  saknas: "missing",
  "uppgift saknas": "missing",
  "..": "suppressed",
  "…": "suppressed",
  "...": "suppressed",
  sekretess: "suppressed",
  x: "suppressed",
};

function bareText(cell: string): string {
  return cell.replace(/[\u00a0\u202f\u2009]/g, " ").trim();
}

/** Tells decimal comma from decimal point by the cells that can only be one of them, such as `85,97`, `0.125` or `1 234,5`. */
export function decimalSignOf(cells: Iterable<Cell>): DecimalSign {
  let comma = false;
  let point = false;
  for (const cell of cells) {
    if (typeof cell !== "string") continue;
    const text = bareText(cell);
    const found = /^[-+−]?(\d+|\d{1,3}(?: \d{3})+)([.,])(\d+)$/.exec(text);
    if (!found) continue;
    const [, whole = "", sign, decimals = ""] = found;
    const isCertain = decimals.length !== 3 || whole.length > 3 || whole === "0";
    if (isCertain && sign === ",") comma = true;
    if (isCertain && sign === ".") point = true;
  }
  if (comma && point) return "mixed";
  if (comma) return ",";
  return point ? "." : "unknown";
}

function parseText(text: string, decimalSign: DecimalSign): number | NumberTrouble {
  const signed = text.replace(/^−/, "-").replace(/^\+/, "");
  const ungrouped = /^-?\d{1,3}( \d{3})+([.,]\d+)?$/.test(signed) ? signed.replace(/ /g, "") : signed;
  if (/^-?\d+$/.test(ungrouped)) return Number(ungrouped);
  if (/^-?\d{1,3}([.,])\d{3}(\1\d{3})+$/.test(ungrouped)) return Number(ungrouped.replace(/[.,]/g, ""));
  const both = /^-?\d{1,3}(?:([.,])\d{3})+([.,])\d+$/.exec(ungrouped);
  if (both && both[1] !== both[2]) {
    return Number(ungrouped.replaceAll(both[1] ?? "", "").replace(both[2] ?? "", "."));
  }
  const decimal = /^(-?\d+)([.,])(\d+)$/.exec(ungrouped);
  if (!decimal) return "not-a-number";
  const [, whole = "", sign, decimals = ""] = decimal;
  const isGroupLike = decimals.length === 3 && whole.replace("-", "").length <= 3 && !/^-?0/.test(whole);
  if (!isGroupLike || sign === decimalSign) return Number(`${whole}.${decimals}`);
  return decimalSign === "unknown" || decimalSign === "mixed" ? "ambiguous-decimal" : Number(whole + decimals);
}

/**
 * A cell as a number. `..` and `sekretess` are suppressed, `<5` is less-than, `.`, `-`, `–` and an empty cell are missing: never
 * zero. `1.234` is a decimal or a thousand by the file's other cells, and trouble when they do not tell.
 */
export function readNumber(cell: Cell, decimalSign: DecimalSign): NumberReading {
  if (cell === null) return { kind: "missing", reason: "missing" };
  if (typeof cell === "number") {
    return Number.isFinite(cell) ? { kind: "number", value: cell } : { kind: "trouble", trouble: "not-a-number" };
  }
  const text = bareText(cell);
  const missing = missingWords[text.toLowerCase()];
  if (missing) return { kind: "missing", reason: missing };
  if (/^(<|färre än|mindre än|less than) ?\d+$/i.test(text)) return { kind: "missing", reason: "less-than" };
  const parsed = parseText(text, decimalSign);
  return typeof parsed === "number" ? { kind: "number", value: parsed } : { kind: "trouble", trouble: parsed };
}

/** More people or clients than this in one area and class is taken for a mistake: Sweden's largest municipality has a million. */
const largestCount = 1_000_000;

/** A cell as a number of people or cases: whole, not negative, at most a million. */
export function readCount(cell: Cell, decimalSign: DecimalSign): NumberReading {
  const reading = readNumber(cell, decimalSign);
  if (reading.kind !== "number") return reading;
  if (reading.value < 0) return { kind: "trouble", trouble: "negative" };
  if (!Number.isInteger(reading.value)) return { kind: "trouble", trouble: "fraction" };
  return reading.value > largestCount ? { kind: "trouble", trouble: "too-large" } : reading;
}
