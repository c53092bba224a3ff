// Schools, pre-schools, family centres and other meeting places: registers, skoldata 1.1, the municipality's own lists, point layers.
import { type Issue, issue } from "../issues.ts";
import { type ArenaRecord, type ArenaRecords, loadArenas } from "../load/arenas.ts";
import { newestDivisionId } from "../load/division-facts.ts";
import { type ArenaKind, parseArenaKind } from "../mapping/arena-kinds.ts";
import { compactText, keyFromText, plainText } from "../mapping/headings.ts";
import { columnOf } from "../mapping/mapping.ts";
import { isAmbiguousDate, parseDate, parseMonth, parseYear } from "../mapping/periods.ts";
import { areasOfPoints } from "../validate/area-of-points.ts";
import { numberIssue } from "../validate/number-issues.ts";
import { readCount } from "../validate/numbers.ts";
import { holdsPersonName } from "../validate/person-names.ts";
import { coordinateFields, readPoints } from "../validate/points.ts";
import { cellText } from "../validate/source-table.ts";
import {
  type CheckInput,
  type Field,
  geographicFileEndings,
  type Purpose,
  type Settings,
  tableFileEndings,
} from "./purpose.ts";

const field = (key: string, sv: string, en: string, headings: readonly RegExp[], required = false): Field => ({
  key,
  name: { sv, en },
  required,
  repeated: false,
  headings,
});

const kindChoices = [
  { value: "school", name: { sv: "Skola", en: "School" } },
  { value: "preschool", name: { sv: "Förskola", en: "Pre-school" } },
  { value: "family-centre", name: { sv: "Familjecentral", en: "Family centre" } },
  { value: "bvc", name: { sv: "BVC", en: "Child health centre" } },
  { value: "youth-centre", name: { sv: "Fritidsgård", en: "Youth centre" } },
  { value: "open-preschool", name: { sv: "Öppen förskola", en: "Open pre-school" } },
  { value: "other", name: { sv: "Annat", en: "Other" } },
] as const satisfies readonly { value: ArenaKind; name: { sv: string; en: string } }[];

function isKind(text: string | undefined): text is ArenaKind {
  return kindChoices.some(({ value }) => value === text);
}

function guessSettings({ table }: CheckInput): Settings {
  const headings = table.columns.map(({ name }) => compactText(name));
  const has = (pattern: RegExp) => headings.some((heading) => pattern.test(heading));
  const isSchool = has(/^(schoolunitcode|skolenhetskod)$/);
  const isScb = has(/^cfarn/) || (has(/^firmabenamning$|^firmaben$/) && has(/^foretagsnamn$/));
  const words = `${plainText(table.name)} ${plainText(table.fileName)}`;
  const kind = isSchool
    ? "school"
    : isScb || /forskol|preschool/.test(words)
      ? "preschool"
      : /skol|school/.test(words)
        ? "school"
        : "";
  return { source: isSchool ? "skolverket" : isScb ? "scb" : "kommunen", ...(kind === "" ? {} : { kind }) };
}

function contactRole(text: string, row: number, column: string, issues: Issue[]): string | null {
  if (text === "") return null;
  if (!text.includes("@") && !holdsPersonName(text)) return text;
  issues.push(issue("arena.contact-is-person", { row, column }));
  return null;
}

function readFlag(text: string): boolean | null {
  if (/^(ja|j|yes|y|true|sant|x|1|prioriterad)$/i.test(text)) return true;
  return /^(nej|n|no|false|falskt|0|)$/i.test(text) ? false : null;
}

/** The first day of a year or a month that stands alone, or the day; null when the text is none of them. */
function firstDay(text: string): string | null {
  const year = parseYear(text);
  return year === null ? (parseDate(text) ?? parseMonth(text)) : `${year}-01-01`;
}

