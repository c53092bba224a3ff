// Each team's load, positions and load per position, and how far it is from the municipality's beside the noise floor.
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import type { LoadBalance } from "../../engine/workload/load-balance.ts";
import { SaveTable } from "../components/save-table.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { formatPeriod, formatPositions } from "../numbers.ts";
import { type PeriodBalance, verdictOf, type WeightValues, type WorkKind } from "./balances.ts";
import { amountText, differenceText, loadText, unknownText, unplacedSentence, verdictText } from "./words.ts";

const tags = { more: "tag tag-warning", less: "tag tag-blue", chance: "tag", untold: "tag", unknown: "tag" } as const;

export function LoadTable({
  plan,
  shown: { period, balance, margins, wholeMargins, unplacedMargins },
  kind,
  weights,
  version,
  before,
}: {
  plan: Plan;
  shown: PeriodBalance;
  kind: WorkKind;
  weights: WeightValues;
  /** Null where the weights are not saved. */
  version: number | null;
  /** By the saved weights, while others are tried; null where there is nothing to compare with. */
  before: LoadBalance | null;
}) {
  const { t } = useTranslation();
  const whole = kind === "investigation" ? balance.investigationPerPosition : balance.firstLinePerPosition;
  const counted = kind === "investigation" ? "cases" : "children";
  const rows = plan.teams.map((team, place) => {
    const work = period.teams[place]!;
    const own = balance.teams[place]![kind];
    const positions = kind === "investigation" ? team.investigationPositions : team.firstLinePositions;
    const amount = kind === "investigation" ? work.expectedCases.reduce((sum, cases) => sum + cases, 0) : work.children;
    const margin = margins[place]![counted];
    return { team, own, positions, amount, margin };
  });
  const basis = [t(`workload.unitName.${weights.unit}`), version ?? t("workload.notSaved")];
  const amountName = t(kind === "investigation" ? "workload.cases" : "workload.children");
  const allAmount = rows.reduce((sum, { amount }) => sum + amount, 0);
  const allPositions = rows.reduce((sum, { positions }) => sum + positions, 0);
  const outside = kind === "investigation" ? period.unplaced.clientsAYear : period.unplaced.children;
  const untold = period.teams.reduce((sum, { untoldAreas }) => sum + untoldAreas, 0);
  const unknown = rows.reduce((sum, { own }) => sum + own.unknownAreas, 0);
  const capped = period.teams.reduce((sum, { cappedAreas }) => sum + cappedAreas, 0);
  return (
    <div className="stack-tight">
      <h2 id="load-table-heading">
        {t("workload.table", { kind: t(`workload.kinds.${kind}`), period: formatPeriod(period.period) })}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-labelledby="load-table-heading">
        <table className="table" data-testid="load-table">
          <thead>
            <tr>
              <th scope="col">{t("workload.team")}</th>
              <th scope="col" className="right">
                {amountName}
              </th>
              <th scope="col" className="right">
                {t("workload.positions")}
              </th>
              <th scope="col" className="right">
                {t("workload.perPosition")}
              </th>
              <th scope="col" className="right">
                {t("workload.deviation")}
              </th>
              <th scope="col">{t("workload.verdictHead")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ team, own, positions, amount, margin }, place) => (
              <tr key={team.teamId}>
                <th scope="row">
                  <span className="team-name-inline">
                    <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />
                    <span className="visually-hidden">{team.letter} </span>
                    {team.name}
                  </span>
                </th>
                <td className="right">
                  {amountText(amount, margin)}
                  <span className="workload-before">{unknownText(t, own.unknownAreas)}</span>
                </td>
                <td className="right">{formatPositions(positions)}</td>
                <td className="right">
                  {loadText(t, own.perPosition, weights)}
                  {before && (
                    <span className="workload-before">
                      {t("workload.before", { load: loadText(t, before.teams[place]![kind].perPosition, weights) })}
                    </span>
                  )}
                </td>
                <td className="right">{differenceText(t, own)}</td>
                <td>
                  <span className={tags[verdictOf(own)]}>{verdictText(t, own)}</span>
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t("workload.whole")}</th>
              <td className="right">
                {amountText(allAmount, wholeMargins[counted])}
                <span className="workload-before">{unknownText(t, unknown)}</span>
              </td>
              <td className="right">{formatPositions(allPositions)}</td>
              <td className="right">{loadText(t, whole, weights)}</td>
              <td />
              <td />
            </tr>
            <tr>
              <th scope="row">{t("workload.unplaced.title")}</th>
              <td className="right">
                {outside === null ? t("missing.protected") : amountText(outside, unplacedMargins[counted])}
              </td>
              {[0, 1, 2, 3].map((column) => (
                <td key={column} className={column < 3 ? "right" : undefined}>
                  {column < 3 ? "–" : t("workload.unplaced.notInLoad")}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
      {kind === "investigation" && <p className="small">{unplacedSentence(t, period)}</p>}
      {unknown > 0 && <p className="notice">{t(`workload.unknownHelp.${kind}`, { count: unknown })}</p>}
      <p className="small soft">{t("workload.noiseHelp")}</p>
      {kind === "investigation" && (
        <p className="small soft">
          {period.typesTogether
            ? t("workload.sharedOut", { period: formatPeriod(period.typesFrom ?? period.period) })
            : t("workload.byType")}{" "}
          {untold > 0 && t("workload.untold", { count: untold })}{" "}
          {capped > 0 && t("workload.capped", { count: capped })}
        </p>
      )}
      {period.unassigned.areaCount > 0 && (
        <p className="notice notice-warning">{t("workload.unassigned", { count: period.unassigned.areaCount })}</p>
      )}
      <div>
        <SaveTable
          table={{
            kind: "load",
            name: `belastning-${kind === "investigation" ? "utredning" : "forsta-linjen"}-${period.period}`,
            headings: [
              ...[t("workload.team"), amountName, t("workload.amountMargin"), t("workload.unknownColumn")],
              t("workload.positions"),
              t("workload.perPosition"),
              ...[t("workload.deviationAlone"), t("workload.noise"), t("workload.verdictHead")],
              ...[t("workload.unit"), t("workload.weightsVersion")],
            ],
            rows: [
              ...rows.map(({ team, own, positions, amount, margin }) => [
                ...[`${team.letter} ${team.name}`, amount, margin, own.unknownAreas, positions],
                ...[own.perPosition, own.deviation, own.noise],
                ...[verdictText(t, own), ...basis],
              ]),
              [
                t("workload.whole"),
                allAmount,
                wholeMargins[counted],
                unknown,
                allPositions,
                whole,
                null,
                null,
                null,
                ...basis,
              ],
              [
                ...[t("workload.unplaced.title"), outside, outside === null ? null : unplacedMargins[counted]],
                ...[null, null, null, null, null, t("workload.unplaced.notInLoad"), ...basis],
              ],
            ],
          }}
        />
      </div>
    </div>
  );
}
