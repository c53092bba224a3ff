// Area codes as files spell them, matched with a division: repaired only where there is one certain answer.
import type { Cell } from "./formats/types.ts";
import { plainText } from "./mapping/headings.ts";

export type DivisionKind = "nyko" | "deso" | "regso" | "other";

/** What matching codes needs to know of a division. */
export interface DivisionCodes {
  readonly municipalityCode: string;
  readonly kind: DivisionKind;
  /** Digits of the codes (NYKO); null for other kinds. */
  readonly level: number | null;
  /** Codes of areas on the map → area_index. */
  readonly placed: ReadonlyMap<string, number>;
  /** Rest codes the division already has. */
  readonly unplaced: ReadonlySet<string>;
  /** Codes of higher levels → name. */
  readonly parents: ReadonlyMap<string, string>;
}

export type CodeRepair =
  | "apostrophe"
  | "decimal-zero"
  | "edition-suffix"
  | "leading-zeros"
  | "letter-case"
  | "municipality-prefix"
  | "name-after-code";

export type CodeReading =
  | { readonly kind: "area"; readonly code: string; readonly areaIndex: number; readonly repair: CodeRepair | null }
  /** A rest code: people or cases with no place on the map. Counted in every total. */
  | { readonly kind: "unplaced"; readonly code: string; readonly repair: CodeRepair | null }
  /** A higher level of the same division, such as NYKO level 1 or a RegSO. */
  | { readonly kind: "parent"; readonly code: string }
  /** The whole municipality, or the county or country. */
  | { readonly kind: "total"; readonly scope: "municipality" | "wider" }
  /** An area of another municipality. */
  | { readonly kind: "elsewhere" }
  | { readonly kind: "missing" }
  /** Several areas fit once lost zeros are put back. */
  | { readonly kind: "ambiguous"; readonly candidates: readonly string[] }
  | { readonly kind: "unknown"; readonly reason: UnknownReason };

/** Why a code is not in the division, as far as it can be told from its shape. */
export type UnknownReason = "not-in-division" | "other-vintage" | "finer-level" | "made-a-number" | "other-kind";

export const desoPattern = /^\d{4}[ABC]\d{4}$/;
export const regsoPattern = /^\d{4}R\d{3}$/;
const restPattern = /^(0+|9+)$/;

const restWords =
  /^(rest(post|kod|omrade)?|okan(d|da|t)|uppgift saknas|utan omrade|ej placerad[ae]?|oplacerad[ae]?|pa kommunen( skriven)?)$/;
const widerWords = /^((hela )?riket|sverige|sweden|(hela )?lanet|\S+( \S+)? lan)$/;
const totalWords = /^((hela )?kommunen|total(t|summa)?|summa|samtliga|alla|\S+( \S+)? (totalt|kommun))$/;

/** The rest code that counts without any code are kept on. */
export const unmatchedCode = "0";

/** True for rest codes: only nines (9, 99, 999999: Restpost) or only zeros (could not be matched). */
export function isRestCode(code: string): boolean {
  return restPattern.test(code);
}

/** Kind of division a code belongs to by its shape; null when the shape tells nothing. */
export function kindOfCode(code: string): DivisionKind | null {
  if (desoPattern.test(code)) return "deso";
  if (regsoPattern.test(code)) return "regso";
  return /^\d{1,6}$/.test(code) ? "nyko" : null;
}

interface Spelling {
  readonly text: string;
  readonly repair: CodeRepair | null;
}

