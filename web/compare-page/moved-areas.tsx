// What moves between two plans: a sentence, the flows between teams, and every area with its children and clients.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import type { AreaValues, Measure } from "../../api/contract/statistics.ts";
import { type AreaMove, flowsBetween, movedSum } from "../../engine/compare-plans.ts";
import { ExactnessNote } from "../components/exactness-note.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { ProtectedLink } from "../components/protected-link.tsx";
import { SortHeader, type SortOrder } from "../components/sort-header.tsx";
import { toldOf } from "../components/told-value.ts";
import type { AreaGeography } from "../map/topology.ts";
import { measureName } from "../map-page/colouring.ts";
import { compareText, formatNumber, formatPeriod } from "../numbers.ts";
import { countedMeasure } from "../proposals/counted-measure.ts";
import { useMeasures, useMeasureValues } from "../state/queries.ts";
import { selectArea, useSelection } from "../state/selection.ts";
import { useSignedIn } from "../state/session.tsx";
import { TeamName } from "./team-change.tsx";

type RuledMeasures = Parameters<typeof countedMeasure>[1];

/** A measure with its values; values undefined while they are read. */
interface Shown {
  readonly measure: Measure;
  readonly values: AreaValues | undefined;
}

/**
 * A measure of people and one of clients, the first of its kind unless the rules count in another: exact for planners,
 * protected for others.
 */
function useShownMeasures(
  divisionId: string,
  ruled: RuledMeasures,
): { readonly shown: readonly Shown[]; readonly error: unknown } {
  const measures = useMeasures(divisionId);
  const people = countedMeasure(measures.data ?? [], ruled, "population");
  const clients = countedMeasure(measures.data ?? [], ruled, "clients");
  const peopleValues = useMeasureValues(divisionId, people?.key ?? null);
  const clientValues = useMeasureValues(divisionId, clients?.key ?? null);
  return {
    shown: [
      ...(people ? [{ measure: people, values: peopleValues.data }] : []),
      ...(clients ? [{ measure: clients, values: clientValues.data }] : []),
    ],
    error: measures.error ?? peopleValues.error ?? clientValues.error,
  };
}

function nameOf({ measure, values }: Shown): string {
  return values?.period && measure.kind === "clients"
    ? `${measureName(measure)} ${formatPeriod(values.period)}`
    : measureName(measure);
}

function Value({ values, areaIndex }: { values: AreaValues | undefined; areaIndex: number }) {
  const { t } = useTranslation();
  if (!values) return "…";
  const told = toldOf(values, areaIndex);
  if (told === null)
    return <span className="soft">{t(`missing.${values.missingReasons[areaIndex] ?? "missing"}`)}</span>;
  return (
    <>
      {formatNumber(told.value)}
      <ExactnessNote told={told} />
    </>
  );
}

/** A sum with how many of its areas are not told; "≈" where it is made of protected numbers. */
function Sum({ moves, values }: { moves: readonly AreaMove[]; values: AreaValues | undefined }) {
  const { t } = useTranslation();
  if (!values) return "…";
  const { sum, unknownCount } = movedSum(moves, values.values);
  const atLeast = moves.some(({ areaIndex }) => values.protection?.atCap[areaIndex]);
  const isProtected = moves.some(({ areaIndex }) => values.protection?.rounded[areaIndex]);
  return (
    <>
      {isProtected && "≈ "}
      {formatNumber(sum)}
      {atLeast && ` ${t("protected.orMore")}`}
      {unknownCount > 0 && <span className="small soft"> {t("history.unknown", { count: unknownCount })}</span>}
    </>
  );
}

type Column = "code" | "name" | "from" | "to" | "value0" | "value1";

/** Rows drawn at once; more on request. */
const rowStep = 200;

