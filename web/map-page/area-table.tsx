// The table beside the map: the same areas, the same selection.
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import { ExactnessNote } from "../components/exactness-note.tsx";
import { TextField } from "../components/field.tsx";
import { SortHeader, type SortOrder } from "../components/sort-header.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { isTotalAtLeast, isTotalRounded, toldOf } from "../components/told-value.ts";
import { currentLanguage } from "../i18n.ts";
import type { AreaGeography } from "../map/topology.ts";
import { formatNumber, formatSurface } from "../numbers.ts";
import { selectArea, selectAreas, useSelection } from "../state/selection.ts";
import type { ShownStatistic } from "./colouring.ts";
import { type AreaColumn, type AreaRow, filterRows, sortRows } from "./table-rows.ts";

function TableValue({ statistic, areaIndex }: { statistic: ShownStatistic; areaIndex: number }) {
  const { t } = useTranslation();
  const { values, write } = statistic;
  const told = toldOf(values, areaIndex);
  if (told === null)
    return <span className="soft">{t(`missing.${values.missingReasons[areaIndex] ?? "missing"}`)}</span>;
  return (
    <>
      {write(told.value)}
      <ExactnessNote told={told} />
    </>
  );
}

/** One row; drawn anew only when something of its own differs, so that the table can follow a stroke. */
const AreaTableRow = memo(function AreaTableRow({
  row,
  team,
  isChosen,
  isMoving,
  statistic,
  onToggle,
  onShow,
}: {
  row: Omit<AreaRow, "team">;
  team: PlanTeam | undefined;
  isChosen: boolean;
  /** Whether a preview shows it in another team. */
  isMoving: boolean;
  statistic: ShownStatistic | null;
  onToggle: (areaIndex: number) => void;
  onShow: (areaIndex: number) => void;
}) {
  const { t } = useTranslation();
  const { areaIndex, code, name, areaM2 } = row;
  return (
    <tr data-area={areaIndex} className={isChosen ? "chosen" : undefined}>
      <td>
        <input
          type="checkbox"
          className="row-check"
          aria-label={t("table.chooseRow", { code })}
          checked={isChosen}
          onChange={() => onToggle(areaIndex)}
        />
      </td>
      <th scope="row">
        <button type="button" className="link-button number" onClick={() => onShow(areaIndex)}>
          {code}
        </button>
      </th>
      <td>{name === code ? "" : name}</td>
      <td>
        {team ? (
          <span className="row nowrap">
            <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />
            <span className="visually-hidden">{team.name}</span>
            {isMoving && <span className="tag tag-blue">{t("table.moving")}</span>}
          </span>
        ) : (
          <span className="soft">–{isMoving && <span className="tag tag-blue">{t("table.moving")}</span>}</span>
        )}
      </td>
      {statistic && (
        <td className="right">
          <TableValue statistic={statistic} areaIndex={areaIndex} />
        </td>
      )}
      <td className="right">{formatSurface(areaM2)}</td>
    </tr>
  );
});

const toggle = (areaIndex: number) => selectArea(areaIndex, true);

/** Rows drawn at once; more on request, so that thousands of areas do not stop the page. */
const rowStep = 400;

