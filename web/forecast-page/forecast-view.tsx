// The forecast itself: each team's cases as a fan, and a table of children, cases, load per position and the chance of too much.
import { useTranslation } from "react-i18next";
import type { LoadLimits } from "../../api/contract/forecast.ts";
import type { Plan } from "../../api/contract/plans.ts";
import type { ForecastModel } from "../../engine/workload/forecast-teams.ts";
import { formatNumber, formatSignedPercent } from "../numbers.ts";
import { chanceOverCapacity, membersOf, type OutlookYear } from "./outlook.ts";
import { type SeenYear, TeamFan } from "./team-fan.tsx";
import { formatChance, formatInterval, TeamHeading } from "./words.tsx";

/** Sums of what was told of the team's areas, year by year. */
function seenOf({ history }: ForecastModel, members: Uint8Array): SeenYear[] {
  return history.cases.years.map((year, at) => ({
    year,
    told: history.cases.counts[at]!.reduce<number>((sum, count, area) => sum + members[area]! * (count ?? 0), 0),
  }));
}

export function ForecastView({
  model,
  plan,
  outlook,
  limits,
}: {
  model: ForecastModel;
  plan: Plan;
  outlook: readonly OutlookYear[];
  limits: LoadLimits;
}) {
  const { t } = useTranslation();
  const coming = outlook.slice(1);
  const members = membersOf(plan);
  return (
    <section className="stack" aria-labelledby="forecast-heading">
      <h2 id="forecast-heading">{t("forecast.teams", { year: coming.at(-1)!.year })}</h2>
      <p className="soft">{t("forecast.teamsHelp", { year: model.lastYear })}</p>
      <ul className="forecast-fans">
        {plan.teams.map((team, place) => (
          <li key={team.teamId} className="card">
            <h3>
              <TeamHeading team={team} />
            </h3>
            <p className="small soft">
              {t("forecast.fanSummary", {
                cases: formatInterval(coming.at(-1)!.teams[place]!.cases.likely80),
                year: coming.at(-1)!.year,
              })}
            </p>
            <TeamFan seen={seenOf(model, members[place]!)} coming={coming.map((year) => year.teams[place]!)} />
          </li>
        ))}
      </ul>
      <ForecastTable plan={plan} outlook={coming} limits={limits} />
      {limits.capacityPerPosition === null && <p className="small soft">{t("forecast.noCapacity")}</p>}
    </section>
  );
}

function ForecastTable({ plan, outlook, limits }: { plan: Plan; outlook: readonly OutlookYear[]; limits: LoadLimits }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t("forecast.table")}>
      <table className="table" data-testid="forecast-table">
        <thead>
          <tr>
            <th scope="col">{t("forecast.team")}</th>
            <th scope="col">{t("forecast.year")}</th>
            {["children", "cases", "loadPerPosition", "deviation", "chanceOver"].map((column) => (
              <th key={column} scope="col" className="right">
                {t(`forecast.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.teams.flatMap((team, place) =>
            outlook.map((year, at) => {
              const own = year.teams[place]!;
              const over = chanceOverCapacity(own, team, limits.capacityPerPosition);
              const { expected, likely80 } = own.load.investigation;
              const positions = team.investigationPositions;
              return (
                <tr key={`${team.teamId} ${year.year}`} className={at === 0 ? "group-start" : undefined}>
                  <th scope="row">
                    <TeamHeading team={team} />
                  </th>
                  <td>{year.year}</td>
                  <td className="right">
                    {formatNumber(own.children.expected)}
                    <span className="under">{formatInterval(own.children.likely80)}</span>
                  </td>
                  <td className="right">
                    {formatNumber(own.cases.mean)}
                    <span className="under">
                      {formatInterval(own.cases.likely80)} ({formatInterval(own.cases.likely95)})
                    </span>
                  </td>
                  <td className="right">
                    {positions > 0 ? formatNumber(expected / positions) : "–"}
                    {positions > 0 && (
                      <span className="under">
                        {formatInterval({ low: likely80.low / positions, high: likely80.high / positions })}
                      </span>
                    )}
                  </td>
                  <td className="right">{formatSignedPercent(year.deviations.investigation[place]!)}</td>
                  <td className="right">{over === null ? "–" : formatChance(over)}</td>
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </section>
  );
}
