// How plans are talked about: their own table of comments, and what a comment may be about.
import type { Discussed } from "../comments/discussion.ts";
import { listThreads } from "../comments/threads.store.ts";
import type { PlanComment } from "../contract/plan-life.ts";
import type { Transaction } from "../db/database.ts";

export const discussedPlan: Discussed = {
  threads: {
    table: "planning.plan_comments",
    owner: "plan_id",
    subjects: { teamId: "team_id", areaCode: "area_code", revision: "revision" },
  },
  objectKind: "plan",
  acts: "comment",
  unknown: { sv: "Finns inte i förslaget.", en: "Does not exist in the plan." },
};

/** A plan's comments oldest first. */
export function listPlanComments(
  transaction: Transaction,
  municipality: string,
  planId: string,
): Promise<PlanComment[]> {
  return listThreads<PlanComment>(transaction, discussedPlan.threads, municipality, planId);
}
