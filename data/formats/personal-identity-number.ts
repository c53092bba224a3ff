// Finds Swedish personal identity numbers in text, and decides whether a column of values holds them.
import { type Issue, issue } from "../issues.ts";

// 10 or 12 digits, with or without a separator before the last four, standing alone: not part of a longer number and not a
// decimal part. A typographic minus or a space is taken as a separator too.
const numberShape = /(?<![\d]|\d[.,])(\d{2})?(\d{2})(\d{2})(\d{2})([-+−–\u00a0 ]?)(\d{4})(?!\d|[.,]\d)/g;

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isDate(century: string | undefined, year: number, month: number, day: number): boolean {
  const longest = daysInMonth[month - 1];
  if (longest === undefined) return false;
  const birthDay = day > 60 ? day - 60 : day; // coordination numbers (samordningsnummer) add 60 to the day
  if (birthDay < 1 || birthDay > longest) return false;
  if (month !== 2 || birthDay !== 29) return true;
  const centuries = century === undefined ? [19, 20] : [Number(century)];
  return centuries.some((value) => {
    const fullYear = value * 100 + year;
    return fullYear % 4 === 0 && (fullYear % 100 !== 0 || fullYear % 400 === 0);
  });
}

function passesLuhn(tenDigits: string): boolean {
  let sum = 0;
  for (let index = 0; index < tenDigits.length; index += 1) {
    const doubled = Number(tenDigits[index]) * (index % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

interface NumberFound {
  /** Shape of the number: with or without century, with or without separator. */
  readonly shape: "9" | "10" | "10-" | "12" | "12-";
  readonly digits: string;
  readonly isDated: boolean;
  readonly isValid: boolean;
  /** Whether it is a word of its own among other words, as in a note. */
  readonly isAmongWords: boolean;
}

/** Ten digits that lost the zero of a birth year 2000–2009 when a spreadsheet took them for a number. */
function withLostZero(text: string): NumberFound[] {
  if (!/^\s*\d{9}\s*$/.test(text)) return [];
  return numbersIn(`0${text.trim()}`).map((found) => ({ ...found, shape: "9" }));
}

function isAmongWords(before: string, after: string): boolean {
  const around = `${before}${after}`;
  return /\p{L}/u.test(around) && /\s/.test(around) && !/[\p{L}_=&]$/u.test(before) && !/^[\p{L}_=&]/u.test(after);
}

function numbersIn(text: string): NumberFound[] {
  const found: NumberFound[] = [];
  for (const match of text.matchAll(numberShape)) {
    const [, century, year = "", month = "", day = "", separator = "", last = ""] = match;
    const digits = year + month + day + last;
    const hasCentury = century === undefined || century === "18" || century === "19" || century === "20";
    const isDated = hasCentury && isDate(century, Number(year), Number(month), Number(day));
    const isValid = isDated && passesLuhn(digits);
    found.push({
      shape: `${century === undefined ? "10" : "12"}${separator === "" ? "" : "-"}`,
      digits,
      isDated,
      isValid,
      isAmongWords: isValid && isAmongWords(text.slice(0, match.index), text.slice(match.index + match[0].length)),
    });
  }
  return found;
}

/**
 * True when the text contains a complete personal identity or coordination number: 10 or 12 digits, with or without `-` or
 * `+`, a real date (day + 60 allowed), and a correct check digit (Luhn). Organisation numbers never pass: their "month" is 20 or more.
 */
export function containsPersonalIdentityNumber(text: string): boolean {
  return numbersIn(text).some(({ isValid }) => isValid);
}

const headingOfPersonalNumbers =
  /person(identitets)?\s*-?(nummer|nr)|samordningsn(ummer|r)|\bp\.?nr\b|personal\s+(identity\s+)?number/i;

/** A column's values seen one by one; `firstSuspiciousRow` is undefined while nothing speaks for personal identity numbers. */
export interface PersonalNumberScan {
  readonly see: (text: string, row: number) => void;
  readonly firstSuspiciousRow: () => number | undefined;
}

/** Numbers of one shape in a column. */
interface ShapeTally {
  seen: number;
  dated: number;
  valid: number;
  readonly distinct: Set<string>;
  firstRow: number;
}

function isOfPersons(shape: NumberFound["shape"], { seen, dated, valid, distinct }: ShapeTally): boolean {
  if (valid === 0 || valid < dated * 0.3) return false;
  const isBare = shape === "9" || shape === "10";
  return !isBare || distinct.size >= 2 || valid === seen;
}

/**
 * The rule for a column.
 * - In a note, among words, one complete and valid number is enough, whatever other numbers the column has.
 * - Else numbers of one shape (10 or 12 digits, with or without separator, or 9 where Excel dropped a zero) are compared with each
 *   other: at least three in ten of those that begin with a date must be valid. Numbers without a date, such as telephone numbers,
 *   say nothing about the rest and are left out. Why a share: one in ten codes that begin with a plausible date has a correct check
 *   digit by chance, so columns of time stamps (202403221200), mobile numbers and NYKO codes with a municipality prefix (1401110101)
 *   reach about one in ten, while a column of real ones is near ten in ten.
 * - Of 9 or 10 bare digits two different ones must be valid, or every number of the shape, date or not: a single one among other
 *   codes is as likely to be one of them.
 * - Under a heading such as "Personnummer" one dated number is enough, check digit or not.
 */
export function scanForPersonalNumbers(heading: string): PersonalNumberScan {
  const shapes = new Map<NumberFound["shape"], ShapeTally>();
  const isNamed = headingOfPersonalNumbers.test(heading);
  let certainRow: number | undefined;
  return {
    see(text, row) {
      if (text.length < 9) return;
      for (const { shape, digits, isDated, isValid, isAmongWords } of [...numbersIn(text), ...withLostZero(text)]) {
        if ((isNamed && isDated) || isAmongWords) certainRow ??= row;
        const tally = shapes.get(shape) ?? { seen: 0, dated: 0, valid: 0, distinct: new Set<string>(), firstRow: row };
        if (isValid && tally.valid === 0) tally.firstRow = row;
        tally.seen += 1;
        if (isDated) tally.dated += 1;
        if (isValid) tally.valid += 1;
        if (isValid && tally.distinct.size < 2) tally.distinct.add(digits);
        shapes.set(shape, tally);
      }
    },
    firstSuspiciousRow() {
      if (certainRow !== undefined) return certainRow;
      return [...shapes].find(([shape, tally]) => isOfPersons(shape, tally))?.[1].firstRow;
    },
  };
}

/** One column to look through: its heading and its values with their rows. */
export interface ScannedColumn {
  readonly name: string;
  readonly values: Iterable<readonly [text: string, row: number]>;
}

/** The issue that refuses a file when one of its columns holds personal identity numbers; names row and column, never the value. */
export function personalNumberIssue(columns: Iterable<ScannedColumn>, file: string): Issue | undefined {
  for (const { name, values } of columns) {
    const scan = scanForPersonalNumbers(name);
    for (const [text, row] of values) scan.see(text, row);
    const row = scan.firstSuspiciousRow();
    const column = containsPersonalIdentityNumber(name) ? "?" : name;
    if (row !== undefined) return issue("file.personal-identity-number", { file, row, column });
  }
  return undefined;
}
