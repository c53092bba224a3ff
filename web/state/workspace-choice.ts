// Which division and which plan are looked at: kept in the address, so that a link or a reload shows the same.
import { useSearchParams } from "react-router";
import type { Division } from "../../api/contract/divisions.ts";
import type { PlanSummary } from "../../api/contract/plans.ts";
import { useDivisions, usePlans } from "./queries.ts";
import { forgetSelection } from "./selection.ts";

const divisionName = "indelning";
const planName = "forslag";

/** The plan shown first: today's, else the latest. */
function firstPlan(plans: readonly PlanSummary[]): PlanSummary | null {
  return plans.find((plan) => plan.isPresent) ?? plans[0] ?? null;
}

export interface WorkspaceChoice {
  readonly loading: boolean;
  readonly error: unknown;
  readonly divisions: readonly Division[];
  readonly division: Division | null;
  /** Plans of the chosen division. */
  readonly plans: readonly PlanSummary[];
  readonly plan: PlanSummary | null;
  /** Whether the address names that plan, so that somebody came here for it. */
  readonly isPlanNamed: boolean;
  readonly chooseDivision: (id: string) => void;
  readonly choosePlan: (id: string) => void;
}

export function useWorkspaceChoice(): WorkspaceChoice {
  const [search, setSearch] = useSearchParams();
  const divisionQuery = useDivisions();
  const planQuery = usePlans();
  const divisions = divisionQuery.data ?? [];
  const allPlans = planQuery.data ?? [];
  const wantedPlan = allPlans.find((plan) => plan.id === search.get(planName));
  const wantedDivision = search.get(divisionName) ?? (wantedPlan ?? firstPlan(allPlans))?.divisionId;
  const division = divisions.find((candidate) => candidate.id === wantedDivision) ?? divisions[0] ?? null;
  const plans = allPlans.filter((plan) => plan.divisionId === division?.id);
  const plan = plans.find((candidate) => candidate.id === wantedPlan?.id) ?? firstPlan(plans);
  return {
    loading: divisionQuery.isPending || planQuery.isPending,
    error: divisionQuery.error ?? planQuery.error,
    divisions,
    division,
    plans,
    plan,
    isPlanNamed: wantedPlan !== undefined && plan?.id === wantedPlan.id,
    chooseDivision: (id) => {
      forgetSelection();
      setSearch({ [divisionName]: id });
    },
    choosePlan: (id) => {
      if (division) setSearch({ [divisionName]: division.id, [planName]: id });
    },
  };
}
