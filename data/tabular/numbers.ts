// Reads the numbers of Swedish tables: decimal comma, spaced thousands, and the signs statistics use for what is not known.
import type { Cell } from "../formats/types.ts";

/** What a cell says: a number, that the number is not known (and why), or something that is no number. */
export type ParsedNumber =
  | { readonly value: number }
  /** suppressed: `..`; lessThan: `<5` with `below` 5; missing: `.`, `-` or an empty cell. None of them is zero. */
  | { readonly missing: "suppressed" | "missing" | "lessThan"; readonly below?: number }
  | { readonly notANumber: true };

const spaces = /[\s\u00a0\u2009\u202f]/g;
const plain = /^[-+]?\d+(?:[.,]\d+)?(?:e[-+]?\d{1,3})?$/i;
const spacedThousands = /^[-+]?\d{1,3}(?:[\s\u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?$/;
const dottedThousands = /^[-+]?\d{1,3}(?:\.\d{3})+,\d+$/;
const commaThousands = /^[-+]?\d{1,3}(?:,\d{3})+\.\d+$/;
const lessThan = /^<\s*(\d+)$/;

function numberIn(text: string): number {
  if (plain.test(text)) return Number(text.replace(",", "."));
  if (spacedThousands.test(text)) return Number(text.replace(spaces, "").replace(",", "."));
  if (dottedThousands.test(text)) return Number(text.replaceAll(".", "").replace(",", "."));
  if (commaThousands.test(text)) return Number(text.replaceAll(",", ""));
  return Number.NaN;
}

/**
 * The number in a cell. `1 234,5` (ordinary, fixed or narrow space), `1.234,5`, `1,234.5` and `1234.5` are numbers; a single
 * comma is a decimal comma (`1,234` is 1.234). `..` is suppressed, `<5` less than 5, and `.`, `-`, `–` or nothing is missing.
 */
export function parseNumber(cell: Cell | undefined): ParsedNumber {
  if (cell === null || cell === undefined) return { missing: "missing" };
  if (typeof cell === "number") return Number.isFinite(cell) ? { value: cell } : { notANumber: true };
  const text = cell.trim().replace(/^[−–](?=\d)/, "-");
  if (text === "" || text === "." || /^[-–—]$/.test(text)) return { missing: "missing" };
  if (text === ".." || text === "..." || text === "…") return { missing: "suppressed" };
  const below = lessThan.exec(text)?.[1];
  if (below !== undefined) return { missing: "lessThan", below: Number(below) };
  const value = numberIn(text);
  return Number.isFinite(value) ? { value } : { notANumber: true };
}

/** The text of a cell, trimmed; a number as Excel shows a code: without thousands or decimals it does not have. */
export function cellText(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? "" : String(cell).trim();
}
