// That a version saved elsewhere has become a step of the drawing: seen and heard, until it is put away or something is drawn.
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import { putAwayTakenUp } from "../../state/drawings.ts";
import { type PlanEdit, revisionTold } from "../../state/plan-edit.ts";
import type { DrawCommands } from "./use-commands.ts";

export function TakenUpNotice({ edit: { takenUp, draft }, commands }: { edit: PlanEdit; commands: DrawCommands }) {
  const { t } = useTranslation();
  const words = takenUp && t("draw.takenUp.notice", revisionTold(t, takenUp.plan));
  const isLatest = takenUp?.accepted === draft.accepted;
  const say = useEffectEvent(() => {
    if (words !== null && isLatest) commands.announce(words);
  });
  useEffect(() => {
    if (takenUp) say();
  }, [takenUp]);
  if (!takenUp || !isLatest) return null;
  /** The step itself, whatever is selected: that stays, shown over what one had. */
  const undo = () => {
    const told = t("draw.did.undo", { words: takenUp.words });
    draft.undo(told);
    commands.announce(told);
  };
  return (
    <div className="notice stack-tight no-print" data-testid="taken-up">
      <p>{words}</p>
      <div className="row">
        {draft.undoWords === takenUp.words && (
          <button type="button" className="button" onClick={undo}>
            {t("draw.takenUp.undo")}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={() => putAwayTakenUp(takenUp.plan.id)}>
          {t("planLife.close")}
        </button>
      </div>
    </div>
  );
}
