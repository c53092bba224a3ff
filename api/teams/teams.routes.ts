// Operations on teams.
import { recordAct } from "../audit/record-act.ts";
import type { Team } from "../contract/teams.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { assertSameVersion } from "../http/versions.ts";
import { findTeamForChange, insertTeam, listTeams, retireTeam, updateTeam } from "./teams.store.ts";

export function teamHandlers(): Pick<Handlers, "listTeams" | "createTeam" | "changeTeam" | "retireTeam"> {
  return {
    listTeams: async (transaction, { params }) => ({
      status: 200,
      body: { teams: await listTeams(transaction, params.municipality) },
    }),
    createTeam: async (transaction, { params, body }) => {
      const team = await insertTeam(transaction, params.municipality, body);
      await recordAct(transaction, "team.created", "team", team.id);
      return { status: 201, body: team, version: team.version };
    },
    changeTeam: async (transaction, { params, body, version }) => {
      await requireTeam(transaction, params.municipality, params.team, version);
      const team = await updateTeam(transaction, params.municipality, params.team, body);
      await recordAct(transaction, "team.changed", "team", team.id, { version: team.version });
      return { status: 200, body: team, version: team.version };
    },
    retireTeam: async (transaction, { params, version }) => {
      await requireTeam(transaction, params.municipality, params.team, version);
      await retireTeam(transaction, params.municipality, params.team);
      await recordAct(transaction, "team.retired", "team", params.team);
      return { status: 204 };
    },
  };
}

async function requireTeam(transaction: Transaction, municipality: string, id: string, version: number): Promise<Team> {
  const team = await findTeamForChange(transaction, municipality, id);
  if (!team) throw new AppError("not-found");
  assertSameVersion(team.version, version);
  return team;
}
