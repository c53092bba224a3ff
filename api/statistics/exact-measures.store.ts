// Exact counts per area, which only planners may read.
import type { AreaValues, Measure } from "../contract/statistics.ts";
import type { Transaction } from "../db/database.ts";
import type { MeasureValues } from "./measures.ts";

/** Oldest first, with how many are summed; null in measures of people. */
interface MeasureRow extends Omit<Measure, "periods"> {
  readonly years: number | null;
  readonly dates: readonly string[];
  readonly clientYears: readonly number[];
}

/**
 * The municipality's measures that the division has counts of, in their own order, latest period first. Clients have the
 * years that the measure sums, then each year by itself, as those who are told protected numbers have: a period means the
 * same to everybody.
 */
export async function listExactMeasures(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<Measure[]> {
  const rows = await transaction.many<MeasureRow>(
    `with classes as materialized (
       select * from exact.age_classes($1, $2)),
     years as (
       select coalesce(array_agg(distinct year order by year), '{}') as periods
       from exact.client_counts where municipality_code = $1 and division_id = $2)
     select m.key, m.name_sv as "nameSv", m.name_en as "nameEn", m.kind, m.years, dates.periods as dates,
       years.periods as "clientYears"
     from statistics.measures m
     cross join years
     -- As exact.people_in_span: the classes of a date must reach all ages of the measure.
     cross join lateral (
       select coalesce(array_agg(d.reference_date::text order by d.reference_date desc), '{}') as periods
       from (select distinct reference_date from classes) d
       where m.kind = 'population' and not exists (
         select from generate_series(m.age_from, least(coalesce(m.age_to, 100), 100)) as ages (age)
         where not exists (
           select from classes c
           where c.reference_date = d.reference_date and ages.age between c.age_from and c.age_to))) dates
     where m.municipality_code = $1
       and cardinality(case m.kind when 'population' then dates.periods::text[] else years.periods::text[] end) > 0
     order by m.position, m.key`,
    [municipality, divisionId],
  );
  return rows.map(({ years, dates, clientYears, ...measure }) => ({
    ...measure,
    periods: measure.kind === "population" ? [...dates] : clientPeriods(clientYears, years ?? 1),
  }));
}

/** "2023-2025" … and then "2025" …; the first years that there are have fewer before them to sum. */
function clientPeriods(years: readonly number[], summed: number): string[] {
  const latestFirst = [...years].reverse();
  const spans = latestFirst.map((last) => {
    const first = years.find((year) => year > last - summed)!;
    return first === last ? String(last) : `${first}-${last}`;
  });
  return [...new Set([...spans, ...latestFirst.map(String)])];
}

/** First and last year of a period of clients. */
function yearsOfPeriod(period: string): readonly [number, number] {
  const [first, last = first] = period.split("-").map(Number);
  return [first!, last!];
}

/**
 * Exact counts of the measures that the division has counts for, in the measures' order. `keys` null means all;
 * `period` null the newest.
 */
export async function readExactValues(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  keys: readonly string[] | null,
  period: string | null = null,
): Promise<MeasureValues[]> {
  const measures = await listExactMeasures(transaction, municipality, divisionId);
  const wanted = measures.filter(({ key }) => keys === null || keys.includes(key));
  const all: MeasureValues[] = [];
  for (const measure of wanted) {
    const rows = await readRows(transaction, municipality, divisionId, measure, period);
    all.push(valuesOf(measure, period ?? measure.periods[0] ?? null, rows));
  }
  return all;
}

interface ValueRow {
  readonly code: string;
  readonly name: string;
  readonly areaIndex: number | null;
  readonly value: number | null;
  readonly missingReason: AreaValues["missingReasons"][number];
  readonly estimated: boolean;
}

function readRows(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  measure: Measure,
  period: string | null,
): Promise<ValueRow[]> {
  const ofYears = period !== null && measure.kind === "clients";
  const counted = ofYears
    ? "exact.client_counts_of_years($1, $2, $3, $4, $5)"
    : "exact.measure_values($1, $2, $3, $4::date)";
  return transaction.many<ValueRow>(
    `select a.code, coalesce(a.display_name, a.name) as name, v.area_index as "areaIndex", v.value,
       v.missing_reason as "missingReason", v.estimated
     from ${counted} v
     join geography.areas a on a.municipality_code = $1 and a.division_id = $2 and a.code = v.area_code
     order by v.area_index nulls last, a.code`,
    [municipality, divisionId, measure.key, ...(ofYears ? yearsOfPeriod(period) : [period])],
  );
}

function valuesOf(measure: Measure, period: string | null, rows: readonly ValueRow[]): MeasureValues {
  const placed = rows.filter((row) => row.areaIndex !== null);
  // A rest code with no row at all is nobody's lack of knowledge: it is only told where something is known or withheld.
  const unplaced = rows.filter(
    (row) => row.areaIndex === null && (row.value !== null || row.missingReason !== "missing"),
  );
  const told = [...placed, ...unplaced];
  const known = placed.flatMap((row) => row.value ?? []);
  return {
    key: measure.key,
    nameSv: measure.nameSv,
    nameEn: measure.nameEn,
    period,
    values: placed.map((row) => row.value),
    missingReasons: placed.map((row) => row.missingReason),
    estimated: told.some((row) => row.estimated),
    unplaced: unplaced.map(({ code, name, value, missingReason }) => ({ code, name, value, missingReason })),
    total: told.reduce((sum, row) => sum + (row.value ?? 0), 0),
    mean: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length,
    meanAreaCount: known.length,
    protection: null,
    unknownCount: told.filter((row) => row.value === null).length,
  };
}
