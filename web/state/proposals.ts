// What the pages read of rules, runs' solutions and explanations; keys start with the resource so that changes can refresh it.
import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import type { PlanSummary } from "../../api/contract/plans.ts";
import type { NewRun } from "../../api/contract/runs.ts";
import { ask } from "../api-client.ts";
import { usePlanLocks } from "./plan-locks.ts";
import { useSignedIn } from "./session.tsx";

const neverStale = Number.POSITIVE_INFINITY;

/** Null asks nothing. */
export function useRuleSets(divisionId: string | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["rule-sets", divisionId],
    queryFn:
      divisionId === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/rule-sets", { params: { municipality }, query: { divisionId }, signal }),
    select: (answer) => answer.ruleSets,
  });
}

export function useRuleSetVersions(ruleSet: string | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["rule-sets", "versions", ruleSet],
    queryFn:
      ruleSet === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/rule-sets/:ruleSet", { params: { municipality, ruleSet }, signal }),
    select: (answer) => answer.versions,
  });
}

/** Null asks nothing. */
export function useAreaGroups(divisionId: string | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["area-groups", divisionId],
    queryFn:
      divisionId === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/area-groups", { params: { municipality }, query: { divisionId }, signal }),
    select: (answer) => answer.groups,
  });
}

/** What stands against an order before it is run; null asks nothing. */
export function useRulesCheck(order: NewRun | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["rules-check", order],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn:
      order === null
        ? skipToken
        : ({ signal }) => ask("post /api/:municipality/runs/check", { params: { municipality }, body: order, signal }),
  });
}

/** One plan of a run with what it moves; a stored solution never changes. */
export function useSolution(run: string | null, solution: number | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["solution", run, solution],
    staleTime: neverStale,
    placeholderData: keepPreviousData,
    queryFn:
      run === null || solution === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/runs/:run/solutions/:solution", {
              params: { municipality, run, solution: String(solution) },
              signal,
            }),
  });
}

/** The rules that judge the saved revision of a plan; planners only. `version` makes it read anew when somebody saves. */
export function usePlanRules(plan: Pick<PlanSummary, "id" | "version"> | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["plan-rules", plan?.id, plan?.version],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn:
      plan === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/plans/:plan/rules", { params: { municipality, plan: plan.id }, signal }),
  });
}

/** The saved revision of a plan with the draft's locks: `version` makes it read anew when somebody saves, as other locks do. */
export function useAreaExplanation(plan: string, version: number, code: string | null) {
  const municipality = useSignedIn().municipality.code;
  const locksVersion = usePlanLocks(code === null ? null : plan).version;
  return useQuery({
    queryKey: ["area-explanation", plan, version, locksVersion, code],
    retry: false,
    queryFn:
      code === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/plans/:plan/areas/:code/explanation", {
              params: { municipality, plan, code },
              signal,
            }),
  });
}

export function usePlanExplanation(plan: string | null, version: number) {
  const municipality = useSignedIn().municipality.code;
  const locksVersion = usePlanLocks(plan).version;
  return useQuery({
    queryKey: ["plan-explanation", plan, version, locksVersion],
    retry: false,
    queryFn:
      plan === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/plans/:plan/explanation", { params: { municipality, plan }, signal }),
  });
}
