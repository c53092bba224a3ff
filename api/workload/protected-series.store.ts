// Every protected count of a division as rows of arrays by area: what workload and forecasts are made from, for planners too.
import type { Transaction } from "../db/database.ts";

/** One measure at one period; arrays by area_index. */
export interface ProtectedSeries {
  readonly key: string;
  readonly nameSv: string;
  readonly nameEn: string;
  readonly kind: "population" | "clients";
  /** A date (people), a year or "2023-2025" (clients). */
  readonly period: string;
  /** Null where the area is not told. */
  readonly values: readonly (number | null)[];
  readonly rounded: readonly boolean[];
  readonly atCap: readonly boolean[];
}

/** By the measures' order and then by period, oldest first. */
export function readProtectedSeries(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<ProtectedSeries[]> {
  return transaction.many<ProtectedSeries>(
    `select m.key, m.name_sv as "nameSv", m.name_en as "nameEn", m.kind, p.period,
       array_agg(v.value order by a.area_index) as "values",
       array_agg(coalesce(v.rounded, false) order by a.area_index) as rounded,
       array_agg(coalesce(v.at_cap, false) order by a.area_index) as "atCap"
     from protected.measures m
     join protected.means p on p.municipality_code = m.municipality_code and p.division_id = m.division_id
       and p.measure_key = m.key
     join geography.areas a on a.municipality_code = m.municipality_code and a.division_id = m.division_id
       and a.kind = 'placed'
     left join protected.area_values v on v.municipality_code = m.municipality_code and v.division_id = m.division_id
       and v.measure_key = m.key and v.period = p.period and v.area_code = a.code
     where m.municipality_code = $1 and m.division_id = $2
     group by m.key, m.name_sv, m.name_en, m.kind, m.position, p.period
     order by m.position, m.key, p.period`,
    [municipality, divisionId],
  );
}

/** What is told of people without an area, all their codes together. */
export interface UnplacedCount {
  readonly key: string;
  readonly period: string;
  /** Null where it is not told. */
  readonly value: number | null;
}

/** They have no place and are in no team's numbers, but never lost: each page that leaves them out says how many they are. */
export function readUnplaced(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<UnplacedCount[]> {
  return transaction.many<UnplacedCount>(
    `select v.measure_key as key, v.period,
       case when bool_and(v.value is not null) then sum(v.value)::float8 end as value
     from protected.area_values v
     join geography.areas a on a.municipality_code = v.municipality_code and a.division_id = v.division_id
       and a.code = v.area_code and a.kind = 'unplaced'
     where v.municipality_code = $1 and v.division_id = $2
     group by v.measure_key, v.period order by v.measure_key, v.period`,
    [municipality, divisionId],
  );
}

/** The count of a measure and period; null where nothing of it is told. */
export function unplacedIn(counts: readonly UnplacedCount[], key: string, period: string): number | null {
  return counts.find((one) => one.key === key && one.period === period)?.value ?? null;
}

/** By area_index: the lowest index of the areas whose clients are told together. */
export async function readToldWith(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<number[]> {
  const rows = await transaction.many<{ first: number }>(
    `select coalesce(min(a.area_index) over (partition by coalesce(p.publication_area, a.code)), a.area_index) as first
     from geography.areas a
     left join protected.publication_areas p on p.municipality_code = a.municipality_code
       and p.division_id = a.division_id and p.area_code = a.code
     where a.municipality_code = $1 and a.division_id = $2 and a.kind = 'placed'
     order by a.area_index`,
    [municipality, divisionId],
  );
  return rows.map(({ first }) => first);
}
