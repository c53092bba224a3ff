// What the monthly check has found: that every team is within its band as far as chance goes, or who is not and the smallest mends.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Division } from "../../api/contract/divisions.ts";
import type { WatchedMonth, WatchFinding } from "../../api/contract/forecast.ts";
import { likelyDeviations } from "../../engine/workload/band-chance.ts";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { SaveTable } from "../components/save-table.tsx";
import { currentLanguage, inLanguage } from "../i18n.ts";
import { formatInstant, formatNumber, formatPercent, formatPositions, formatSignedPercent } from "../numbers.ts";
import { mapPath } from "../plans-page/plan-paths.ts";
import { useCheckTeams, useWatchFindings } from "../state/forecast.ts";
import { useGeography } from "../state/geography.ts";
import { selectAreas } from "../state/selection.ts";
import { watchTable } from "./saved-tables.ts";
import { likelyReach, restsOnInflow, signalsOf, unjudgedOf, yearsWatched } from "./signals.ts";
import { formatDeviation, TeamHeading, weightsName } from "./words.tsx";

type FindingOfKind = WatchFinding["kinds"][number];

export function WatchView({ division }: { division: Division }) {
  const { t } = useTranslation();
  const findings = useWatchFindings(division.id);
  const checking = useCheckTeams(division.id);
  const latest = findings.data?.[0];
  return (
    <section className="stack" aria-labelledby="watch-heading">
      <div className="row-apart">
        <h2 id="watch-heading">{t("forecast.watch")}</h2>
        <button
          type="button"
          className="button no-print"
          disabled={checking.isPending}
          onClick={() => checking.mutate()}
        >
          {t("forecast.checkNow")}
        </button>
      </div>
      <ProblemNotice error={findings.error ?? checking.error} />
      <div role="status" className="stack">
        {checking.isPending && <Loading text={t("forecast.checking")} />}
        {findings.data && !latest && !checking.isPending && <p className="notice">{t("forecast.neverChecked")}</p>}
        {latest && <Month month={latest} division={division} />}
      </div>
      {findings.data && findings.data.length > 1 && <EarlierMonths months={findings.data.slice(1)} />}
    </section>
  );
}

