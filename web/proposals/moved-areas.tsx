// The areas that a chosen plan moves from the baseline, the one with most effect on the balance first.
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import type { SolutionDetail } from "../../api/contract/runs.ts";
import { TeamBadge } from "../components/team-badge.tsx";
import { formatNumber, formatSigned, withinSentence } from "../numbers.ts";
import { selectArea } from "../state/selection.ts";

const shownAtMost = 200;

export function MovedAreas({
  detail,
  teams,
  measure,
  nameOf,
}: {
  detail: SolutionDetail;
  teams: readonly PlanTeam[];
  /** Name of the measure that is counted. */
  measure: string;
  nameOf: (areaIndex: number) => string;
}) {
  const { t } = useTranslation();
  const { moved } = detail;
  return (
    <section className="stack-tight" aria-labelledby="moved-heading" data-testid="moved-areas">
      <h3 id="moved-heading">{t("proposals.moved", { count: moved.length })}</h3>
      {moved.length === 0 ? (
        <p className="small soft">{t("proposals.nothingMoved")}</p>
      ) : (
        <>
          <p className="small soft">{t("proposals.movedHelp")}</p>
          <div className="table-scroll">
            <table className="facts-table">
              <thead>
                <tr>
                  <th scope="col">{t("proposals.area")}</th>
                  <th scope="col">{t("proposals.fromTo")}</th>
                  <th scope="col">{measure}</th>
                  <th scope="col">{t("proposals.effect", { measure: withinSentence(measure) })}</th>
                </tr>
              </thead>
              <tbody>
                {moved.slice(0, shownAtMost).map(({ areaIndex, fromTeamIndex, toTeamIndex, weight, effect }) => (
                  <tr key={areaIndex}>
                    <th scope="row">
                      <button type="button" className="link-button" onClick={() => selectArea(areaIndex, false)}>
                        {nameOf(areaIndex)}
                      </button>
                    </th>
                    <td>
                      <span className="from-to">
                        <Team team={teams[fromTeamIndex]} />
                        <span aria-hidden="true">→</span>
                        <span className="visually-hidden">{t("proposals.to")}</span>
                        <Team team={teams[toTeamIndex]} />
                      </span>
                    </td>
                    <td className="number">{formatNumber(weight)}</td>
                    <td className="number">{formatSigned(effect)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {moved.length > shownAtMost && (
            <p className="small soft">{t("proposals.movedMore", { count: moved.length - shownAtMost })}</p>
          )}
        </>
      )}
    </section>
  );
}

function Team({ team }: { team: PlanTeam | undefined }) {
  if (!team) return <span>–</span>;
  return (
    <>
      <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />
      <span className="visually-hidden">{team.letter}</span>
    </>
  );
}
