// Whether the drawing is saved, in a few words.
import { useTranslation } from "react-i18next";
import type { PlanEdit } from "../../state/plan-edit.ts";

export function SaveState({ edit: { saving, differs } }: { edit: PlanEdit }) {
  const { t } = useTranslation();
  return (
    <p className="small soft" role="status" data-testid="save-state" data-saved={!saving && !differs}>
      {saving ? t("move.saving") : differs ? t("move.unsaved") : t("move.saved")}
    </p>
  );
}
