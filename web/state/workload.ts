// What the pages read of workload and its weights, and saving new weights.
import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { WorkloadWeightsInput } from "../../api/contract/workload.ts";
import { ask, problemOf } from "../api-client.ts";
import { useSignedIn } from "./session.tsx";

/** Expected cases and children of a plan's teams; null reads nothing. */
export function usePlanWorkload(plan: string | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["plan-workload", plan],
    placeholderData: keepPreviousData,
    queryFn:
      plan === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/plans/:plan/workload", { params: { municipality, plan }, signal }),
  });
}

/** Every version of the weights, newest first. */
export function useWorkloadWeights() {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["workload-weights"],
    queryFn: ({ signal }) => ask("get /api/:municipality/workload/weights", { params: { municipality }, signal }),
    select: (answer) => answer.versions,
  });
}

export function useSaveWeights() {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, body }: { version: number; body: WorkloadWeightsInput }) =>
      ask("put /api/:municipality/workload/weights", { params: { municipality }, ifVersion: version, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["workload-weights"] }),
    // Somebody else was first: what they saved is read, so that one's own can be saved after it.
    onError: (error) => {
      if (problemOf(error).status === 412) void client.invalidateQueries({ queryKey: ["workload-weights"] });
    },
  });
}

/** Cases by month, team and case type, rounded for everybody. */
export function useFlow() {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["flow"],
    queryFn: ({ signal }) => ask("get /api/:municipality/flow", { params: { municipality }, signal }),
  });
}
