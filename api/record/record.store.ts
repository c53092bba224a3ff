// What only the decision record asks the database for: outlines for its map, and the plan that it compares with.
import type { MultiPolygon } from "geojson";
import type { Transaction } from "../db/database.ts";
import type { MapArea } from "./plan-map.ts";

/** Every placed area by its index, in EPSG:3006 and whole metres. */
export async function readMapAreas(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<MapArea[]> {
  const rows = await transaction.many<{ geometry: string; x: number; y: number; areaM2: number }>(
    `select st_asgeojson(geometry, 0, 0) as geometry, area_m2 as "areaM2",
       st_x(p.point) as x, st_y(p.point) as y
     from geography.areas
     cross join lateral (select coalesce(label_point, st_pointonsurface(geometry)) as point) p
     where municipality_code = $1 and division_id = $2 and kind = 'placed' order by area_index`,
    [municipality, divisionId],
  );
  return rows.map(({ geometry, x, y, areaM2 }) => ({
    geometry: JSON.parse(geometry) as MultiPolygon,
    labelM: [x, y],
    areaM2,
  }));
}

/** The plan that a record compares with. */
export interface ComparedPlanId {
  readonly id: string;
  /** False where the plan is today's itself, or nothing applies today: then it is what applied before. */
  readonly isToday: boolean;
}

/**
 * Today's division; for today's own plan the one that applied before it, never one that only will or never did. Null where
 * there is neither.
 */
export async function findComparedPlanId(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  planId: string,
): Promise<ComparedPlanId | null> {
  return transaction.maybeOne<ComparedPlanId>(
    `select p.id, t.plan_id is not null as "isToday" from planning.plans p
     join planning.plans own on own.municipality_code = p.municipality_code and own.id = $3
     left join planning.present_plans t on t.municipality_code = p.municipality_code and t.plan_id = p.id
     where p.municipality_code = $1 and p.division_id = $2 and p.id <> own.id and p.status in ('adopted', 'superseded')
       and (t.plan_id is not null
         or (p.adopted_from is null or p.adopted_from < coalesce(p.superseded_from, 'infinity'))
           and (own.status in ('draft', 'proposed') or own.adopted_from is null or p.superseded_by_plan_id = own.id
             or coalesce(p.adopted_from, '-infinity') < own.adopted_from)
           and coalesce(p.adopted_from, '-infinity') <= current_date)
     order by t.plan_id is not null desc, p.superseded_by_plan_id is not distinct from own.id desc,
       p.adopted_from desc nulls last, p.created_at desc limit 1`,
    [municipality, divisionId, planId],
  );
}

/** The latest ended run of a kind that is about the plan; null where there is none. */
export async function findLatestRunAbout(
  transaction: Transaction,
  municipality: string,
  planId: string,
  kind: "proof" | "prices",
): Promise<string | null> {
  const row = await transaction.maybeOne<{ id: string }>(
    `select id from jobs.runs
     where municipality_code = $1 and plan_id = $2 and kind = $3 and status in ('finished', 'stopped')
     order by created_at desc limit 1`,
    [municipality, planId, kind],
  );
  return row?.id ?? null;
}
