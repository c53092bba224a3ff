// Writes the protected values of one kind over what was there, with each measure's mean over the areas on the map.
import { type BulkColumn, bulkWrite } from "../../data/load/bulk.ts";
import type { Queryable } from "../../data/queryable.ts";

export type MeasureKind = "population" | "clients";

export interface ProtectedMeasure {
  readonly key: string;
  readonly nameSv: string;
  readonly nameEn: string;
  readonly position: number;
}

export interface ProtectedValue {
  readonly measureKey: string;
  readonly period: string;
  readonly areaCode: string;
  readonly value: number | null;
  readonly missingReason: "suppressed" | "missing" | "less-than" | "protected" | null;
  readonly estimated: boolean;
  readonly rounded: boolean;
  /** See `isAtToldCap`. */
  readonly atCap: boolean;
}

const measureColumns: readonly BulkColumn<ProtectedMeasure>[] = [
  { type: "text", value: ({ key }) => key },
  { type: "text", value: ({ nameSv }) => nameSv },
  { type: "text", value: ({ nameEn }) => nameEn },
  { type: "integer", value: ({ position }) => position },
];

const valueColumns: readonly BulkColumn<ProtectedValue>[] = [
  { type: "text", value: ({ measureKey }) => measureKey },
  { type: "text", value: ({ period }) => period },
  { type: "text", value: ({ areaCode }) => areaCode },
  { type: "double precision", value: ({ value }) => value },
  { type: "text", value: ({ missingReason }) => missingReason },
  { type: "boolean", value: ({ estimated }) => estimated },
  { type: "boolean", value: ({ rounded }) => rounded },
  { type: "boolean", value: ({ atCap }) => atCap },
];

const noCheckpoint = () => {};

/** Measures without a value are left out. */
export async function replaceProtectedValues(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
  kind: MeasureKind,
  measures: readonly ProtectedMeasure[],
  values: readonly ProtectedValue[],
): Promise<void> {
  // Values and means go with their measure.
  await queryable.query(
    "delete from protected.measures where municipality_code = $1 and division_id = $2::uuid and kind = $3",
    [municipality, divisionId, kind],
  );
  const used = new Set(values.map(({ measureKey }) => measureKey));
  await bulkWrite(
    queryable,
    measures.filter(({ key }) => used.has(key)),
    {
      text: `insert into protected.measures (municipality_code, division_id, kind, key, name_sv, name_en, position)
             select $1, $2::uuid, $3, incoming.* from {rows} as incoming`,
      fixed: [municipality, divisionId, kind],
      columns: measureColumns,
    },
    noCheckpoint,
  );
  await bulkWrite(
    queryable,
    values,
    {
      text: `insert into protected.area_values
               (municipality_code, division_id, measure_key, period, area_code, value, missing_reason, estimated, rounded,
                at_cap)
             select $1, $2::uuid, incoming.* from {rows} as incoming`,
      fixed: [municipality, divisionId],
      columns: valueColumns,
    },
    noCheckpoint,
  );
  await queryable.query(
    `insert into protected.means (municipality_code, division_id, measure_key, period, mean, area_count, capped_area_count)
     select $1, $2::uuid, told.measure_key, told.period, avg(told.value), count(*), count(*) filter (where told.at_cap)
     from protected.area_values as told
     join geography.areas on areas.municipality_code = $1 and areas.division_id = $2::uuid and areas.code = told.area_code
     where told.municipality_code = $1 and told.division_id = $2::uuid and areas.kind = 'placed' and told.value is not null
       and told.measure_key = any ($3::text[])
     group by told.measure_key, told.period`,
    [municipality, divisionId, [...used]],
  );
}
