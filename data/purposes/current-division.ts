// A division into teams: which team each area belongs to, today or in a plan that was taken out. Becomes a plan, and the teams it names.
import type { Cell } from "../formats/types.ts";
import { type Issue, issue } from "../issues.ts";
import { type CurrentDivision, type DivisionTeam, loadCurrentDivision } from "../load/current-division.ts";
import { readTeams } from "../load/teams.ts";
import { areaCodeField } from "../mapping/fields.ts";
import { columnOf } from "../mapping/mapping.ts";
import { parseDate } from "../mapping/periods.ts";
import { areaCodeTally } from "../validate/area-code-tally.ts";
import { numberIssue } from "../validate/number-issues.ts";
import { decimalSignOf, readNumber } from "../validate/numbers.ts";
import { cellText, columnCells } from "../validate/source-table.ts";
import { targetShares } from "../validate/target-shares.ts";
import { findTeam, nameTeam, type TeamName } from "../validate/team-names.ts";
import {
  type CheckInput,
  type Field,
  geographicFileEndings,
  type Purpose,
  type Settings,
  tableFileEndings,
} from "./purpose.ts";

export const teamHeadings = [
  /^(team|teambokstav|letter|grupp|teamid|teamkod)$/,
  /^(distrikt|enhet|omradesteam|teamnamn|teamname)$/,
];
const teamNameHeadings = [/^(teamnamn|teamname|namn|name|benamning)$/];
/** Positions of the teams, for today's staffing and for what a plan was made for. */
export const investigationAndFirstLine: readonly Field[] = [
  {
    key: "investigation",
    name: { sv: "Tjänster, utredning", en: "Positions, investigation" },
    required: false,
    repeated: false,
    headings: [/^(utredning|utredare|tjansterutredning|utredningstjanster|investigation.*)$/],
  },
  {
    key: "firstLine",
    name: { sv: "Tjänster, första linjen", en: "Positions, first line" },
    required: false,
    repeated: false,
    headings: [/^(forstalinjen|forstalinje|forstalinjentjanster|tjansterforstalinjen|firstline.*)$/],
  },
];
const defaultPlanName = "Dagens indelning";
const mostTeams = 64;

