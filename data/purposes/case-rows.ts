// One row per case with an area code or a position: turned into counts in memory; no row, position or pseudonym is kept.

import { unmatchedCode } from "../codes.ts";
import { type Issue, issue } from "../issues.ts";
import { loadClients } from "../load/clients.ts";
import { areaCodeField, namedAndFilledWith } from "../mapping/fields.ts";
import { columnOf } from "../mapping/mapping.ts";
import { isAmbiguousDate, parseYear, parseYearOfDate } from "../mapping/periods.ts";
import { areaCodeTally } from "../validate/area-code-tally.ts";
import { areasOfPoints } from "../validate/area-of-points.ts";
import { caseTypesOfColumn, checkCaseTypes } from "../validate/case-types.ts";
import type { ClientRecord, ClientRecords } from "../validate/client-records.ts";
import { coordinateFields, readPoints } from "../validate/points.ts";
import { cellText } from "../validate/source-table.ts";
import { caseTypeHeadings, onlyCaseType, yearHeadings } from "./clients.ts";
import { type CheckInput, geographicFileEndings, type Purpose, tableFileEndings } from "./purpose.ts";

/** Area code of each row, by code where there is one, else by position; null for rows that cannot be used. */
async function placesOfRows(input: CheckInput, issues: Issue[]) {
  const { table, mapping, context } = input;
  const { division, municipalityCode, queryable } = context;
  if (!division) throw new Error("Expected a division for cases, found none");
  const areaColumn = columnOf(table, mapping, "area");
  const column = table.columns[areaColumn]?.name ?? "";
  const tally = areaCodeTally({ division, column, fileName: table.fileName, isSensitive: true, mayBePartial: true });
  const points = readPoints(input, issues);
  const codes: (string | null)[] = [];
  const asked: number[] = [];
  let withoutPlace = 0;
  table.rows.forEach(({ row, cells }, index) => {
    const hasCode = areaColumn !== -1 && cellText(cells[areaColumn]) !== "";
    if (hasCode) {
      const place = tally.read(cells[areaColumn] ?? null, row, true);
      if (place.kind === "parent" || place.kind === "municipality")
        issues.push(issue("case.unknown-area-code", { row, column }));
      codes.push(place.kind === "area" || place.kind === "unplaced" ? place.code : null);
      return;
    }
    codes.push(unmatchedCode);
    if (points[index]) asked.push(index);
    else withoutPlace += 1;
  });
  const found = await areasOfPoints(
    queryable,
    municipalityCode,
    division.id,
    asked.map((index) => points[index] ?? ([0, 0] as const)),
  );
  asked.forEach((index, position) => {
    codes[index] = found[position] ?? unmatchedCode;
  });
  const outside = found.filter((code) => code === null).length;
  if (outside > 0) issues.push(issue("case.outside-areas", { count: outside }));
  if (withoutPlace > 0) issues.push(issue("case.without-place", { count: withoutPlace }));
  const hasCodes = codes.length > asked.length + withoutPlace;
  const findings = hasCodes ? tally.finish() : null;
  if (findings) issues.push(...findings.issues);
  if (asked.length > 0 && outside === asked.length) issues.push(issue("case.all-outside", { file: table.fileName }));
  return { codes, findings };
}

