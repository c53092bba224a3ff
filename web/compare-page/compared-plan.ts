// One side of a comparison: a plan as it is, or as it was in one of its revisions.
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import { usePlanRevision } from "../state/plan-life.ts";
import { usePlan } from "../state/queries.ts";

export interface ComparedPlan {
  readonly plan: Plan;
  /** The revision that is compared; null for the plan as it is. */
  readonly revision: number | null;
  readonly teamIndexes: readonly number[];
}

/** Undefined while it is read. */
export function useComparedPlan(
  id: string | null,
  revision: number | null,
): { readonly compared: ComparedPlan | undefined; readonly error: unknown } {
  const planQuery = usePlan(id);
  const revisionQuery = usePlanRevision(revision === null ? null : id, revision);
  const plan = planQuery.data?.id === id ? planQuery.data : undefined;
  const teamIndexes = revision === null ? plan?.teamIndexes : revisionQuery.data?.teamIndexes;
  return {
    compared: plan && teamIndexes && { plan, revision, teamIndexes },
    error: planQuery.error ?? revisionQuery.error,
  };
}

/** What a side is called: the plan's name, and the revision where it is an earlier one. */
export function useTitleOf(): (side: ComparedPlan) => string {
  const { t } = useTranslation();
  return ({ plan, revision }) =>
    revision === null ? plan.name : t("compare.ofRevision", { name: plan.name, revision });
}