/** What an export writes before text that a spreadsheet program would calculate (OWASP, "CSV Injection"). */
const neutralised = /(?<=^|[;,\t\r\n"])'(?=[=+\-@\t\r＝＋－＠])/g;
const mostPositions = 1000;

const columnKeys = ["area", "team", "teamName", "investigation", "firstLine", "targetShare", "plan"] as const;
type ColumnKey = (typeof columnKeys)[number];

/** Finds the cells of a row by what they hold. A file that was taken out of the service is known by its plan's name. */
function readerOf({ table, mapping }: Pick<CheckInput, "table" | "mapping">) {
  const columns = Object.fromEntries(columnKeys.map((key) => [key, columnOf(table, mapping, key)])) as Record<
    ColumnKey,
    number
  >;
  const isExport = columns.plan !== -1;
  return {
    isExport,
    has: (key: ColumnKey) => columns[key] !== -1,
    heading: (key: ColumnKey) => table.columns[columns[key]]?.name ?? "",
    cell: (cells: readonly Cell[], key: ColumnKey) => cells[columns[key]] ?? null,
    text: (cells: readonly Cell[], key: ColumnKey) => {
      const text = cellText(cells[columns[key]]);
      return isExport ? text.replace(neutralised, "") : text;
    },
    columnOf: (key: ColumnKey) => columnCells(table, columns[key]),
  };
}
type Reader = ReturnType<typeof readerOf>;

/** The positions that the row tells of its team; null where it tells none. */
function positionsReader(reader: Reader, issues: Issue[]) {
  const sign = decimalSignOf([...reader.columnOf("investigation"), ...reader.columnOf("firstLine")]);
  const number = (cells: readonly Cell[], key: "investigation" | "firstLine", row: number): number | null => {
    const reading = readNumber(reader.cell(cells, key), sign);
    if (reading.kind === "trouble") issues.push(numberIssue(reading.trouble, row, reader.heading(key)));
    if (reading.kind !== "number") return null;
    if (reading.value < 0 || reading.value > mostPositions)
      issues.push(issue("staffing.out-of-range", { row, column: reader.heading(key), limit: mostPositions }));
    return reading.value;
  };
  return (cells: readonly Cell[], row: number): DivisionTeam["positions"] => {
    const investigation = number(cells, "investigation", row);
    const firstLine = number(cells, "firstLine", row);
    return investigation === null || firstLine === null ? null : { investigation, firstLine };
  };
}

async function check({ table, mapping, settings, context }: CheckInput) {
  const { division } = context;
  if (!division) throw new Error("Expected a division for its teams, found none");
  const issues: Issue[] = [];
  const reader = readerOf({ table, mapping });
  const tally = areaCodeTally({ division, column: reader.heading("area"), fileName: table.fileName });
  const stored = await readTeams(context.queryable, context.municipalityCode);
  const teams = teamList(stored, positionsReader(reader, issues));
  const shares = targetShares(reader.heading("targetShare"), decimalSignOf(reader.columnOf("targetShare")));
  const teamOfArea = new Map<string, { team: TeamName; row: number }>();
  for (const { row, cells } of table.rows) {
    const text = reader.text(cells, "team");
    const isTeamAlone = reader.isExport && text !== "" && cellText(reader.cell(cells, "area")) === "";
    const place = isTeamAlone ? null : tally.read(reader.cell(cells, "area"), row, text !== "");
    if (text === "" || (place !== null && place.kind !== "area")) continue;
    const team = teams.find(text, reader.text(cells, "teamName"), cells, row);
    if (reader.has("targetShare")) shares.add(team, reader.cell(cells, "targetShare"), row);
    if (place === null) continue;
    const before = teamOfArea.get(place.code);
    if (before && before.team !== team) {
      issues.push(issue("team.area-in-two", { row, firstRow: before.row, area: place.code }));
    }
    teamOfArea.set(place.code, { team, row });
  }
  const findings = tally.finish();
  const order = teams.inOrder();
  const told = shares.finish();
  if (order.length > mostTeams)
    issues.push(issue("team.too-many", { found: order.length, limit: mostTeams, column: reader.heading("team") }));
  issues.push(...told.issues);
  const unassigned = division.placed.size - teamOfArea.size;
  if (unassigned > 0) issues.push(issue("team.areas-unassigned", { count: unassigned }));
  const adoptedFrom = settings.adoptedFrom ? parseDate(settings.adoptedFrom) : null;
  if (settings.adoptedFrom && adoptedFrom === null) issues.push(issue("date.setting-unreadable", {}));
  const teamIndexes = Array.from({ length: division.placed.size }, () => -1);
  for (const [code, { team }] of teamOfArea) {
    teamIndexes[division.placed.get(code) ?? -1] = order.findIndex(({ letter }) => letter === team.letter);
  }
  const records: CurrentDivision = {
    planName: settings.planName?.trim() || defaultPlanName,
    status: settings.status === "adopted" ? "adopted" : "draft",
    adoptedFrom,
    teams: order,
    teamIndexes,
    targets: reader.has("targetShare") ? { shares: sharesInOrder(order, told.shares) } : null,
  };
  return {
    records,
    issues: [...issues, ...findings.issues],
    onlyInFile: findings.onlyInFile,
    onlyInDivision: findings.onlyInDivision,
  };
}

/** In the order of the teams; null where the targets follow the positions. */
function sharesInOrder(order: readonly DivisionTeam[], shares: ReadonlyMap<TeamName, number> | null): number[] | null {
  if (shares === null) return null;
  const byLetter = new Map([...shares].map(([{ letter }, share]) => [letter, share]));
  return order.map(({ letter }) => byLetter.get(letter) ?? 0);
}

/** The teams that a file names, each with the positions of its first row. */
function teamList(stored: readonly TeamName[], positionsOf: ReturnType<typeof positionsReader>) {
  const named = new Map<TeamName, DivisionTeam["positions"]>();
  return {
    find(text: string, name: string, cells: readonly Cell[], row: number): TeamName {
      const known = [...stored, ...named.keys()];
      const team = findTeam(text, known) ?? nameTeam(text, name, new Set(known.map(({ letter }) => letter)));
      if (!named.has(team)) named.set(team, positionsOf(cells, row));
      return team;
    },
    inOrder: (): DivisionTeam[] =>
      [...named]
        .map(([{ letter, name }, positions]) => ({ letter, name, positions }))
        .sort((a, b) => a.letter.localeCompare(b.letter, "sv")),
  };
}

/** The name that every row of an exported file tells; the usual one for other files. */
function guessSettings({ table, mapping }: CheckInput): Settings {
  const reader = readerOf({ table, mapping });
  const first = reader.isExport ? reader.text(table.rows[0]?.cells ?? [], "plan") : "";
  return { planName: first || defaultPlanName, status: "draft" };
}

export const currentDivision: Purpose<CurrentDivision> = {
  purpose: "current-division",
  name: { sv: "Indelning i team", en: "Division into teams" },
  help: {
    sv:
      "Vilket team varje område hör till: dagens indelning, eller ett förslag som har exporterats härifrån (CSV, Excel, " +
      "GeoJSON eller GeoPackage). Blir ett förslag med filens mål, eller mål efter tjänsterna där filen inte har några; " +
      "andra villkor väljs efteråt. Team som saknas läggs upp.",
    en:
      "Which team each area belongs to: today's division, or a plan that was exported from here (CSV, Excel, GeoJSON or " +
      "GeoPackage). Becomes a plan with the file's targets, or targets by positions where it has none; other rules are " +
      "chosen afterwards. Missing teams are created.",
  },
  accepts: [...new Set([...tableFileEndings, ...geographicFileEndings])],
  needsDivision: true,
  isSensitive: false,
  fields: [
    areaCodeField(),
    {
      key: "team",
      name: { sv: "Team (bokstav eller namn)", en: "Team (letter or name)" },
      required: true,
      repeated: false,
      headings: teamHeadings,
    },
    {
      key: "teamName",
      name: { sv: "Teamets namn", en: "Name of the team" },
      required: false,
      repeated: false,
      headings: teamNameHeadings,
    },
    ...investigationAndFirstLine,
    {
      key: "targetShare",
      name: { sv: "Teamets andel av helheten (0–1)", en: "The team's share of the whole (0–1)" },
      required: false,
      repeated: false,
      headings: [/^(malandel|targetshare)$/],
    },
    {
      key: "plan",
      name: { sv: "Förslagets namn (i exporterade filer)", en: "Name of the plan (in exported files)" },
      required: false,
      repeated: false,
      headings: [/^forslag$/],
    },
  ],
  settings: [
    {
      key: "planName",
      name: { sv: "Förslagets namn", en: "Name of the plan" },
      kind: "text",
      required: false,
      choices: [],
    },
    {
      key: "status",
      name: { sv: "Ställning", en: "Status" },
      kind: "choice",
      required: false,
      choices: [
        { value: "draft", name: { sv: "Utkast", en: "Draft" } },
        { value: "adopted", name: { sv: "Fastställt", en: "Adopted" } },
      ],
    },
    {
      key: "adoptedFrom",
      name: { sv: "Gäller från", en: "In force from" },
      kind: "date",
      required: false,
      choices: [],
    },
  ],
  guessSettings,
  check,
  load: loadCurrentDivision,
};