async function check(input: CheckInput) {
  const { table, mapping, settings, context } = input;
  const issues: Issue[] = [];
  const points = readPoints(input, issues);
  const columns = new Map(arenas.fields.map(({ key }) => [key, columnOf(table, mapping, key)]));
  const heading = (key: string) => table.columns[columns.get(key) ?? -1]?.name ?? "";
  const isMapped = (key: string) => (columns.get(key) ?? -1) !== -1;
  const records: ArenaRecord[] = [];
  const rows: number[] = [];
  const firstRows = new Map<string, number>();
  let elsewhere = 0;

  table.rows.forEach(({ row, cells }, index) => {
    const text = (key: string) => cellText(cells[columns.get(key) ?? -1]);
    const municipality = text("municipality");
    if (/^\d{3,4}$/.test(municipality) && municipality.padStart(4, "0") !== context.municipalityCode) {
      elsewhere += 1;
      return;
    }
    const name = text("name");
    if (name === "") {
      issues.push(issue("name.missing", { row, column: heading("name") }));
      return;
    }
    const kindText = text("kind");
    const kind = kindText === "" ? (isKind(settings.kind) ? settings.kind : null) : parseArenaKind(kindText);
    if (kind === null) {
      issues.push(issue("arena.unknown-kind", { row, column: heading("kind") || "typ" }));
      return;
    }
    const externalId = text("id") || keyFromText(name);
    const firstRow = firstRows.get(externalId);
    if (firstRow !== undefined) {
      issues.push(issue("arena.duplicate-id", { row, firstRow }));
      return;
    }
    firstRows.set(externalId, row);
    const children = readCount(text("children").replace(/^(cirka|ca\.?|c:a)\s*/i, ""), "unknown");
    if (children.kind === "trouble") issues.push(numberIssue(children.trouble, row, heading("children")));
    const priority = isMapped("priority") ? readFlag(text("priority")) : null;
    if (isMapped("priority") && priority === null)
      issues.push(issue("arena.unknown-priority", { row, column: heading("priority") }));
    const sinceText = text("prioritySince");
    const since = sinceText === "" ? null : firstDay(sinceText);
    if (sinceText !== "" && since === null)
      issues.push(
        issue(isAmbiguousDate(sinceText) ? "date.ambiguous" : "date.unreadable", {
          row,
          column: heading("prioritySince"),
        }),
      );
    const point = points[index] ?? null;
    if (point === null) issues.push(issue("arena.no-position", { row }));
    records.push({
      externalId,
      name,
      kind,
      organiser: text("organiser") || null,
      children: children.kind === "number" ? children.value : null,
      priority,
      priorityReason: text("priorityReason") || null,
      prioritySince: priority === true ? since : null,
      contactRole: contactRole(text("contactRole"), row, heading("contactRole"), issues),
      point,
    });
    rows.push(row);
  });

  if (elsewhere > 0) issues.push(issue("arena.elsewhere", { count: elsewhere }));
  if (!settings.source?.trim()) issues.push(issue("setting.missing", { setting: { sv: "Källa", en: "Source" } }));
  if (records.length === 0) issues.push(issue("arena.none", { file: table.fileName }));
  issues.push(...sharedPositions(records, rows), ...(await outsideIssues(input, records, rows)));
  return {
    records: { source: settings.source?.trim() ?? "", arenas: records, hasPriority: isMapped("priority") },
    issues,
    onlyInFile: [],
    onlyInDivision: [],
  };
}

function sharedPositions(records: readonly ArenaRecord[], rows: readonly number[]): Issue[] {
  const byPoint = new Map<string, number[]>();
  records.forEach(({ point }, index) => {
    if (point)
      byPoint.set(point.map((value) => value.toFixed(0)).join(), [
        ...(byPoint.get(point.map((value) => value.toFixed(0)).join()) ?? []),
        rows[index] ?? 0,
      ]);
  });
  return [...byPoint.values()]
    .filter((sharing) => sharing.length > 2)
    .map((sharing) => issue("arena.shared-position", { row: sharing[0] ?? 0, sharedCount: sharing.length }));
}

