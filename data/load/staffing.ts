// Stores the teams' present positions. Plans keep the positions they were made for.
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import type { TeamName } from "../validate/team-names.ts";
import { ensureTeams } from "./teams.ts";

export interface StaffingRecord extends TeamName {
  /** Null for a team that is not there yet. */
  readonly teamId: string | null;
  /** Null leaves what is stored. */
  readonly investigationPositions: number | null;
  readonly firstLinePositions: number | null;
  readonly homeArenaId: string | null;
}

/** Loads checked positions. Equal ones count as unchanged. */
export async function loadStaffing(records: readonly StaffingRecord[], context: LoadContext): Promise<LoadOutcome> {
  const { queryable, municipalityCode, checkpoint } = context;
  checkpoint("loading", 0);
  const missing = records.filter(({ teamId }) => teamId === null);
  const added = await ensureTeams(queryable, municipalityCode, missing);
  const newIds = new Map(missing.map((record, index) => [record, added.ids[index] ?? null]));
  const { affectedCount } = await queryable.query(
    `update planning.teams as stored
     set name = incoming.name,
       investigation_positions = coalesce(incoming.investigation, stored.investigation_positions),
       first_line_positions = coalesce(incoming.first_line, stored.first_line_positions),
       home_arena_id = coalesce(incoming.home_arena_id, stored.home_arena_id),
       version = stored.version + 1
     from unnest($2::uuid[], $3::text[], $4::numeric[], $5::numeric[], $6::uuid[])
       as incoming (id, name, investigation, first_line, home_arena_id)
     where stored.municipality_code = $1 and stored.id = incoming.id
       and (stored.name, stored.investigation_positions, stored.first_line_positions, stored.home_arena_id) is distinct from
         (incoming.name, coalesce(round(incoming.investigation, 2), stored.investigation_positions),
          coalesce(round(incoming.first_line, 2), stored.first_line_positions), coalesce(incoming.home_arena_id, stored.home_arena_id))`,
    [
      municipalityCode,
      records.map((record) => record.teamId ?? newIds.get(record) ?? null),
      records.map(({ name }) => name),
      records.map(({ investigationPositions }) => investigationPositions),
      records.map(({ firstLinePositions }) => firstLinePositions),
      records.map(({ homeArenaId }) => homeArenaId),
    ],
  );
  return { loadedCount: records.length, changedCount: added.addedCount + affectedCount, divisionId: null, issues: [] };
}
