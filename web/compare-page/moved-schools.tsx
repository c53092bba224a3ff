// Schools, pre-schools and other arenas that change team, and those whose catchment is parted between teams.
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import type { Arena } from "../../api/contract/teams.ts";
import type { AreaMove, TeamIds } from "../../engine/compare-plans.ts";
import type { AreaGeography } from "../map/topology.ts";
import { ArenaIcon } from "../map-page/legend.tsx";
import { movedArenas, partedCatchments, partedSince } from "./moved-rows.ts";
import { TeamName } from "./team-change.tsx";

export function MovedSchools({
  divisionId,
  geography,
  teams,
  moves,
  fromTeamIds,
  toTeamIds,
  arenas,
}: {
  divisionId: string;
  geography: AreaGeography;
  teams: readonly PlanTeam[];
  moves: readonly AreaMove[];
  fromTeamIds: TeamIds;
  toTeamIds: TeamIds;
  arenas: readonly Arena[];
}) {
  const { t } = useTranslation();
  const codes = geography.properties.map(({ code }) => code);
  const moved = movedArenas(arenas, divisionId, moves);
  const priority = arenas.filter((arena) => arena.priority);
  const parted = partedCatchments(priority, divisionId, toTeamIds, codes);
  const partedBefore = partedCatchments(priority, divisionId, fromTeamIds, codes);
  const newlyParted = partedSince(partedBefore, parted);
  return (
    <section className="stack" aria-labelledby="schools-heading">
      <h2 id="schools-heading">{t("compare.schools")}</h2>
      {moved.length === 0 ? (
        <p>{t("compare.noSchools")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
        <section className="table-frame moved-table" tabIndex={0} aria-label={t("compare.schoolTable")}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("compare.school")}</th>
                <th scope="col">{t("compare.kind")}</th>
                <th scope="col">{t("compare.column.from")}</th>
                <th scope="col">{t("compare.column.to")}</th>
              </tr>
            </thead>
            <tbody>
              {moved.map(({ arena, move }) => (
                <tr key={arena.id}>
                  <th scope="row">
                    <span className="team-name-inline">
                      <ArenaIcon kind={arena.kind} priority={arena.priority} />
                      <span>
                        {arena.name} {arena.priority && <span className="tag">{t("compare.priority")}</span>}
                      </span>
                    </span>
                  </th>
                  <td>{t(`arena.${arena.kind}`)}</td>
                  <td>
                    <TeamName teamId={move.fromTeamId} teams={teams} />
                  </td>
                  <td>
                    <TeamName teamId={move.toTeamId} teams={teams} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {parted.length + partedBefore.length > 0 && (
        <div className={`notice ${newlyParted.length > 0 ? "notice-warning" : ""}`}>
          <p>
            {t("compare.parted", { count: parted.length })} {t("compare.partedBefore", { count: partedBefore.length })}
          </p>
          <ul>
            {parted.map(({ arena, teamIds }) => (
              <li key={arena.id}>
                {arena.name}:{" "}
                {teamIds
                  .map((teamId) => teams.find((team) => team.teamId === teamId)?.letter ?? t("facts.noTeam"))
                  .join(", ")}
                {newlyParted.includes(arena.id) && ` (${t("compare.newlyParted")})`}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
