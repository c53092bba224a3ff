// Numbers of clients per area, year and case type, as counts: one row per combination, or a column per case type or year.
import { type Issue, issue } from "../issues.ts";
import { loadClients } from "../load/clients.ts";
import { areaCodeField, numericShare, yearField } from "../mapping/fields.ts";
import { compactText } from "../mapping/headings.ts";
import { columnOf, columnsOf } from "../mapping/mapping.ts";
import { parseYear, parseYearOfDate, yearMentioned } from "../mapping/periods.ts";
import { areaCodeTally } from "../validate/area-code-tally.ts";
import { type CaseTypeFound, caseTypesOfColumn, checkCaseTypes } from "../validate/case-types.ts";
import { type ClientRecord, type ClientRecords, withUnknownClients } from "../validate/client-records.ts";
import { takeCount } from "../validate/number-issues.ts";
import { decimalSignOf } from "../validate/numbers.ts";
import { cellText } from "../validate/source-table.ts";
import { type CheckInput, type Purpose, type Settings, tableFileEndings } from "./purpose.ts";

export const yearHeadings = [/^(ar|year|artal|period|tid)$/, /^(datum|date|manad|beslutsdatum|inkom.*|startdatum)$/];
export const caseTypeHeadings = [
  /^(arendetyp|casetype|typ|type|arende|kategori|insats|insatstyp|problem|orsak|anledning)$/,
];
const countNames = /^(antal.*|klienter|clients|arenden|cases|count|varde|value|personer|barn)$/;
const totalNames = /^(totalt?|summa|samtliga|alla|alltyper|allaarendetyper|allatyper)$/;

/** The case type counts are kept under when the file does not part them. */
export const onlyCaseType = "Alla ärenden";

interface ColumnTold {
  readonly index: number;
  readonly name: string;
  readonly year: number | null;
  readonly caseType: string | null;
}

/** What a column's heading tells when columns are years or case types. */
function tellColumn(name: string, parts: readonly string[], index: number): ColumnTold {
  const texts = (parts.length > 1 ? parts : [name]).map((part) => part.trim()).filter((part) => part !== "");
  const yearText = texts.find((text) => parseYear(text) !== null);
  const caseType = texts.find((text) => text !== yearText && !countNames.test(compactText(text))) ?? null;
  return { index, name, year: yearText === undefined ? null : parseYear(yearText), caseType };
}

interface Found extends ClientRecord {
  readonly row: number;
  readonly column: string;
}

/** A year no column gives: from the title rows or the file's name (told as a guess). */
function guessSettings({ table, mapping }: CheckInput): Settings {
  const hasYear =
    (mapping.year?.length ?? 0) > 0 || (mapping.clients ?? []).some((name) => yearMentioned(name) !== null);
  const year = hasYear ? null : (yearMentioned(table.remarks.slice(0, 3).join(" ")) ?? yearMentioned(table.fileName));
  return { absent: "zero", ...(year === null ? {} : { year: String(year) }) };
}

function withoutDuplicates(found: readonly Found[], issues: Issue[]): Found[] {
  const first = new Map<string, Found>();
  let sameCount = 0;
  for (const one of found) {
    const key = `${one.areaCode}|${one.year}|${one.caseType}`;
    const before = first.get(key);
    if (!before) first.set(key, one);
    else if (before.clients === one.clients && before.missingReason === one.missingReason) sameCount += 1;
    else
      issues.push(
        issue("count.duplicate", { row: one.row, firstRow: before.row, area: one.areaCode, column: one.column }),
      );
  }
  if (sameCount > 0) issues.push(issue("count.duplicate-same", { count: sameCount }));
  return [...first.values()];
}

const isTotal = ({ caseType }: { readonly caseType: string }) => totalNames.test(compactText(caseType));

/** Case types told by headings. They are refused by the column's number, since its name is the text in question. */
function caseTypesOfHeadings(columns: readonly ColumnTold[], file: string): CaseTypeFound[] {
  return columns.flatMap(({ index, caseType }) =>
    caseType === null
      ? []
      : [
          {
            caseType,
            refuse: (reason) => issue("client.case-type-heading-refused", { number: index + 1, file, reason }),
          },
        ],
  );
}

function withoutTotals(found: readonly Found[], issues: Issue[]): Found[] {
  const parts = found.filter((one) => !isTotal(one));
  if (parts.length === 0) return found.map((one) => ({ ...one, caseType: onlyCaseType }));
  if (parts.length < found.length) issues.push(issue("client.totals-left-out", { count: found.length - parts.length }));
  return parts;
}

