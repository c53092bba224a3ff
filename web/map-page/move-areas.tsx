// Moves the chosen areas to a team, and takes it back.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import { problemOf } from "../api-client.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import type { PlanEdit } from "../state/plan-edit.ts";

export function MoveAreas({ plan, areas, edit }: { plan: Plan; areas: readonly number[]; edit: PlanEdit }) {
  const { t } = useTranslation();
  const [target, setTarget] = useState("");
  if (plan.status !== "draft") return <p className="small soft">{t("move.onlyDrafts")}</p>;
  const stale = edit.error !== null && problemOf(edit.error).status === 412;
  return (
    <form
      className="stack-tight inset"
      onSubmit={(event) => {
        event.preventDefault();
        const team = plan.teams[Number(target)];
        const comment = team
          ? t("move.comment", { count: areas.length, team: team.name })
          : t("move.commentNone", { count: areas.length });
        edit.moveAreas(areas, Number(target), comment);
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
          {plan.teams.map((team, index) => (
            <option key={team.teamId} value={index}>
              {team.letter} · {team.name}
            </option>
          ))}
          <option value="-1">{t("move.noTeam")}</option>
        </select>
        <button
          type="submit"
          className="button button-primary"
          disabled={edit.saving || areas.length === 0 || target === ""}
        >
          {t("move.move")}
        </button>
        <button type="button" className="button" disabled={!edit.undo} onClick={() => edit.undo?.()}>
          {t("move.undo")}
        </button>
      </div>
      <p className="small soft" role="status">
        {edit.saving ? t("move.saving") : edit.undo ? t("move.saved") : ""}
      </p>
      {edit.error ? (
        <ProblemNotice error={edit.error}>
          {stale && (
            <button type="button" className="button" onClick={edit.reload}>
              {t("move.reload")}
            </button>
          )}
        </ProblemNotice>
      ) : null}
    </form>
  );
}
