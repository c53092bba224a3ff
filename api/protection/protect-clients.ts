// Protected numbers of clients: totals by year and case types by fixed three-year period, rounded at the publication area.
import { keyFromText } from "../../data/mapping/headings.ts";
import type { Queryable } from "../../data/queryable.ts";
import { apportion } from "../../engine/disclosure/apportion.ts";
import { completePeriods } from "../../engine/disclosure/case-type-periods.ts";
import { isAmbiguous, type ToldCount } from "../../engine/disclosure/feasible-counts.ts";
import { type KeyedHash, largestProtectedCount, protectClientCount } from "../../engine/disclosure/keyed-rounding.ts";
import { isAtToldCap, knownChildren, type ToldChildren } from "../../engine/disclosure/told-cap.ts";
import { isWithheldByLot } from "../../engine/disclosure/withholding-lot.ts";
import { type ProtectedMeasure, type ProtectedValue, replaceProtectedValues } from "./protected-values.ts";
import { type PublicationArea, unplacedPublicationArea } from "./publication-areas.ts";
import { toldChildrenOf } from "./told-children.ts";

/** Key of the measure of all clients; the same that planners' exact measure has. */
const allClientsKey = "clients-all";

/** A case type is told, and named, only in periods in which it has a number above 0 in so many publication areas. */
const leastAreasWithCaseType = 5;

interface ExactRow {
  readonly areaCode: string;
  readonly year: number;
  readonly caseType: string;
  /** Null where the file does not say. */
  readonly clients: number | null;
}

interface CaseType {
  /** Spellings that differ in case or diacritics only are one and the same. */
  readonly key: string;
  readonly measure: ProtectedMeasure;
}

/** A count of one publication area: told, or why it is not. */
type Atom = (ToldCount & { readonly missingReason?: never }) | { readonly missingReason: "missing" | "protected" };

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
      const cells = wanted.map((cell) => {
        const clients = counts.get(`${area.name}|${cell}`);
        return clients === undefined ? 0 : clients;
      });
      // Not that the file says "fewer than 5": that would leave four values.
      if (cells.includes(null)) return { missingReason: "missing" };
      const exact = cells.reduce<number>((sum, clients) => sum + clients!, 0);
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
  const caseTypes = caseTypesOf(rows).flatMap(({ key, measure }) => {
    const own = present.filter((year) => rows.some((row) => row.year === year && keyFromText(row.caseType) === key));
    return completePeriods(own).map(
      ({ firstYear, lastYear }): Series => ({
        measure,
        period: `${firstYear}-${lastYear}`,
        firstYear,
        atoms: atomsOf(
          "problem",
          key,
          present.filter((year) => year >= firstYear && year <= lastYear).map((year) => `${year}|${key}`),
        ),
      }),
    );
  });
  const told = caseTypes.filter(isCommon);
  withholdByLot(keyedHash, division.name, areas, told);
  withholdWhatCanBeWorkedBack(areas, totals, told);
  const series = [...totals, ...told];
  const measures = new Map(series.map(({ measure }) => [measure.key, measure]));
  const children = areas.map((area) => toldChildrenOf(keyedHash, division.name, area));
  const values = series.flatMap((one) => valuesOf(one, areas, children));
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
    `select area_code as "areaCode", year, case_type as "caseType", clients
     from exact.client_counts where municipality_code = $1 and division_id = $2::uuid and year = any ($3::integer[])`,
    [municipality, divisionId, years],
  );
  return rows;
}

/** The case types there are, in the order of their keys whatever order the file has; none where there is one alone. */
function caseTypesOf(rows: readonly ExactRow[]): CaseType[] {
  const names = new Map<string, string>();
  for (const { caseType } of rows) {
    const key = keyFromText(caseType);
    const before = names.get(key);
    if (before === undefined || caseType < before) names.set(key, caseType);
  }
  if (names.size < 2) return [];
  return [...names.keys()].sort().map((key, index) => {
    const name = names.get(key)!;
    // The key that planners' exact measure of the case type has.
    const measureKey = keyFromText(`clients-${name}`);
    const texts = { nameSv: `Klienter, ${name}`, nameEn: `Clients, ${name}` };
    return { key, measure: { key: measureKey, ...texts, position: 101 + index } };
  });
}

/** Sums by publication area and year, and by publication area, year and case type. One unknown part makes a sum unknown. */
function tally(rows: readonly ExactRow[], areas: readonly PublicationArea[]): Map<string, number | null> {
  const areaOfCode = new Map(areas.flatMap(({ name, areas: own }) => own.map(({ code }) => [code, name] as const)));
  const cells = new Map<string, number | null>();
  for (const { areaCode, year, caseType, clients } of rows) {
    const area = areaOfCode.get(areaCode);
    for (const key of [`${area}|${year}`, `${area}|${year}|${keyFromText(caseType)}`]) {
      const before = cells.get(key);
      cells.set(key, clients === null || before === null ? null : (before ?? 0) + clients);
    }
  }
  return cells;
}

function isCommon({ atoms }: Series): boolean {
  const above = atoms.filter((atom) => atom.missingReason === undefined && atom.protectedCount > 0);
  return above.length >= leastAreasWithCaseType;
}

/** See `isWithheldByLot`. */
function withholdByLot(
  keyedHash: KeyedHash,
  division: string,
  areas: readonly PublicationArea[],
  caseTypes: readonly Series[],
): void {
  for (const { firstYear, atoms } of caseTypes) {
    for (const [position, { name, told }] of areas.entries()) {
      if (told && isWithheldByLot(keyedHash, division, name, firstYear)) {
        atoms[position] = { missingReason: "protected" };
      }
    }
  }
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

/**
 * A joined area's number is parted in whole numbers, so that its areas always add up to it, and by the children that
 * everybody is told: many numbers parted by exact ones would tell what these are.
 */
function valuesOf(
  { measure, period, atoms }: Series,
  areas: readonly PublicationArea[],
  toldChildren: readonly (readonly ToldChildren[])[],
): ProtectedValue[] {
  return areas.flatMap((area, position) => {
    const atom = atoms[position]!;
    const told = atom.missingReason === undefined;
    const children = toldChildren[position]!;
    const atCap = told && isAtToldCap(atom.protectedCount, childrenTold(area, children));
    const parts = told
      ? apportion(
          atom.protectedCount,
          children.map((each) => each.children),
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
      atCap,
    }));
  });
}

/** People without a place are told as one row: of several codes' children none is known by itself. */
function childrenTold({ name }: PublicationArea, told: readonly ToldChildren[]): number {
  return knownChildren(name === unplacedPublicationArea && told.length > 1 ? [] : told);
}
