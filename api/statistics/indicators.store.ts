// Indicators: described statistics per area; planners read them as they came in, all others as they are told.
import type { AreaDetail } from "../contract/divisions.ts";
import type { Role } from "../contract/primitives.ts";
import type { AreaValues, Indicator } from "../contract/statistics.ts";
import type { Transaction } from "../db/database.ts";

/** Where a role reads values from. Those that came in have the sexes apart too. */
function valuesFor(role: Role): string {
  if (role !== "planner") return "protected.indicator_values";
  return `(select *, false as joined from statistics.indicator_values where sex = 'T')`;
}

/** Those that have a value somewhere in the division. */
export function listIndicators(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<Indicator[]> {
  return transaction.many<Indicator>(
    `select i.key, i.name, i.unit, i.decimals, i.direction, i.source, i.method, v.periods
     from statistics.indicators i
     join lateral (
       select array_agg(distinct period::text order by period::text desc) as periods
       from protected.indicator_values
       where municipality_code = i.municipality_code and indicator_key = i.key and division_id = $2) v
       on v.periods is not null
     where i.municipality_code = $1 order by i.name, i.key`,
    [municipality, divisionId],
  );
}

/**
 * The value that applies to an area: its own, or that of the smallest level above it that has one (then marked as
 * estimated). $1 municipality, $2 division, $3 indicator, $4 period.
 */
const applyingValue = (role: Role) => `
  left join lateral (
    select v.value, v.missing_reason, v.joined or v.area_code <> a.code as estimated
    from ${valuesFor(role)} v
    where v.municipality_code = a.municipality_code and v.division_id = a.division_id
      and v.indicator_key = i.key and v.period = p.period
      and (v.area_code = a.code or v.area_code = a.parent_code or (d.kind = 'nyko' and starts_with(a.code, v.area_code)))
    order by v.area_code = a.code desc, length(v.area_code) desc limit 1) v on true`;

interface ValueRow {
  readonly value: number | null;
  readonly missingReason: AreaValues["missingReasons"][number];
  readonly estimated: boolean;
}

/** Values by area_index of one period; null where the municipality has no such indicator. */
export async function readIndicatorValues(
  transaction: Transaction,
  role: Role,
  municipality: string,
  divisionId: string,
  key: string,
  period: number,
): Promise<AreaValues> {
  const rows = await transaction.many<ValueRow>(
    `select v.value, case when v.value is null then coalesce(v.missing_reason, 'missing') end as "missingReason",
       coalesce(v.estimated, false) as estimated
     from geography.areas a
     join geography.divisions d on d.municipality_code = a.municipality_code and d.id = a.division_id
     join statistics.indicators i on i.municipality_code = a.municipality_code and i.key = $3
     cross join (select $4::integer as period) p ${applyingValue(role)}
     where a.municipality_code = $1 and a.division_id = $2 and a.kind = 'placed'
     order by a.area_index`,
    [municipality, divisionId, key, period],
  );
  return {
    key,
    period: String(period),
    values: rows.map((row) => row.value),
    missingReasons: rows.map((row) => row.missingReason),
    estimated: rows.some((row) => row.estimated),
    unplaced: [],
    total: null,
    mean: null,
    protection: null,
    unknownCount: rows.filter((row) => row.value === null).length,
  };
}

/** Every indicator of one area, newest period, beside the mean of the areas that have a value of their own. */
export async function readIndicatorsOfArea(
  transaction: Transaction,
  role: Role,
  municipality: string,
  divisionId: string,
  code: string,
): Promise<AreaDetail["indicators"]> {
  const rows = await transaction.many<Omit<AreaDetail["indicators"][number], "quantity"> & ValueRow>(
    `select i.key, i.name, i.unit, i.decimals, i.source, p.period, v.value,
       case when v.value is null then coalesce(v.missing_reason, 'missing') end as "missingReason",
       coalesce(v.estimated, false) as estimated,
       (select avg(o.value) from ${valuesFor(role)} o
        join geography.areas oa on oa.municipality_code = o.municipality_code and oa.division_id = o.division_id
          and oa.code = o.area_code and oa.kind = 'placed'
        where o.municipality_code = i.municipality_code and o.division_id = $2 and o.indicator_key = i.key
          and o.period = p.period) as "municipalityMean"
     from geography.areas a
     join geography.divisions d on d.municipality_code = a.municipality_code and d.id = a.division_id
     join statistics.indicators i on i.municipality_code = a.municipality_code
     join lateral (
       select max(period) as period from protected.indicator_values
       where municipality_code = i.municipality_code and indicator_key = i.key and division_id = $2) p
       on p.period is not null ${applyingValue(role)}
     where a.municipality_code = $1 and a.division_id = $2 and a.code = $3
     order by i.name, i.key`,
    [municipality, divisionId, code],
  );
  return rows.map(({ value, missingReason, estimated, ...row }) => ({
    ...row,
    quantity: { value, missingReason, estimated },
  }));
}
