// The load per position year by year, each team against the municipality, and in how many years the difference was more than chance.
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import { SaveTable } from "../components/save-table.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { type PeriodBalance, type WeightValues, type WorkKind, yearsOf } from "./balances.ts";
import { BeyondLegend, BeyondMark } from "./beyond-mark.tsx";
import { LoadCurve, reachOf } from "./load-curve.tsx";
import { loadOverTimeTable } from "./saved-loads.ts";
import { differenceText, loadText, unknownText, yearsSentence } from "./words.ts";

export function LoadOverTime({
  plan,
  balances,
  kind,
  weights,
  version,
}: {
  plan: Plan;
  balances: readonly PeriodBalance[];
  kind: WorkKind;
  weights: WeightValues;
  /** Null where the weights are not saved. */
  version: number | null;
}) {
  const { t } = useTranslation();
  const teams = plan.teams.map((team, place) => ({ team, years: yearsOf(balances, place, kind) }));
  const periods = teams[0]?.years.map(({ period }) => period) ?? [];
  if (periods.length < 2) return null;
  const reach = reachOf(teams.map(({ years }) => years));
  return (
    <div className="stack-tight">
      <h2 id="over-time-heading">{t("workload.overTime")}</h2>
      <p className="small soft">{t("workload.overTimeHelp")}</p>
      <div className="workload-curves">
        {teams.map(({ team, years }) => (
          <figure key={team.teamId} className="workload-curve">
            <figcaption>
              <span className="team-name-inline">
                <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />
                {team.name}
              </span>
              <span className="small">{yearsSentence(t, years)}</span>
            </figcaption>
            <LoadCurve years={years} reach={reach} />
          </figure>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-labelledby="over-time-heading">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("workload.team")}</th>
              {periods.map((period) => (
                <th key={period} scope="col" className="right">
                  {period}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {teams.map(({ team, years }) => (
              <tr key={team.teamId}>
                <th scope="row">
                  {team.letter} {team.name}
                </th>
                {years.map(({ period, own }) => (
                  <td key={period} className="right">
                    {loadText(t, own.perPosition, weights)}
                    <br />
                    <span className={`small ${own.isMoreThanChance ? "strong" : "soft"}`}>
                      {differenceText(t, own)}
                      {own.isMoreThanChance && <BeyondMark />}
                      {own.unknownAreas > 0 && ` (${unknownText(t, own.unknownAreas)})`}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <BeyondLegend />
      <div>
        <SaveTable table={loadOverTimeTable(t, { plan, balances, weights, version }, kind)} />
      </div>
    </div>
  );
}