async function check(input: CheckInput) {
  const { table, mapping, settings, context } = input;
  const { division } = context;
  if (!division) throw new Error("Expected a division for cases, found none");
  const issues: Issue[] = [];
  const yearColumn = columnOf(table, mapping, "year");
  const typeColumn = columnOf(table, mapping, "caseType");
  const clientColumn = columnOf(table, mapping, "client");
  const hasPlace =
    ["area", "east"].some((key) => columnOf(table, mapping, key) !== -1) || table.coordinateSystem !== null;
  if (!hasPlace) issues.push(issue("case.no-place-column", { file: table.fileName }));
  const settingYear = settings.year ? parseYear(settings.year) : null;
  if (yearColumn === -1 && settingYear === null) issues.push(issue("date.missing", { file: table.fileName }));
  issues.push(...checkCaseTypes(caseTypesOfColumn(table, typeColumn), table.fileName));
  const { codes, findings } = await placesOfRows(input, issues);

  const tallies = new Map<
    string,
    { record: Omit<ClientRecord, "clients" | "missingReason">; rows: number; people: Set<string> }
  >();
  table.rows.forEach(({ row, cells }, index) => {
    const dateText = yearColumn === -1 ? "" : cellText(cells[yearColumn]);
    // The year of 03/04/2024 is certain although its day is not.
    const loneYear = isAmbiguousDate(dateText) ? parseYear(dateText.slice(-4)) : null;
    const year = yearColumn === -1 ? settingYear : (parseYearOfDate(dateText) ?? loneYear);
    if (year === null) {
      if (yearColumn !== -1)
        issues.push(issue("client.unknown-year", { row, column: table.columns[yearColumn]?.name ?? "" }));
      return;
    }
    const areaCode = codes[index];
    if (areaCode == null) return;
    const caseType = (typeColumn === -1 ? "" : cellText(cells[typeColumn])) || onlyCaseType;
    const key = `${areaCode}|${year}|${caseType}`;
    const tally = tallies.get(key) ?? { record: { areaCode, year, caseType }, rows: 0, people: new Set<string>() };
    const client = clientColumn === -1 ? "" : cellText(cells[clientColumn]);
    if (client === "") tally.rows += 1;
    else tally.people.add(client);
    tallies.set(key, tally);
  });
  const counted = [...tallies.values()].map(({ record, rows, people }): ClientRecord => {
    return { ...record, clients: rows + people.size, missingReason: null };
  });
  const usesUnmatched = counted.some(({ areaCode }) => areaCode === unmatchedCode);
  const restCodes = new Set([
    ...(findings?.restCodes ?? []),
    ...(findings?.restTotals ?? []),
    ...(usesUnmatched ? [unmatchedCode] : []),
  ]);
  issues.push(issue("case.counted", { count: table.rows.length }));
  return {
    records: { rows: counted, restCodes: [...restCodes] },
    issues,
    onlyInFile: [],
    onlyInDivision: [],
  };
}

const clientHeadings = [/^(lopnr|lopnummer|pseudonym|klient|klientid|clientid|client|barnid|individ|individid)$/];

export const caseRows: Purpose<ClientRecords> = {
  purpose: "case-rows",
  name: { sv: "Ärenden, en rad per ärende", en: "Cases, one row per case" },
  help: {
    sv: "En rad per ärende med områdeskod eller koordinat, år och ärendetyp. Raderna räknas ihop direkt: inga rader, koordinater eller namn sparas. Ta bort personnummer före inläsning.",
    en: "One row per case with an area code or a position, year and case type. Rows are counted at once: no row, position or name is stored. Remove personal identity numbers first.",
  },
  accepts: [...tableFileEndings, ...geographicFileEndings],
  needsDivision: true,
  isSensitive: true,
  fields: [
    areaCodeField(false),
    ...coordinateFields,
    {
      key: "year",
      name: { sv: "År eller datum", en: "Year or date" },
      required: false,
      repeated: false,
      headings: yearHeadings,
      fits: namedAndFilledWith(yearHeadings, (text) => parseYearOfDate(text) !== null || isAmbiguousDate(text)),
    },
    {
      key: "caseType",
      name: { sv: "Ärendetyp", en: "Case type" },
      required: false,
      repeated: false,
      headings: caseTypeHeadings,
    },
    {
      key: "client",
      name: { sv: "Löpnummer (samma klient räknas en gång)", en: "Pseudonym (a client is counted once)" },
      required: false,
      repeated: false,
      headings: clientHeadings,
    },
  ],
  settings: [
    {
      key: "year",
      name: { sv: "År som ärendena avser", en: "Year of the cases" },
      kind: "number",
      required: false,
      choices: [],
    },
  ],
  guessSettings: () => ({}),
  check,
  load: loadClients,
};
