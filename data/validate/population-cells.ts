// Reads every number of people in a file with its area, date, age class and sex, from long, wide and mixed tables.
import type { Cell } from "../formats/types.ts";
import { type Issue, issue } from "../issues.ts";
import { type AgeClass, looksLikeExcelDate, openAge, parseAgeClass } from "../mapping/age-classes.ts";
import { columnOf, columnsOf } from "../mapping/mapping.ts";
import { parsePeopleHeading } from "../mapping/people-headings.ts";
import { isAmbiguousDate, parseReferenceDate } from "../mapping/periods.ts";
import { parseSex, type Sex } from "../mapping/sexes.ts";
import type { CheckInput, DivisionFacts } from "../purposes/purpose.ts";
import { type AreaCodeFindings, areaCodeTally } from "./area-code-tally.ts";
import { takeCount } from "./number-issues.ts";
import { decimalSignOf, type MissingReason } from "./numbers.ts";
import { cellText } from "./source-table.ts";

/** One number of the file. */
export interface PopulationCell {
  readonly areaCode: string;
  readonly isUnplaced: boolean;
  readonly date: string;
  readonly ageClass: AgeClass | "total";
  readonly sex: Sex;
  readonly people: number | null;
  readonly missingReason: MissingReason | null;
  readonly row: number;
  readonly column: string;
}

export interface PopulationCells {
  readonly cells: readonly PopulationCell[];
  /** Numbers of rows that are the whole municipality: a check, never loaded. */
  readonly municipalityCells: readonly PopulationCell[];
  readonly issues: readonly Issue[];
  readonly findings: AreaCodeFindings;
}

interface RowFacts {
  readonly date: string | null;
  readonly ageClass: AgeClass | "total" | null;
  readonly sex: Sex | null;
}

/** Both the five-year and the school-stage class of a row hold, so its people are of the ages the two have in common. */
function intersect(classes: readonly (AgeClass | "total")[]): AgeClass | "total" | null {
  const spans = classes.filter((one) => one !== "total");
  if (spans.length === 0) return classes.length === 0 ? null : "total";
  const from = Math.max(...spans.map((span) => span.from));
  const to = Math.min(...spans.map((span) => span.to));
  return from > to ? null : { from, to };
}

function reader(input: CheckInput, issues: Issue[]) {
  const { table, mapping, settings } = input;
  const ageColumns = columnsOf(table, mapping, "age");
  const sexColumn = columnOf(table, mapping, "sex");
  const dateColumn = columnOf(table, mapping, "date");
  const settingDate = settings.date ? parseReferenceDate(settings.date) : null;
  const heading = (index: number) => table.columns[index]?.name ?? "";
  const told = new Set<string>();
  const tellOnce = (key: string, one: () => Issue) => {
    if (!told.has(key)) issues.push(one());
    told.add(key);
  };

  const ageOf = (cells: readonly Cell[], row: number): AgeClass | "total" | null | "trouble" => {
    const classes: (AgeClass | "total")[] = [];
    for (const index of ageColumns) {
      const text = cellText(cells[index]);
      const parsed = parseAgeClass(text);
      if (parsed === null) {
        const code = looksLikeExcelDate(text) ? "count.age-class-is-date" : "count.unknown-age-class";
        tellOnce(`age ${text}`, () => issue(code, { value: text, row, column: heading(index) }));
        return "trouble";
      }
      classes.push(parsed);
    }
    const common = intersect(classes);
    if (common === null && classes.length > 0) {
      issues.push(issue("population.ages-disagree", { row }));
      return "trouble";
    }
    return common;
  };

  const sexOf = (cells: readonly Cell[], row: number): Sex | null | "trouble" => {
    if (sexColumn === -1) return null;
    const text = cellText(cells[sexColumn]);
    const sex = parseSex(text);
    if (sex !== null) return sex;
    tellOnce(`sex ${text}`, () => issue("population.unknown-sex", { value: text, row, column: heading(sexColumn) }));
    return "trouble";
  };

  const dateOf = (cells: readonly Cell[], row: number): string | null | "trouble" => {
    if (dateColumn === -1) return null;
    const text = cellText(cells[dateColumn]);
    const date = parseReferenceDate(text);
    if (date === null) {
      const code = isAmbiguousDate(text) ? "date.ambiguous" : "date.unreadable";
      tellOnce(`date ${text}`, () => issue(code, { row, column: heading(dateColumn), value: text }));
      return "trouble";
    }
    if (settingDate !== null && date !== settingDate) {
      tellOnce("conflict", () =>
        issue("date.conflict", { row, column: heading(dateColumn), fileDate: date, chosenDate: settingDate }),
      );
      return "trouble";
    }
    return date;
  };

  return {
    settingDate,
    factsOf(cells: readonly Cell[], row: number): RowFacts | null {
      const ageClass = ageOf(cells, row);
      const sex = sexOf(cells, row);
      const date = dateOf(cells, row);
      return ageClass === "trouble" || sex === "trouble" || date === "trouble" ? null : { ageClass, sex, date };
    },
  };
}

