// Headings made comparable: case, å/ä/ö, spaces and punctuation do not matter when a column is recognised.
import { createHash } from "node:crypto";

/** Lower case without diacritics, every dash a hyphen, underscores and runs of white space one space. */
export function plainText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[_\s\u00a0]+/g, " ")
    .trim();
}

/** Letters and digits only, so that `Ålders-intervall (5 år)` and `AldersIntervall5Ar` are the same heading. */
export function compactText(text: string): string {
  return plainText(text).replace(/[^a-z0-9]/g, "");
}

/** A key for division, measure or indicator: a–z, 0–9 and hyphens, at most 63 characters; "x" when nothing is left. */
export function keyFromText(text: string): string {
  const key = plainText(text)
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 63)
    .replace(/^-+|-+$/g, "");
  return key === "" ? "x" : key;
}

/** What a file's headings are remembered by: SHA-256 of the compact headings in order. */
export function headingSignature(headings: readonly string[]): string {
  return createHash("sha256").update(headings.map(compactText).join("\n")).digest("hex");
}
