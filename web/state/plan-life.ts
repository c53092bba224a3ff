// Plans through their life: status, name, branches, deleting and taking back, history.
import {
  type QueryClient,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { NewPlan, NewPlanJudge, Plan, PlanChange, PlanSummary } from "../../api/contract/plans.ts";
import { ask } from "../api-client.ts";
import { useSignedIn } from "./session.tsx";

/** Takes the changed plan in at once, and reads anew what tells of it; nobody waits for that. */
function takeIn(client: QueryClient, plan: Plan): void {
  client.setQueryData<Plan>(["plan", plan.id], plan);
  void client.invalidateQueries({ queryKey: ["plans"] });
  void client.invalidateQueries({ queryKey: ["plan-history", plan.id] });
  // Adopting a plan changes another one too.
  void client.invalidateQueries({ queryKey: ["plan"], predicate: ({ queryKey }) => queryKey[1] !== plan.id });
}

export function useChangePlan(plan: string) {
  const params = { municipality: useSignedIn().municipality.code, plan };
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, change }: { version: number; change: PlanChange }) =>
      ask("patch /api/:municipality/plans/:plan", { params, ifVersion: version, body: change }),
    onSuccess: (changed) => takeIn(client, changed),
  });
}

/** Other rules to judge the plan by. */
export function useChoosePlanRules(plan: string) {
  const params = { municipality: useSignedIn().municipality.code, plan };
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, judge }: { version: number; judge: NewPlanJudge }) =>
      ask("put /api/:municipality/plans/:plan/rules", { params, ifVersion: version, body: judge }),
    onSuccess: (judged) => takeIn(client, judged),
  });
}

/** A draft from another plan, one of its revisions, or an assignment of its areas. */
export function useMakePlan() {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPlan) => ask("post /api/:municipality/plans", { params: { municipality }, body }),
    onSuccess: (made) => takeIn(client, made),
  });
}

export function useDeletePlan() {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, version }: PlanSummary) =>
      ask("delete /api/:municipality/plans/:plan", { params: { municipality, plan: id }, ifVersion: version }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["plans"] }),
  });
}

export function useTakeBackPlan() {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  return useMutation({
    mutationFn: (plan: string) =>
      ask("post /api/:municipality/plans/:plan/undelete", { params: { municipality, plan } }),
    onSuccess: (back) => takeIn(client, back),
  });
}

/** Deleted drafts; planners only. */
export function useDeletedPlans() {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["plans", "deleted"],
    queryFn: ({ signal }) =>
      ask("get /api/:municipality/plans", { params: { municipality }, query: { deleted: "true" }, signal }),
    select: (answer) => answer.plans,
  });
}

const historyPage = "50";

export function usePlanHistory(plan: string) {
  const municipality = useSignedIn().municipality.code;
  return useInfiniteQuery({
    queryKey: ["plan-history", plan],
    queryFn: ({ pageParam, signal }) =>
      ask("get /api/:municipality/plans/:plan/revisions", {
        params: { municipality, plan },
        query: { limit: historyPage, ...(pageParam === null ? {} : { before: String(pageParam) }) },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextBefore,
  });
}

/** One revision of a plan; null reads nothing. It never changes. */
export function usePlanRevision(plan: string | null, revision: number | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["plan-revision", plan, revision],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn:
      plan === null || revision === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/plans/:plan/revisions/:revision", {
              params: { municipality, plan, revision: String(revision) },
              signal,
            }),
  });
}

export function useRestoreRevision(plan: string) {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, version }: { revision: number; version: number }) =>
      ask("post /api/:municipality/plans/:plan/revisions/:revision/restore", {
        params: { municipality, plan, revision: String(revision) },
        ifVersion: version,
      }),
    onSuccess: (restored) => takeIn(client, restored),
  });
}
