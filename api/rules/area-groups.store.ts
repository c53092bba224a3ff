// Saved groups of areas: neighbourhoods, profiles and catchments drawn by hand.
import type { AreaGroup, AreaGroupInput } from "../contract/rules.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

const columns = `
  id, version, division_id as "divisionId", name, area_codes as "areaCodes", access.display_name(created_by) as author,
  ${timestampText("updated_at")} as "updatedAt"`;

export function listAreaGroups(
  transaction: Transaction,
  municipality: string,
  divisionId: string | null,
): Promise<AreaGroup[]> {
  return transaction.many<AreaGroup>(
    `select ${columns} from planning.area_groups
     where municipality_code = $1 and ($2::uuid is null or division_id = $2) order by updated_at desc, id`,
    [municipality, divisionId],
  );
}

/** Locks the row until the transaction ends, so that two changes come one after the other. */
export function findAreaGroupForChange(
  transaction: Transaction,
  municipality: string,
  id: string,
): Promise<AreaGroup | null> {
  return transaction.maybeOne<AreaGroup>(
    `select ${columns} from planning.area_groups where municipality_code = $1 and id = $2 for update`,
    [municipality, id],
  );
}

export function insertAreaGroup(
  transaction: Transaction,
  municipality: string,
  { divisionId, name, areaCodes }: AreaGroupInput,
  userId: string | null,
): Promise<AreaGroup> {
  return transaction.one<AreaGroup>(
    `insert into planning.area_groups (municipality_code, division_id, name, area_codes, created_by)
     values ($1, $2, $3, $4::text[], $5) returning ${columns}`,
    [municipality, divisionId, name, areaCodes, userId],
  );
}

export function updateAreaGroup(
  transaction: Transaction,
  municipality: string,
  id: string,
  { name, areaCodes }: AreaGroupInput,
): Promise<AreaGroup> {
  return transaction.one<AreaGroup>(
    `update planning.area_groups set name = $3, area_codes = $4::text[], version = version + 1, updated_at = now()
     where municipality_code = $1 and id = $2 returning ${columns}`,
    [municipality, id, name, areaCodes],
  );
}

export async function deleteAreaGroup(transaction: Transaction, municipality: string, id: string): Promise<void> {
  await transaction.affected(
    "delete from planning.area_groups where municipality_code = $1 and id = $2",
    [municipality, id],
    1,
  );
}

/** The codes of these that the division has no area for. */
export async function unknownAreaCodes(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  areaCodes: readonly string[],
): Promise<string[]> {
  const rows = await transaction.many<{ code: string }>(
    `select code from unnest($3::text[]) as asked (code)
     where not exists (select from geography.areas a where a.municipality_code = $1 and a.division_id = $2
                         and a.code = asked.code and a.area_index is not null)`,
    [municipality, divisionId, areaCodes],
  );
  return rows.map(({ code }) => code);
}
