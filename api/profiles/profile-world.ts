// Everything a division's profiles are made from, as one role is told it: read in one go, kept until something changes.
import type { Neighbourhood, PriorityIndex } from "../contract/profiles.ts";
import type { Transaction } from "../db/database.ts";
import type { Person } from "../http/call.ts";
import { listPlacedArenas, type PlacedArena } from "./arena-care.store.ts";
import { type DivisionFacts, readDivisionFacts } from "./division-facts.ts";
import { listNeighbourhoods } from "./neighbourhoods.store.ts";
import { readPriorityIndex } from "./priority-index.store.ts";
import type { PresentTeam } from "./profile-arenas.ts";
import { readOwnAreaIndexes } from "./profile-subjects.ts";

export interface ProfileWorld {
  readonly facts: DivisionFacts;
  readonly arenas: readonly PlacedArena[];
  readonly neighbourhoods: readonly Neighbourhood[];
  readonly index: PriorityIndex;
  /** Of today's plan. */
  readonly presentTeams: readonly PresentTeam[];
  /** A team's own areas; null for others, who are told of all. */
  readonly ownAreas: ReadonlySet<number> | null;
  readonly neighbourPairs: readonly { readonly a: number; readonly b: number; readonly sharedLengthM: number }[];
}

/** Null where the municipality has no such division. */
export async function readProfileWorld(
  transaction: Transaction,
  { municipalityCode, role }: Pick<Person, "municipalityCode" | "role">,
  divisionId: string,
): Promise<ProfileWorld | null> {
  const facts = await readDivisionFacts(transaction, municipalityCode, divisionId);
  if (!facts) return null;
  return {
    facts,
    arenas: await listPlacedArenas(transaction, municipalityCode, divisionId),
    neighbourhoods: await listNeighbourhoods(transaction, municipalityCode, divisionId),
    index: await readPriorityIndex(transaction, municipalityCode),
    presentTeams: await readTeams(transaction, municipalityCode, divisionId),
    ownAreas: role === "team" ? new Set(await readOwnAreaIndexes(transaction, municipalityCode, divisionId)) : null,
    neighbourPairs: await transaction.many(
      `select area_index_a as a, area_index_b as b, shared_length_m as "sharedLengthM"
       from geography.effective_adjacencies where municipality_code = $1 and division_id = $2 order by 1, 2`,
      [municipalityCode, divisionId],
    ),
  };
}

/** The areas of each team in the plan that applies today, or in the one named. */
export async function readTeams(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  planId: string | null = null,
): Promise<PresentTeam[]> {
  const rows = await transaction.many<{ teamId: string; letter: string; teamIndex: number; teamIndexes: number[] }>(
    `select t.id as "teamId", t.letter, pt.team_index as "teamIndex", r.team_indexes as "teamIndexes"
     from planning.plans p
     join planning.plan_teams pt on pt.municipality_code = p.municipality_code and pt.plan_id = p.id
     join planning.teams t on t.municipality_code = p.municipality_code and t.id = pt.team_id
     join planning.plan_revisions r on r.municipality_code = p.municipality_code and r.plan_id = p.id
       and r.revision = planning.newest_revision(p.municipality_code, p.id)
     where p.municipality_code = $1 and p.division_id = $2 and case when $3::uuid is null then exists (
         select from planning.present_plans n where n.municipality_code = p.municipality_code and n.plan_id = p.id)
       else p.id = $3 end
     order by pt.team_index`,
    [municipality, divisionId, planId],
  );
  return rows.map(({ teamId, letter, teamIndex, teamIndexes }) => ({
    teamId,
    letter,
    areaIndexes: teamIndexes.flatMap((team, areaIndex) => (team === teamIndex ? [areaIndex] : [])),
  }));
}
