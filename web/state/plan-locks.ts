// The locks of a draft as the service keeps them: read again when the page is looked at, changed one change at a time.
import {
  type QueryClient,
  skipToken,
  useIsMutating,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { PlanLocks } from "../../api/contract/plan-locks.ts";
import { ask, call } from "../api-client.ts";
import { type LockChange, withLockChange } from "../drawing/locks.ts";
import { ProblemError } from "../problem-error.ts";
import { useSignedIn } from "./session.tsx";

/** So many times another planner may come between reading the locks and writing them. */
const tries = 4;
const unread: PlanLocks = { areaCodes: [], teamIds: [], version: 1, changedBy: null, changedAt: null };
const allLocks = "plan-locks";
const keyOf = (planId: string | null) => [allLocks, planId];

/** Null asks nothing; no locks until they have been read. The same object until they change. */
export function usePlanLocks(planId: string | null): PlanLocks {
  const municipality = useSignedIn().municipality.code;
  const { data } = useQuery({
    queryKey: keyOf(planId),
    staleTime: 0,
    refetchOnWindowFocus: "always",
    queryFn:
      planId === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/plans/:plan/locks", { params: { municipality, plan: planId }, signal }),
  });
  return data ?? unread;
}

/** Draws the part anew when a change of some plan's locks sets out or has come to the service. */
export function useAnyLocksOnTheirWay(): void {
  useIsMutating({ mutationKey: [allLocks] });
}

/** Whether a change of the plan's locks is on its way to the service now. */
export function areLocksOnTheirWay(client: QueryClient, planId: string): boolean {
  return client.isMutating({ mutationKey: keyOf(planId) }) > 0;
}

/** Whether a change of the locks is on its way to the service. */
export function useLocksAreSaved(planId: string): boolean {
  return useIsMutating({ mutationKey: keyOf(planId) }) === 0;
}

/**
 * Changes the locks: shown at once, written one after the other, each on top of what the service has by then. Shown as the
 * service has them again where that fails.
 */
export function useChangePlanLocks(planId: string) {
  const client = useQueryClient();
  const params = { municipality: useSignedIn().municipality.code, plan: planId };
  const key = keyOf(planId);
  return useMutation({
    mutationKey: key,
    scope: { id: key.join(":") },
    mutationFn: async (change: LockChange) => {
      for (let left = tries; ; left--) {
        const present = await ask("get /api/:municipality/plans/:plan/locks", { params });
        const { areaCodes, teamIds } = withLockChange(present, change);
        const outcome = await call("put /api/:municipality/plans/:plan/locks", {
          params,
          ifVersion: present.version,
          body: { areaCodes: [...areaCodes], teamIds: [...teamIds] },
        });
        if (outcome.ok) return outcome.value;
        if (outcome.problem.code !== "version.changed" || left <= 1) throw new ProblemError(outcome.problem);
      }
    },
    onMutate: (change) => {
      // What was being read does not know of the change.
      void client.cancelQueries({ queryKey: key }, { revert: false });
      client.setQueryData<PlanLocks>(key, (before = unread) => {
        const { areaCodes, teamIds } = withLockChange(before, change);
        return { ...before, areaCodes: [...areaCodes], teamIds: [...teamIds] };
      });
    },
    // While others wait their turn they are shown already.
    onSuccess: (locks) => client.isMutating({ mutationKey: key }) === 1 && client.setQueryData<PlanLocks>(key, locks),
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
}
