// Reads what checking a file needs to know of a division: its codes, its higher levels and its rest codes.
import type { DivisionKind } from "../codes.ts";
import type { DivisionFacts } from "../purposes/purpose.ts";
import type { Queryable } from "../queryable.ts";

interface DivisionRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly kind: DivisionKind;
  readonly level: number | null;
  readonly edition: string;
}

/** The division with an id in the municipality; null when there is none. */
export async function divisionFacts(
  queryable: Queryable,
  municipalityCode: string,
  divisionId: string,
): Promise<DivisionFacts | null> {
  const found = await queryable.query<DivisionRow>(
    "select id, key, name, kind, level, edition from geography.divisions where municipality_code = $1 and id = $2::uuid",
    [municipalityCode, divisionId],
  );
  const [division] = found.rows;
  if (!division) return null;
  const areas = await queryable.query<{ code: string; areaIndex: number | null }>(
    `select code, area_index as "areaIndex" from geography.areas where municipality_code = $1 and division_id = $2::uuid`,
    [municipalityCode, divisionId],
  );
  const parents = await queryable.query<{ code: string; name: string }>(
    "select code, name from geography.parent_areas where municipality_code = $1 and division_id = $2::uuid",
    [municipalityCode, divisionId],
  );
  return {
    ...division,
    municipalityCode,
    placed: new Map(
      areas.rows.flatMap(({ code, areaIndex }) => (areaIndex === null ? [] : [[code, areaIndex] as const])),
    ),
    unplaced: new Set(areas.rows.filter(({ areaIndex }) => areaIndex === null).map(({ code }) => code)),
    parents: new Map(parents.rows.map(({ code, name }) => [code, name])),
  };
}

/** Id of the division that was brought in last; null when the municipality has none. */
export async function newestDivisionId(queryable: Queryable, municipalityCode: string): Promise<string | null> {
  const { rows } = await queryable.query<{ id: string }>(
    "select id from geography.divisions where municipality_code = $1 order by created_at desc, id limit 1",
    [municipalityCode],
  );
  return rows[0]?.id ?? null;
}
