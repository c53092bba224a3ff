// Numbers of people per area, age class, sex and date: SCB's exports, the municipality's warehouse, PxWeb and JSON-stat.

import { issue } from "../issues.ts";
import { loadPopulation, type PopulationRecords } from "../load/population.ts";
import { looksLikeExcelDate, parseAgeClass } from "../mapping/age-classes.ts";
import { areaCodeField, namedAndFilledWith, numericShare, sexField } from "../mapping/fields.ts";
import { compactText } from "../mapping/headings.ts";
import { columnsOf } from "../mapping/mapping.ts";
import { parsePeopleHeading } from "../mapping/people-headings.ts";
import { parseReferenceDate, yearMentioned } from "../mapping/periods.ts";
import { readPopulationCells } from "../validate/population-cells.ts";
import { populationRecords } from "../validate/population-records.ts";
import { columnCells } from "../validate/source-table.ts";
import { type CheckInput, type Purpose, type Settings, tableFileEndings } from "./purpose.ts";

const dateHeadings = [/^(uttagsdatum|referensdatum|datum|date|referencedate)$/, /^(ar|tid|year|time|period)$/];
const ageHeadings = [/^(aldersintervall.*|aldersklass|aldersgrupp|alder|age|ageclass|agegroup)$/];
const peopleNames = /^(antal.*|folkmangd.*|befolkning.*|people|persons|count|value|varde|population)$/;

/** A date no column gives: from the headings' years, or else the year in the file's name (told as a guess). */
function guessSettings({ table, mapping }: CheckInput): Settings {
  const hasDate = (mapping.date?.length ?? 0) > 0;
  const hasYears = columnsOf(table, mapping, "people").some((index) => {
    const column = table.columns[index];
    return column !== undefined && parsePeopleHeading(column)?.year != null;
  });
  if (hasDate || hasYears) return {};
  const year = yearMentioned(table.remarks.slice(0, 3).join(" ")) ?? yearMentioned(table.fileName);
  return year === null ? {} : { date: `${year}-12-31` };
}

async function check(input: CheckInput) {
  const { table, mapping, context, settings } = input;
  const { division } = context;
  if (!division) throw new Error("Expected a division for population counts, found none");
  const cells = readPopulationCells(input, division);
  const { records, issues } = populationRecords(cells);
  const used = new Set(Object.values(mapping).flat());
  const dated = table.columns.filter(
    ({ name }, index) => !used.has(name) && looksLikeExcelDate(name) && numericShare(columnCells(table, index)) > 0.5,
  );
  const dateIssues = dated.map(({ name }) => issue("count.age-class-is-date", { value: name, row: 1, column: name }));
  const badDate =
    settings.date && parseReferenceDate(settings.date) === null ? [issue("date.setting-unreadable", {})] : [];
  return {
    records: { rows: records, restCodes: cells.findings.restCodes },
    issues: [...cells.issues, ...issues, ...dateIssues, ...badDate],
    onlyInFile: cells.findings.onlyInFile,
    onlyInDivision: cells.findings.onlyInDivision,
  };
}

export const population: Purpose<PopulationRecords> = {
  purpose: "population",
  name: { sv: "Befolkning efter ålder", en: "Population by age" },
  help: {
    sv: "Antal personer per område och åldersklass, gärna per kön. En kolumn per åldersklass eller en rad per klass går lika bra.",
    en: "People per area and age class, by sex if known. A column per class and a row per class are both fine.",
  },
  accepts: tableFileEndings,
  needsDivision: true,
  isSensitive: false,
  fields: [
    areaCodeField(),
    {
      key: "age",
      name: { sv: "Åldersklass", en: "Age class" },
      required: false,
      repeated: true,
      headings: ageHeadings,
      fits: namedAndFilledWith(ageHeadings, (text) => parseAgeClass(text) !== null),
    },
    sexField(),
    {
      key: "date",
      name: { sv: "Datum eller år", en: "Date or year" },
      required: false,
      repeated: false,
      headings: dateHeadings,
      fits: namedAndFilledWith(dateHeadings, (text) => parseReferenceDate(text) !== null),
    },
    {
      key: "people",
      name: { sv: "Antal personer", en: "People" },
      required: true,
      repeated: true,
      headings: [peopleNames],
      fits: (column, cells) => {
        if (numericShare(cells) < 0.5) return 0;
        const isNamed = peopleNames.test(compactText(column.name)) || parsePeopleHeading(column) !== null;
        return isNamed ? 0.7 : 0;
      },
    },
  ],
  settings: [
    {
      key: "date",
      name: { sv: "Datum som siffrorna avser", en: "Date the numbers refer to" },
      kind: "date",
      required: false,
      choices: [],
    },
  ],
  guessSettings,
  check,
  load: loadPopulation,
};
