// How much work there is per position: cases by type in the period shown, in all year by year, and the load that the years came to.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Plan } from "../../api/contract/plans.ts";
import type { PlanWorkload } from "../../api/contract/workload.ts";
import type { PerPosition } from "../../engine/workload/carried-work.ts";
import { SaveTable } from "../components/save-table.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { capacityPath } from "../forecast-page/forecast-path.ts";
import { currentLanguage } from "../i18n.ts";
import { formatPeriod } from "../numbers.ts";
import {
  carriedBy,
  isYearsOwn,
  type PeriodBalance,
  untoldTypes,
  type WeightValues,
  type WorkKind,
} from "./balances.ts";
import { perPositionTable } from "./saved-loads.ts";
import { carriedSentences, caseTypeName, perPositionText, unknownText } from "./words.ts";

export function CarriedView({
  plan,
  balances,
  shown,
  kind,
  weights,
  caseTypes,
  isTried,
}: {
  plan: Plan;
  balances: readonly PeriodBalance[];
  shown: PeriodBalance;
  kind: WorkKind;
  weights: WeightValues;
  caseTypes: PlanWorkload["caseTypes"];
  /** The weights are not saved. */
  isTried: boolean;
}) {
  const { t } = useTranslation();
  const years = balances.filter(({ period }) => period.typesTogether && isYearsOwn(period, kind)).reverse();
  const carried = carriedBy(balances, kind);
  const period = formatPeriod(shown.period.period);
  const counted = kind === "investigation" ? "cases" : "children";
  const typed = kind === "investigation" && !shown.period.typesTogether ? caseTypes : [];
  const untold = typed.length > 0 ? untoldTypes(shown.period).map((type) => caseTypeName(typed[type]!)) : [];
  const allName = t(kind === "investigation" ? "workload.carried.allCases" : "workload.children");
  /** Null is all teams together. */
  const ownOf = ({ perPosition }: PeriodBalance, place: number | null) =>
    place === null ? perPosition.whole : perPosition.teams[place]!;
  return (
    <section className="stack-tight" aria-labelledby="carried-heading" data-testid="carried">
      <h2 id="carried-heading">{t(`workload.carried.title.${kind}`)}</h2>
      <p className="small soft">{t(`workload.carried.help.${kind}`)}</p>
      <Rows
        label={t(`workload.carried.table.${kind}`, { period })}
        plan={plan}
        columns={[...typed.map(caseTypeName), allName]}
        cellsOf={(place) => {
          const own = ownOf(shown, place);
          return [...(typed.length > 0 ? own.caseTypes : []), own[counted]];
        }}
      />
      {untold.length > 0 && (
        <p className="small">
          {t("workload.carried.untoldTypes", { period, types: new Intl.ListFormat(currentLanguage()).format(untold) })}
        </p>
      )}
      {kind === "investigation" && typed.length === 0 && years.length < balances.length && (
        <p className="small">{t("workload.carried.typesTogether")}</p>
      )}
      {years.length > 0 && (
        <Rows
          label={t(`workload.carried.years.${kind}`)}
          plan={plan}
          columns={years.map((year) => year.period.period)}
          cellsOf={(place) => years.map((year) => ownOf(year, place)[counted])}
        />
      )}
      <h3>{t("workload.carried.proposed")}</h3>
      <div className="notice" data-testid="carried-load">
        {!plan.isPresent ? (
          <p>{t("workload.carried.ofPresent")}</p>
        ) : carried === null ? (
          <p>{t("workload.carried.untold")}</p>
        ) : (
          <>
            {carriedSentences(t, carried, weights).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <p>{t("workload.carried.caution")}</p>
            <p className="no-print">
              {isTried ? (
                t("workload.carried.saveFirst")
              ) : (
                <Link to={capacityPath(plan.id)}>{t("workload.carried.toCapacity")}</Link>
              )}
            </p>
          </>
        )}
      </div>
      <div>
        <SaveTable table={perPositionTable(t, { plan, balances, caseTypeNames: caseTypes.map(caseTypeName) })} />
      </div>
    </section>
  );
}

/** A row for each team, and one for all together. */
function Rows({
  label,
  plan,
  columns,
  cellsOf,
}: {
  label: string;
  plan: Plan;
  columns: readonly string[];
  /** By place of the team; of null for all together. */
  cellsOf: (place: number | null) => readonly PerPosition[];
}) {
  const { t } = useTranslation();
  const row = (key: string, name: ReactNode, place: number | null) => (
    <tr key={key}>
      <th scope="row">{name}</th>
      {cellsOf(place).map((own, column) => (
        <td key={columns[column]} className="right">
          {perPositionText(own)}
          <span className="workload-before">{unknownText(t, own.unknownAreas)}</span>
        </td>
      ))}
    </tr>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={label}>
      <table className="table">
        <caption className="small">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t("workload.team")}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="right">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.teams.map((team, place) =>
            row(
              team.teamId,
              <span className="team-name-inline">
                <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />
                <span className="visually-hidden">{team.letter} </span>
                {team.name}
              </span>,
              place,
            ),
          )}
          {row("whole", t("workload.whole"), null)}
        </tbody>
      </table>
    </section>
  );
}