async function check(input: CheckInput) {
  const { table, mapping, settings, context } = input;
  const { division } = context;
  if (!division) throw new Error("Expected a division for client counts, found none");
  const issues: Issue[] = [];
  const areaColumn = columnOf(table, mapping, "area");
  const yearColumn = columnOf(table, mapping, "year");
  const typeColumn = columnOf(table, mapping, "caseType");
  const countColumns = columnsOf(table, mapping, "clients").map((index) => {
    const column = table.columns[index];
    return tellColumn(column?.name ?? "", column?.headings ?? [], index);
  });
  const caseTypes =
    typeColumn === -1 ? caseTypesOfHeadings(countColumns, table.fileName) : caseTypesOfColumn(table, typeColumn);
  const caseTypeIssues = checkCaseTypes(
    caseTypes.filter((one) => !isTotal(one)),
    table.fileName,
  );
  // Nothing more is told of a refused file: other sentences would quote the headings.
  if (caseTypeIssues.some(({ severity }) => severity === "error")) {
    return { records: { rows: [], restCodes: [] }, issues: caseTypeIssues, onlyInFile: [], onlyInDivision: [] };
  }
  issues.push(...caseTypeIssues);
  const settingYear = settings.year ? parseYear(settings.year) : null;
  const heading = (index: number) => table.columns[index]?.name ?? "";
  const sign = decimalSignOf(table.rows.flatMap(({ cells }) => countColumns.map(({ index }) => cells[index] ?? null)));
  if (sign === "mixed") issues.push(issue("number.mixed-decimals", { file: table.fileName }));
  const absentIsZero = settings.absent !== "unknown";
  const tally = areaCodeTally({
    division,
    column: heading(areaColumn),
    fileName: table.fileName,
    mayBePartial: absentIsZero,
  });
  const found: Found[] = [];
  let yearIsMissing = false;

  for (const { row, cells } of table.rows) {
    const counts = countColumns.map((column) => ({
      column,
      count: takeCount(cells[column.index] ?? null, sign, row, column.name, issues),
    }));
    const hasCount = counts.some(({ count }) => count === null || (count.value ?? 0) > 0);
    const place = tally.read(cells[areaColumn] ?? null, row, hasCount);
    if (place.kind !== "area" && place.kind !== "unplaced") continue;
    const rowYear = yearColumn === -1 ? null : parseYearOfDate(cellText(cells[yearColumn]));
    if (yearColumn !== -1 && rowYear === null) {
      issues.push(issue("client.unknown-year", { row, column: heading(yearColumn) }));
      continue;
    }
    const rowType = typeColumn === -1 ? null : cellText(cells[typeColumn]);
    if (rowType === "") {
      issues.push(issue("client.unknown-case-type", { row, column: heading(typeColumn) }));
      continue;
    }
    for (const { column, count } of counts) {
      if (count === null) continue;
      const year = rowYear ?? column.year ?? settingYear;
      if (year === null) yearIsMissing = true;
      else {
        found.push({
          areaCode: place.code,
          year,
          caseType: rowType ?? column.caseType ?? onlyCaseType,
          clients: count.value,
          missingReason: count.missingReason,
          row,
          column: column.name,
        });
      }
    }
  }
  if (yearIsMissing) issues.push(issue("date.missing", { file: table.fileName }));
  const findings = tally.finish();
  const kept = withoutTotals(
    withoutDuplicates(
      found.filter(({ areaCode }) => !findings.restTotals.has(areaCode)),
      issues,
    ),
    issues,
  ).map(
    ({ areaCode, year, caseType, clients, missingReason }): ClientRecord => ({
      areaCode,
      year,
      caseType,
      clients,
      missingReason,
    }),
  );
  const unknownCount = kept.filter(({ clients }) => clients === null).length;
  if (unknownCount > 0) issues.push(issue("count.unknown-values", { count: unknownCount }));
  if (absentIsZero && findings.onlyInDivision.length > 0)
    issues.push(issue("client.absent-is-zero", { count: findings.onlyInDivision.length }));
  return {
    records: { rows: absentIsZero ? kept : withUnknownClients(kept, division), restCodes: findings.restCodes },
    issues: [...issues, ...findings.issues],
    onlyInFile: findings.onlyInFile,
    onlyInDivision: findings.onlyInDivision,
  };
}

export const clients: Purpose<ClientRecords> = {
  purpose: "clients",
  name: { sv: "Klienter, antal per område", en: "Clients, counts per area" },
  help: {
    sv: "Antal klienter per område, år och ärendetyp. Finns bara en rad per ärende, välj i stället Ärenden, en rad per ärende.",
    en: "Clients per area, year and case type. If there is one row per case, choose Cases, one row per case instead.",
  },
  accepts: tableFileEndings,
  needsDivision: true,
  isSensitive: false,
  fields: [
    areaCodeField(),
    yearField(yearHeadings),
    {
      key: "caseType",
      name: { sv: "Ärendetyp", en: "Case type" },
      required: false,
      repeated: false,
      headings: caseTypeHeadings,
    },
    {
      key: "clients",
      name: { sv: "Antal klienter", en: "Clients" },
      required: true,
      repeated: true,
      headings: [countNames],
      fits: (column, cells) => {
        if (numericShare(cells) < 0.5) return 0;
        const isNamed = countNames.test(compactText(column.name)) || parseYear(column.name) !== null;
        return isNamed ? 0.9 : 0.45;
      },
    },
  ],
  settings: [
    {
      key: "year",
      name: { sv: "År som siffrorna avser", en: "Year the numbers refer to" },
      kind: "number",
      required: false,
      choices: [],
    },
    {
      key: "absent",
      name: { sv: "Område utan rad i filen", en: "Area without a row in the file" },
      kind: "choice",
      required: false,
      choices: [
        { value: "zero", name: { sv: "har inga klienter", en: "has no clients" } },
        { value: "unknown", name: { sv: "är okänt", en: "is unknown" } },
      ],
    },
  ],
  guessSettings,
  check,
  load: loadClients,
};
