// Teams as they are stored: read for matching, added when a file names new ones.
import type { Queryable } from "../queryable.ts";
import { findTeam, type StoredTeam, type TeamName } from "../validate/team-names.ts";

const colourCount = 8;

/** The teams in use (not retired), in letter order. */
export async function readTeams(queryable: Queryable, municipalityCode: string): Promise<StoredTeam[]> {
  const { rows } = await queryable.query<StoredTeam>(
    "select id, letter, name from planning.teams where municipality_code = $1 and retired_at is null order by letter",
    [municipalityCode],
  );
  return rows;
}

/** Ids of the teams in the order given; those that are not there yet are added with no positions. */
export async function ensureTeams(
  queryable: Queryable,
  municipalityCode: string,
  teams: readonly TeamName[],
): Promise<{ ids: string[]; addedCount: number }> {
  const stored = await readTeams(queryable, municipalityCode);
  const ids: string[] = [];
  let addedCount = 0;
  for (const team of teams) {
    const found = findTeam(team.letter, stored) ?? findTeam(team.name, stored);
    if (found) {
      ids.push(found.id);
      continue;
    }
    const { rows } = await queryable.query<{ id: string }>(
      "insert into planning.teams (municipality_code, letter, name, colour_index) values ($1, $2, $3, $4) returning id",
      [municipalityCode, team.letter, team.name, (stored.length + addedCount) % colourCount],
    );
    const [row] = rows;
    if (!row) throw new Error("Expected the id of the new team, found no row");
    ids.push(row.id);
    addedCount += 1;
  }
  return { ids, addedCount };
}
