// Protected numbers of clients: totals by year and case types by fixed three-year period, rounded at the publication area.
import { keyFromText } from "../../data/mapping/headings.ts";
import type { Queryable } from "../../data/queryable.ts";
import { apportion } from "../../engine/disclosure/apportion.ts";
import { completePeriods } from "../../engine/disclosure/case-type-periods.ts";
import { isAmbiguous, type ToldCount } from "../../engine/disclosure/feasible-counts.ts";
import { type KeyedHash, largestProtectedCount, protectClientCount } from "../../engine/disclosure/keyed-rounding.ts";
import { type ProtectedMeasure, type ProtectedValue, replaceProtectedValues } from "./protected-values.ts";
import type { PublicationArea } from "./publication-areas.ts";

/** Key of the measure of all clients; the same that planners' exact measure has. */
export const allClientsKey = "clients-all";

/** A case type is told, and named, only in periods in which it has a number above 0 in so many publication areas. */
const leastAreasWithCaseType = 5;

interface ExactRow {
  readonly areaCode: string;
  readonly year: number;
  readonly caseType: string;
  readonly clients: number | null;
  readonly missingReason: "suppressed" | "missing" | "less-than" | null;
}

interface CaseType {
  readonly name: string;
  readonly measure: ProtectedMeasure;
}

/** A count of one publication area: told, or why it is not. */
type Atom =
  | (ToldCount & { readonly missingReason?: never })
  | { readonly missingReason: NonNullable<ProtectedValue["missingReason"]> };

interface Series {
  readonly measure: ProtectedMeasure;
  readonly period: string;
  readonly firstYear: number;
  /** By publication area. */
  readonly atoms: Atom[];
}

/** The names that the keyed hash is given for the division. */
export interface ProtectedDivision {
  readonly id: string;
  readonly name: string;
}

/** Only years that this division tells; see `protected.client_years`. */
export async function protectClients(
  queryable: Queryable,
  keyedHash: KeyedHash,
  municipality: string,
  division: ProtectedDivision,
  areas: readonly PublicationArea[],
  years: readonly number[],
): Promise<void> {
  const rows = await readExact(queryable, municipality, division.id, years);
  const counts = tally(rows, areas);
  const present = years.filter((year) => rows.some((row) => row.year === year));
  const atomsOf = (family: string, measure: string, wanted: readonly string[]): Atom[] =>
    areas.map((area) => {
      if (!area.told) return { missingReason: "protected" };
      const cells = wanted.map((cell) => counts.get(`${area.name}|${cell}`) ?? { clients: 0, missingReason: null });
      const unknown = cells.find((cell) => cell.missingReason !== null);
      if (unknown) return { missingReason: unknown.missingReason! };
      const exact = cells.reduce((sum, { clients }) => sum + clients, 0);
      const subject = { family, division: division.name, area: area.name, measure };
      const protectedCount = protectClientCount(keyedHash, subject, exact, area.children);
      return { protectedCount, isCapped: protectedCount === largestProtectedCount(area.children) };
    });
  const totals = present.map(
    (year): Series => ({
      measure: allClients,
      period: String(year),
      firstYear: year,
      atoms: atomsOf("klienter", "total", [String(year)]),
    }),
  );
  const caseTypes = (await readCaseTypes(queryable, municipality)).flatMap(({ name, measure }) => {
    const own = present.filter((year) => rows.some((row) => row.year === year && row.caseType === name));
    return completePeriods(own).map(
      ({ firstYear, lastYear }): Series => ({
        measure,
        period: `${firstYear}-${lastYear}`,
        firstYear,
        atoms: atomsOf(
          "problem",
          keyFromText(name),
          present.filter((year) => year >= firstYear && year <= lastYear).map((year) => `${year}|${name}`),
        ),
      }),
    );
  });
  const told = caseTypes.filter(isCommon);
  withholdWhatCanBeWorkedBack(areas, totals, told);
  const series = [...totals, ...told];
  const measures = new Map(series.map(({ measure }) => [measure.key, measure]));
  const values = series.flatMap((one) => valuesOf(one, areas));
  await replaceProtectedValues(queryable, municipality, division.id, "clients", [...measures.values()], values);
}

const allClients: ProtectedMeasure = {
  key: allClientsKey,
  nameSv: "Klienter, alla ärendetyper",
  nameEn: "Clients, all case types",
  position: 100,
};

