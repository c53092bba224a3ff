// Described statistics per area: one row per variable (SCB's NYKO view) or one column per indicator.
import { type Issue, issue } from "../issues.ts";
import { declaredIndicators, type IndicatorRecords, type IndicatorValue, loadIndicators } from "../load/indicators.ts";
import { certaintyFields, pairCertainty } from "../mapping/certainty-columns.ts";
import { areaCodeField, areaCodeShare, numericShare, sexField, yearField } from "../mapping/fields.ts";
import { compactText } from "../mapping/headings.ts";
import { describeIndicator, type IndicatorDefinition, reckonedBases } from "../mapping/indicator-catalogue.ts";
import { columnOf, columnsOf } from "../mapping/mapping.ts";
import { parseYear, parseYearOfDate, yearMentioned } from "../mapping/periods.ts";
import { parseSex, type Sex } from "../mapping/sexes.ts";
import { areaCodeTally } from "../validate/area-code-tally.ts";
import { readCertainty } from "../validate/indicator-certainty.ts";
import { takeNumber } from "../validate/number-issues.ts";
import { decimalSignOf } from "../validate/numbers.ts";
import { indicatorGuard } from "../validate/open-indicators.ts";
import { cellText } from "../validate/source-table.ts";
import { type CheckInput, type Purpose, type Settings, tableFileEndings } from "./purpose.ts";

const variableHeadings = [/^(variabel|indikator|indicator|variable|nyckeltal|matt|tabellinnehall)$/];
const yearHeadings = [/^(ar|year|artal|period|tid)$/];
const notIndicators =
  /^(pop|folkmangd|befolkning|antalpersoner|.*(lat|lon|latitude|longitude|east|north)$|.*count$|id$|kommun(kod)?$|lan(kod)?$|row$|rad$|objectid|fid)/;

interface ColumnTold {
  readonly index: number;
  readonly name: string;
  readonly definition: IndicatorDefinition | null;
  readonly sex: Sex | null;
  readonly year: number | null;
}

function guessSettings({ table, mapping }: CheckInput): Settings {
  const isDated =
    (mapping.year?.length ?? 0) > 0 || (mapping.values ?? []).every((name) => yearMentioned(name) !== null);
  const year = isDated ? null : (yearMentioned(table.remarks.slice(0, 3).join(" ")) ?? yearMentioned(table.fileName));
  return { source: "SCB", ...(year === null ? {} : { year: String(year) }) };
}

function tellColumns({ table, mapping }: CheckInput, isLong: boolean): ColumnTold[] {
  return columnsOf(table, mapping, "values").map((index) => {
    const name = table.columns[index]?.name ?? "";
    const sex = parseSex(name);
    return {
      index,
      name,
      sex,
      year: yearMentioned(name),
      definition: isLong || sex !== null ? null : describeIndicator(name),
    };
  });
}

function rangeIssue(
  { unit, name }: IndicatorDefinition,
  value: number | null,
  row: number,
  column: string,
): Issue | null {
  if (value === null || unit !== "%" || (value >= 0 && value <= 100)) return null;
  return issue("indicator.share-out-of-range", { row, column, indicator: name });
}

