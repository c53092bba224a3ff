// Why what is drawn is not saved, or a lock is not kept: told where one draws, until it is.
import { useTranslation } from "react-i18next";
import { problemOf } from "../../api-client.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import type { PlanEdit } from "../../state/plan-edit.ts";

export function SaveTrouble({
  edit: { error, differs, saving, save },
  lockError,
}: {
  edit: PlanEdit;
  lockError: unknown;
}) {
  const { t } = useTranslation();
  // That somebody else was first is told with its choices by the page.
  const isConflict = error !== null && problemOf(error).conflict !== undefined;
  const now = !differs || isConflict ? null : error;
  return (
    <>
      <ProblemNotice error={now}>
        <p>{t("move.kept")}</p>
        <button type="button" className="button" disabled={saving} onClick={save}>
          {saving ? t("move.saving") : t("move.saveAgain")}
        </button>
      </ProblemNotice>
      <ProblemNotice error={lockError} />
    </>
  );
}
