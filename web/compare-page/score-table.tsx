// Both plans' scores side by side, judged by the same targets where that can be: balance, each team's sum, connection, borders.
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MeasureBalance, Plan, PlanBalance } from "../../api/contract/plans.ts";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { sumInWords } from "../components/told-value.ts";
import { measureName } from "../map-page/colouring.ts";
import { formatLength, formatNumber, formatPercent, formatSignedPercent } from "../numbers.ts";
import { judgeWords } from "../plans-page/judge-words.ts";
import { usePlanBalance } from "../state/queries.ts";
import { haveSameTargets, haveSameTeams, judgedBy } from "./same-targets.ts";
import { TeamName } from "./team-change.tsx";

export function ScoreTable({ from, to }: { from: Plan; to: Plan }) {
  const { t } = useTranslation();
  const fromBalance = usePlanBalance(from.id, from.version);
  const toBalance = usePlanBalance(to.id, to.version);
  const isOneRuler = haveSameTeams(from, to);
  const error = fromBalance.error ?? toBalance.error;
  const both =
    fromBalance.data?.planId === from.id && toBalance.data?.planId === to.id
      ? {
          from: isOneRuler ? judgedBy(fromBalance.data, from, to) : fromBalance.data,
          to: toBalance.data,
        }
      : null;
  return (
    <section className="stack" aria-labelledby="scores-heading">
      <h2 id="scores-heading">{t("compare.scores")}</h2>
      <ProblemNotice error={error} />
      {both ? (
        <>
          {!haveSameTargets(from, to) && (
            <p className="small soft">
              {isOneRuler ? t("compare.targetsOf", { name: to.name }) : t("compare.ownTargets")}
            </p>
          )}
          <WholePlans from={from} to={to} balances={both} />
          <Teams from={from} to={to} balances={both} />
        </>
      ) : (
        !error && <Loading />
      )}
    </section>
  );
}

interface Balances {
  readonly from: PlanBalance;
  readonly to: PlanBalance;
}

/** Teams that hang together in one part, and teams in all. */
function connectedCount({ teams }: PlanBalance): string {
  return `${teams.filter(({ connectedParts }) => connectedParts <= 1).length} / ${teams.length}`;
}

function WholePlans({ from, to, balances }: { from: Plan; to: Plan; balances: Balances }) {
  const { t } = useTranslation();
  const largest = (balance: PlanBalance, key: string) =>
    balance.measures.find(({ measureKey }) => measureKey === key)?.largestDeviationFraction;
  const judged = from.judgedBy && to.judgedBy ? ([from.judgedBy, to.judgedBy] as const) : null;
  const rows: readonly (readonly [name: string, before: string, after: string])[] = [
    ...(judged ? [[t("judge.heading"), judgeWords(t, judged[0]), judgeWords(t, judged[1])] as const] : []),
    ...balances.to.measures.flatMap((measure): [string, string, string][] => {
      const before = largest(balances.from, measure.measureKey);
      if (before === undefined) return [];
      return [
        [
          t("compare.largestDeviation", { measure: measureName(measure) }),
          formatPercent(before),
          formatPercent(measure.largestDeviationFraction),
        ],
      ];
    }),
    [t("compare.connected"), connectedCount(balances.from), connectedCount(balances.to)],
    [
      t("compare.unassigned"),
      ...([from, to].map(({ teamIndexes }) => formatNumber(teamIndexes.filter((team) => team < 0).length)) as [
        string,
        string,
      ]),
    ],
    [
      t("compare.borderLength"),
      formatLength(balances.from.cutBorderLengthM),
      formatLength(balances.to.cutBorderLengthM),
    ],
    [t("compare.cutEdges"), formatNumber(balances.from.cutEdges), formatNumber(balances.to.cutEdges)],
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t("compare.wholeTable")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("compare.score")}</th>
            <th scope="col" className="right">
              {from.name}
            </th>
            <th scope="col" className="right">
              {to.name}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, before, after]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="right">{before}</td>
              <td className="right">{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** @param tellsTarget where the two plans are judged by targets of their own. */
function teamCell(t: TFunction, measure: MeasureBalance | undefined, teamId: string, tellsTarget: boolean): string {
  const team = measure?.teams.find((own) => own.teamId === teamId);
  if (!team) return "–";
  const [sum, deviation] = [sumInWords(t, team), formatSignedPercent(team.deviationFraction)];
  return tellsTarget
    ? t("compare.sumAndTarget", { sum, deviation, target: formatNumber(team.target) })
    : `${sum} (${deviation})`;
}

/** Each team's sum of one measure in both plans; teams of either plan. */
function Teams({ from, to, balances }: { from: Plan; to: Plan; balances: Balances }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const { measures } = balances.to;
  const key = chosen ?? measures[0]?.measureKey;
  if (key === undefined) return null;
  const measureOf = (balance: PlanBalance) => balance.measures.find(({ measureKey }) => measureKey === key);
  const [before, after] = [measureOf(balances.from), measureOf(balances.to)];
  const teams = [...from.teams, ...to.teams];
  const tellsTarget = !haveSameTeams(from, to);
  const told = new Set([before, after].flatMap((measure) => measure?.teams.map(({ teamId }) => teamId) ?? []));
  return (
    <>
      <div className="plan-filter">
        <SelectField label={t("balance.measure")} value={key} onChange={(event) => setChosen(event.target.value)}>
          {measures.map((measure) => (
            <option key={measure.measureKey} value={measure.measureKey}>
              {measureName(measure)}
            </option>
          ))}
        </SelectField>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label={t("compare.teams")}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("compare.team")}</th>
              <th scope="col" className="right">
                {from.name}
              </th>
              <th scope="col" className="right">
                {to.name}
              </th>
            </tr>
          </thead>
          <tbody>
            {[...told].map((teamId) => (
              <tr key={teamId}>
                <th scope="row">
                  <TeamName teamId={teamId} teams={teams} />
                </th>
                <td className="right">{teamCell(t, before, teamId, tellsTarget)}</td>
                <td className="right">{teamCell(t, after, teamId, tellsTarget)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
