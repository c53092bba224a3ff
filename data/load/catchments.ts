// Stores catchments: a file replaces those of the arenas it names, in the division, and no others.
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import { type BulkColumn, bulkWrite } from "./bulk.ts";

export interface CatchmentRecord {
  readonly arenaId: string;
  readonly areaCode: string;
}

const columns: readonly BulkColumn<CatchmentRecord>[] = [
  { type: "uuid", value: ({ arenaId }) => arenaId },
  { type: "text", value: ({ areaCode }) => areaCode },
];

/** Loads checked catchments. Equal ones count as unchanged. */
export async function loadCatchments(records: readonly CatchmentRecord[], context: LoadContext): Promise<LoadOutcome> {
  const { queryable, municipalityCode, division, checkpoint } = context;
  if (!division) throw new Error("Expected a division for catchments, found none");
  const removed = await queryable.query(
    `delete from geography.catchments as stored
     where stored.municipality_code = $1 and stored.division_id = $2::uuid and stored.arena_id = any ($3::uuid[])
       and not exists (select from unnest($3::uuid[], $4::text[]) as incoming (arena_id, area_code)
                       where incoming.arena_id = stored.arena_id and incoming.area_code = stored.area_code)`,
    [municipalityCode, division.id, ...columns.map(({ value }) => records.map(value))],
  );
  const added = await bulkWrite(
    queryable,
    records,
    {
      text: `insert into geography.catchments (municipality_code, division_id, arena_id, area_code)
             select $1, $2::uuid, incoming.* from {rows} as incoming
             on conflict do nothing`,
      fixed: [municipalityCode, division.id],
      columns,
    },
    (fraction) => checkpoint("loading", fraction),
  );
  return {
    loadedCount: records.length,
    changedCount: removed.affectedCount + added,
    divisionId: division.id,
    issues: [],
  };
}
