// Areas locked to a team: lock what is chosen on the map, and every lock by name with its team, its reason and its removal.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Team } from "../../api/contract/teams.ts";
import { SelectField } from "../components/field.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import type { AreaChoice } from "./group-rules.tsx";
import { ReasonField } from "./reason-field.tsx";
import { type Lock, type RulesDraft, withLocks } from "./rules-draft.ts";

type LockedArea = Pick<Lock, "areaCode" | "teamId">;

/** More are counted; they can be chosen on the map. */
const shownAtMost = 100;

export function LockRules({
  draft,
  teams,
  areas,
  selectedOwn,
  lockedInDrawing,
  onChange,
}: {
  draft: RulesDraft;
  teams: readonly Team[];
  areas: AreaChoice;
  /** The areas chosen on the map, each to its team in the plan one starts from; null where one starts from none. */
  selectedOwn: readonly LockedArea[] | null;
  /** What is locked in the drawing of the plan one starts from. */
  lockedInDrawing: readonly LockedArea[];
  onChange: (locks: readonly Lock[]) => void;
}) {
  const { t } = useTranslation();
  const [teamId, setTeamId] = useState("");
  const [reason, setReason] = useState("");
  const { locks } = draft;
  const selected = areas.selectedCodes;
  const chosen = new Set(selected);
  const included = draft.teams.flatMap((rule) => teams.filter(({ id }) => rule.included && id === rule.teamId));
  // Without a plan to start from an area has no team of its own.
  const aimed = teamId === "" && selectedOwn === null ? (included[0]?.id ?? "") : teamId;
  const added = aimed === "" ? (selectedOwn ?? []) : selected.map((areaCode) => ({ areaCode, teamId: aimed }));
  const lock = (own: readonly LockedArea[]) => {
    onChange(withLocks(locks, own, reason));
    setReason("");
  };
  return (
    <section className="stack-tight" aria-labelledby="locks-heading" data-testid="locks">
      <h3 id="locks-heading">{t("proposals.locks")}</h3>
      <p className="small soft">{locks.length === 0 ? t("run.noLocks") : t("run.locks", { count: locks.length })}</p>
      <ul className="rule-rows">
        {locks.slice(0, shownAtMost).map((own) => (
          <LockRow
            key={own.areaCode}
            lock={own}
            name={areas.nameOf(own.areaCode)}
            team={teams.find(({ id }) => id === own.teamId)}
            onShow={() => areas.onShow([own.areaCode])}
            onReason={(text) => onChange(locks.map((each) => (each === own ? { ...own, reason: text } : each)))}
            onRemove={() => onChange(locks.filter((each) => each !== own))}
          />
        ))}
      </ul>
      {locks.length > shownAtMost && (
        <p className="small soft">{t("proposals.locksMore", { count: locks.length - shownAtMost })}</p>
      )}
      {selected.length > 0 && (
        <>
          <SelectField label={t("proposals.lockTo")} value={aimed} onChange={(event) => setTeamId(event.target.value)}>
            {selectedOwn !== null && <option value="">{t("proposals.lockToOwn")}</option>}
            {included.map(({ id, letter, name }) => (
              <option key={id} value={id}>
                {letter} {name}
              </option>
            ))}
          </SelectField>
          <ReasonField rule={t("proposals.lockingNow")} value={reason} onChange={setReason} />
        </>
      )}
      <div className="row">
        {selected.length > 0 && (
          <button type="button" className="button" disabled={added.length === 0} onClick={() => lock(added)}>
            {t("run.lockSelected", { count: selected.length })}
          </button>
        )}
        {lockedInDrawing.length > 0 && (
          <button type="button" className="button" onClick={() => lock(lockedInDrawing)}>
            {t("run.lockAsDrawn", { count: lockedInDrawing.length })}
          </button>
        )}
        {locks.some(({ areaCode }) => chosen.has(areaCode)) && (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => onChange(locks.filter(({ areaCode }) => !chosen.has(areaCode)))}
          >
            {t("proposals.unlockSelected")}
          </button>
        )}
        {locks.length > 0 && (
          <button type="button" className="button button-quiet" onClick={() => onChange([])}>
            {t("run.removeLocks")}
          </button>
        )}
      </div>
    </section>
  );
}

function LockRow({
  lock,
  name,
  team,
  onShow,
  onReason,
  onRemove,
}: {
  lock: Lock;
  name: string;
  team: Team | undefined;
  onShow: () => void;
  onReason: (reason: string) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const rule = t("proposals.lockOf", { name, team: team?.letter ?? "–" });
  return (
    <li>
      {team && <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />}
      <button type="button" className="link-button" onClick={onShow}>
        {name}
      </button>
      {team && <span className="small soft">{t("proposals.lockedTo", { team: team.letter })}</span>}
      <button
        type="button"
        className="link-button small"
        aria-label={t("proposals.removeLock", { rule })}
        onClick={onRemove}
      >
        {t("proposals.remove")}
      </button>
      <ReasonField rule={rule} value={lock.reason} onChange={onReason} />
    </li>
  );
}