async function outsideIssues(
  { context }: CheckInput,
  records: readonly ArenaRecord[],
  rows: readonly number[],
): Promise<Issue[]> {
  const { queryable, municipalityCode, division } = context;
  const divisionId = division?.id ?? (await newestDivisionId(queryable, municipalityCode));
  if (divisionId === null) return [];
  const placed = records.flatMap(({ point }, index) => (point ? [{ point, row: rows[index] ?? 0 }] : []));
  const codes = await areasOfPoints(
    queryable,
    municipalityCode,
    divisionId,
    placed.map(({ point }) => point),
  );
  return placed
    .filter((_, index) => codes[index] === null)
    .map(({ row }) => issue("arena.outside-municipality", { row }));
}

export const arenas: Purpose<ArenaRecords> = {
  purpose: "arenas",
  name: { sv: "Skolor, förskolor och andra arenor", en: "Schools, pre-schools and other arenas" },
  help: {
    sv: "En rad eller punkt per verksamhet. Kontakt anges som roll (till exempel rektor), aldrig som namn.",
    en: "One row or point per arena. A contact is a role (such as head teacher), never a name.",
  },
  accepts: [...tableFileEndings, ...geographicFileEndings],
  needsDivision: false,
  isSensitive: false,
  fields: [
    field("id", "Id (till exempel skolenhetskod)", "Id (for example school unit code)", [
      /^(schoolunitcode|skolenhetskod|cfarnummer|cfarnr|externalid|arenaid)$/,
      /^(id|kod|enhetskod|objectid)$/,
    ]),
    field(
      "name",
      "Namn",
      "Name",
      [
        /^(namn|name|displayname|skolenhetsnamn|skolnamn|firmabenamning|firmaben|verksamhet(sställe|snamn)?|enhet)$/,
        /^(foretagsnamn|arena)$/,
      ],
      true,
    ),
    field("kind", "Slag", "Kind", [
      /^(kind|typ|type|slag|verksamhetstyp|schooltype|arenatyp|skolform|schoolform|form)$/,
    ]),
    field("organiser", "Huvudman", "Organiser", [
      /^(huvudman|organisation|organiser|organizer|foretagsnamn|driftsform|principaltype|regi)$/,
    ]),
    field("children", "Antal barn eller elever", "Children or pupils", [
      /^(antalbarn|antalelever|barn|elever|pupils(approx)?|children|numberof(pupils|children)|platser|totalnumberofpupils|inskrivna)$/,
    ]),
    field("priority", "Prioriterad", "Priority", [/^(prioriterad|prioriterat|prioritet|priority|prio)$/]),
    field("priorityReason", "Varför prioriterad", "Why priority", [
      /^(motivering|prioriteringsgrund|priorityreason|skal|orsak|reason)$/,
    ]),
    field(
      "prioritySince",
      "Prioriterad sedan (dag, månad eller år; räknas från dess första dag)",
      "Priority since (day, month or year; counts from its first day)",
      [/^(prioriterad|prioritet|prio|priority)_?(sedan|fran|since|from)$/, /^(sedan|since)$/],
    ),
    field("contactRole", "Kontakt (roll)", "Contact (role)", [
      /^(kontaktroll|kontakt|contactrole|roll|kontaktfunktion|funktion)$/,
    ]),
    field("municipality", "Kommunkod", "Municipality code", [
      /^(kommunkod|kommun|municipalitycode|municipality|source)$/,
    ]),
    ...coordinateFields,
  ],
  settings: [
    {
      key: "source",
      name: { sv: "Källa (samma namn vid nästa inläsning)", en: "Source (the same at the next import)" },
      kind: "text",
      required: true,
      choices: [],
    },
    {
      key: "kind",
      name: { sv: "Slag för rader som inte säger det", en: "Kind of rows that do not say" },
      kind: "choice",
      required: false,
      choices: kindChoices,
    },
  ],
  guessSettings,
  check,
  load: loadArenas,
};