/** Reads all numbers of a table of people. Bad input gives issues; the cells hold whatever could be read. */
export function readPopulationCells(input: CheckInput, division: DivisionFacts): PopulationCells {
  const { table, mapping } = input;
  const issues: Issue[] = [];
  const rows = reader(input, issues);
  const areaColumn = columnOf(table, mapping, "area");
  const peopleColumns = columnsOf(table, mapping, "people").map((index) => {
    const column = table.columns[index];
    return { index, name: column?.name ?? "", told: column ? parsePeopleHeading(column) : null };
  });
  const sign = decimalSignOf(table.rows.flatMap(({ cells }) => peopleColumns.map(({ index }) => cells[index] ?? null)));
  if (sign === "mixed") issues.push(issue("number.mixed-decimals", { file: table.fileName }));
  const tally = areaCodeTally({ division, column: table.columns[areaColumn]?.name ?? "", fileName: table.fileName });
  const cells: PopulationCell[] = [];
  const municipalityCells: PopulationCell[] = [];
  let dateIsMissing = false;

  for (const { row, cells: values } of table.rows) {
    const counts = peopleColumns.map((column) => ({
      column,
      count: takeCount(values[column.index] ?? null, sign, row, column.name, issues),
    }));
    const place = tally.read(
      values[areaColumn] ?? null,
      row,
      counts.some(({ count }) => count === null || (count.value ?? 0) > 0),
    );
    if (place.kind === "left-out" || place.kind === "parent") continue;
    const facts = rows.factsOf(values, row);
    if (facts === null) continue;
    for (const { column, count } of counts) {
      if (count === null) continue;
      const yearDate = column.told?.year ? `${column.told.year}-12-31` : null;
      const date = facts.date ?? yearDate ?? rows.settingDate;
      if (date === null) {
        dateIsMissing = true;
        continue;
      }
      const target = place.kind === "municipality" ? municipalityCells : cells;
      target.push({
        areaCode: place.kind === "municipality" ? division.municipalityCode : place.code,
        isUnplaced: place.kind === "unplaced",
        date,
        ageClass: facts.ageClass ?? column.told?.ageClass ?? "total",
        sex: facts.sex ?? column.told?.sex ?? "T",
        people: count.value,
        missingReason: count.missingReason,
        row,
        column: column.name,
      });
    }
  }
  if (dateIsMissing) issues.push(issue("date.missing", { file: table.fileName }));
  const findings = tally.finish();
  return {
    cells: cells.filter(({ areaCode }) => !findings.restTotals.has(areaCode)),
    municipalityCells,
    issues: [...issues, ...findings.issues],
    findings,
  };
}

/** Lower and upper age of a class as they are stored; all ages are 0 and openAge. */
export function agesOf(ageClass: AgeClass | "total"): AgeClass {
  return ageClass === "total" ? { from: 0, to: openAge } : ageClass;
}
