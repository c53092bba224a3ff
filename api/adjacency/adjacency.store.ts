// Neighbours as computed from borders, links and cuts made by hand, and what was found in the geometry.
import type { Adjacency, AdjacencyEdit, AreaDetail, NewAdjacencyEdit } from "../contract/divisions.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

export interface NeighbourLink {
  readonly areaIndexA: number;
  readonly areaIndexB: number;
  /** 0 where the link is made by hand. */
  readonly sharedLengthM: number;
  readonly madeByHand: boolean;
}

export function readLinks(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<NeighbourLink[]> {
  return transaction.many<NeighbourLink>(
    `select area_index_a as "areaIndexA", area_index_b as "areaIndexB", shared_length_m as "sharedLengthM",
       origin = 'added' as "madeByHand"
     from geography.effective_adjacencies where municipality_code = $1 and division_id = $2
     order by area_index_a, area_index_b`,
    [municipality, divisionId],
  );
}

export function readNeighbours(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  areaIndex: number,
): Promise<AreaDetail["neighbours"]> {
  return transaction.many(
    `select a.area_index as "areaIndex", a.code, coalesce(a.display_name, a.name) as name,
       n.shared_length_m as "sharedLengthM", e.reason as "linkReason"
     from geography.area_neighbours n
     join geography.areas a on a.municipality_code = n.municipality_code and a.division_id = n.division_id
       and a.area_index = n.neighbour_index
     left join geography.adjacency_edits e on n.origin = 'added' and e.municipality_code = n.municipality_code
       and e.division_id = n.division_id and e.removed_at is null and e.action = 'add'
       and e.area_index_a = least(n.area_index, n.neighbour_index)
       and e.area_index_b = greatest(n.area_index, n.neighbour_index)
     where n.municipality_code = $1 and n.division_id = $2 and n.area_index = $3
     order by n.shared_length_m desc, a.area_index`,
    [municipality, divisionId, areaIndex],
  );
}

const editColumns = `
  e.id, e.area_index_a as "areaIndexA", e.area_index_b as "areaIndexB", e.action, e.reason,
  access.display_name(e.created_by) as author, ${timestampText("e.created_at")} as "createdAt"`;

export function readEdits(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<AdjacencyEdit[]> {
  return transaction.many<AdjacencyEdit>(
    `select ${editColumns} from geography.adjacency_edits e
     where e.municipality_code = $1 and e.division_id = $2 and e.removed_at is null order by e.created_at, e.id`,
    [municipality, divisionId],
  );
}

/** The lower index comes first, whichever way the edit was given. */
export async function insertEdit(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  edit: NewAdjacencyEdit,
  userId: string,
): Promise<AdjacencyEdit> {
  const { id } = await transaction.one<{ id: string }>(
    `insert into geography.adjacency_edits
       (municipality_code, division_id, area_index_a, area_index_b, action, reason, created_by)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      municipality,
      divisionId,
      Math.min(edit.areaIndexA, edit.areaIndexB),
      Math.max(edit.areaIndexA, edit.areaIndexB),
      edit.action,
      edit.reason,
      userId,
    ],
  );
  return transaction.one<AdjacencyEdit>(
    `select ${editColumns} from geography.adjacency_edits e where e.municipality_code = $1 and e.id = $2`,
    [municipality, id],
  );
}

/** How many were taken back: 1, or 0 where there is no such edit now. */
export function removeEdit(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  editId: string,
  userId: string,
): Promise<number> {
  return transaction.affected(
    `update geography.adjacency_edits set removed_at = now(), removed_by = $4
     where municipality_code = $1 and division_id = $2 and id = $3 and removed_at is null`,
    [municipality, divisionId, editId, userId],
  );
}

/** The two areas of a present or removed edit, by code. */
export function readEditedAreas(
  transaction: Transaction,
  municipality: string,
  editId: string,
): Promise<{ divisionId: string; areaCodes: string[] }> {
  return transaction.one(
    `select e.division_id as "divisionId", array_agg(a.code order by a.code) as "areaCodes"
     from geography.adjacency_edits e
     join geography.areas a on a.municipality_code = e.municipality_code and a.division_id = e.division_id
       and a.area_index in (e.area_index_a, e.area_index_b)
     where e.municipality_code = $1 and e.id = $2 group by e.division_id`,
    [municipality, editId],
  );
}

export async function readFindings(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<Adjacency["findings"]> {
  const rows = await transaction.many<Omit<Adjacency["findings"][number], "geometry"> & { geometry: string | null }>(
    `select kind, area_index_a as "areaIndexA", area_index_b as "areaIndexB", amount_m2 as "amountM2",
       st_asgeojson(st_transform(geometry, 4326), 7) as geometry
     from geography.geometry_findings where municipality_code = $1 and division_id = $2 order by finding_number`,
    [municipality, divisionId],
  );
  return rows.map((row) => ({ ...row, geometry: row.geometry === null ? null : JSON.parse(row.geometry) }));
}
