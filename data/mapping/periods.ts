// Years and dates as sources write them: 2024, `2024-12-31`, `31 dec 2024`, `20241231`, Excel's serial numbers.
import { plainText } from "./headings.ts";

const months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

function calendarDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900 && year <= 2199;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** A year 1900–2199 standing alone (`2024`, `År 2024`, `2024.0`); null otherwise. */
export function parseYear(text: string): number | null {
  const found = /^(?:ar |year )?((?:19|20|21)\d\d)(?:[.,]0+)?$/.exec(plainText(text));
  return found ? Number(found[1]) : null;
}

/** A date as `YYYY-MM-DD`; null when the text is none. Day first where months are named or dots and slashes are used. */
export function parseDate(text: string): string | null {
  const plain = plainText(text);
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?:[ t]\d{2}:?\d{2}.*)?$/.exec(plain);
  if (iso) return calendarDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const named = /^(\d{1,2}) ([a-z]{3,9})\.? (\d{4})$/.exec(plain);
  if (named) {
    const month = months.findIndex((name) => named[2]?.startsWith(name)) + 1;
    return month === 0 ? null : calendarDate(Number(named[3]), month, Number(named[1]));
  }
  const serial = /^([3-7]\d{4})(?:[.,]\d+)?$/.exec(plain); // days since 1899-12-30: 30000–79999 is 1982–2118
  if (serial) return new Date(Date.UTC(1899, 11, 30) + Number(serial[1]) * 86_400_000).toISOString().slice(0, 10);
  return null;
}

/** True for dates whose day and month cannot be told apart, such as `03/04/2024`. */
export function isAmbiguousDate(text: string): boolean {
  return /^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$/.test(text.trim());
}

/** The day a count refers to: a date as it is, a bare year as its last day; null when the text is neither. */
export function parseReferenceDate(text: string): string | null {
  const year = parseYear(text);
  return year === null ? parseDate(text) : `${year}-12-31`;
}

/** The first day of a month: `2025-03`, `202503`, `mars 2025`, `mar-25` or a date; null when the text is none. */
export function parseMonth(text: string): string | null {
  const plain = plainText(text);
  const numbered = /^((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])$/.exec(plain);
  if (numbered) return `${numbered[1]}-${numbered[2]}-01`;
  const named = /^([a-z]{3,9})\.?[ -](\d{2}|\d{4})$/.exec(plain) ?? /^(?:(\d{4}) )([a-z]{3,9})$/.exec(plain);
  if (named) {
    const [name, year] = /^\d/.test(named[1]!) ? [named[2]!, named[1]!] : [named[1]!, named[2]!];
    const month = months.findIndex((begin) => name.startsWith(begin)) + 1;
    return month === 0 ? null : `${year.length === 2 ? `20${year}` : year}-${String(month).padStart(2, "0")}-01`;
  }
  const date = parseDate(text);
  return date && `${date.slice(0, 7)}-01`;
}

/** The year of a date or a bare year; null when the text is neither. */
export function parseYearOfDate(text: string): number | null {
  const year = parseYear(text);
  if (year !== null) return year;
  const date = parseDate(text);
  return date === null ? null : Number(date.slice(0, 4));
}

/** The latest year 1950–2100 mentioned in a text, such as a file name; null when there is none. */
export function yearMentioned(text: string): number | null {
  const years = [...text.matchAll(/(?<!\d)(19[5-9]\d|20\d\d|2100)(?!\d)/g)].map((match) => Number(match[1]));
  return years.length === 0 ? null : Math.max(...years);
}
