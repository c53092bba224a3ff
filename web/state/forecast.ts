// What the page reads of forecast and watch: the protected history, the weights, the limits and the findings.
import { skipToken, useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import type { LoadLimitsInput } from "../../api/contract/forecast.ts";
import { ask } from "../api-client.ts";
import { useSignedIn } from "./session.tsx";

function useMunicipality(): string {
  return useSignedIn().municipality.code;
}

export function useForecastHistory(division: string | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["forecast-history", division],
    queryFn:
      division === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/divisions/:division/forecast-history", {
              params: { municipality, division },
              signal,
            }),
  });
}

export function useLoadLimits() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["load-limits"],
    queryFn: ({ signal }) => ask("get /api/:municipality/load-limits", { params: { municipality }, signal }),
  });
}

export function useSaveLoadLimits() {
  const municipality = useMunicipality();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, body }: { version: number; body: LoadLimitsInput }) =>
      ask("put /api/:municipality/load-limits", { params: { municipality }, ifVersion: version, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["load-limits"] }),
  });
}

/** Newest month first. */
export function useWatchFindings(division: string | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["watch", division],
    queryFn:
      division === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/divisions/:division/watch", { params: { municipality, division }, signal }),
    select: (answer) => answer.months,
  });
}

export function useCheckTeams(division: string) {
  const municipality = useMunicipality();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask("post /api/:municipality/divisions/:division/watch", { params: { municipality, division } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["watch", division] }),
  });
}

/** Several plans with their assignments; those that have arrived. */
export function useWholePlans(plans: readonly string[]) {
  const municipality = useMunicipality();
  return useQueries({
    queries: plans.map((plan) => ({
      queryKey: ["plan", plan],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ask("get /api/:municipality/plans/:plan", { params: { municipality, plan }, signal }),
    })),
    combine: (results) => ({
      plans: results.flatMap(({ data }) => data ?? []),
      error: results.find(({ error }) => error)?.error ?? null,
      isPending: results.some(({ isPending }) => isPending),
    }),
  });
}