export function AreaTable({
  geography,
  teams,
  teamIndexes,
  accepted,
  statistic,
  effect,
  onShow,
}: {
  geography: AreaGeography;
  teams: readonly PlanTeam[];
  /** As shown, with what is previewed. */
  teamIndexes: ArrayLike<number> | null;
  /** As accepted, where something is drawn; else null. */
  accepted: readonly number[] | null;
  statistic: ShownStatistic | null;
  /** What moving the chosen areas would do, said to those who do not see it beside the table. */
  effect: string;
  onShow: (areaIndex: number) => void;
}) {
  const { t } = useTranslation();
  const { areas: selected } = useSelection();
  const [filter, setFilter] = useState("");
  const [order, setOrder] = useState<SortOrder<AreaColumn>>({ column: "code", descending: false });
  const [shownCount, setShownCount] = useState(rowStep);
  const wanted = useDeferredValue(filter);
  const frame = useRef<HTMLDivElement>(null);
  const language = currentLanguage();

  const facts = useMemo(
    () =>
      geography.properties.map(({ code, name, areaM2 }, areaIndex) => ({
        areaIndex,
        code,
        name,
        areaM2,
        value: statistic?.values.values[areaIndex] ?? null,
      })),
    [geography, statistic],
  );
  const sortedTeams = accepted ?? teamIndexes;
  // Sorted by the accepted teams: rows do not jump about while something is only previewed.
  const rows = useMemo(
    () => facts.map((own) => ({ ...own, facts: own, team: teams[sortedTeams?.[own.areaIndex] ?? -1]?.letter ?? "" })),
    [facts, teams, sortedTeams],
  );
  const shown = useMemo(
    () => sortRows(filterRows(rows, wanted), order.column, order.descending, language),
    [rows, wanted, order, language],
  );
  const chosen = new Set(selected);
  const last = selected.at(-1);
  useEffect(() => {
    if (last !== undefined) frame.current?.querySelector(`[data-area="${last}"]`)?.scrollIntoView({ block: "nearest" });
  }, [last]);

  const allChosen = shown.length > 0 && shown.every((row) => chosen.has(row.areaIndex));
  return (
    <section className="area-table" aria-label={t("table.label")}>
      <div className="row-apart area-table-head">
        <TextField
          label={t("table.filter")}
          type="search"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <p className="soft small" role="status">
          {t("table.shown", { shown: formatNumber(shown.length), all: formatNumber(rows.length) })}
          {selected.length > 0 && ` · ${t("table.chosen", { count: selected.length })}`}
          {effect !== "" && <span className="visually-hidden">. {effect}</span>}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
      <section className="table-frame" ref={frame} tabIndex={0} aria-label={t("table.rows")}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">
                <input
                  type="checkbox"
                  className="row-check"
                  aria-label={t("table.chooseAll")}
                  checked={allChosen}
                  onChange={() => selectAreas(allChosen ? [] : shown.map((row) => row.areaIndex))}
                />
              </th>
              <SortHeader column="code" order={order} onSort={setOrder}>
                {t("table.code")}
              </SortHeader>
              <SortHeader column="name" order={order} onSort={setOrder}>
                {t("table.name")}
              </SortHeader>
              <SortHeader column="team" order={order} onSort={setOrder}>
                {t("table.team")}
              </SortHeader>
              {statistic && (
                <SortHeader column="value" order={order} onSort={setOrder} right>
                  {statistic.name}
                </SortHeader>
              )}
              <SortHeader column="areaM2" order={order} onSort={setOrder} right>
                {t("table.surface")}
              </SortHeader>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, shownCount).map((row) => (
              <AreaTableRow
                key={row.areaIndex}
                row={row.facts}
                team={teams[teamIndexes?.[row.areaIndex] ?? -1]}
                isChosen={chosen.has(row.areaIndex)}
                isMoving={accepted !== null && teamIndexes?.[row.areaIndex] !== accepted[row.areaIndex]}
                statistic={statistic}
                onToggle={toggle}
                onShow={onShow}
              />
            ))}
          </tbody>
          {statistic && statistic.values.total !== null && (
            <tfoot>
              {statistic.values.unplaced.map(({ code, name, value, missingReason }) => (
                <tr key={code}>
                  <td />
                  <th scope="row">{statistic.values.protection ? "" : code}</th>
                  <td colSpan={2}>
                    {statistic.values.protection ? t("legend.unplacedTogether") : t("legend.unplaced", { name })}
                  </td>
                  <td className="right">
                    {value === null ? t(`missing.${missingReason ?? "missing"}`) : formatNumber(value)}
                    {statistic.values.protection?.unplacedAtCap && ` ${t("protected.orMore")}`}
                  </td>
                  <td />
                </tr>
              ))}
              <tr className="total-row">
                <td />
                <th scope="row" colSpan={3}>
                  {t("table.total")}
                </th>
                <td className="right">
                  {formatNumber(statistic.values.total)}
                  {isTotalRounded(statistic.values) && ` ${t("protected.perAreaSign")}`}
                  {isTotalAtLeast(statistic.values) && ` ${t("protected.orMore")}`}
                </td>
                <td />
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      {shown.length > shownCount && (
        <button type="button" className="button" onClick={() => setShownCount(shownCount + rowStep)}>
          {t("table.more", { count: Math.min(rowStep, shown.length - shownCount) })}
        </button>
      )}
    </section>
  );
}
