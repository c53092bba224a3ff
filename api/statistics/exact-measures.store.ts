// Exact counts per area, which only planners may read.
import type { AreaValues, Measure } from "../contract/statistics.ts";
import type { Transaction } from "../db/database.ts";
import type { MeasureValues } from "./measures.ts";

/** The municipality's measures that the division has counts of, in their own order, latest period first. */
export function listExactMeasures(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<Measure[]> {
  return transaction.many<Measure>(
    `with dates as (
       select coalesce(array_agg(distinct reference_date::text order by reference_date::text desc), '{}') as periods
       from exact.population_counts where municipality_code = $1 and division_id = $2),
     years as (
       select coalesce(array_agg(distinct year::text order by year::text desc), '{}') as periods
       from exact.client_counts where municipality_code = $1 and division_id = $2)
     select m.key, m.name_sv as "nameSv", m.name_en as "nameEn", m.kind,
       case m.kind when 'population' then dates.periods else years.periods end as periods
     from statistics.measures m cross join dates cross join years
     where m.municipality_code = $1
       and cardinality(case m.kind when 'population' then dates.periods else years.periods end) > 0
     order by m.position, m.key`,
    [municipality, divisionId],
  );
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
  const asOf = period !== null && measure.kind === "clients" ? `${period}-12-31` : period;
  return transaction.many<ValueRow>(
    `select a.code, coalesce(a.display_name, a.name) as name, v.area_index as "areaIndex", v.value,
       v.missing_reason as "missingReason", v.estimated
     from exact.measure_values($1, $2, $3, $4::date) v
     join geography.areas a on a.municipality_code = $1 and a.division_id = $2 and a.code = v.area_code
     order by v.area_index nulls last, a.code`,
    [municipality, divisionId, measure.key, asOf],
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
