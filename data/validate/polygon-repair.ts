// Lets the database judge each area's polygons and repair those whose border crosses itself.
import type { MultiPolygon } from "geojson";
import type { Queryable } from "../queryable.ts";

export interface JudgedPolygons {
  readonly isValid: boolean;
  /** Square metres as delivered, and after repair; equal when valid. */
  readonly areaM2: number;
  readonly repairedAreaM2: number;
}

const areasPerQuery = 200;

/**
 * Judges multipolygons in EPSG:3006, in the order given. ST_IsValid and ST_MakeValid are the only things asked of a
 * geometry before it is known to be valid: on the embedded database an overlay of an invalid one would silently give no rows.
 */
export async function judgePolygons(
  queryable: Queryable,
  geometries: readonly MultiPolygon[],
): Promise<JudgedPolygons[]> {
  const judged: JudgedPolygons[] = [];
  for (let start = 0; start < geometries.length; start += areasPerQuery) {
    const chunk = geometries.slice(start, start + areasPerQuery);
    const { rows } = await queryable.query<JudgedPolygons>(
      `with given as materialized (
         select position, st_setsrid(st_geomfromgeojson(text), 3006) as geometry
         from unnest($1::integer[], $2::text[]) as asked (position, text)
       ), judged as materialized (
         select position, geometry, st_isvalid(geometry) as is_valid from given
       )
       select is_valid as "isValid", st_area(geometry) as "areaM2",
         case when is_valid then st_area(geometry)
              else coalesce(st_area(st_collectionextract(st_makevalid(geometry), 3)), 0) end as "repairedAreaM2"
       from judged order by position`,
      [chunk.map((_, index) => index), chunk.map((geometry) => JSON.stringify(geometry))],
    );
    if (rows.length !== chunk.length) throw new Error(`Expected ${chunk.length} judged polygons, found ${rows.length}`);
    judged.push(...rows);
  }
  return judged;
}
