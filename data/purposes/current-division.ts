// Today's division: which team each area belongs to. Becomes a plan, and the teams it names.
import { type Issue, issue } from "../issues.ts";
import { type CurrentDivision, loadCurrentDivision } from "../load/current-division.ts";
import { readTeams } from "../load/teams.ts";
import { areaCodeField } from "../mapping/fields.ts";
import { columnOf } from "../mapping/mapping.ts";
import { parseDate } from "../mapping/periods.ts";
import { areaCodeTally } from "../validate/area-code-tally.ts";
import { cellText } from "../validate/source-table.ts";
import { findTeam, nameTeam, type TeamName } from "../validate/team-names.ts";
import { type CheckInput, type Purpose, tableFileEndings } from "./purpose.ts";

export const teamHeadings = [
  /^(team|teambokstav|letter|grupp|teamid|teamkod)$/,
  /^(distrikt|enhet|omradesteam|teamnamn|teamname)$/,
];
const teamNameHeadings = [/^(teamnamn|teamname|namn|name|benamning)$/];
const defaultPlanName = "Dagens indelning";
const mostTeams = 64;

async function check({ table, mapping, settings, context }: CheckInput) {
  const { division } = context;
  if (!division) throw new Error("Expected a division for today's teams, found none");
  const issues: Issue[] = [];
  const [areaColumn, teamColumn, nameColumn] = (["area", "team", "teamName"] as const).map((key) =>
    columnOf(table, mapping, key),
  ) as [number, number, number];
  const heading = (index: number) => table.columns[index]?.name ?? "";
  const tally = areaCodeTally({ division, column: heading(areaColumn), fileName: table.fileName });
  const stored = await readTeams(context.queryable, context.municipalityCode);
  const teams: TeamName[] = [];
  const teamOfArea = new Map<string, { team: TeamName; row: number }>();
  for (const { row, cells } of table.rows) {
    const text = cellText(cells[teamColumn]);
    const place = tally.read(cells[areaColumn] ?? null, row, text !== "");
    if (place.kind !== "area") continue;
    if (text === "") continue;
    const name = cellText(cells[nameColumn]);
    let team = findTeam(text, teams) ?? findTeam(text, stored);
    team ??= nameTeam(text, name, new Set([...stored, ...teams].map(({ letter }) => letter)));
    if (!teams.includes(team)) teams.push(team);
    const before = teamOfArea.get(place.code);
    if (before && before.team !== team) {
      issues.push(issue("team.area-in-two", { row, firstRow: before.row, area: place.code }));
    }
    teamOfArea.set(place.code, { team, row });
  }
  const findings = tally.finish();
  if (teams.length > mostTeams)
    issues.push(issue("team.too-many", { found: teams.length, limit: mostTeams, column: heading(teamColumn) }));
  const unassigned = division.placed.size - teamOfArea.size;
  if (unassigned > 0) issues.push(issue("team.areas-unassigned", { count: unassigned }));
  const adoptedFrom = settings.adoptedFrom ? parseDate(settings.adoptedFrom) : null;
  if (settings.adoptedFrom && adoptedFrom === null) issues.push(issue("date.setting-unreadable", {}));
  const order = [...teams].sort((a, b) => a.letter.localeCompare(b.letter, "sv"));
  const teamIndexes = Array.from({ length: division.placed.size }, () => -1);
  for (const [code, { team }] of teamOfArea) teamIndexes[division.placed.get(code) ?? -1] = order.indexOf(team);
  const records: CurrentDivision = {
    planName: settings.planName?.trim() || defaultPlanName,
    status: settings.status === "adopted" ? "adopted" : "draft",
    adoptedFrom,
    teams: order,
    teamIndexes,
  };
  return {
    records,
    issues: [...issues, ...findings.issues],
    onlyInFile: findings.onlyInFile,
    onlyInDivision: findings.onlyInDivision,
  };
}

export const currentDivision: Purpose<CurrentDivision> = {
  purpose: "current-division",
  name: { sv: "Dagens indelning", en: "Today's division" },
  help: {
    sv: "Vilket team varje område hör till i dag. Blir ett förslag att jämföra med; team som saknas läggs upp.",
    en: "Which team each area belongs to today. Becomes a plan to compare with; missing teams are created.",
  },
  accepts: tableFileEndings,
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
  guessSettings: () => ({ planName: defaultPlanName, status: "draft" }),
  check,
  load: loadCurrentDivision,
};
