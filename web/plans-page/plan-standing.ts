// Where a plan is in its life, as the pages tell it.
import type { TFunction } from "i18next";
import type { PlanSummary } from "../../api/contract/plans.ts";
import { withinSentence } from "../numbers.ts";

/** "comes": adopted, and begins to apply later. "present": today's division. "ends": today's, with its end decided. */
export type PlanStanding = "draft" | "proposed" | "comes" | "present" | "ends" | "superseded";

export function standingOf({ status, isPresent }: Pick<PlanSummary, "status" | "isPresent">): PlanStanding {
  if (status === "adopted") return isPresent ? "present" : "comes";
  if (status === "superseded") return isPresent ? "ends" : "superseded";
  return status;
}

/** "Dagens indelning (gäller i dag)": a plan as every list of plans to choose from names it. */
export function namedWithStanding(t: TFunction, plan: Pick<PlanSummary, "name" | "status" | "isPresent">): string {
  return `${plan.name} (${withinSentence(t(`planLife.standing.${standingOf(plan)}`))})`;
}
