// Stores neighbours added or cut by hand. One that is there already, with the same reason, is left as it is.
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import { type BulkColumn, bulkWrite } from "./bulk.ts";

export interface LinkRecord {
  /** Smaller than areaIndexB. */
  readonly areaIndexA: number;
  readonly areaIndexB: number;
  readonly action: "add" | "cut";
  readonly reason: string;
}

const columns: readonly BulkColumn<LinkRecord>[] = [
  { type: "integer", value: ({ areaIndexA }) => areaIndexA },
  { type: "integer", value: ({ areaIndexB }) => areaIndexB },
  { type: "text", value: ({ action }) => action },
  { type: "text", value: ({ reason }) => reason },
];

/** Loads checked links. A present link that says otherwise is ended, kept as history, and replaced. */
export async function loadLinks(links: readonly LinkRecord[], context: LoadContext): Promise<LoadOutcome> {
  const { queryable, municipalityCode, division, userId, checkpoint } = context;
  if (!division) throw new Error("Expected a division for links, found none");
  const fixed = [municipalityCode, division.id, userId];
  const progress = (fraction: number) => checkpoint("loading", fraction);
  const samePair = `stored.municipality_code = $1 and stored.division_id = $2::uuid and stored.removed_at is null
    and stored.area_index_a = incoming.area_index_a and stored.area_index_b = incoming.area_index_b`;
  const incoming = "{rows} as incoming (area_index_a, area_index_b, action, reason)";
  const ended = await bulkWrite(
    queryable,
    links,
    {
      text: `update geography.adjacency_edits as stored set removed_at = now(), removed_by = $3::uuid
             from ${incoming}
             where ${samePair} and (stored.action, stored.reason) is distinct from (incoming.action, incoming.reason)`,
      fixed,
      columns,
    },
    progress,
  );
  const added = await bulkWrite(
    queryable,
    links,
    {
      text: `insert into geography.adjacency_edits
               (municipality_code, division_id, created_by, area_index_a, area_index_b, action, reason)
             select $1, $2::uuid, $3::uuid, incoming.* from ${incoming}
             where not exists (select from geography.adjacency_edits as stored where ${samePair})`,
      fixed,
      columns,
    },
    progress,
  );
  return { loadedCount: links.length, changedCount: ended + added, divisionId: division.id, issues: [] };
}