async function check(input: CheckInput) {
  const { table, mapping, settings, context } = input;
  const { division } = context;
  if (!division) throw new Error("Expected a division for indicators, found none");
  const issues: Issue[] = [];
  const [areaColumn, variableColumn, yearColumn, sexColumn] = (["area", "indicator", "year", "sex"] as const).map(
    (key) => columnOf(table, mapping, key),
  ) as [number, number, number, number];
  const isLong = variableColumn !== -1;
  const columns = tellColumns(input, isLong);
  const heading = (index: number) => table.columns[index]?.name ?? "";
  const settingYear = settings.year ? parseYear(settings.year) : null;
  const certainty = pairCertainty(table, mapping, columns);
  for (const column of certainty.unpaired) issues.push(issue("indicator.certainty-unpaired", { column }));
  const numberColumns = [
    ...columns.map(({ index }) => index),
    ...[...certainty.byValueColumn.values()].flatMap((paired) => Object.values(paired)),
  ];
  const sign = decimalSignOf(table.rows.flatMap(({ cells }) => numberColumns.map((index) => cells[index] ?? null)));
  if (sign === "mixed") issues.push(issue("number.mixed-decimals", { file: table.fileName }));
  const tally = areaCodeTally({ division, column: heading(areaColumn), fileName: table.fileName, keepsParents: true });
  const values = new Map<string, IndicatorValue & { row: number }>();
  const definitions = new Map<string, IndicatorDefinition>();
  const isDeclared = settings.published === "yes";
  const declaredKeys = await declaredIndicators(context.queryable, context.municipalityCode);
  const guard = indicatorGuard(table.fileName, isDeclared, declaredKeys);
  const certainCounts = new Map<string, number>();
  let [yearIsMissing, saidNothingCount] = [false, 0];

  for (const { row, cells } of table.rows) {
    const numbers = columns.map((column) => ({
      column,
      number: takeNumber(cells[column.index] ?? null, sign, row, column.name, issues),
    }));
    const place = tally.read(
      cells[areaColumn] ?? null,
      row,
      numbers.some(({ number }) => number?.value != null),
    );
    if (place.kind === "left-out" || place.kind === "municipality") continue;
    const variable = isLong ? cellText(cells[variableColumn]) : null;
    if (variable === "") {
      issues.push(issue("indicator.name-missing", { row, column: heading(variableColumn) }));
      continue;
    }
    const rowYear = yearColumn === -1 ? null : parseYearOfDate(cellText(cells[yearColumn]));
    if (yearColumn !== -1 && rowYear === null) {
      issues.push(issue("client.unknown-year", { row, column: heading(yearColumn) }));
      continue;
    }
    const rowSex = sexColumn === -1 ? null : parseSex(cellText(cells[sexColumn]));
    for (const { column, number } of numbers) {
      const definition = variable === null ? column.definition : describeIndicator(variable);
      if (number === null || definition === null) continue;
      const period = rowYear ?? column.year ?? settingYear;
      if (period === null) {
        yearIsMissing = true;
        continue;
      }
      const outOfRange = rangeIssue(definition, number.value, row, column.name);
      if (outOfRange) issues.push(outOfRange);
      const verdict = guard.judge(variable ?? column.name, definition);
      if (verdict) issues.push(verdict);
      definitions.set(definition.key, definition);
      const sex = rowSex ?? column.sex ?? "T";
      const key = `${definition.key}|${place.code}|${period}|${sex}`;
      const read = readCertainty(
        certainty.byValueColumn.get(column.index),
        number.value,
        { row, cells },
        heading,
        sign,
        issues,
      );
      const { saidNothing, ...certain } = read;
      if (saidNothing) saidNothingCount += 1;
      if (Object.values(certain).some((one) => one !== null)) {
        certainCounts.set(definition.key, (certainCounts.get(definition.key) ?? 0) + 1);
      }
      const before = values.get(key);
      if (before && before.value !== number.value) {
        issues.push(issue("count.duplicate", { row, firstRow: before.row, area: place.code, column: column.name }));
      }
      values.set(key, {
        indicatorKey: definition.key,
        areaCode: place.code,
        period,
        sex,
        value: number.value,
        missingReason: number.missingReason,
        ...certain,
        row,
      });
    }
  }
  for (const [key, count] of certainCounts) {
    const code = reckonedBases[key] === undefined ? "indicator.certainty-read" : "indicator.base-reckoned";
    issues.push(issue(code, { indicator: definitions.get(key)!.name, count }));
  }
  if (saidNothingCount > 0) issues.push(issue("indicator.certainty-says-nothing", { count: saidNothingCount }));
  if (yearIsMissing) issues.push(issue("date.missing", { file: table.fileName }));
  const findings = tally.finish();
  const rows = [...values.values()].filter(({ areaCode }) => !findings.restTotals.has(areaCode));
  const unknownCount = rows.filter(({ value }) => value === null).length;
  if (unknownCount > 0) issues.push(issue("count.unknown-values", { count: unknownCount }));
  return {
    records: {
      definitions: [...definitions.values()],
      values: rows,
      source: settings.source?.trim() || "okänd",
      declared: isDeclared ? guard.unknownKeys() : [],
    },
    issues: [...issues, ...findings.issues],
    onlyInFile: findings.onlyInFile,
    onlyInDivision: findings.onlyInDivision,
  };
}

export const indicators: Purpose<IndicatorRecords> = {
  purpose: "indicators",
  name: { sv: "Indikatorer", en: "Indicators" },
  help: {
    sv: "Andelar, medianer och index per område och år: en rad per variabel (som SCB:s NYKO-uttag) eller en kolumn per indikator. Säger filen också hur säkra värdena är får de intervall i områdesprofilen: en kolumn med bas (antal personer), medelfel, felmarginal eller 95 % intervall (nedre och övre gräns). Är indikatorerna flera heter kolumnen som indikatorn och det den säger, till exempel Trygghet bas.",
    en: "Shares, medians and indexes per area and year: a row per variable (as SCB's NYKO extracts) or a column per indicator. Where the file also says how certain the values are they have intervals in the area profile: a column with the base (number of people), standard error, margin of error or 95% interval (lower and upper limit). With several indicators the column is named as the indicator and what it says, for example Safety base.",
  },
  accepts: tableFileEndings,
  needsDivision: true,
  isSensitive: false,
  fields: [
    areaCodeField(),
    {
      key: "indicator",
      name: { sv: "Variabel", en: "Variable" },
      required: false,
      repeated: false,
      headings: variableHeadings,
    },
    yearField(yearHeadings),
    sexField(),
    {
      key: "values",
      name: { sv: "Värde", en: "Value" },
      required: true,
      repeated: true,
      headings: [],
      fits: (column, cells, context) => {
        const isOther = notIndicators.test(compactText(column.name)) || areaCodeShare(cells, context) > 0.5;
        return isOther || numericShare(cells) < 0.6 ? 0 : 0.6;
      },
    },
    ...certaintyFields(),
  ],
  settings: [
    { key: "source", name: { sv: "Källa", en: "Source" }, kind: "text", required: false, choices: [] },
    {
      key: "year",
      name: { sv: "År som värdena avser", en: "Year the values refer to" },
      kind: "number",
      required: false,
      choices: [],
    },
    {
      key: "published",
      name: {
        sv: "Är de indikatorer som programmet inte känner publicerad statistik?",
        en: "Are the indicators that the program does not know published statistics?",
      },
      kind: "choice",
      required: false,
      isDeclaration: true,
      choices: [
        {
          value: "yes",
          name: {
            sv: "Ja, och de bygger inte på kommunens egna kontakter med människor",
            en: "Yes, and they do not rest on the municipality's own contacts with people",
          },
        },
      ],
    },
  ],
  guessSettings,
  check,
  load: loadIndicators,
};
