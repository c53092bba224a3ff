// What is locked in the draft: teams and areas, each with its way to open it, and who locked last.
import { useTranslation } from "react-i18next";
import type { PlanLocks } from "../../../api/contract/plan-locks.ts";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import { TeamBadge } from "../../components/team-badge.tsx";
import { type LockedThings, nothingLocked } from "../../drawing/locks.ts";
import { formatInstant } from "../../numbers.ts";
import type { DrawCommands } from "./use-commands.ts";

/** The rest are counted; opening all opens them too. */
const listedAtMost = 60;

export function LockList({
  locks,
  teams,
  codes,
  nameOf,
  commands,
  onShow,
}: {
  locks: PlanLocks;
  teams: readonly PlanTeam[];
  /** Code of each area. */
  codes: readonly string[];
  nameOf: (areaIndex: number) => string;
  commands: DrawCommands;
  onShow: (areas: readonly number[]) => void;
}) {
  const { t } = useTranslation();
  const lockedTeams = teams.filter(({ teamId }) => locks.teamIds.includes(teamId));
  const areas = [...codes.keys()].filter((area) => locks.areaCodes.includes(codes[area]!));
  if (lockedTeams.length + areas.length === 0) return null;
  const open = (things: Partial<LockedThings>, what: string) =>
    commands.changeLocks(
      { locks: nothingLocked, opens: { ...nothingLocked, ...things } },
      t("draw.locks.opened", { what }),
    );
  const counts = [
    ...(lockedTeams.length > 0 ? [t("draw.locks.teams", { count: lockedTeams.length })] : []),
    ...(areas.length > 0 ? [t("draw.locks.areas", { count: areas.length })] : []),
  ].join(", ");
  return (
    <details className="lock-list no-print" data-testid="lock-list">
      <summary className="summary">{t("draw.locks.heading", { counts })}</summary>
      <ul className="plain-rows">
        {lockedTeams.map(({ teamId, letter, name, colourIndex }) => (
          <li key={teamId} className="row-apart">
            <span className="row">
              <TeamBadge letter={letter} colourIndex={colourIndex} small />
              {name}
            </span>
            <button
              type="button"
              className="link-button small"
              aria-label={t("draw.locks.openNamed", { what: name })}
              onClick={() => open({ teamIds: [teamId] }, name)}
            >
              {t("draw.locks.open")}
            </button>
          </li>
        ))}
        {areas.slice(0, listedAtMost).map((area) => (
          <li key={area} className="row-apart">
            <button type="button" className="link-button" onClick={() => onShow([area])}>
              {nameOf(area)}
            </button>
            <button
              type="button"
              className="link-button small"
              aria-label={t("draw.locks.openNamed", { what: nameOf(area) })}
              onClick={() => open({ areaCodes: [codes[area]!] }, nameOf(area))}
            >
              {t("draw.locks.open")}
            </button>
          </li>
        ))}
      </ul>
      {areas.length > listedAtMost && (
        <p className="small soft">{t("draw.locks.more", { count: areas.length - listedAtMost })}</p>
      )}
      <button type="button" className="button button-quiet" onClick={() => open(locks, counts)}>
        {t("draw.locks.openAll")}
      </button>
      <p className="small soft">
        {t("draw.locks.help")}
        {locks.changedBy !== null &&
          locks.changedAt !== null &&
          ` ${t("draw.locks.changed", { name: locks.changedBy, when: formatInstant(locks.changedAt) })}`}
      </p>
    </details>
  );
}
