// Divisions and their areas, as they lie in the geography schema.
import type { AreaDetail, AreaProperties, Division } from "../contract/divisions.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

const divisionColumns = `
  d.id, d.key, d.name, d.kind, d.level, d.edition, d.source, d.source_epsg as "sourceEpsg",
  d.valid_from::text as "validFrom", d.tolerance_m as "toleranceM", d.content_hash as "contentHash",
  ${timestampText("d.created_at")} as "createdAt", a.area_count as "areaCount",
  array[st_xmin(a.extent), st_ymin(a.extent), st_xmax(a.extent), st_ymax(a.extent)]::double precision[] as bounds`;

const divisionTables = `
  geography.divisions d
  cross join lateral (
    select count(*)::integer as area_count,
      st_transform(coalesce(st_setsrid(st_extent(geometry)::geometry, 3006), st_setsrid(st_makepoint(500000, 6500000), 3006)),
        4326) as extent
    from geography.areas
    where municipality_code = d.municipality_code and division_id = d.id and kind = 'placed'
  ) a`;

export function listDivisions(transaction: Transaction, municipality: string): Promise<Division[]> {
  return transaction.many<Division>(
    `select ${divisionColumns} from ${divisionTables} where d.municipality_code = $1 order by d.created_at desc, d.key`,
    [municipality],
  );
}

export function findDivision(transaction: Transaction, municipality: string, id: string): Promise<Division | null> {
  return transaction.maybeOne<Division>(
    `select ${divisionColumns} from ${divisionTables} where d.municipality_code = $1 and d.id = $2`,
    [municipality, id],
  );
}

export interface DivisionHead {
  readonly id: string;
  readonly contentHash: string;
  readonly areaCount: number;
  readonly toleranceM: number;
}

/** What most requests need of a division, without its bounds. */
export function findDivisionHead(
  transaction: Transaction,
  municipality: string,
  id: string,
): Promise<DivisionHead | null> {
  return transaction.maybeOne<DivisionHead>(
    `select id, content_hash as "contentHash", tolerance_m as "toleranceM",
       (select count(*)::integer from geography.areas a
        where a.municipality_code = d.municipality_code and a.division_id = d.id and a.kind = 'placed') as "areaCount"
     from geography.divisions d where municipality_code = $1 and id = $2`,
    [municipality, id],
  );
}

/** By the division's key, as the command line names it. */
export function findDivisionByKey(
  transaction: Transaction,
  municipality: string,
  key: string,
): Promise<{ readonly id: string } | null> {
  return transaction.maybeOne("select id from geography.divisions where municipality_code = $1 and key = $2", [
    municipality,
    key,
  ]);
}

export interface AreaOutline extends AreaProperties {
  readonly areaIndex: number;
  /** GeoJSON geometry in degrees, as text. */
  readonly geometry: string;
}

/** Every placed area by its index, in degrees with seven decimals (a centimetre). */
export function readAreaOutlines(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<AreaOutline[]> {
  return transaction.many<AreaOutline>(
    `select area_index as "areaIndex", code, coalesce(display_name, name) as name, parent_code as "parentCode",
       area_m2 as "areaM2", st_asgeojson(st_transform(geometry, 4326), 7) as geometry,
       array[st_x(point), st_y(point)]::double precision[] as "labelPoint"
     from geography.areas
     cross join lateral (select st_transform(coalesce(label_point, st_pointonsurface(geometry)), 4326) as point) p
     where municipality_code = $1 and division_id = $2 and kind = 'placed'
     order by area_index`,
    [municipality, divisionId],
  );
}

export interface AreaHead {
  readonly areaIndex: number;
  readonly code: string;
  readonly name: string;
  readonly areaM2: number;
  readonly perimeterM: number;
}

export function findPlacedArea(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  code: string,
): Promise<AreaHead | null> {
  return transaction.maybeOne<AreaHead>(
    `select area_index as "areaIndex", code, coalesce(display_name, name) as name, area_m2 as "areaM2",
       perimeter_m as "perimeterM"
     from geography.areas where municipality_code = $1 and division_id = $2 and code = $3 and kind = 'placed'`,
    [municipality, divisionId, code],
  );
}

/**
 * The levels above an area, the largest first: NYKO by prefix, others by the parent that the area names. A level that the
 * municipality does not use has no names and is left out.
 */
export function readParents(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  code: string,
): Promise<AreaDetail["parents"]> {
  return transaction.many(
    `select p.code, p.name, p.level
     from geography.parent_areas p
     join geography.divisions d on d.municipality_code = p.municipality_code and d.id = p.division_id
     join geography.areas a
       on a.municipality_code = p.municipality_code and a.division_id = p.division_id and a.code = $3
     where p.municipality_code = $1 and p.division_id = $2 and p.name <> p.code
       and (p.code = a.parent_code or (d.kind = 'nyko' and starts_with(a.code, p.code)))
     order by p.level`,
    [municipality, divisionId, code],
  );
}

/** Arenas that lie in the area or have it in their catchment. */
export function readArenasOfArea(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  code: string,
): Promise<AreaDetail["arenas"]> {
  return transaction.many(
    `select r.id, r.name, r.kind, r.priority, r.priority_since::text as "prioritySince"
     from geography.arenas r
     join geography.areas a on a.municipality_code = r.municipality_code and a.division_id = $2 and a.code = $3
     where r.municipality_code = $1
       and (st_covers(a.geometry, r.point) or exists (
         select from geography.catchments c
         where c.municipality_code = r.municipality_code and c.arena_id = r.id
           and c.division_id = a.division_id and c.area_code = a.code))
     order by r.priority desc, r.kind, r.name`,
    [municipality, divisionId, code],
  );
}

export interface Background {
  /** GeoJSON FeatureCollection as text. */
  readonly features: string;
  readonly contentHash: string;
}

export function findBackground(transaction: Transaction, municipality: string): Promise<Background | null> {
  return transaction.maybeOne<Background>(
    `select (features || jsonb_build_object('attribution', attribution))::text as features,
       content_hash as "contentHash"
     from geography.backgrounds where municipality_code = $1`,
    [municipality],
  );
}

/** Whether the division has a placed area with this code. */
export async function hasArea(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  areaCode: string,
): Promise<boolean> {
  const { present } = await transaction.one<{ present: boolean }>(
    `select exists (select from geography.areas
       where municipality_code = $1 and division_id = $2 and code = $3 and kind = 'placed') as present`,
    [municipality, divisionId, areaCode],
  );
  return present;
}
