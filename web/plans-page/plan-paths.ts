// The addresses of what shows a plan. They can be sent to others: whoever may read the plan sees it there.
import type { PlanSummary } from "../../api/contract/plans.ts";

export const plansPath = "/forslag";

/** A plan's own page. It changes nothing: a link to read. */
export function planPath(plan: string, tab?: "kommentarer" | "historik", areaCode?: string): string {
  const query = new URLSearchParams({
    ...(tab === undefined ? {} : { flik: tab }),
    ...(areaCode === undefined ? {} : { omrade: areaCode }),
  }).toString();
  return `${plansPath}/${plan}${query === "" ? "" : `?${query}`}`;
}

/** The plan's decision record and files. */
export function recordPath(plan: string): string {
  return `${plansPath}/${plan}/underlag`;
}

/** The plan in the workspace. */
export function mapPath({ id, divisionId }: Pick<PlanSummary, "id" | "divisionId">): string {
  return `/karta?${new URLSearchParams({ indelning: divisionId, forslag: id })}`;
}

/** Which two plans are compared, each as it is or as it was in a revision. */
export interface ComparedPlans {
  readonly from: string;
  readonly to: string;
  readonly fromRevision?: number;
  readonly toRevision?: number;
}

export function comparePath({ from, to, fromRevision, toRevision }: ComparedPlans): string {
  return `/jamfor?${new URLSearchParams({
    fran: from,
    till: to,
    ...(fromRevision === undefined ? {} : { franversion: String(fromRevision) }),
    ...(toRevision === undefined ? {} : { tillversion: String(toRevision) }),
  })}`;
}
