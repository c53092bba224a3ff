// Where a team's own profile stands among the teams, whose numbers it may not read: places alone, reckoned in the database.
import type { Transaction } from "../db/database.ts";
import type { DivisionFacts } from "./division-facts.ts";
import type { Rank } from "./estimates.ts";
import type { ProfileSubject } from "./profile-subjects.ts";

interface RankRow {
  readonly key: string;
  readonly place: number;
  readonly of: number;
  readonly first: number | null;
  readonly last: number | null;
}

/**
 * By indicator, for the caller acting as team: what `rankOf` answers those who may read every team's numbers. Empty for
 * what is no profile of a team, and for a plan that does not apply today.
 */
export async function readOwnTeamRanks(
  transaction: Transaction,
  { plan, teamId }: Pick<ProfileSubject, "plan" | "teamId">,
  { indicators }: Pick<DivisionFacts, "indicators">,
): Promise<ReadonlyMap<string, Rank>> {
  if (!plan?.isPresent || teamId === null) return new Map();
  const rows = await transaction.many<RankRow>(
    `select indicator_key as key, place, team_count as of, chance_first as first, chance_last as last
     from protected.own_team_ranks($1, $2, $3, $4)`,
    [plan.id, teamId, indicators.map(({ key }) => key), indicators.map(({ base }) => base)],
  );
  return new Map(
    rows.map(({ key, place, of, first, last }) => {
      const chance = first === null || last === null ? null : { first, last };
      return [key, { place, of, chance }];
    }),
  );
}
