// The forecast itself: each team's cases as a fan, and a table of children, cases, load per position and the chance of too much.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { LoadLimits } from "../../api/contract/forecast.ts";
import type { Plan, PlanTeam } from "../../api/contract/plans.ts";
import { childrenIn } from "../../engine/workload/forecast-history.ts";
import type { ForecastModel, Intervals } from "../../engine/workload/forecast-teams.ts";
import { seenCases } from "../../engine/workload/seen-cases.ts";
import { SaveTable } from "../components/save-table.tsx";
import { formatNumber } from "../numbers.ts";
import { capacityOf, chanceOverCapacity, loadKinds, membersOf, type OutlookYear } from "./outlook.ts";
import { mostCases, type SeenYear, TeamFan } from "./team-fan.tsx";
import { formatChance, formatDeviation, formatInterval, isBeyond, TeamHeading } from "./words.tsx";

/** Sums of what was told of the team's areas, year by year, with what is expected where a count is not told. */
function seenOf(model: ForecastModel, members: Uint8Array): SeenYear[] {
  return model.history.cases.years.map((year) => {
    const { cases, untoldAreas } = seenCases(model, members, childrenIn(model.history, year), year);
    return { year, told: cases, untoldAreas };
  });
}

export function ForecastView({
  model,
  plan,
  outlook,
  limits,
  weightsVersion,
}: {
  model: ForecastModel;
  plan: Plan;
  outlook: readonly OutlookYear[];
  limits: LoadLimits;
  weightsVersion: number;
}) {
  const { t } = useTranslation();
  const coming = outlook.slice(1);
  const fans = membersOf(plan).map((own, place) => ({
    seen: seenOf(model, own),
    coming: coming.map((year) => year.teams[place]!),
  }));
  const most = Math.max(...fans.map((own) => mostCases(own.seen, own.coming)));
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
            <TeamFan {...fans[place]!} most={most} />
            {fans[place]!.seen.some(({ untoldAreas }) => untoldAreas > 0) && (
              <p className="small soft">
                {t("forecast.fanUntold", {
                  count: Math.max(...fans[place]!.seen.map(({ untoldAreas }) => untoldAreas)),
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
      <ForecastTable plan={plan} outlook={coming} limits={limits} />
      <p className="small soft">{t("forecast.deviationHelp")}</p>
      <div className="no-print">
        <SaveTable table={savedTable({ t, plan, outlook: coming, limits, weightsVersion })} />
      </div>
      {loadKinds.some((kind) => capacityOf(limits, kind) === null) && (
        <p className="small soft">{t("forecast.noCapacity")}</p>
      )}
    </section>
  );
}

function ForecastTable({ plan, outlook, limits }: { plan: Plan; outlook: readonly OutlookYear[]; limits: LoadLimits }) {
  const { t } = useTranslation();
  const limited = loadKinds.filter((kind) => capacityOf(limits, kind) !== null);
  const columns = ["children", "cases", "loadPerPosition", "deviation"] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t("forecast.table")}>
      <table className="table" data-testid="forecast-table">
        <thead>
          <tr>
            <th scope="col">{t("forecast.team")}</th>
            <th scope="col">{t("forecast.year")}</th>
            {[...columns, ...limited.map((kind) => `chanceOver.${kind}`)].map((column) => (
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
                  <DeviationCell
                    deviation={year.deviations.investigation[place]!}
                    margin={year.margins.investigation[place]!}
                  />
                  {limited.map((kind) => (
                    <td key={kind} className="right">
                      {formatChance(chanceOverCapacity(own, team, kind, limits)!)}
                    </td>
                  ))}
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </section>
  );
}

function DeviationCell({ deviation, margin }: { deviation: number; margin: number }) {
  const { t } = useTranslation();
  const beyond = isBeyond(deviation, margin);
  return (
    <td className="right">
      <span className={beyond ? "strong" : undefined}>{formatDeviation(deviation, margin)}</span>
      <span className="under">{t(beyond ? "forecast.beyondChance" : "forecast.withinChance")}</span>
    </td>
  );
}

/** The table as a file: a row for each team and year, numbers unrounded by the page, with what they rest on. */
function savedTable({ t, plan, outlook, limits, weightsVersion }: SavedParts) {
  const spanNames = (name: string) =>
    spans.flatMap((span) => [`${name} ${span.slice(6)} % –`, `– ${name} ${span.slice(6)} %`]);
  const [children, cases, load] = ["columns.children", "savedCases", "columns.loadPerPosition"].map((name) =>
    t(`forecast.${name}`),
  );
  return {
    kind: "forecast" as const,
    name: `prognos-${outlook.at(-1)!.year}`,
    headings: [
      ...[t("forecast.team"), t("forecast.year")],
      ...[children!, cases!, load!].flatMap((name) => [name, ...spanNames(name)]),
      ...[t("forecast.savedDeviation"), t("forecast.savedMargin")],
      ...loadKinds.map((kind) => t(`forecast.columns.chanceOver.${kind}`)),
      ...[t("forecast.plan"), t("forecast.savedPlanVersion"), t("forecast.savedWeights")],
    ],
    rows: plan.teams.flatMap((team, place) =>
      outlook.map((year) => {
        const own = year.teams[place]!;
        const { investigation } = own.load;
        return [
          ...[`${team.letter} ${team.name}`, year.year],
          ...[own.children.expected, ...endsOf(own.children, 1)],
          ...[own.cases.mean, ...endsOf(own.cases, 1)],
          ...[perPosition(investigation.expected, team), ...endsOf(investigation, team.investigationPositions)],
          ...[year.deviations.investigation[place]!, year.margins.investigation[place]!].map(finite),
          ...loadKinds.map((kind) => chanceOverCapacity(own, team, kind, limits)),
          ...[plan.name, plan.version, weightsVersion],
        ];
      }),
    ),
  };
}

interface SavedParts {
  readonly t: TFunction;
  readonly plan: Plan;
  readonly outlook: readonly OutlookYear[];
  readonly limits: LoadLimits;
  readonly weightsVersion: number;
}

const spans = ["likely80", "likely95"] as const;

/** Both intervals' ends, divided; empty where there is nothing to divide by. */
function endsOf(intervals: Intervals, by: number): (number | null)[] {
  return spans.flatMap((span) => [intervals[span].low, intervals[span].high].map((end) => (by > 0 ? end / by : null)));
}

function perPosition(load: number, { investigationPositions }: PlanTeam): number | null {
  return investigationPositions > 0 ? load / investigationPositions : null;
}

/** A deviation has no bound where nobody works. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
