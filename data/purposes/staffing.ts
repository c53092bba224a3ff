// Positions of the teams: investigation and first line, as two columns or as "6+2".
import { type Issue, issue } from "../issues.ts";
import { loadStaffing, type StaffingRecord } from "../load/staffing.ts";
import { readTeams } from "../load/teams.ts";
import { columnOf } from "../mapping/mapping.ts";
import { numberIssue } from "../validate/number-issues.ts";
import { decimalSignOf, readNumber } from "../validate/numbers.ts";
import { cellText } from "../validate/source-table.ts";
import { findTeam, nameTeam } from "../validate/team-names.ts";
import { investigationAndFirstLine, teamHeadings } from "./current-division.ts";
import { type CheckInput, type Purpose, tableFileEndings } from "./purpose.ts";

const mostPositions = 1000;
const plusNotation = /^(\d+(?:[.,]\d+)?)\s*\+\s*(\d+(?:[.,]\d+)?)$/;

async function check({ table, mapping, context }: CheckInput) {
  const issues: Issue[] = [];
  const column = Object.fromEntries(
    ["team", "teamName", "positions", "investigation", "firstLine", "homeArena"].map((key) => [
      key,
      columnOf(table, mapping, key),
    ]),
  );
  const heading = (key: string) => table.columns[column[key] ?? -1]?.name ?? "";
  const stored = await readTeams(context.queryable, context.municipalityCode);
  const arenas = await homeArenas(context.queryable, context.municipalityCode);
  const records: StaffingRecord[] = [];
  const firstRows = new Map<string, number>();
  const numberColumns = ["investigation", "firstLine"].filter((key) => column[key] !== -1);
  const sign = decimalSignOf(
    table.rows.flatMap(({ cells }) => numberColumns.map((key) => cells[column[key] ?? -1] ?? null)),
  );
  if (column.positions === -1 && numberColumns.length === 0)
    issues.push(issue("staffing.no-positions", { file: table.fileName }));

  for (const { row, cells } of table.rows) {
    const text = (key: string) => cellText(cells[column[key] ?? -1]);
    const team = text("team");
    if (team === "" || /^(totalt?|summa)$/i.test(team)) continue;
    const found = findTeam(team, stored) ?? (text("teamName") === "" ? null : findTeam(text("teamName"), stored));
    if (found === null && stored.length > 0) {
      issues.push(issue("staffing.unknown-team", { row, column: heading("team"), value: team }));
      continue;
    }
    const named = found ?? nameTeam(team, text("teamName"), new Set(records.map(({ letter }) => letter)));
    const firstRow = firstRows.get(named.letter);
    if (firstRow !== undefined) issues.push(issue("staffing.duplicate-team", { row, firstRow, value: team }));
    firstRows.set(named.letter, row);
    const number = (key: string): number | null => {
      if (column[key] === -1) return null;
      const reading = readNumber(cells[column[key] ?? -1] ?? null, sign);
      if (reading.kind === "trouble") issues.push(numberIssue(reading.trouble, row, heading(key)));
      if (reading.kind !== "number") return null;
      if (reading.value < 0 || reading.value > mostPositions)
        issues.push(issue("staffing.out-of-range", { row, column: heading(key), limit: mostPositions }));
      return reading.value;
    };
    const both = text("positions");
    const parts = plusNotation.exec(both);
    if (both !== "" && !parts) issues.push(issue("staffing.unreadable", { row, column: heading("positions") }));
    const home = text("homeArena");
    const homeArenaId = home === "" ? null : (arenas.get(home.toLowerCase()) ?? null);
    if (home !== "" && homeArenaId === null)
      issues.push(issue("staffing.unknown-arena", { row, column: heading("homeArena"), value: home }));
    const toNumber = (part: string | undefined) => (part === undefined ? null : Number(part.replace(",", ".")));
    records.push({
      teamId: found?.id ?? null,
      letter: named.letter,
      name: text("teamName") || named.name,
      investigationPositions: toNumber(parts?.[1]) ?? number("investigation"),
      firstLinePositions: toNumber(parts?.[2]) ?? number("firstLine"),
      homeArenaId,
    });
  }
  if (records.length === 0) issues.push(issue("staffing.none", { file: table.fileName }));
  return { records, issues, onlyInFile: [], onlyInDivision: [] };
}

async function homeArenas(
  queryable: CheckInput["context"]["queryable"],
  municipalityCode: string,
): Promise<Map<string, string>> {
  const { rows } = await queryable.query<{ id: string; name: string; externalId: string }>(
    `select id, name, external_id as "externalId" from geography.arenas where municipality_code = $1`,
    [municipalityCode],
  );
  return new Map(
    rows.flatMap(({ id, name, externalId }) => [
      [name.toLowerCase(), id] as const,
      [externalId.toLowerCase(), id] as const,
    ]),
  );
}

const field = (key: string, sv: string, en: string, headings: readonly RegExp[], required = false) => ({
  key,
  name: { sv, en },
  required,
  repeated: false,
  headings,
});

export const staffing: Purpose<readonly StaffingRecord[]> = {
  purpose: "staffing",
  name: { sv: "Bemanning", en: "Staffing" },
  help: {
    sv: "Tjänster per team: utredning och första linjen i var sin kolumn, eller tillsammans som 6+2.",
    en: "Positions per team: investigation and first line in a column each, or together as 6+2.",
  },
  accepts: tableFileEndings,
  needsDivision: false,
  isSensitive: false,
  fields: [
    field("team", "Team (bokstav eller namn)", "Team (letter or name)", teamHeadings, true),
    field("teamName", "Teamets namn", "Name of the team", [/^(namn|name|teamnamn|teamname|benamning)$/]),
    field("positions", "Tjänster som 6+2", "Positions as 6+2", [
      /^(bemanning|tjanster|positions|staffing|antaltjanster)$/,
    ]),
    ...investigationAndFirstLine,
    field("homeArena", "Hemarena", "Home arena", [/^(hemarena|homearena|arena|placering)$/]),
  ],
  settings: [],
  guessSettings: () => ({}),
  check,
  load: loadStaffing,
};
