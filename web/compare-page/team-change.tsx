// From one team to another, by letter and name.
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import { NoTeamBadge, TeamBadge } from "../components/team-badge.tsx";

export function TeamName({ teamId, teams }: { teamId: string | null; teams: readonly PlanTeam[] }) {
  const { t } = useTranslation();
  const team = teams.find((own) => own.teamId === teamId);
  return (
    <span className="team-name-inline">
      {team ? <TeamBadge small letter={team.letter} colourIndex={team.colourIndex} /> : <NoTeamBadge small />}
      {team ? (
        <span>
          <span className="visually-hidden">{team.letter}</span> {team.name}
        </span>
      ) : (
        t("facts.noTeam")
      )}
    </span>
  );
}
