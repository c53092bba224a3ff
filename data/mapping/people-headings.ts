// What the heading of a column with people tells: age class, sex and year, from one heading row or several.
import type { ColumnInfo } from "../formats/types.ts";
import { type AgeClass, parseAgeClass } from "./age-classes.ts";
import { plainText } from "./headings.ts";
import { parseSex, type Sex } from "./sexes.ts";

/** Null where the heading does not say. */
export interface PeopleHeading {
  readonly ageClass: AgeClass | "total" | null;
  readonly sex: Sex | null;
  readonly year: number | null;
}

const peopleWords =
  /\b(antal( personer| barn| invanare)?|personer|person|barn|folkmangd(en)?|befolkning(en)?|pop|population|people|persons|invanare|antalpersoner|antalbarn|varde|value|count)\b/g;
const neutralWords =
  /\b(alder|aldern|age|ages|ar|aringar|year|years|old|i|per|den|region|31 dec|31 december|kon|sex)\b/g;

interface Part extends PeopleHeading {
  readonly namesPeople: boolean;
}

function parsePart(text: string): Part | null {
  const plain = plainText(text)
    .replace(/\s*-\s*(?=\d)/g, "-")
    .replace(/[(),:;/]/g, " ");
  const withoutPeople = plain.replace(peopleWords, " ");
  const namesPeople = withoutPeople !== plain;
  const year = /(?<![\d-])((?:19|20)\d\d)(?![\d-])/.exec(withoutPeople);
  const words = withoutPeople
    .replace(year?.[0] ?? "\u0000", " ")
    .replace(neutralWords, " ")
    .replace(/\s+/g, " ")
    .trim();
  const base = { namesPeople, year: year ? Number(year[1]) : null };
  if (words === "") return namesPeople || year ? { ...base, ageClass: null, sex: null } : null;
  const ageClass = parseAgeClass(words);
  if (ageClass !== null) return { ...base, ageClass, sex: null };
  const sex = /^\d/.test(words) ? null : parseSex(words);
  if (sex !== null) return { ...base, ageClass: null, sex };
  const sexFirst = /^([a-z]+)[ -]?(\S.*)$/.exec(words);
  const sexLast = /^(.*\S) ([a-z]+)$/.exec(words);
  for (const [sexText, ageText] of [
    [sexFirst?.[1], sexFirst?.[2]],
    [sexLast?.[2], sexLast?.[1]],
  ]) {
    const partSex = parseSex(sexText ?? "");
    const partAge = parseAgeClass(ageText ?? "");
    if (partSex !== null && partAge !== null) return { ...base, ageClass: partAge, sex: partSex };
  }
  return null;
}

/** Age class, sex and year of a column's heading; null when the heading is not about numbers of people. */
export function parsePeopleHeading({ name, headings }: Pick<ColumnInfo, "name" | "headings">): PeopleHeading | null {
  let ageClass: PeopleHeading["ageClass"] = null;
  let sex: Sex | null = null;
  let year: number | null = null;
  const texts = headings.length > 1 ? headings : [name];
  for (const text of texts.filter((heading) => heading.trim() !== "")) {
    const part = parsePart(text);
    if (part === null) return null;
    if (part.ageClass === "total" && ageClass !== null) sex ??= "T";
    else ageClass = part.ageClass ?? ageClass;
    sex = part.sex ?? sex;
    year = part.year ?? year;
  }
  return { ageClass, sex, year };
}
