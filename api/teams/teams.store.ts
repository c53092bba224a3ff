// Teams with their present positions.
import type { Team, TeamInput } from "../contract/teams.ts";
import type { Transaction } from "../db/database.ts";

const columns = `
  id, letter, name, colour_index as "colourIndex",
  investigation_positions::double precision as "investigationPositions",
  first_line_positions::double precision as "firstLinePositions",
  home_arena_id as "homeArenaId", version`;

export function listTeams(transaction: Transaction, municipality: string): Promise<Team[]> {
  return transaction.many<Team>(
    `select ${columns} from planning.teams where municipality_code = $1 and retired_at is null order by letter`,
    [municipality],
  );
}

/** Locks the row until the transaction ends, so that two changes come one after the other. */
export function findTeamForChange(transaction: Transaction, municipality: string, id: string): Promise<Team | null> {
  return transaction.maybeOne<Team>(
    `select ${columns} from planning.teams
     where municipality_code = $1 and id = $2 and retired_at is null for update`,
    [municipality, id],
  );
}

function inputValues(municipality: string, input: TeamInput): readonly unknown[] {
  return [
    municipality,
    input.letter,
    input.name,
    input.colourIndex,
    input.investigationPositions,
    input.firstLinePositions,
    input.homeArenaId,
  ];
}

export function insertTeam(transaction: Transaction, municipality: string, input: TeamInput): Promise<Team> {
  return transaction.one<Team>(
    `insert into planning.teams (municipality_code, letter, name, colour_index, investigation_positions,
       first_line_positions, home_arena_id)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    inputValues(municipality, input),
  );
}

export function updateTeam(
  transaction: Transaction,
  municipality: string,
  id: string,
  input: TeamInput,
): Promise<Team> {
  return transaction.one<Team>(
    `update planning.teams set letter = $2, name = $3, colour_index = $4, investigation_positions = $5,
       first_line_positions = $6, home_arena_id = $7, version = version + 1
     where municipality_code = $1 and id = $8 returning ${columns}`,
    [...inputValues(municipality, input), id],
  );
}

export async function retireTeam(transaction: Transaction, municipality: string, id: string): Promise<void> {
  await transaction.affected(
    `update planning.teams set retired_at = now(), version = version + 1 where municipality_code = $1 and id = $2`,
    [municipality, id],
    1,
  );
}