function Month({ month, division }: { month: WatchedMonth; division: Division }) {
  const { t } = useTranslation();
  const { finding } = month;
  const checked = t("forecast.checkedAt", { time: formatInstant(month.checkedAt) });
  if (!finding) {
    return (
      <p className="notice notice-warning">
        {t(`forecast.lack.${month.lack}`)} {checked}
      </p>
    );
  }
  const signals = signalsOf(finding);
  const unjudged = unjudgedOf(finding);
  const basis = t("forecast.findingBasis", {
    plan: finding.planName,
    year: finding.lastYear,
    weights: weightsName(t, finding.weightsVersion),
    band: formatPercent(finding.bandFraction, 0),
  });
  return (
    <>
      {unjudged.length > 0 && <Unjudged finding={finding} />}
      {signals.length === 0 && unjudged.length === 0 && (
        <div className="notice notice-success" data-testid="watch-within">
          <p>
            <strong>{t("forecast.allWithin")}</strong>
          </p>
          <p>{t("forecast.allWithinHelp")}</p>
        </div>
      )}
      {signals.length > 0 && (
        <div className="notice notice-warning" data-testid="watch-signal">
          <ul className="plain-list">
            {signals.map(({ kind, team, signal }) => (
              <li key={`${kind} ${team.teamId}`}>
                <TeamHeading team={team} />{" "}
                {t(`forecast.${signal.by === "months" ? "inflowSignal" : "signal"}.${signal.side}`, {
                  kind: t(`forecast.kinds.${kind}`),
                  since: signal.since,
                  deviation: besideChance(team.expectedDeviation, team.expectedMargin),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="small soft">
        {basis} {checked} <JudgedBy finding={finding} /> {t("forecast.watchWhen")}
      </p>
      <p className="small soft">
        {t("forecast.watchToday")}{" "}
        {signals.length > 0 && t(restsOnInflow(finding) ? "forecast.inflowOtherBasis" : "forecast.watchOtherBasis")}
      </p>
      {signals.length > 0 && unjudged.length === 0 && (
        <div className="forecast-mends">
          {finding.kinds.map((own) => own.staffing.length > 0 && <StaffingMend key={own.kind} finding={own} />)}
          <BoundaryMend finding={finding} division={division} />
        </div>
      )}
      <div className="no-print">
        <SaveTable table={watchTable(t, month.month, finding)} />
      </div>
      {finding.kinds.map((own) => own.inflow && <WatchedMonths key={own.kind} finding={own} inflow={own.inflow} />)}
      <details>
        <summary>{t("forecast.watchYears")}</summary>
        <p className="small soft">{t("forecast.watchYearsHelp")}</p>
        {finding.kinds.map((own) => (
          <WatchedYears key={own.kind} finding={own} />
        ))}
      </details>
    </>
  );
}

/** Which numbers each kind of work is judged by. */
function JudgedBy({ finding }: { finding: WatchFinding }) {
  const { t } = useTranslation();
  const inflow = finding.kinds.find(({ kind }) => kind === "investigation")?.inflow;
  return (
    <span data-testid="judged-by">
      {inflow ? t("forecast.judgedByMonths", { from: inflow.from, to: inflow.to }) : t("forecast.judgedByYears")}
    </span>
  );
}

/** In which kinds of work it cannot be said whether anybody is outside the band, and in which nobody is. */
function Unjudged({ finding }: { finding: WatchFinding }) {
  const { t } = useTranslation();
  const unjudged = unjudgedOf(finding);
  const within = finding.kinds.filter(
    (own) => !unjudged.some(({ kind }) => kind === own.kind) && signalsOf({ ...finding, kinds: [own] }).length === 0,
  );
  return (
    <div className="notice notice-warning" data-testid="watch-unjudged">
      {unjudged.map(({ kind, untold }) => (
        <p key={kind}>
          <strong>{t("forecast.unjudged", { kind: t(`forecast.kinds.${kind}`), list: untoldList(t, untold) })}</strong>
        </p>
      ))}
      {within.map(({ kind }) => (
        <p key={kind}>{t("forecast.withinIn", { kind: t(`forecast.kinds.${kind}`) })}</p>
      ))}
      <p>{t("forecast.unjudgedHelp")}</p>
    </div>
  );
}

/** "A (2 områden), C (1 område)" */
function untoldList(t: TFunction, teams: FindingOfKind["teams"]): string {
  const told = teams.map(({ letter, untoldAreas = 0 }) => t("forecast.untoldTeam", { letter, count: untoldAreas }));
  return new Intl.ListFormat(currentLanguage()).format(told);
}

/** Beside its chance; findings of older versions do not tell that. */
function besideChance(deviation: number | null, margin: number | null | undefined): string {
  if (deviation === null) return "–";
  return margin == null ? formatSignedPercent(deviation, 0) : formatDeviation(deviation, margin);
}

function StaffingMend({ finding }: { finding: FindingOfKind }) {
  const { t } = useTranslation();
  // A finer step is told only where it moves less than a coarser one.
  const found = finding.staffing.filter(
    ({ moved }, at, all) => moved !== null && !all.slice(0, at).some((coarser) => coarser.moved === moved),
  );
  const kind = t(`forecast.kinds.${finding.kind}`);
  return (
    <section className="card stack-tight" aria-label={t("forecast.staffingMend", { kind })} data-testid="staffing-mend">
      <h3>{t("forecast.staffingMend", { kind })}</h3>
      {found.length === 0 && <p>{t("forecast.noStaffingMend")}</p>}
      {found.map(({ step, moved, positions }, place) => (
        <div key={step}>
          <p>
            {place > 0 && `${t("forecast.or")} `}
            {moved === 0
              ? t("forecast.noStaffingNeeded")
              : t("forecast.staffingMoves", {
                  count: moved!,
                  moved: formatPositions(moved!),
                  step: formatPositions(step),
                })}
          </p>
          <ul>
            {finding.teams.map((team, place) => {
              const change = positions[place]! - team.positions;
              return (
                Math.abs(change) > 1e-9 && (
                  <li key={team.teamId}>
                    <TeamHeading team={team} />: {formatPositions(team.positions)} →{" "}
                    {formatPositions(positions[place]!)} ({change > 0 ? "+" : "−"}
                    {formatPositions(Math.abs(change))})
                  </li>
                )
              );
            })}
          </ul>
        </div>
      ))}
    </section>
  );
}

function BoundaryMend({ finding, division }: { finding: WatchFinding; division: Division }) {
  const { t } = useTranslation();
  const { geography } = useGeography(division);
  const { boundary } = finding;
  if (!boundary) return null;
  const teams = finding.kinds[0]!.teams;
  const teamOf = (id: string) => teams.find(({ teamId }) => teamId === id)!;
  const { move, rules, outOfTime } = boundary;
  return (
    <section className="card stack-tight" aria-label={t("forecast.boundaryMend")} data-testid="boundary-mend">
      <h3>{t("forecast.boundaryMend")}</h3>
      {!move && (
        <>
          <p>{t("forecast.noBoundaryMend")}</p>
          <ul>
            {boundary.reasons.map((reason) => (
              <li key={reason.sv}>{inLanguage(reason)}</li>
            ))}
          </ul>
        </>
      )}
      {move && move.areas.length === 0 && <p>{t("forecast.noBoundaryNeeded")}</p>}
      {move && move.areas.length > 0 && (
        <>
          <p>
            {t("forecast.boundaryMoves", { count: move.areas.length, children: formatNumber(move.movedChildren) })}{" "}
            {t(move.proven ? "forecast.boundaryProven" : "forecast.boundaryNotProven", {
              children: formatNumber(move.movedAtLeast ?? 0),
            })}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
          <section className="table-frame" tabIndex={0} aria-label={t("forecast.movedAreas")}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t("forecast.area")}</th>
                  <th scope="col" className="right">
                    {t("workload.children")}
                  </th>
                  <th scope="col">{t("forecast.fromTeam")}</th>
                  <th scope="col">{t("forecast.toTeam")}</th>
                </tr>
              </thead>
              <tbody>
                {move.areas.map(({ areaIndex, code, fromTeamId, toTeamId, children }) => (
                  <tr key={code}>
                    <th scope="row">{areaName(code, geography?.properties[areaIndex]?.name)}</th>
                    <td className="right">{children === undefined ? "–" : formatNumber(children)}</td>
                    <td>
                      <TeamHeading team={teamOf(fromTeamId)} />
                    </td>
                    <td>
                      <TeamHeading team={teamOf(toTeamId)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p className="small soft">
            {t("forecast.movedChildrenHelp")} {restsOnInflow(finding) && t("forecast.inflowMendHelp")}
          </p>
          <Flows flows={move.flows ?? []} teamOf={teamOf} />
          <AfterMove finding={finding} deviations={move.deviations} />
          <p className="no-print">
            <Link
              to={mapPath({ id: finding.planId, divisionId: division.id })}
              onClick={() => selectAreas(move.areas.map(({ areaIndex }) => areaIndex))}
            >
              {t("forecast.toMap")}
            </Link>
          </p>
        </>
      )}
      {outOfTime && <p className="small">{t("forecast.boundaryOutOfTime")}</p>}
      <p className="small soft" data-testid="respected-rules">
        {t("forecast.boundaryProtected")} {respectedText(t, rules)} {t("forecast.boundaryCaution")}
      </p>
    </section>
  );
}

/** Which rules a move of areas keeps; findings of older versions kept none. */
function respectedText(t: TFunction, rules: NonNullable<WatchFinding["boundary"]>["rules"]): string {
  if (rules === undefined) return t("forecast.respected.ignored");
  if (rules === null) return t("forecast.respected.unknown");
  const told = (["locks", "groups", "catchments", "pairs"] as const)
    .filter((sort) => rules[sort] > 0)
    .map((sort) => t(`forecast.respected.${sort}`, { count: rules[sort] }));
  const listing = new Intl.ListFormat(currentLanguage());
  const kept =
    told.length === 0
      ? t(`forecast.respected.none.${rules.source}`)
      : t(`forecast.respected.from.${rules.source}`, { rules: listing.format(told) });
  return rules.brokenToday === 0 ? kept : `${kept} ${t("forecast.respected.broken", { count: rules.brokenToday })}`;
}

type Flow = NonNullable<NonNullable<NonNullable<WatchFinding["boundary"]>["move"]>["flows"]>[number];
type TeamOf = (id: string) => FindingOfKind["teams"][number];

/** Why areas go from one team to another: what would be wrong if they stayed. */
function Flows({ flows, teamOf }: { flows: readonly Flow[]; teamOf: TeamOf }) {
  const { t } = useTranslation();
  if (flows.length === 0) return null;
  return (
    <ul data-testid="move-flows">
      {flows.map((flow) => (
        <li key={`${flow.fromTeamId} ${flow.toTeamId}`}>
          {t("forecast.flow", {
            count: flow.areaCount,
            children: formatNumber(flow.children),
            from: teamOf(flow.fromTeamId).letter,
            to: teamOf(flow.toTeamId).letter,
          })}{" "}
          {needText(t, flow, teamOf)}
        </li>
      ))}
    </ul>
  );
}

function needText(t: TFunction, { without }: Flow, teamOf: TeamOf): string {
  if (without === null) return "";
  const team = without.teamId === null ? "" : teamOf(without.teamId).letter;
  if (without.rule === "balance" && without.kind !== null && without.deviation !== null) {
    const kind = t(`forecast.kinds.${without.kind}`);
    return t("forecast.without.balance", { team, kind, deviation: besideChance(without.deviation, without.margin) });
  }
  return t(without.rule === "connected" ? "forecast.without.connected" : "forecast.without.other", { team });
}

/** "1301 Bosvedjan"; the code once where it is also the name. */
const areaName = (code: string, name: string | undefined) => (name && name !== code ? `${code} ${name}` : code);

type Deviations = NonNullable<NonNullable<WatchFinding["boundary"]>["move"]>["deviations"];

/** Each team's expected deviation as it is and after the move; nothing for findings of older versions. */
function AfterMove({ finding, deviations }: { finding: WatchFinding; deviations: Deviations }) {
  const { t } = useTranslation();
  if (deviations.some(({ teams }) => teams === undefined)) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t("forecast.afterMove")}>
      <table className="table" data-testid="after-move">
        <caption>{t("forecast.afterMove")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("forecast.team")}</th>
            {deviations.map(({ kind }) => (
              <th key={kind} scope="col" className="right">
                {t(`workload.kinds.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {finding.kinds[0]!.teams.map((team, place) => (
            <tr key={team.teamId}>
              <th scope="row">
                <TeamHeading team={team} />
              </th>
              {deviations.map(({ kind, teams, margins }) => {
                const before = finding.kinds.find((own) => own.kind === kind)?.teams[place];
                return (
                  <td key={kind} className="right">
                    {t("forecast.beforeAfter", {
                      before: besideChance(before?.expectedDeviation ?? null, before?.expectedMargin),
                      after: besideChance(teams![place]!, margins?.[place]),
                    })}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function WatchedYears({ finding }: { finding: FindingOfKind }) {
  const { t } = useTranslation();
  const years = yearsWatched(finding);
  const caption = t("forecast.watchYearsOf", { kind: t(`forecast.kinds.${finding.kind}`) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={caption}>
      <table className="table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("forecast.team")}</th>
            {years.map((year) => (
              <th key={year} scope="col" className="right">
                {year}
              </th>
            ))}
            <th scope="col" className="right">
              {t("forecast.cusum")}
            </th>
          </tr>
        </thead>
        <tbody>
          {finding.teams.map((team) => (
            <tr key={team.teamId}>
              <th scope="row">
                <TeamHeading team={team} />
              </th>
              {years.map((year) => {
                const own = team.years.find((each) => each.year === year);
                return (
                  <td key={year} className="right">
                    {own ? formatSignedPercent(own.deviation, 0) : "–"}
                    {own && <span className="under">± {formatPercent(likelyDeviations * own.chance, 0)}</span>}
                  </td>
                );
              })}
              <td className="right">{cusumText(team.years.at(-1))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What came in month by month, where it is what judges. */
function WatchedMonths({ finding, inflow }: { finding: FindingOfKind; inflow: NonNullable<FindingOfKind["inflow"]> }) {
  const { t } = useTranslation();
  const months = finding.teams.find((team) => team.months && team.months.length > 0)?.months ?? [];
  const caption = t("forecast.watchMonthsOf", { kind: t(`forecast.kinds.${finding.kind}`) });
  return (
    <details>
      <summary>{t("forecast.watchMonths")}</summary>
      <p className="small soft">{t("forecast.watchMonthsHelp", { spread: formatNumber(inflow.spread, 1) })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label={caption}>
        <table className="table" data-testid="watched-months">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t("forecast.team")}</th>
              {months.map(({ month }) => (
                <th key={month} scope="col" className="right">
                  {month}
                </th>
              ))}
              <th scope="col" className="right">
                {t("forecast.monthlyCusum")}
              </th>
            </tr>
          </thead>
          <tbody>
            {finding.teams.map((team) => (
              <tr key={team.teamId}>
                <th scope="row">
                  <TeamHeading team={team} />
                </th>
                {months.map(({ month }, at) => {
                  const own = team.months?.[at];
                  return (
                    <td key={month} className="right">
                      {own ? formatSignedPercent(own.deviation, 0) : "–"}
                      {own && <span className="under">± {formatPercent(likelyReach(own), 0)}</span>}
                    </td>
                  );
                })}
                <td className="right">{cusumText(team.months?.at(-1))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function cusumText(last: { readonly above: number; readonly below: number } | undefined): string {
  if (!last) return "–";
  return formatNumber(Math.max(last.above, last.below), 1);
}

function EarlierMonths({ months }: { months: readonly WatchedMonth[] }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t("forecast.earlierMonths", { count: months.length })}</summary>
      <ul>
        {months.map(({ month, finding, lack }) => (
          <li key={month}>
            {month}: {finding ? shortFinding(t, finding) : t(`forecast.lack.${lack}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** "A över bandet (utredning); kan inte sägas (första linjen)" */
function shortFinding(t: TFunction, finding: WatchFinding): string {
  const signals = signalsOf(finding).map(({ kind, team, signal }) =>
    t(`forecast.shortSignal.${signal.side}`, { team: team.letter, kind: t(`forecast.kinds.${kind}`) }),
  );
  const unjudged = unjudgedOf(finding).map(({ kind }) =>
    t("forecast.shortUnjudged", { kind: t(`forecast.kinds.${kind}`) }),
  );
  return [...signals, ...unjudged].join("; ") || t("forecast.allWithin");
}
