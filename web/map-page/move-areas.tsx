// Moves the chosen areas to a team, and takes it back.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../api-client.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import type { PlanEdit } from "../state/plan-edit.ts";
import { usePlanLocks } from "../state/plan-locks.ts";

export function MoveAreas({
  areas: chosen,
  codes,
  edit,
}: {
  areas: readonly number[];
  /** Codes of all areas, by area_index. */
  codes: readonly string[];
  edit: PlanEdit;
}) {
  const { t } = useTranslation();
  const [target, setTarget] = useState("");
  const { draft, saved, saving, error } = edit;
  const locks = usePlanLocks(saved.id);
  const areas = chosen.filter((area) => !locks.areaCodes.includes(codes[area]!));
  // Told with its choices by the page.
  const isConflict = error !== null && problemOf(error).conflict !== undefined;
  return (
    <form
      className="stack-tight inset"
      onSubmit={(event) => {
        event.preventDefault();
        const team = saved.teams[Number(target)];
        const comment = team
          ? t("move.comment", { count: areas.length, team: team.name })
          : t("move.commentNone", { count: areas.length });
        draft.preview(areas, Number(target));
        draft.accept(comment);
      }}
    >
      <label className="field-name" htmlFor="move-target">
        {t("move.label", { count: areas.length })}
      </label>
      <div className="row move-row">
        <select
          id="move-target"
          className="input"
          required
          value={target}
          onChange={(event) => setTarget(event.target.value)}
        >
          <option value="" disabled>
            {t("move.chooseTeam")}
          </option>
          {saved.teams.map((team, index) => (
            <option key={team.teamId} value={index}>
              {team.letter} · {team.name}
            </option>
          ))}
          <option value="-1">{t("move.noTeam")}</option>
        </select>
        <button type="submit" className="button button-primary" disabled={areas.length === 0 || target === ""}>
          {t("move.move")}
        </button>
        <button
          type="button"
          className="button"
          disabled={draft.undoWords === null}
          onClick={() => draft.undo(t("move.undone"))}
        >
          {t("move.undo")}
        </button>
      </div>
      <p className="small soft" role="status">
        {saving ? t("move.saving") : draft.undoWords === null ? "" : t("move.saved")}
      </p>
      {!isConflict && <ProblemNotice error={error} />}
    </form>
  );
}
