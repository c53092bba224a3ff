// Monthly flow of cases: received, gone on to investigation, open, and days in each step, by team and case type.
import { type Issue, issue } from "../issues.ts";
import { type FlowRecord, loadFlow } from "../load/flow.ts";
import { readTeams } from "../load/teams.ts";
import { namedAndFilledWith, numericShare } from "../mapping/fields.ts";
import { compactText } from "../mapping/headings.ts";
import { columnOf } from "../mapping/mapping.ts";
import { parseMonth } from "../mapping/periods.ts";
import { caseTypesOfColumn, checkCaseTypes } from "../validate/case-types.ts";
import { numberIssue, takeCount } from "../validate/number-issues.ts";
import { decimalSignOf, readNumber } from "../validate/numbers.ts";
import { cellText } from "../validate/source-table.ts";
import { findTeam } from "../validate/team-names.ts";
import { caseTypeHeadings, onlyCaseType } from "./clients.ts";
import { teamHeadings } from "./current-division.ts";
import { type CheckInput, type Field, type Purpose, tableFileEndings } from "./purpose.ts";

const monthHeadings = [/^(manad|month|period|ar?manad|yearmonth)$/, /^(datum|date|tid)$/];
const totalWords = /^(totalt?|summa|samtliga|alla)$/i;
const mostDays = 3_650;

const countKeys = ["received", "investigated", "openCases"] as const;
const dayKeys = ["daysAssessment", "daysInvestigation", "daysWaiting"] as const;

async function check({ table, mapping, context }: CheckInput) {
  const nothing = { records: [], onlyInFile: [], onlyInDivision: [] };
  const column = (key: string) => columnOf(table, mapping, key);
  const heading = (key: string) => table.columns[column(key)]?.name ?? "";
  const cellOf = (cells: readonly (typeof table.rows)[number]["cells"][number][], key: string) =>
    column(key) === -1 ? null : (cells[column(key)] ?? null);
  const found = caseTypesOfColumn(table, column("caseType")).filter(({ caseType }) => !totalWords.test(caseType));
  const issues: Issue[] = checkCaseTypes(found, table.fileName);
  // Nothing more is told of a refused file: other sentences would quote it.
  if (issues.some(({ severity }) => severity === "error")) return { ...nothing, issues };
  if ([...countKeys, ...dayKeys].every((key) => column(key) === -1))
    issues.push(issue("flow.no-numbers", { file: table.fileName }));
  const teams = await readTeams(context.queryable, context.municipalityCode);
  const sign = decimalSignOf(
    table.rows.flatMap(({ cells }) => [...countKeys, ...dayKeys].map((key) => cellOf(cells, key))),
  );
  const records: FlowRecord[] = [];
  const firstRows = new Map<string, number>();
  let totals = 0;
  for (const { row, cells } of table.rows) {
    const text = (key: string) => cellText(cellOf(cells, key));
    if (totalWords.test(text("team")) || totalWords.test(text("caseType"))) {
      totals++;
      continue;
    }
    const month = parseMonth(text("month"));
    if (month === null) {
      issues.push(issue("flow.unknown-month", { row, column: heading("month") }));
      continue;
    }
    const team = text("team") === "" ? null : findTeam(text("team"), teams);
    if (text("team") !== "" && team === null) {
      issues.push(issue("flow.unknown-team", { row, column: heading("team") }));
      continue;
    }
    const unit = team?.letter ?? "";
    const caseType = text("caseType") || onlyCaseType;
    const key = `${month}|${unit}|${caseType}`;
    const firstRow = firstRows.get(key);
    if (firstRow !== undefined) issues.push(issue("flow.duplicate", { row, firstRow }));
    firstRows.set(key, row);
    const count = (name: string) => takeCount(cellOf(cells, name), sign, row, heading(name), issues)?.value ?? null;
    const days = (name: string) => {
      const reading = readNumber(cellOf(cells, name), sign);
      if (reading.kind === "trouble") issues.push(numberIssue(reading.trouble, row, heading(name)));
      if (reading.kind !== "number") return null;
      if (reading.value < 0 || reading.value > mostDays)
        issues.push(issue("flow.days-out-of-range", { row, column: heading(name), limit: mostDays }));
      return reading.value;
    };
    const record: FlowRecord = {
      month,
      unit,
      caseType,
      received: count("received"),
      investigated: count("investigated"),
      openCases: count("openCases"),
      daysAssessment: days("daysAssessment"),
      daysInvestigation: days("daysInvestigation"),
      daysWaiting: days("daysWaiting"),
    };
    if (record.received !== null && record.investigated !== null && record.investigated > record.received)
      issues.push(issue("flow.more-investigated", { row }));
    records.push(record);
  }
  if (totals > 0) issues.push(issue("client.totals-left-out", { count: totals }));
  if (records.length === 0) issues.push(issue("flow.none", { file: table.fileName }));
  return { ...nothing, records, issues };
}

