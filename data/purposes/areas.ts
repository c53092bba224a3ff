// A layer of areas becomes a division: an edition that is never edited in place.

import { bareCode, kindOfCode } from "../codes.ts";
import { type Issue, issue } from "../issues.ts";
import { divisionWithKey, loadAreas, type NewDivision } from "../load/areas.ts";
import { areaFields } from "../mapping/area-headings.ts";
import { keyFromText } from "../mapping/headings.ts";
import { columnOf } from "../mapping/mapping.ts";
import { parseReferenceDate, yearMentioned } from "../mapping/periods.ts";
import { divisionRecord } from "../validate/area-records.ts";
import { columnCells } from "../validate/source-table.ts";
import { type CheckInput, geographicFileEndings, type Purpose, type Settings } from "./purpose.ts";

const kindNames = { nyko: "NYKO", deso: "DeSO", regso: "RegSO", other: "Områden" } as const;
const defaultToleranceM = 1;
const largestToleranceM = 100;

function guessSettings({ table, mapping }: CheckInput): Settings {
  const codeColumn = columnOf(table, mapping, "code");
  const cells = codeColumn === -1 ? [] : columnCells(table, codeColumn);
  const kinds = cells.slice(0, 200).map((cell) => kindOfCode(bareCode(cell).text));
  const counts = (["deso", "regso", "nyko"] as const).map((kind) => ({
    kind,
    count: kinds.filter((one) => one === kind).length,
  }));
  const [likeliest] = counts.sort((a, b) => b.count - a.count);
  const kind = likeliest && likeliest.count > 0 ? likeliest.kind : "other";
  const year = yearMentioned(`${table.name} ${table.columns[codeColumn]?.name ?? ""} ${table.fileName}`);
  const name = `${kindNames[kind]}${year === null ? "" : ` ${year}`}`;
  return {
    name,
    edition: year === null ? "" : String(year),
    source: kind === "deso" || kind === "regso" ? "SCB" : "",
    tolerance: String(defaultToleranceM),
    duplicates: "refuse",
  };
}

function settingIssues(settings: Settings, toleranceM: number): Issue[] {
  const issues: Issue[] = [];
  for (const [key, sv, en] of [
    ["name", "Namn", "Name"],
    ["edition", "Utgåva", "Edition"],
    ["source", "Källa", "Source"],
  ] as const) {
    if (!settings[key]?.trim()) issues.push(issue("setting.missing", { setting: { sv: sv, en: en } }));
  }
  if (!(toleranceM >= 0 && toleranceM <= largestToleranceM))
    issues.push(issue("area.tolerance-out-of-range", { limitM: largestToleranceM }));
  if (settings.validFrom && parseReferenceDate(settings.validFrom) === null)
    issues.push(issue("date.setting-unreadable", {}));
  return issues;
}

async function check(input: CheckInput) {
  const { settings, table, context } = input;
  const toleranceM = Number((settings.tolerance || String(defaultToleranceM)).replace(",", "."));
  const issues = settingIssues(settings, toleranceM);
  if (!table.isConverted) issues.push(issue("crs.unknown", { file: table.fileName }));
  const { record, issues: found } = await divisionRecord(input);
  issues.push(...found);
  const name = settings.name?.trim() ?? "";
  const division: NewDivision = {
    ...record,
    key: keyFromText(settings.key?.trim() || name),
    name,
    edition: settings.edition?.trim() ?? "",
    source: settings.source?.trim() ?? "",
    validFrom: settings.validFrom ? parseReferenceDate(settings.validFrom) : null,
    toleranceM,
  };
  const present = await divisionWithKey(context.queryable, context.municipalityCode, division.key);
  if (present && present.contentHash !== division.contentHash) {
    issues.push(issue("area.division-changed", { name: present.name, key: division.key }));
  } else if (present) issues.push(issue("area.division-unchanged", { name: present.name }));
  return { records: division, issues, onlyInFile: [], onlyInDivision: [] };
}

const noChoices = [] as const;

export const areas: Purpose<NewDivision> = {
  purpose: "areas",
  name: { sv: "Områden", en: "Areas" },
  help: {
    sv: "Kartskikt med områdenas gränser och koder, till exempel NYKO, DeSO eller RegSO. Varje fil blir en egen utgåva.",
    en: "A map layer with the areas' borders and codes, for example NYKO, DeSO or RegSO. Each file becomes an edition of its own.",
  },
  accepts: geographicFileEndings,
  needsDivision: false,
  isSensitive: false,
  fields: areaFields,
  settings: [
    {
      key: "name",
      name: { sv: "Områdesindelningens namn", en: "Name of the division" },
      kind: "text",
      required: true,
      choices: noChoices,
    },
    {
      key: "edition",
      name: { sv: "Utgåva (till exempel 2025)", en: "Edition (for example 2025)" },
      kind: "text",
      required: true,
      choices: noChoices,
    },
    { key: "source", name: { sv: "Källa", en: "Source" }, kind: "text", required: true, choices: noChoices },
    {
      key: "key",
      name: { sv: "Kortnamn (tomt: bildas av namnet)", en: "Short key (empty: made from the name)" },
      kind: "text",
      required: false,
      choices: noChoices,
    },
    {
      key: "validFrom",
      name: { sv: "Gäller från", en: "Valid from" },
      kind: "date",
      required: false,
      choices: noChoices,
    },
    {
      key: "kind",
      name: { sv: "Slag (tomt: känns igen på koderna)", en: "Kind (empty: told by the codes)" },
      kind: "choice",
      required: false,
      choices: [
        { value: "nyko", name: { sv: "NYKO", en: "NYKO" } },
        { value: "deso", name: { sv: "DeSO", en: "DeSO" } },
        { value: "regso", name: { sv: "RegSO", en: "RegSO" } },
        { value: "other", name: { sv: "Annan indelning", en: "Another division" } },
      ],
    },
    {
      key: "level",
      name: { sv: "NYKO-nivå (antal siffror)", en: "NYKO level (digits)" },
      kind: "number",
      required: false,
      choices: noChoices,
    },
    {
      key: "tolerance",
      name: { sv: "Tolerans mellan gränser (meter)", en: "Tolerance between borders (metres)" },
      kind: "number",
      required: false,
      choices: noChoices,
    },
    {
      key: "duplicates",
      name: { sv: "Flera rader med samma kod", en: "Several rows with one code" },
      kind: "choice",
      required: false,
      choices: [
        { value: "refuse", name: { sv: "är ett fel", en: "are an error" } },
        { value: "merge", name: { sv: "är delar av samma område", en: "are parts of one area" } },
      ],
    },
  ],
  guessSettings,
  check,
  load: loadAreas,
};
