// Named neighbourhoods. Which a team sees and keeps is the database's policies' business.
import type { Neighbourhood, NeighbourhoodInput, ProfileList } from "../contract/profiles.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

const columns = `id, 'neighbourhood.' || id as key, version, division_id as "divisionId", name,
  area_codes as "areaCodes", ${timestampText("updated_at")} as "updatedAt"`;

/** Those that are not put away, by name. */
export function listNeighbourhoods(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<Neighbourhood[]> {
  return transaction.many<Neighbourhood>(
    `select ${columns} from planning.neighbourhoods
     where municipality_code = $1 and division_id = $2 and retired_at is null order by name, id`,
    [municipality, divisionId],
  );
}

/**
 * Those of divisions that were brought in before this one, where it has had none of the name; of two with one name the
 * newer. With the areas whose label point they cover.
 */
export function listEarlierNeighbourhoods(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<ProfileList["earlierNeighbourhoods"]> {
  return transaction.many<ProfileList["earlierNeighbourhoods"][number]>(
    `select distinct on (n.name) n.id, n.name, d.name as "divisionName",
       array(select a.code from geography.areas a
             where a.municipality_code = n.municipality_code and a.division_id = present.id and a.kind = 'placed'
               and exists (select from geography.areas e
                           where e.municipality_code = n.municipality_code and e.division_id = n.division_id
                             and e.code = any (n.area_codes) and st_covers(e.geometry, a.label_point))
             order by a.code) as "areaCodes"
     from planning.neighbourhoods n
     join geography.divisions d on d.municipality_code = n.municipality_code and d.id = n.division_id
     join geography.divisions present on present.municipality_code = n.municipality_code and present.id = $2
     where n.municipality_code = $1 and n.retired_at is null and d.created_at < present.created_at
       and not exists (select from planning.neighbourhoods own where own.municipality_code = n.municipality_code
                         and own.division_id = present.id and own.name = n.name)
     order by n.name, d.created_at desc, n.id`,
    [municipality, divisionId],
  );
}

/** Locks the row until the transaction ends; also one that was put away. */
export function findNeighbourhoodForChange(
  transaction: Transaction,
  municipality: string,
  id: string,
): Promise<Neighbourhood | null> {
  return transaction.maybeOne<Neighbourhood>(
    `select ${columns} from planning.neighbourhoods where municipality_code = $1 and id = $2 for update`,
    [municipality, id],
  );
}

export function insertNeighbourhood(
  transaction: Transaction,
  municipality: string,
  { divisionId, name, areaCodes }: NeighbourhoodInput,
  userId: string,
): Promise<Neighbourhood> {
  return transaction.one<Neighbourhood>(
    `insert into planning.neighbourhoods (municipality_code, division_id, name, area_codes, created_by)
     values ($1, $2, $3, $4::text[], $5) returning ${columns}`,
    [municipality, divisionId, name, areaCodes, userId],
  );
}

/** One that was put away is there again. */
export function updateNeighbourhood(
  transaction: Transaction,
  municipality: string,
  id: string,
  { name, areaCodes }: NeighbourhoodInput,
): Promise<Neighbourhood> {
  return transaction.one<Neighbourhood>(
    `update planning.neighbourhoods set name = $3, area_codes = $4::text[], retired_at = null, version = version + 1,
       updated_at = now()
     where municipality_code = $1 and id = $2 returning ${columns}`,
    [municipality, id, name, areaCodes],
  );
}

export async function retireNeighbourhood(transaction: Transaction, municipality: string, id: string): Promise<void> {
  await transaction.affected(
    `update planning.neighbourhoods set retired_at = now(), version = version + 1, updated_at = now()
     where municipality_code = $1 and id = $2`,
    [municipality, id],
    1,
  );
}
