// Case types become names of measures, so that what looks like free text or points out a person is refused, never stored.
import { type Issue, issue } from "../issues.ts";
import { holdsPersonName } from "./person-names.ts";
import { cellText, type SourceTable } from "./source-table.ts";

const longestCaseType = 60;
const mostCaseTypes = 15;
/** Length of one remark's list of case types; a sentence is cut at 250 characters. */
const longestList = 240;

interface Reason {
  readonly sv: string;
  readonly en: string;
}

/** A case type of a file, and the issue that refuses it by its place; the text itself is never quoted. */
export interface CaseTypeFound {
  readonly caseType: string;
  readonly refuse: (reason: Reason) => Issue;
}

/** Why a text cannot be a case type; null when it can. */
function reasonToRefuse(caseType: string): Reason | null {
  if (caseType.length > longestCaseType) {
    return {
      sv: `är längre än ${longestCaseType} tecken`,
      en: `is longer than ${longestCaseType} characters`,
    };
  }
  if (caseType.includes("@"))
    return { sv: "ser ut att innehålla en e-postadress", en: "seems to hold an e-mail address" };
  if (/\d{6}/.test(caseType)) {
    return { sv: "innehåller ett nummer med sex siffror eller fler", en: "holds a number of six digits or more" };
  }
  // A register may write "Andersson, Anna".
  if (holdsPersonName(caseType.replaceAll(",", " "))) {
    return {
      sv: "ser ut att innehålla ett personnamn (flera ord i rad med stor bokstav)",
      en: "seems to hold a person's name (several capitalised words in a row)",
    };
  }
  return null;
}

/** The case types of a column, row by row; empty cells are left out. None where the file has no such column (-1). */
export function caseTypesOfColumn({ columns, rows }: SourceTable, columnIndex: number): CaseTypeFound[] {
  if (columnIndex === -1) return [];
  const column = columns[columnIndex]?.name ?? "";
  return rows
    .map(({ row, cells }) => ({
      caseType: cellText(cells[columnIndex]),
      refuse: (reason: Reason) => issue("client.case-type-refused", { row, column, reason }),
    }))
    .filter(({ caseType }) => caseType !== "");
}

/** The case types in lists short enough for a sentence. */
function listsOf(caseTypes: readonly string[]): string[] {
  const lists: string[] = [];
  for (const caseType of caseTypes) {
    const longer = `${lists.at(-1) ?? ""}; ${caseType}`;
    if (lists.length > 0 && longer.length <= longestList) lists[lists.length - 1] = longer;
    else lists.push(caseType);
  }
  return lists;
}

/**
 * Errors for case types longer than 60 characters, with an e-mail address, six digits in a row or what looks like a person's
 * name, and for more than 15 different ones. When there are none: a remark that names the case types, for a person to confirm.
 */
export function checkCaseTypes(found: readonly CaseTypeFound[], file: string): Issue[] {
  const reasons = new Map([...new Set(found.map(({ caseType }) => caseType))].map((one) => [one, reasonToRefuse(one)]));
  const errors = found.flatMap(({ caseType, refuse }) => {
    const reason = reasons.get(caseType);
    return reason ? [refuse(reason)] : [];
  });
  if (reasons.size > mostCaseTypes) {
    errors.push(issue("client.too-many-case-types", { file, found: reasons.size, limit: mostCaseTypes }));
  }
  if (errors.length > 0) return errors;
  return listsOf([...reasons.keys()]).map((types) => issue("client.case-types-named", { types }));
}
