// Stores indicators and their values; a file replaces what was there for its indicators and years, and nothing else.
import type { IndicatorDefinition } from "../mapping/indicator-catalogue.ts";
import type { Sex } from "../mapping/sexes.ts";
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import type { Queryable } from "../queryable.ts";
import type { MissingReason } from "../validate/numbers.ts";
import { type BulkColumn, bulkWrite } from "./bulk.ts";

/** What a file says of how certain a value is; null where it does not. */
export interface IndicatorCertainty {
  /** Number of people it rests on. */
  readonly base: number | null;
  /** In the indicator's own unit, as the ends of the 95 % interval. */
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** One row of statistics.indicator_values. */
export interface IndicatorValue extends IndicatorCertainty {
  readonly indicatorKey: string;
  readonly areaCode: string;
  readonly period: number;
  readonly sex: Sex;
  readonly value: number | null;
  readonly missingReason: MissingReason | null;
}

export interface IndicatorRecords {
  readonly definitions: readonly IndicatorDefinition[];
  readonly values: readonly IndicatorValue[];
  readonly source: string;
  /** Keys of those that the program does not know and the person now vouches for being published statistics. */
  readonly declared: readonly string[];
}

/** Keys of the indicators that somebody has vouched for at an earlier import. */
export async function declaredIndicators(queryable: Queryable, municipalityCode: string): Promise<ReadonlySet<string>> {
  const { rows } = await queryable.query<{ key: string }>(
    "select key from statistics.indicators where municipality_code = $1 and declared_at is not null",
    [municipalityCode],
  );
  return new Set(rows.map(({ key }) => key));
}

const definitionColumns: readonly BulkColumn<IndicatorDefinition>[] = [
  { type: "text", value: ({ key }) => key },
  { type: "text", value: ({ name }) => name },
  { type: "text", value: ({ unit }) => unit },
  { type: "text", value: ({ direction }) => direction },
  { type: "integer", value: ({ decimals }) => decimals },
];

const valueColumns: readonly BulkColumn<IndicatorValue>[] = [
  { type: "text", value: ({ indicatorKey }) => indicatorKey },
  { type: "text", value: ({ areaCode }) => areaCode },
  { type: "integer", value: ({ period }) => period },
  { type: "text", value: ({ sex }) => sex },
  { type: "double precision", value: ({ value }) => value },
  { type: "text", value: ({ missingReason }) => missingReason },
  { type: "integer", value: ({ base }) => base },
  { type: "double precision", value: ({ standardError }) => standardError },
  { type: "double precision", value: ({ low }) => low },
  { type: "double precision", value: ({ high }) => high },
];

/** Loads checked values. Indicators that exist keep their description; equal values count as unchanged. */
export async function loadIndicators(
  { definitions, values, source, declared }: IndicatorRecords,
  context: LoadContext,
): Promise<LoadOutcome> {
  const { queryable, municipalityCode, userId, division, checkpoint } = context;
  if (!division) throw new Error("Expected a division for indicators, found none");
  const progress = (fraction: number) => checkpoint("loading", fraction);
  let changed = await bulkWrite(
    queryable,
    definitions,
    {
      text: `insert into statistics.indicators (municipality_code, source, key, name, unit, direction, decimals)
             select $1, $2, incoming.* from {rows} as incoming
             on conflict (municipality_code, key) do nothing`,
      fixed: [municipalityCode, source],
      columns: definitionColumns,
    },
    progress,
  );
  const vouched = await queryable.query(
    `update statistics.indicators set declared_by = $2::uuid, declared_at = now()
     where municipality_code = $1 and key = any($3::text[]) and declared_at is null`,
    [municipalityCode, userId, declared],
  );
  changed += vouched.affectedCount;
  const removed = await queryable.query(
    `delete from statistics.indicator_values as stored
     where stored.municipality_code = $1 and stored.division_id = $2::uuid
       and (stored.indicator_key, stored.period) in (select distinct * from unnest($3::text[], $4::integer[]))
       and not exists (
         select from unnest($5::text[], $6::text[], $7::integer[], $8::text[]) as incoming (indicator_key, area_code, period, sex)
         where incoming.indicator_key = stored.indicator_key and incoming.area_code = stored.area_code
           and incoming.period = stored.period and incoming.sex = stored.sex)`,
    [
      municipalityCode,
      division.id,
      values.map(({ indicatorKey }) => indicatorKey),
      values.map(({ period }) => period),
      ...valueColumns.slice(0, 4).map(({ value }) => values.map(value)),
    ],
  );
  changed += removed.affectedCount;
  changed += await bulkWrite(
    queryable,
    values,
    {
      text: `insert into statistics.indicator_values
               (municipality_code, division_id, indicator_key, area_code, period, sex, value, missing_reason,
                base, standard_error, interval_low, interval_high)
             select $1, $2::uuid, incoming.* from {rows} as incoming
             on conflict (municipality_code, indicator_key, division_id, area_code, period, sex)
             do update set value = excluded.value, missing_reason = excluded.missing_reason, base = excluded.base,
               standard_error = excluded.standard_error, interval_low = excluded.interval_low,
               interval_high = excluded.interval_high
             where (indicator_values.value, indicator_values.missing_reason, indicator_values.base,
                 indicator_values.standard_error, indicator_values.interval_low, indicator_values.interval_high)
               is distinct from (excluded.value, excluded.missing_reason, excluded.base, excluded.standard_error,
                 excluded.interval_low, excluded.interval_high)`,
      fixed: [municipalityCode, division.id],
      columns: valueColumns,
    },
    progress,
  );
  return { loadedCount: values.length, changedCount: changed, divisionId: division.id, issues: [] };
}