export function MovedAreas({
  divisionId,
  ruled,
  geography,
  teams,
  moves,
}: {
  divisionId: string;
  /** The balanced measures of the rules that judge the plan, the main one first; none where it has no rules of its own. */
  ruled: RuledMeasures;
  geography: AreaGeography;
  teams: readonly PlanTeam[];
  moves: readonly AreaMove[];
}) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const { shown, error } = useShownMeasures(divisionId, ruled);
  const tellsSums = role !== "team";
  const firstValues = shown[0]?.values?.values ?? [];
  const flows = flowsBetween(moves, firstValues);
  return (
    <section className="stack" aria-labelledby="moved-heading">
      <h2 id="moved-heading">{t("compare.moved")}</h2>
      <ProblemNotice error={error} />
      {role !== "planner" && (
        <p className="notice small">
          {t(role === "team" ? "compare.protectedOwn" : "compare.protectedAll")} <ProtectedLink />
        </p>
      )}
      <p className="lead" data-testid="moved-total">
        {t("compare.movedCount", { count: moves.length, all: formatNumber(geography.areaCount) })}
        {tellsSums &&
          moves.length > 0 &&
          shown.map((own) => (
            <span key={own.measure.key}>
              {" · "}
              {nameOf(own)}: <Sum moves={moves} values={own.values} />
            </span>
          ))}
      </p>
      {moves.length > 0 && tellsSums && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
        <section className="table-frame" tabIndex={0} aria-label={t("compare.flows")}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("compare.fromTeam")}</th>
                <th scope="col">{t("compare.toTeam")}</th>
                <th scope="col" className="right">
                  {t("compare.areas")}
                </th>
                {shown.map((own) => (
                  <th key={own.measure.key} scope="col" className="right">
                    {nameOf(own)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {flows.map(({ fromTeamId, toTeamId, areaCount }) => (
                <tr key={`${fromTeamId} ${toTeamId}`}>
                  <th scope="row">
                    <TeamName teamId={fromTeamId} teams={teams} />
                  </th>
                  <td>
                    <TeamName teamId={toTeamId} teams={teams} />
                  </td>
                  <td className="right">{formatNumber(areaCount)}</td>
                  {shown.map((own) => (
                    <td key={own.measure.key} className="right">
                      <Sum
                        moves={moves.filter((move) => move.fromTeamId === fromTeamId && move.toTeamId === toTeamId)}
                        values={own.values}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {moves.length > 0 && <MovedTable geography={geography} teams={teams} moves={moves} shown={shown} />}
    </section>
  );
}

function MovedTable({
  geography,
  teams,
  moves,
  shown,
}: {
  geography: AreaGeography;
  teams: readonly PlanTeam[];
  moves: readonly AreaMove[];
  shown: readonly Shown[];
}) {
  const { t } = useTranslation();
  const { areas: selected } = useSelection();
  const [order, setOrder] = useState<SortOrder<Column>>({ column: "value0", descending: true });
  const [shownCount, setShownCount] = useState(rowStep);
  const letterOf = (teamId: string | null) => teams.find((team) => team.teamId === teamId)?.letter ?? "";
  const textOf = ({ areaIndex, fromTeamId, toTeamId }: AreaMove): Record<"code" | "name" | "from" | "to", string> => ({
    code: geography.properties[areaIndex]!.code,
    name: geography.properties[areaIndex]!.name,
    from: letterOf(fromTeamId),
    to: letterOf(toTeamId),
  });
  const sorted = moves.toSorted((a, b) => {
    const { column } = order;
    const difference =
      column === "value0" || column === "value1"
        ? valueAt(shown, column, a.areaIndex) - valueAt(shown, column, b.areaIndex)
        : compareText(textOf(a)[column], textOf(b)[column]);
    return (order.descending ? -difference : difference) || a.areaIndex - b.areaIndex;
  });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
      <section className="table-frame moved-table" tabIndex={0} aria-label={t("compare.table")}>
        <table className="table">
          <thead>
            <tr>
              {(["code", "name", "from", "to"] as const).map((column) => (
                <SortHeader key={column} column={column} order={order} onSort={setOrder}>
                  {t(`compare.column.${column}`)}
                </SortHeader>
              ))}
              {shown.map((own, place) => (
                <SortHeader
                  key={own.measure.key}
                  column={place === 0 ? "value0" : "value1"}
                  order={order}
                  onSort={setOrder}
                  right
                >
                  {nameOf(own)}
                </SortHeader>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, shownCount).map(({ areaIndex, fromTeamId, toTeamId }) => {
              const { code, name } = geography.properties[areaIndex]!;
              return (
                <tr key={areaIndex} className={selected.includes(areaIndex) ? "chosen" : undefined}>
                  <th scope="row">
                    <button
                      type="button"
                      className="link-button"
                      aria-label={t("compare.showOnMap", { area: name === code ? code : `${code} ${name}` })}
                      onClick={() => selectArea(areaIndex, false)}
                    >
                      {code}
                    </button>
                  </th>
                  <td>{name}</td>
                  <td>
                    <TeamName teamId={fromTeamId} teams={teams} />
                  </td>
                  <td>
                    <TeamName teamId={toTeamId} teams={teams} />
                  </td>
                  {shown.map((own) => (
                    <td key={own.measure.key} className="right">
                      <Value values={own.values} areaIndex={areaIndex} />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {sorted.length > shownCount && (
        <div>
          <button type="button" className="button" onClick={() => setShownCount(shownCount + rowStep)}>
            {t("compare.moreRows", { count: sorted.length - shownCount })}
          </button>
        </div>
      )}
    </>
  );
}

/** Areas without a number come last when the largest come first. */
function valueAt(shown: readonly Shown[], column: "value0" | "value1", areaIndex: number): number {
  return shown[column === "value0" ? 0 : 1]?.values?.values[areaIndex] ?? -1;
}
