// Stores full names of areas and of higher levels; borders and codes stay as they are.
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import { type BulkColumn, bulkWrite } from "./bulk.ts";
import { addRestAreas } from "./rest-areas.ts";

export interface AreaName {
  readonly code: string;
  readonly name: string;
  readonly kind: "area" | "parent" | "unplaced";
}

const columns: readonly BulkColumn<AreaName>[] = [
  { type: "text", value: ({ code }) => code },
  { type: "text", value: ({ name }) => name },
];

/** Loads checked names. Equal names count as unchanged. */
export async function loadAreaNames(names: readonly AreaName[], context: LoadContext): Promise<LoadOutcome> {
  const { queryable, municipalityCode, division, checkpoint } = context;
  if (!division) throw new Error("Expected a division for area names, found none");
  const fixed = [municipalityCode, division.id];
  const progress = (fraction: number) => checkpoint("loading", fraction);
  const restCodes = names.filter(({ kind }) => kind === "unplaced").map(({ code }) => code);
  const added = await addRestAreas(queryable, municipalityCode, division.id, restCodes);
  const ofAreas = await bulkWrite(
    queryable,
    names.filter(({ kind }) => kind !== "parent"),
    {
      text: `update geography.areas set display_name = incoming.name
             from {rows} as incoming (code, name)
             where areas.municipality_code = $1 and areas.division_id = $2::uuid and areas.code = incoming.code
               and areas.display_name is distinct from incoming.name`,
      fixed,
      columns,
    },
    progress,
  );
  const ofParents = await bulkWrite(
    queryable,
    names.filter(({ kind }) => kind === "parent"),
    {
      text: `insert into geography.parent_areas (municipality_code, division_id, code, level, name)
             select $1, $2::uuid, incoming.code, case when $3 = 'nyko' then length(incoming.code) else 1 end, incoming.name
             from {rows} as incoming (code, name)
             on conflict (municipality_code, division_id, code) do update set name = excluded.name
             where parent_areas.name is distinct from excluded.name`,
      fixed: [...fixed, division.kind],
      columns,
    },
    progress,
  );
  return { loadedCount: names.length, changedCount: added + ofAreas + ofParents, divisionId: division.id, issues: [] };
}
