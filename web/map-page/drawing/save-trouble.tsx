// Why what is drawn is not saved, or a lock is not kept: told where one draws, until it is.
import { useState } from "react";
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
  // While it is tried anew there is no error: what was told stays, and is not heard again and again.
  const [told, setTold] = useState<unknown>(null);
  // That somebody else was first is told with its choices by the page.
  const isConflict = error !== null && problemOf(error).conflict !== undefined;
  const now = !differs || isConflict ? null : (error ?? told);
  if (now !== told) setTold(now);
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
