// Whether the drawing is saved, and why not.
import { useTranslation } from "react-i18next";
import { problemOf } from "../../api-client.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import type { PlanEdit } from "../../state/plan-edit.ts";

export function SaveState({ edit }: { edit: PlanEdit }) {
  const { t } = useTranslation();
  const { saving, differs, error } = edit;
  // That somebody else was first is told with its choices by the page.
  const isConflict = error !== null && problemOf(error).conflict !== undefined;
  return (
    <>
      <p className="small soft" role="status" data-testid="save-state" data-saved={!saving && !differs}>
        {saving ? t("move.saving") : differs ? t("move.unsaved") : t("move.saved")}
      </p>
      {!isConflict && <ProblemNotice error={error} />}
    </>
  );
}
