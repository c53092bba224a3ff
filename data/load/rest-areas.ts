// Rest codes of a file become areas without a place, so that the people on them are in every total.
import type { Queryable } from "../queryable.ts";

/** Adds the rest codes a division does not have yet; answers how many were added. */
export async function addRestAreas(
  queryable: Queryable,
  municipalityCode: string,
  divisionId: string,
  codes: readonly string[],
): Promise<number> {
  if (codes.length === 0) return 0;
  const { affectedCount } = await queryable.query(
    `insert into geography.areas (municipality_code, division_id, code, kind, name)
     select $1, $2::uuid, rest.code, 'unplaced', 'Restpost ' || rest.code
     from unnest($3::text[]) as rest (code)
     on conflict (municipality_code, division_id, code) do nothing`,
    [municipalityCode, divisionId, codes],
  );
  return affectedCount;
}
