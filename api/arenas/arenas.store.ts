// Arenas with the area they lie in and the areas of their catchment, in every division.
import type { Arena } from "../contract/teams.ts";
import type { Transaction } from "../db/database.ts";

export function listArenas(transaction: Transaction, municipality: string): Promise<Arena[]> {
  return transaction.many<Arena>(
    `select r.id, r.name, r.kind, r.organiser, r.children, r.priority, r.priority_reason as "priorityReason",
       r.priority_since::text as "prioritySince", r.contact_role as "contactRole", st_x(p.point) as longitude, st_y(p.point) as latitude,
       coalesce(places.area_indexes, '{}'::jsonb) as "areaIndexes",
       coalesce(catchments.area_codes, '{}'::jsonb) as catchments
     from geography.arenas r
     cross join lateral (select st_transform(r.point, 4326) as point) p
     left join lateral (
       select jsonb_object_agg(a.division_id, a.area_index) as area_indexes from (
         select division_id, min(area_index) as area_index from geography.areas
         where municipality_code = r.municipality_code and kind = 'placed' and st_covers(geometry, r.point)
         group by division_id) a) places on true
     left join lateral (
       select jsonb_object_agg(c.division_id, c.codes) as area_codes from (
         select division_id, jsonb_agg(area_code order by area_code) as codes from geography.catchments
         where municipality_code = r.municipality_code and arena_id = r.id group by division_id) c) catchments on true
     where r.municipality_code = $1
     order by r.kind, r.name, r.id`,
    [municipality],
  );
}