async function readExact(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
  years: readonly number[],
): Promise<ExactRow[]> {
  const { rows } = await queryable.query<ExactRow>(
    `select area_code as "areaCode", year, case_type as "caseType", clients, missing_reason as "missingReason"
     from exact.client_counts where municipality_code = $1 and division_id = $2::uuid and year = any ($3::integer[])`,
    [municipality, divisionId, years],
  );
  return rows;
}

/** Case types that have a measure of their own. */
async function readCaseTypes(queryable: Queryable, municipality: string): Promise<CaseType[]> {
  const { rows } = await queryable.query<{ key: string; caseType: string; position: number }>(
    `select key, case_types[1] as "caseType", position from statistics.measures
     where municipality_code = $1 and kind = 'clients' and cardinality(case_types) = 1 order by position, key`,
    [municipality],
  );
  return rows.map(({ key, caseType, position }) => ({
    name: caseType,
    measure: { key, nameSv: `Klienter, ${caseType}`, nameEn: `Clients, ${caseType}`, position },
  }));
}

interface Cell {
  clients: number;
  missingReason: ExactRow["missingReason"];
}

/** Sums by publication area and year, and by publication area, year and case type. One unknown part makes a sum unknown. */
function tally(rows: readonly ExactRow[], areas: readonly PublicationArea[]): Map<string, Cell> {
  const areaOfCode = new Map(areas.flatMap(({ name, areas: own }) => own.map(({ code }) => [code, name] as const)));
  const cells = new Map<string, Cell>();
  for (const { areaCode, year, caseType, clients, missingReason } of rows) {
    const area = areaOfCode.get(areaCode);
    for (const key of [`${area}|${year}`, `${area}|${year}|${caseType}`]) {
      const cell = cells.get(key) ?? { clients: 0, missingReason: null };
      cell.clients += clients ?? 0;
      cell.missingReason ??= missingReason;
      cells.set(key, cell);
    }
  }
  return cells;
}

function isCommon({ atoms }: Series): boolean {
  const above = atoms.filter((atom) => atom.missingReason === undefined && atom.protectedCount > 0);
  return above.length >= leastAreasWithCaseType;
}

/**
 * The years of a period add up to its case types, and each measure is rounded by one offset in all periods; so what is told
 * of an area could in rare cases narrow a count to fewer than five values. There its case types of the period are withheld.
 * What decides is the protected numbers alone.
 */
function withholdWhatCanBeWorkedBack(
  areas: readonly PublicationArea[],
  totals: readonly Series[],
  caseTypes: readonly Series[],
): void {
  const firstYears = [...new Set(caseTypes.map(({ firstYear }) => firstYear))];
  const keys = [...new Set(caseTypes.map(({ measure }) => measure.key))];
  const toldOf = (series: Series | undefined, area: number): ToldCount | null => {
    const atom = series?.atoms[area];
    return atom === undefined || atom.missingReason !== undefined ? null : atom;
  };
  for (const area of areas.keys()) {
    for (;;) {
      const periods = firstYears.map((firstYear) => ({
        totals: [firstYear, firstYear + 1, firstYear + 2].map((year) =>
          toldOf(
            totals.find((series) => series.firstYear === year),
            area,
          ),
        ),
        caseTypes: keys.map((key) =>
          toldOf(
            caseTypes.find((series) => series.measure.key === key && series.firstYear === firstYear),
            area,
          ),
        ),
      }));
      const ambiguous = isAmbiguous(periods);
      const withheld = caseTypes.filter(
        (series) => toldOf(series, area) !== null && !ambiguous[firstYears.indexOf(series.firstYear)],
      );
      if (withheld.length === 0) break;
      for (const series of withheld) series.atoms[area] = { missingReason: "protected" };
    }
  }
}

/** A joined area's number is parted by children in whole numbers, so that its areas always add up to it. */
function valuesOf({ measure, period, atoms }: Series, areas: readonly PublicationArea[]): ProtectedValue[] {
  return areas.flatMap((area, position) => {
    const atom = atoms[position]!;
    const told = atom.missingReason === undefined;
    const parts = told
      ? apportion(
          atom.protectedCount,
          area.areas.map(({ children }) => children),
        )
      : [];
    return area.areas.map(({ code }, index) => ({
      measureKey: measure.key,
      period,
      areaCode: code,
      value: told ? parts[index]! : null,
      missingReason: told ? null : atom.missingReason,
      estimated: false,
      rounded: told,
    }));
  });
}
