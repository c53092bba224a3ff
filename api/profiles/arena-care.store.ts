// Arenas as a division's profiles see them, and what people decide of them: contact role and priority.
import type { ArenaCare, ProfileArena } from "../contract/profiles.ts";
import type { Transaction } from "../db/database.ts";

export interface PlacedArena
  extends Pick<
    ProfileArena,
    | "id"
    | "name"
    | "kind"
    | "organiser"
    | "children"
    | "priority"
    | "priorityReason"
    | "prioritySince"
    | "contactRole"
    | "careVersion"
    | "longitude"
    | "latitude"
  > {
  /** The division's area it lies in; null outside all of them or without a point. */
  readonly areaIndex: number | null;
  /** Areas of its catchment, by area_index; empty where none is imported. */
  readonly catchment: readonly number[];
}

export function listPlacedArenas(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<PlacedArena[]> {
  return transaction.many<PlacedArena>(
    `select r.id, r.name, r.kind, r.organiser, r.children, r.priority, r.priority_reason as "priorityReason",
       r.priority_since::text as "prioritySince", r.contact_role as "contactRole", r.care_version as "careVersion",
       st_x(p.point) as longitude, st_y(p.point) as latitude, place.area_index as "areaIndex",
       coalesce(c.catchment, '{}') as catchment
     from geography.arenas r
     cross join lateral (select st_transform(r.point, 4326) as point) p
     left join lateral (
       select min(area_index) as area_index from geography.areas
       where municipality_code = r.municipality_code and division_id = $2 and kind = 'placed'
         and st_covers(geometry, r.point)) place on true
     left join (
       select c.arena_id, array_agg(a.area_index order by a.area_index) as catchment
       from geography.catchments c
       join geography.areas a on a.municipality_code = c.municipality_code and a.division_id = c.division_id
         and a.code = c.area_code and a.kind = 'placed'
       where c.municipality_code = $1 and c.division_id = $2 group by c.arena_id) c on c.arena_id = r.id
     where r.municipality_code = $1 order by r.kind, r.name, r.id`,
    [municipality, divisionId],
  );
}

const careColumns = `id, care_version as "careVersion", contact_role as "contactRole", priority,
  priority_reason as "priorityReason", priority_since::text as "prioritySince"`;

/** Null where there is none, or, asked by a team, where it is not one of its own. */
export function findArenaForCare(
  transaction: Transaction,
  municipality: string,
  id: string,
  ownOnly: boolean,
): Promise<ArenaCare | null> {
  return transaction.maybeOne<ArenaCare>(
    `select ${careColumns} from geography.arenas
     where municipality_code = $1 and id = $2 ${ownOnly ? "and planning.is_own_arena(id)" : ""} for update`,
    [municipality, id],
  );
}

export function updateContact(
  transaction: Transaction,
  municipality: string,
  id: string,
  contactRole: string | null,
): Promise<ArenaCare> {
  return transaction.one<ArenaCare>(
    `update geography.arenas set contact_role = $3, contact_decided = true, care_version = care_version + 1
     where municipality_code = $1 and id = $2 returning ${careColumns}`,
    [municipality, id, contactRole],
  );
}

export function updatePriority(
  transaction: Transaction,
  municipality: string,
  id: string,
  { priority, reason, since }: { priority: boolean; reason: string | null; since: string | null },
): Promise<ArenaCare> {
  return transaction.one<ArenaCare>(
    `update geography.arenas set priority = $3, priority_reason = $4, priority_since = $5::date,
       priority_decided = true, care_version = care_version + 1
     where municipality_code = $1 and id = $2 returning ${careColumns}`,
    [municipality, id, priority, reason, since],
  );
}
