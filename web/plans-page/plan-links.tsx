// From the workspace to the plan's own page: reading, comments and history, and a comment on the area one looks at.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PlanSummary } from "../../api/contract/plans.ts";
import { useSignedIn } from "../state/session.tsx";
import { planPath } from "./plan-paths.ts";

/** @param areaCode the area that is looked at; null where none is. */
export function PlanLinks({ plan, areaCode }: { plan: PlanSummary; areaCode: string | null }) {
  const { t } = useTranslation();
  if (useSignedIn().role !== "planner") return null;
  return (
    <p className="row small no-print">
      <Link to={planPath(plan.id, "kommentarer")}>{t("planLife.pageOf")}</Link>
      {areaCode !== null && <Link to={planPath(plan.id, "kommentarer", areaCode)}>{t("planLife.commentArea")}</Link>}
    </p>
  );
}
