// Where a plan is in its life, as the pages tell it.
import type { PlanSummary } from "../../api/contract/plans.ts";

/** "comes": adopted, and begins to apply later. "present": today's division. "ends": today's, with its end decided. */
export type PlanStanding = "draft" | "proposed" | "comes" | "present" | "ends" | "superseded";

export function standingOf({ status, isPresent }: Pick<PlanSummary, "status" | "isPresent">): PlanStanding {
  if (status === "adopted") return isPresent ? "present" : "comes";
  if (status === "superseded") return isPresent ? "ends" : "superseded";
  return status;
}
