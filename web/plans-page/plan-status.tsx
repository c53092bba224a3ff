// A plan's status as a tag, and in a line the days between which it applies.
import { useTranslation } from "react-i18next";
import type { PlanSummary } from "../../api/contract/plans.ts";
import { type PlanStanding, standingOf } from "./plan-standing.ts";

const tagOf: Record<PlanStanding, string> = {
  draft: "",
  proposed: "tag-blue",
  comes: "tag-good",
  present: "tag-good",
  ends: "tag-warning",
  superseded: "",
};

export function PlanStatusTag({ plan }: { plan: Pick<PlanSummary, "status" | "isPresent"> }) {
  const { t } = useTranslation();
  const standing = standingOf(plan);
  return <span className={`tag ${tagOf[standing]}`}>{t(`planLife.standing.${standing}`)}</span>;
}

/** From when and until when it applies; nothing for one that was never adopted. */
export function PlanDays({ plan }: { plan: Pick<PlanSummary, "status" | "adoptedFrom" | "supersededFrom"> }) {
  const { t } = useTranslation();
  const { status, adoptedFrom, supersededFrom } = plan;
  if (status === "draft" || (adoptedFrom === null && supersededFrom === null)) return null;
  if (status === "proposed") return <span>{t("planLife.wishedFrom", { day: adoptedFrom })}</span>;
  if (adoptedFrom !== null && supersededFrom !== null && supersededFrom <= adoptedFrom) {
    return <span>{t("planLife.neverApplied", { day: adoptedFrom })}</span>;
  }
  return (
    <>
      {adoptedFrom && <span>{t("planLife.from", { day: adoptedFrom })}</span>}
      {supersededFrom && <span>{t("planLife.until", { day: supersededFrom })}</span>}
    </>
  );
}
