// Stores arenas by source and id: new ones are added, known ones updated, and a point that a person has moved is kept.
import type { ArenaKind } from "../mapping/arena-kinds.ts";
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import type { Point } from "../validate/points.ts";
import { type BulkColumn, bulkWrite } from "./bulk.ts";

export interface ArenaRecord {
  readonly externalId: string;
  readonly name: string;
  readonly kind: ArenaKind;
  readonly organiser: string | null;
  readonly children: number | null;
  /** Null where the file says nothing of priority. */
  readonly priority: boolean | null;
  readonly priorityReason: string | null;
  /** YYYY-MM-DD; null where the file does not tell, or the arena has no priority. */
  readonly prioritySince: string | null;
  readonly contactRole: string | null;
  readonly point: Point | null;
}

export interface ArenaRecords {
  readonly source: string;
  readonly arenas: readonly ArenaRecord[];
  /** Whether the file tells which arenas are priority; if not, those already marked stay so. */
  readonly hasPriority: boolean;
}

const columns: readonly BulkColumn<ArenaRecord>[] = [
  { type: "text", value: ({ externalId }) => externalId },
  { type: "text", value: ({ name }) => name },
  { type: "text", value: ({ kind }) => kind },
  { type: "text", value: ({ organiser }) => organiser },
  { type: "integer", value: ({ children }) => children },
  { type: "boolean", value: ({ priority }) => priority },
  { type: "text", value: ({ priorityReason }) => priorityReason },
  { type: "text", value: ({ prioritySince }) => prioritySince },
  { type: "text", value: ({ contactRole }) => contactRole },
  { type: "double precision", value: ({ point }) => point?.[0] ?? null },
  { type: "double precision", value: ({ point }) => point?.[1] ?? null },
];

const incoming = `{rows} as incoming
  (external_id, name, kind, organiser, children, priority, priority_reason, priority_since, contact_role,
   east, north)`;
const pointOf = "st_setsrid(st_makepoint(incoming.east, incoming.north), 3006)";
const hasPoint = "incoming.east is not null and incoming.north is not null";

// What people have decided in the service outlives the next file.
const hasOwnPriority = "$3::boolean and not stored.priority_decided";
// A file that does not say since when leaves what is known, as long as there is priority.
const prioritySince = `case when not coalesce(incoming.priority, false) then null
  else coalesce(incoming.priority_since::date, case when stored.priority then stored.priority_since end) end`;
const contactRole =
  "case when stored.contact_decided then stored.contact_role else coalesce(incoming.contact_role, stored.contact_role) end";

/** Loads checked arenas. Arenas of the source that the file lacks are left as they are. */
export async function loadArenas(
  { source, arenas, hasPriority }: ArenaRecords,
  context: LoadContext,
): Promise<LoadOutcome> {
  const { queryable, municipalityCode, checkpoint } = context;
  const progress = (fraction: number) => checkpoint("loading", fraction);
  const updated = await bulkWrite(
    queryable,
    arenas,
    {
      text: `update geography.arenas as stored
             set name = incoming.name, kind = incoming.kind,
               organiser = coalesce(incoming.organiser, stored.organiser),
               children = coalesce(incoming.children, stored.children),
               priority = case when ${hasOwnPriority} then coalesce(incoming.priority, false) else stored.priority end,
               priority_reason = case when ${hasOwnPriority} then incoming.priority_reason else stored.priority_reason end,
               priority_since = case when ${hasOwnPriority} then ${prioritySince} else stored.priority_since end,
               contact_role = ${contactRole},
               point = case when stored.corrected or not (${hasPoint}) then stored.point else ${pointOf} end
             from ${incoming}
             where stored.municipality_code = $1 and stored.source = $2 and stored.external_id = incoming.external_id
               and ((stored.name, stored.kind) is distinct from (incoming.name, incoming.kind)
                 or stored.organiser is distinct from coalesce(incoming.organiser, stored.organiser)
                 or stored.children is distinct from coalesce(incoming.children, stored.children)
                 or stored.contact_role is distinct from ${contactRole}
                 or (${hasOwnPriority} and (stored.priority, stored.priority_reason, stored.priority_since)
                      is distinct from (coalesce(incoming.priority, false), incoming.priority_reason, ${prioritySince}))
                 or (not stored.corrected and ${hasPoint}
                      and (stored.point is null or st_distance(stored.point, ${pointOf}) > 0.01)))`,
      fixed: [municipalityCode, source, hasPriority],
      columns,
    },
    progress,
  );
  const inserted = await bulkWrite(
    queryable,
    arenas,
    {
      text: `insert into geography.arenas (municipality_code, source, external_id, name, kind, organiser, children, priority,
               priority_reason, priority_since, contact_role, point)
             select $1, $2, incoming.external_id, incoming.name, incoming.kind, incoming.organiser, incoming.children,
               coalesce(incoming.priority, false), incoming.priority_reason, incoming.priority_since::date,
               incoming.contact_role, case when ${hasPoint} then ${pointOf} end
             from ${incoming}
             on conflict (municipality_code, source, external_id) do nothing`,
      fixed: [municipalityCode, source],
      columns,
    },
    progress,
  );
  return { loadedCount: arenas.length, changedCount: updated + inserted, divisionId: null, issues: [] };
}
