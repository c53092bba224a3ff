// A planner keeps what was thought of: as a draft with the teams' areas, where a new team is also added among the teams.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Plan, PlanTeam } from "../../api/contract/plans.ts";
import { ask } from "../api-client.ts";
import { TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { mapPath } from "../plans-page/plan-paths.ts";
import { useSignedIn } from "../state/session.tsx";
import { thoughtTeamId } from "./thought-team.ts";

export function KeepThought({
  plan,
  teams,
  teamIndexes,
}: {
  plan: Plan;
  teams: readonly PlanTeam[];
  teamIndexes: readonly number[];
}) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const [name, setName] = useState(() => t("forecast.thought.draftName", { plan: plan.name, count: teams.length }));
  const keep = useMutation({
    mutationFn: async () => {
      const teamIds = await idsOf(municipality, teams);
      const made = await ask("post /api/:municipality/plans", {
        params: { municipality },
        body: { name, from: { kind: "empty", divisionId: plan.divisionId, teamIds } },
      });
      return ask("put /api/:municipality/plans/:plan/assignment", {
        params: { municipality, plan: made.id },
        ifVersion: made.version,
        body: { teamIndexes: [...teamIndexes], comment: t("forecast.thought.comment") },
      });
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ["plans"] });
      await client.invalidateQueries({ queryKey: ["teams"] });
    },
  });
  return (
    <form
      className="row forecast-choices no-print"
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      <TextField
        label={t("forecast.thought.draft")}
        help={t("forecast.thought.keepHelp")}
        value={name}
        required
        maxLength={120}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={keep.isPending}>
        {t("forecast.thought.keep")}
      </button>
      <span role="status">
        {keep.data && <Link to={mapPath(keep.data)}>{t("forecast.thought.kept", { name: keep.data.name })}</Link>}
      </span>
      <ProblemNotice error={keep.error} />
    </form>
  );
}

/** A team with the new one's letter is taken where there already is one, so that a second try adds no second team. */
async function idsOf(municipality: string, teams: readonly PlanTeam[]): Promise<string[]> {
  const thought = teams.find(({ teamId }) => teamId === thoughtTeamId);
  if (!thought) return teams.map(({ teamId }) => teamId);
  const params = { municipality };
  const { teams: known } = await ask("get /api/:municipality/teams", { params });
  const { letter, colourIndex, investigationPositions, firstLinePositions } = thought;
  const own =
    known.find((team) => team.letter === letter) ??
    (await ask("post /api/:municipality/teams", {
      params,
      body: { letter, name: `Team ${letter}`, colourIndex, investigationPositions, firstLinePositions },
    }));
  return teams.map(({ teamId }) => (teamId === thoughtTeamId ? own.id : teamId));
}