const numberField = (key: string, sv: string, en: string, headings: readonly RegExp[]): Field => ({
  key,
  name: { sv, en },
  required: false,
  repeated: false,
  headings,
  fits: (column, cells) =>
    headings.some((one) => one.test(compactText(column.name))) && numericShare(cells) > 0.5 ? 0.9 : 0,
});

export const flow: Purpose<readonly FlowRecord[]> = {
  purpose: "flow",
  name: { sv: "Flöde per månad", en: "Flow by month" },
  help: {
    sv: "Inkomna ärenden, hur många som gick till utredning, öppna ärenden vid månadens slut och dagar i varje steg. En rad per månad, gärna per team och ärendetyp. En fil ersätter sina månader helt.",
    en: "Cases received, how many went on to investigation, open cases at the end of the month and days in each step. A row per month, preferably by team and case type. A file replaces its months wholly.",
  },
  accepts: tableFileEndings,
  needsDivision: false,
  isSensitive: false,
  fields: [
    {
      key: "month",
      name: { sv: "Månad", en: "Month" },
      required: true,
      repeated: false,
      headings: monthHeadings,
      fits: namedAndFilledWith(monthHeadings, (text) => parseMonth(text) !== null, 0.7),
    },
    {
      key: "team",
      name: { sv: "Team", en: "Team" },
      required: false,
      repeated: false,
      headings: teamHeadings,
    },
    {
      key: "caseType",
      name: { sv: "Ärendetyp", en: "Case type" },
      required: false,
      repeated: false,
      headings: caseTypeHeadings,
    },
    numberField("received", "Inkomna", "Received", [
      /^(inkomna|inkommande|inflode|received|nya|antalinkomna|inkomnaarenden)$/,
    ]),
    numberField("investigated", "Gick till utredning", "Went on to investigation", [
      /^(tillutredning|gicktillutredning|inledda|inleddautredningar|investigated|utredninginledd)$/,
    ]),
    numberField("openCases", "Öppna ärenden", "Open cases", [
      /^(oppna|oppnaarenden|pagaende|pagaendearenden|open|opencases)$/,
    ]),
    numberField("daysAssessment", "Dagar i förhandsbedömning", "Days in assessment", [
      /^(dagar)?(i)?forhandsbedomning(dagar)?$|^daysassessment$/,
    ]),
    numberField("daysInvestigation", "Dagar i utredning", "Days in investigation", [
      /^dagar(i)?utredning$|^utredningdagar$|^daysinvestigation$/,
    ]),
    numberField("daysWaiting", "Dagar i väntan på insats", "Days waiting for support", [
      /^dagar(i)?vantan(painsats)?$|^vantetid(dagar)?$|^dayswaiting$/,
    ]),
  ],
  settings: [],
  guessSettings: () => ({}),
  check,
  load: loadFlow,
};
