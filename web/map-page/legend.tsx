// What the colours and shapes on the map mean, with how many areas lie in each class.
import type { TFunction } from "i18next";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import type { Arena } from "../../api/contract/teams.ts";
import { ProtectedLink } from "../components/protected-link.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { isTotalAtLeast } from "../components/told-value.ts";
import { UntoldSwatch } from "../components/untold-swatch.tsx";
import { arenaShapes, shapePath, starShape } from "../map/arena-shapes.ts";
import { type UntoldAreas, untoldKinds } from "../map/scene.ts";
import { formatNumber } from "../numbers.ts";
import type { ShownStatistic } from "./colouring.ts";

export function ArenaIcon({ kind, priority }: { kind: Arena["kind"]; priority: boolean }) {
  const corners = arenaShapes[kind];
  const radius = priority ? 7.5 : 6;
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" className="arena-icon">
      {priority && <circle cx="12" cy="12" r="10.6" fill="#fff" stroke="#A90074" strokeWidth="1.8" />}
      {corners ? (
        <path
          d={shapePath(corners, 12, 12, radius)}
          fill="#fff"
          stroke="#1C1C28"
          strokeWidth="1.6"
          strokeLinejoin="round"
        />
      ) : (
        <circle cx="12" cy="12" r={radius * 0.9} fill="#fff" stroke="#1C1C28" strokeWidth="1.6" />
      )}
      {priority && <path d={shapePath(starShape, 12, 12.3, 4.4)} fill="#A90074" />}
    </svg>
  );
}

/** A class in words: the first is open downwards, the last upwards; a single one is told by its ends. */
function classWords(t: TFunction, { classification: { classes }, writeNumber }: ShownStatistic, index: number): string {
  const { from, to } = classes[index]!;
  if (classes.length === 1) return from === to ? writeNumber(from) : `${writeNumber(from)}–${writeNumber(to)}`;
  if (index === 0) return t("legend.below", { to: writeNumber(to) });
  if (index === classes.length - 1) return t("legend.atLeast", { from: writeNumber(from) });
  return t("legend.between", { from: writeNumber(from), to: writeNumber(to) });
}

/** Whether every number that is told is a protected one. */
function isWhollyRounded({ values }: ShownStatistic): boolean {
  return values.values.every((value, area) => value === null || values.protection?.rounded[area]);
}

function Classes({ statistic, untoldAreas }: { statistic: ShownStatistic; untoldAreas: UntoldAreas }) {
  const { t } = useTranslation();
  const { classification, classColours, values } = statistic;
  const unplaced = values.unplaced;
  return (
    <table className="legend-classes">
      <caption>
        {statistic.name}
        {statistic.unit && `, ${statistic.unit}`}
      </caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t("legend.class")}</th>
          <th scope="col">{t("legend.areas")}</th>
        </tr>
      </thead>
      <tbody>
        {statistic.zeroAreas && statistic.zeroAreas.length > 0 && (
          <tr>
            <th scope="row">
              <span className="swatch swatch-zero" />
              {values.protection ? t("legend.zeroProtected") : formatNumber(0)}
            </th>
            <td>{t("legend.areaCount", { count: statistic.zeroAreas.length })}</td>
          </tr>
        )}
        {classification.classes.map(({ from, to, areaCount }, index) => (
          <tr key={`${from} ${to}`}>
            <th scope="row">
              <span className="swatch" style={{ background: classColours[index] }} />
              {classWords(t, statistic, index)}
            </th>
            <td>{t("legend.areaCount", { count: areaCount })}</td>
          </tr>
        ))}
        {untoldKinds.map(
          (kind) =>
            untoldAreas[kind].length > 0 && (
              <tr key={kind}>
                <th scope="row">
                  <UntoldSwatch kind={kind} />
                  {t(`legend.${kind}`)}
                </th>
                <td>{t("legend.areaCount", { count: untoldAreas[kind].length })}</td>
              </tr>
            ),
        )}
        {unplaced.map(({ code, name, value, missingReason }) => (
          <tr key={code}>
            <th scope="row">
              <span className="swatch swatch-unplaced" />
              {values.protection
                ? t("legend.unplacedTogether")
                : t("legend.unplaced", { name: name === code ? code : `${code} ${name}` })}
            </th>
            <td>
              {value === null ? t(`missing.${missingReason ?? "missing"}`) : formatNumber(value)}
              {values.protection?.unplacedAtCap && ` ${t("protected.orMore")}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Drawn anew only when it says something else, so that a map can follow a stroke. */
export const Legend = memo(function Legend({
  statistic,
  untoldAreas,
  teams,
  arenas,
  isDrawing = false,
  hasDivided = false,
  isOpen = true,
}: {
  statistic: ShownStatistic | null;
  untoldAreas: UntoldAreas;
  teams: readonly PlanTeam[];
  arenas: readonly Arena[];
  isDrawing?: boolean;
  /** Whether a group that rules keep together is outlined since the drawing divides it. */
  hasDivided?: boolean;
  /** Whether it begins open, where the screen has room for it. */
  isOpen?: boolean;
}) {
  const { t } = useTranslation();
  const kinds = (Object.keys(arenaShapes) as Arena["kind"][]).filter((kind) =>
    arenas.some((arena) => arena.kind === kind),
  );
  return (
    <details
      className={`legend ${statistic || isDrawing || kinds.length > 0 ? "" : "legend-of-teams"}`}
      open={isOpen && matchMedia("(min-width: 900px)").matches}
    >
      <summary>{t("legend.title")}</summary>
      {statistic ? (
        <Classes statistic={statistic} untoldAreas={untoldAreas} />
      ) : (
        <ul className="legend-list legend-teams">
          {teams.map(({ teamId, letter, name, colourIndex }) => (
            <li key={teamId}>
              <TeamBadge letter={letter} colourIndex={colourIndex} small />
              {name}
            </li>
          ))}
        </ul>
      )}
      {isDrawing && (
        <ul className="legend-list legend-drawing">
          <li>
            <span className="swatch swatch-moving" />
            {t("legend.moving")}
          </li>
          <li>
            <span className="swatch swatch-locked" />
            {t("legend.locked")}
          </li>
          {hasDivided && (
            <li>
              <span className="swatch swatch-divided" />
              {t("legend.divided")}
            </li>
          )}
        </ul>
      )}
      {kinds.length > 0 && (
        <ul className="legend-list legend-arenas">
          {kinds.map((kind) => (
            <li key={kind}>
              <ArenaIcon kind={kind} priority={false} />
              {t(`arena.${kind}`)}
            </li>
          ))}
          {arenas.some((arena) => arena.priority) && (
            <li>
              <ArenaIcon kind="school" priority />
              {t("legend.priority")}
            </li>
          )}
        </ul>
      )}
      {kinds.length > 0 && <p className="small soft no-print">{t("legend.zoomForAll")}</p>}
      {statistic?.values.protection && (
        <p className="small">
          {t(isWhollyRounded(statistic) ? "protected.perArea" : "protected.somePerArea")}{" "}
          {isTotalAtLeast(statistic.values) && `${t("protected.someAtCap")} `}
          <ProtectedLink />
        </p>
      )}
      {statistic?.source && <p className="small soft">{t("common.source", { source: statistic.source })}</p>}
    </details>
  );
});