/** Takes away what spreadsheets and SCB put around a code: spaces, apostrophes, `.0`, `_DeSO2025`. Spaces are not told of. */
export function bareCode(cell: Cell): Spelling {
  let text =
    cell === null
      ? ""
      : String(cell)
          .replace(/[\u00a0\u202f]/g, " ")
          .trim();
  let repair: CodeRepair | null = null;
  const replace = (pattern: RegExp, by: string, kind: CodeRepair) => {
    const replaced = text.replace(pattern, by);
    if (replaced !== text) repair = kind;
    text = replaced;
  };
  replace(/^["'’´`]+\s*|\s*["'’´`]+$/g, "", "apostrophe");
  replace(/^(\d+)[.,]0+$/, "$1", "decimal-zero");
  replace(/_(deso|regso)_?\d{4}$/i, "", "edition-suffix");
  if (/^\d{4}[a-z]\d{3,4}$/.test(text)) replace(/[a-z]/, text.charAt(4).toUpperCase(), "letter-case");
  return { text, repair };
}

function known(code: string, division: DivisionCodes, repair: CodeRepair | null): CodeReading | null {
  const areaIndex = division.placed.get(code);
  if (areaIndex !== undefined) return { kind: "area", code, areaIndex, repair };
  if (division.unplaced.has(code)) return { kind: "unplaced", code, repair };
  if (division.parents.has(code)) return { kind: "parent", code };
  return null;
}

const zeroIndexes = new WeakMap<DivisionCodes, ReadonlyMap<string, readonly string[]>>();

function codesWithoutZeros(division: DivisionCodes): ReadonlyMap<string, readonly string[]> {
  const ready = zeroIndexes.get(division);
  if (ready) return ready;
  const byBareDigits = new Map<string, string[]>();
  for (const code of division.placed.keys()) {
    if (!/^0\d+$/.test(code)) continue;
    const bare = code.replace(/^0+/, "");
    byBareDigits.set(bare, [...(byBareDigits.get(bare) ?? []), code]);
  }
  zeroIndexes.set(division, byBareDigits);
  return byBareDigits;
}

function withZerosPutBack(text: string, division: DivisionCodes): CodeReading | null {
  if (!/^\d+$/.test(text)) return null;
  const candidates = (codesWithoutZeros(division).get(text.replace(/^0+/, "")) ?? []).filter(
    (code) => code.length > text.length,
  );
  if (candidates.length === 0) return null;
  const [code = ""] = candidates;
  if (candidates.length > 1 || isRestCode(text)) {
    return { kind: "ambiguous", candidates: isRestCode(text) ? [text, ...candidates] : candidates };
  }
  return { kind: "area", code, areaIndex: division.placed.get(code) ?? -1, repair: "leading-zeros" };
}

function isPrefixOfArea(text: string, division: DivisionCodes): boolean {
  for (const code of division.placed.keys()) if (code.length > text.length && code.startsWith(text)) return true;
  return false;
}

function readRest(text: string, division: DivisionCodes, repair: CodeRepair | null): CodeReading | null {
  if (isRestCode(text)) return { kind: "unplaced", code: text, repair };
  const isNykoRest = division.kind === "nyko" && /^9\d*$/.test(text) && text.length <= 6;
  if (!isNykoRest) return null;
  for (const code of division.placed.keys()) if (code.startsWith("9")) return null;
  return { kind: "unplaced", code: text, repair };
}

function readHigherLevel(text: string, division: DivisionCodes): CodeReading | null {
  const { municipalityCode, kind, level } = division;
  if (text === municipalityCode) return { kind: "total", scope: "municipality" };
  const words = plainText(text);
  if (widerWords.test(words)) return { kind: "total", scope: "wider" };
  if (totalWords.test(words)) return { kind: "total", scope: "municipality" };
  if (isRestCode(text) && text !== "00") return null;
  if (kind === "deso" || kind === "regso") {
    const isCounty = text === municipalityCode.slice(0, 2) || text === "00";
    if (isCounty) return { kind: "total", scope: "wider" };
    if (/^(\d{2}|\d{4})$/.test(text)) return { kind: "elsewhere" };
    if (kind === "deso" && regsoPattern.test(text) && text.startsWith(municipalityCode))
      return { kind: "parent", code: text };
    if ((desoPattern.test(text) || regsoPattern.test(text)) && !text.startsWith(municipalityCode))
      return { kind: "elsewhere" };
    return null;
  }
  if (/^\d+$/.test(text) && (level === null || text.length < level) && isPrefixOfArea(text, division)) {
    return { kind: "parent", code: text };
  }
  return null;
}

function whyUnknown(text: string, division: DivisionCodes): UnknownReason {
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(text)) return "made-a-number";
  if (division.kind === "deso" && desoPattern.test(text)) {
    const stem = text.slice(0, 8); // the ninth digit tells the parts of an area that was split
    for (const code of division.placed.keys()) if (code.startsWith(stem)) return "other-vintage";
    return "not-in-division";
  }
  const kind = kindOfCode(text);
  if (kind !== null && kind !== division.kind && division.kind !== "other") return "other-kind";
  const { level } = division;
  if (level !== null && /^\d+$/.test(text) && text.length > level && division.placed.has(text.slice(0, level)))
    return "finer-level";
  return "not-in-division";
}

function readText(text: string, division: DivisionCodes, repair: CodeRepair | null): CodeReading | null {
  const exact = known(text, division, repair);
  if (exact) return exact;
  // A rest code neither has nor lost a prefix: in municipality 9999, 99 and 999999 would become each other.
  if (isRestCode(text)) return null;
  const { municipalityCode } = division;
  if (text.length > municipalityCode.length && text.startsWith(municipalityCode)) {
    const rest = text.slice(municipalityCode.length).replace(/^[\s-]+/, "");
    const stripped =
      known(rest, division, "municipality-prefix") ??
      readRest(rest, division, "municipality-prefix") ??
      (/^\d+$/.test(rest) ? readHigherLevel(rest, division) : null);
    if (stripped) return stripped;
  }
  return known(municipalityCode + text, division, "municipality-prefix");
}

/**
 * One cell read as a code of the division. Codes are text; a repair is made only when it leads to exactly one code: the
 * municipality's prefix, SCB's edition suffix, lost leading zeros, apostrophes, `.0`, a name after the code.
 */
export function readCode(cell: Cell, division: DivisionCodes): CodeReading {
  const { text, repair } = bareCode(cell);
  if (text === "") return { kind: "missing" };
  const direct = readText(text, division, repair);
  if (direct) return direct;
  const firstWord = /^([0-9A-Za-z]+)[\s:;,–-]+\D/.exec(text)?.[1];
  const named = firstWord === undefined ? null : readText(firstWord, division, "name-after-code");
  if (named) return named;
  const zeros = withZerosPutBack(text, division);
  if (zeros) return zeros;
  if (restWords.test(plainText(text))) return { kind: "unplaced", code: unmatchedCode, repair: null };
  const higher =
    readHigherLevel(text, division) ?? (firstWord === undefined ? null : readHigherLevel(firstWord, division));
  if (higher) return higher;
  if (
    division.kind !== "deso" &&
    /^\d{5,10}$/.test(text) &&
    division.level !== null &&
    text.length === division.level + 4
  ) {
    return { kind: "elsewhere" }; // NYKO with another municipality's prefix
  }
  return readRest(text, division, repair) ?? { kind: "unknown", reason: whyUnknown(text, division) };
}
