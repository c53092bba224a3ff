// The teams: letter, colour, positions. Targets follow from the positions.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../components/empty-state.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { positionsText } from "../map-page/team-list.tsx";
import { formatNumber, formatPercent } from "../numbers.ts";
import { useArenas, useTeams } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { TeamForm } from "./team-form.tsx";

export default function TeamsPage() {
  const { t } = useTranslation();
  const planner = useSignedIn().role === "planner";
  const { data: teams = [], error, isPending } = useTeams();
  const arenas = useArenas().data ?? [];
  const [editing, setEditing] = useState<string | null>(null);
  const total = teams.reduce((sum, team) => sum + team.investigationPositions + team.firstLinePositions, 0);
  const edited = teams.find((team) => team.id === editing) ?? null;
  return (
    <div className="page">
      <header className="page-head">
        <div className="row-apart">
          <h1>{t("nav.teams")}</h1>
          {planner && editing === null && (
            <button type="button" className="button button-primary" onClick={() => setEditing("new")}>
              {t("teams.new")}
            </button>
          )}
        </div>
        <p className="lead">{t("teams.lead")}</p>
      </header>
      <ProblemNotice error={error} />
      {isPending && <Loading />}
      {editing !== null && (edited || editing === "new") && (
        <TeamForm
          key={editing}
          team={edited}
          others={teams.filter((team) => team.id !== editing)}
          arenas={arenas}
          onDone={() => setEditing(null)}
        />
      )}
      {!isPending && !error && teams.length === 0 && editing === null && (
        <EmptyState title={t("teams.none")}>
          <p>{t(planner ? "teams.noneHelp" : "teams.noneWait")}</p>
        </EmptyState>
      )}
      <ul className="team-cards">
        {teams.map((team) => {
          const positions = team.investigationPositions + team.firstLinePositions;
          const home = arenas.find((arena) => arena.id === team.homeArenaId);
          return (
            <li key={team.id} className="card stack">
              <div className="row nowrap">
                <TeamBadge letter={team.letter} colourIndex={team.colourIndex} />
                <h2>{team.name}</h2>
              </div>
              <dl className="facts">
                <dt>{t("teams.positions")}</dt>
                <dd>
                  <strong>{positionsText(team)}</strong>
                </dd>
                <dt>{t("run.investigation")}</dt>
                <dd>
                  {formatNumber(team.investigationPositions, Number.isInteger(team.investigationPositions) ? 0 : 1)}
                </dd>
                <dt>{t("run.firstLine")}</dt>
                <dd>{formatNumber(team.firstLinePositions, Number.isInteger(team.firstLinePositions) ? 0 : 1)}</dd>
                <dt>{t("teams.share")}</dt>
                <dd>{total > 0 ? formatPercent(positions / total) : "–"}</dd>
                <dt>{t("teams.home")}</dt>
                <dd>{home?.name ?? t("teams.noHome")}</dd>
              </dl>
              {planner && (
                <div>
                  <button
                    type="button"
                    className="button"
                    onClick={() => setEditing(team.id)}
                    aria-label={t("teams.change", { name: team.name })}
                  >
                    {t("teams.changeShort")}
                  </button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
