// The forecast itself: each team's cases and children as fans, and a table of children, cases, load per position and the chance of too much.
import { useTranslation } from "react-i18next";
import type { LoadLimits } from "../../api/contract/forecast.ts";
import type { Plan } from "../../api/contract/plans.ts";
import { childrenIn, untoldChildren } from "../../engine/workload/forecast-history.ts";
import type { ForecastModel, KindLoad, PossibleIntervals, TeamYear } from "../../engine/workload/forecast-teams.ts";
import { seenCases } from "../../engine/workload/seen-cases.ts";
import { SaveTable } from "../components/save-table.tsx";
import { formatNumber } from "../numbers.ts";
import {
  capacityOf,
  chanceOverCapacity,
  deviationVerdict,
  type LoadKind,
  loadKinds,
  membersOf,
  type OutlookYear,
  positionsOf,
} from "./outlook.ts";
import { forecastTable, spans } from "./saved-tables.ts";
import { type Fan, mostIn, TeamFan } from "./team-fan.tsx";
import { chanceText, formatDeviation, formatInterval, intervalText, TeamHeading, UntoldNote } from "./words.tsx";

const drawn = ["cases", "children"] as const;
type Drawn = (typeof drawn)[number];

/** Sums of what was told of the team's cases, year by year, with what is expected where a count is not told. */
function casesFan(model: ForecastModel, members: Uint8Array, coming: readonly TeamYear[]): Fan {
  return {
    seen: model.history.cases.years.map((year) => {
      const { cases, untoldAreas } = seenCases(model, members, childrenIn(model.history, year), year);
      return { year, told: cases, untoldAreas };
    }),
    coming: coming.map(({ year, cases }) => ({ ...cases, year, expected: cases.mean })),
  };
}

/** The same of its children, whom the first line's work is for; at least so many in a year in which not all are told. */
function childrenFan({ history, lastYear }: ForecastModel, members: Uint8Array, coming: readonly TeamYear[]): Fan {
  return {
    seen: history.children.years
      .filter((year) => year <= lastYear)
      .map((year) => ({
        year,
        told: childrenIn(history, year).reduce((sum, count, area) => sum + (members[area] ? count : 0), 0),
        untoldAreas: untoldChildren(history, year).filter((isUntold, area) => isUntold && members[area]).length,
      })),
    coming: coming.map(({ year, children }) => ({ ...children, year })),
  };
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
  const fans = membersOf(plan).map((own, place): Record<Drawn, Fan> => {
    const years = coming.map((year) => year.teams[place]!);
    return { cases: casesFan(model, own, years), children: childrenFan(model, own, years) };
  });
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
            {drawn.map((kind) => (
              <TeamPicture
                key={kind}
                kind={kind}
                fan={fans[place]![kind]}
                most={mostIn(fans.map((own) => own[kind]))}
              />
            ))}
          </li>
        ))}
      </ul>
      <ForecastTable plan={plan} outlook={coming} limits={limits} />
      <p className="small soft">{t("forecast.deviationHelp")}</p>
      <div className="no-print">
        <SaveTable table={forecastTable(t, { plan, teams: plan.teams, outlook: coming, weightsVersion }, limits)} />
      </div>
      {loadKinds.some((kind) => capacityOf(limits, kind) === null) && (
        <p className="small soft">{t("forecast.noCapacity")}</p>
      )}
    </section>
  );
}

function TeamPicture({ kind, fan, most }: { kind: Drawn; fan: Fan; most: number }) {
  const { t } = useTranslation();
  const last = fan.coming.at(-1)!;
  const untold = Math.max(0, ...fan.seen.map(({ untoldAreas }) => untoldAreas));
  return (
    <>
      <p className="small soft">
        {last.likely80 && last.likely95
          ? t(`forecast.fanSummary.${kind}`, {
              year: last.year,
              likely80: formatInterval(last.likely80),
              likely95: formatInterval(last.likely95),
            })
          : t("forecast.fanOfOneYear", { year: last.year, number: formatNumber(last.expected) })}
      </p>
      <TeamFan {...fan} most={most} title={t(`forecast.fanTitle.${kind}`)} />
      {untold > 0 && <p className="small soft">{t(`forecast.fanUntold.${kind}`, { count: untold })}</p>}
    </>
  );
}

function ForecastTable({ plan, outlook, limits }: { plan: Plan; outlook: readonly OutlookYear[]; limits: LoadLimits }) {
  const { t } = useTranslation();
  const limited = loadKinds.filter((kind) => capacityOf(limits, kind) !== null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t("forecast.table")}>
      <table className="table forecast-years" data-testid="forecast-table">
        <thead>
          <tr>
            <th scope="col">{t("forecast.team")}</th>
            <th scope="col">{t("forecast.year")}</th>
            {(["children", "cases"] as const).map((column) => (
              <th key={column} scope="col" className="right">
                {t(`forecast.columns.${column}`)}
              </th>
            ))}
            {loadKinds.flatMap((kind) =>
              (["loadPerPosition", "deviation"] as const).map((column) => (
                <th key={`${kind} ${column}`} scope="col" className="right">
                  {t(`forecast.columns.${column}`)}
                  <span className="under">{t(`workload.kinds.${kind}`)}</span>
                </th>
              )),
            )}
            {limited.map((kind) => (
              <th key={kind} scope="col" className="right">
                {t(`forecast.columns.chanceOver.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.teams.flatMap((team, place) =>
            outlook.map((year, at) => {
              const own = year.teams[place]!;
              return (
                <tr key={`${team.teamId} ${year.year}`} className={at === 0 ? "group-start" : undefined}>
                  <th scope="row">
                    <TeamHeading team={team} />
                  </th>
                  <td>{year.year}</td>
                  <td className="right">
                    {formatNumber(own.children.expected)}
                    <Spans of={own.children} by={1} />
                    <UntoldNote areas={own.untoldAreas} />
                  </td>
                  <td className="right">
                    {formatNumber(own.cases.mean)}
                    <Spans of={own.cases} by={1} />
                  </td>
                  {loadKinds.flatMap((kind) => [
                    <LoadCell key={`${kind} load`} load={own.load[kind]} positions={positionsOf([team], kind)[0]!} />,
                    <DeviationCell key={`${kind} deviation`} year={year} kind={kind} place={place} />,
                  ])}
                  {limited.map((kind) => (
                    <td key={kind} className="right">
                      {chanceText(t, chanceOverCapacity(own, team, kind, limits))}
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

/** Both intervals, each on its line, or that one year says nothing of them. */
function Spans({ of, by }: { of: PossibleIntervals; by: number }) {
  const { t } = useTranslation();
  return spans.map((name) => {
    const span = of[name];
    const text = intervalText(t, span && { low: span.low / by, high: span.high / by });
    return (
      <span key={name} className="under">
        {t(`forecast.spans.${name}`, { span: text })}
      </span>
    );
  });
}

function LoadCell({ load, positions }: { load: KindLoad; positions: number }) {
  if (positions === 0) return <td className="right">–</td>;
  return (
    <td className="right">
      {formatNumber(load.expected / positions)}
      <Spans of={load} by={positions} />
    </td>
  );
}

function DeviationCell({ year, kind, place }: { year: OutlookYear; kind: LoadKind; place: number }) {
  const { t } = useTranslation();
  const verdict = deviationVerdict(year, kind, place);
  return (
    <td className="right">
      <span className={verdict === "beyondChance" ? "strong" : undefined}>
        {formatDeviation(year.deviations[kind][place]!, year.margins[kind][place]!)}
      </span>
      <span className="under">{t(`forecast.${verdict}`)}</span>
    </td>
  );
}
