// Saves what is drawn on whatever page one is, warns before it or what is typed of rules is lost, and tells of the drawings elsewhere that could not be saved.
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { problemOf } from "../api-client.ts";
import { inLanguage } from "../i18n.ts";
import { keepRulesOf, unsavedRules } from "../run-page/kept-rules.ts";
import { autosave, holdsUnsaved, saveAtOnce } from "../state/autosave.ts";
import { allDrawings, type Drawing, dropDrawing, keepDrawingsOf, useDrawingsInTrouble } from "../state/drawings.ts";
import { useSaveDrawing } from "../state/plan-edit.ts";
import { useSignedIn } from "../state/session.tsx";
import { mayPass } from "../state/trying-again.ts";

/** Always in the page of those who draw, so that a screen reader hears it come. */
export function KeptDrawings() {
  const { displayName, municipality } = useSignedIn();
  const person = `${municipality.code} ${displayName}`;
  const saveNow = useSaveDrawing();
  const save = useEffectEvent((planId: string) => saveNow(planId));
  useEffect(() => {
    keepDrawingsOf(person);
    keepRulesOf(person);
    const stop = autosave((planId) => save(planId));
    const again = () => {
      for (const { saved } of allDrawings()) saveAtOnce(saved.id, (planId) => save(planId));
    };
    const stay = (event: BeforeUnloadEvent) => {
      if (holdsUnsaved() || unsavedRules().length > 0) event.preventDefault();
    };
    addEventListener("online", again);
    addEventListener("beforeunload", stay);
    return () => {
      stop();
      removeEventListener("online", again);
      removeEventListener("beforeunload", stay);
    };
  }, [person]);
  return (
    <div role="status" className="kept-drawings no-print">
      {useDrawingsInTrouble().map((drawing) => (
        <UnsavedDrawing key={drawing.saved.id} drawing={drawing} />
      ))}
    </div>
  );
}

function UnsavedDrawing({ drawing: { saved, error } }: { drawing: Drawing }) {
  const { t } = useTranslation();
  const { detail, conflict } = problemOf(error);
  // What was refused for good can only be dropped; two planners' versions are chosen between where they are drawn.
  const mayBeDropped = !conflict && !mayPass(error);
  return (
    <div className="bar-notice notice notice-warning">
      <p>
        {t("move.unsavedElsewhere", { name: saved.name })} {conflict ? t("move.choiceWaits") : inLanguage(detail)}
      </p>
      <div className="row">
        <Link className="button" to={`/karta?indelning=${saved.divisionId}&forslag=${saved.id}`}>
          {t("move.openUnsaved")}
        </Link>
        {mayBeDropped && (
          <button type="button" className="button" onClick={() => dropDrawing(saved.id)}>
            {t("move.dropUnsaved")}
          </button>
        )}
      </div>
    </div>
  );
}
