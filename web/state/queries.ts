// Everything the pages read from the service, by resource; keys start with the resource so that changes can refresh it.
import { keepPreviousData, queryOptions, skipToken, useQueries, useQuery } from "@tanstack/react-query";
import type { AreaValues } from "../../api/contract/statistics.ts";
import { ask } from "../api-client.ts";
import { useSignedIn } from "./session.tsx";

const neverStale = Number.POSITIVE_INFINITY;

function useMunicipality(): string {
  return useSignedIn().municipality.code;
}

export function useDivisions() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["divisions"],
    queryFn: ({ signal }) => ask("get /api/:municipality/divisions", { params: { municipality }, signal }),
    select: (answer) => answer.divisions,
  });
}

/** The areas' TopoJSON. A division is never edited in place, so it is read once. */
export function useAreas(division: string | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["areas", division],
    staleTime: neverStale,
    queryFn:
      division === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/divisions/:division/areas", {
              params: { municipality, division },
              query: { format: "topojson" },
              signal,
            }),
  });
}

export function useBackground() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["background"],
    staleTime: neverStale,
    retry: false,
    queryFn: ({ signal }) => ask("get /api/:municipality/background", { params: { municipality }, signal }),
  });
}

export function useAreaDetail(division: string | null, code: string | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["area", division, code],
    placeholderData: keepPreviousData,
    queryFn:
      division === null || code === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/divisions/:division/areas/:code", {
              params: { municipality, division, code },
              signal,
            }),
  });
}

export function useAdjacency(division: string | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["adjacency", division],
    queryFn:
      division === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/divisions/:division/adjacency", { params: { municipality, division }, signal }),
  });
}

export function useMeasures(division: string | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["measures", division],
    queryFn:
      division === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/divisions/:division/measures", { params: { municipality, division }, signal }),
    select: (answer) => answer.measures,
  });
}

export function useIndicators(division: string | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["indicators", division],
    queryFn:
      division === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/divisions/:division/indicators", {
              params: { municipality, division },
              signal,
            }),
    select: (answer) => answer.indicators,
  });
}

function measureValues(municipality: string, division: string, key: string) {
  return queryOptions({
    queryKey: ["measure-values", division, key],
    queryFn: ({ signal }) =>
      ask("get /api/:municipality/divisions/:division/measures/:key", {
        params: { municipality, division, key },
        signal,
      }),
  });
}

/** Counts per area of one measure: exact for planners, protected for others. Null key reads nothing. */
export function useMeasureValues(division: string | null, key: string | null) {
  const municipality = useMunicipality();
  const options = measureValues(municipality, division ?? "", key ?? "");
  return useQuery({ ...options, ...(division === null || key === null ? { queryFn: skipToken } : {}) });
}

const allValues = (answers: readonly { readonly data: AreaValues | undefined }[]): readonly AreaValues[] | null =>
  answers.every(({ data }) => data) ? answers.map(({ data }) => data!) : null;

/** The same of several measures; null until all have been read. */
export function useValuesOfMeasures(division: string | null, keys: readonly string[]): readonly AreaValues[] | null {
  const municipality = useMunicipality();
  const queries = division === null ? [] : keys.map((key) => measureValues(municipality, division, key));
  return useQueries({ queries, combine: allValues });
}

export function useIndicatorValues(division: string | null, key: string | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["indicator-values", division, key],
    queryFn:
      division === null || key === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/divisions/:division/indicators/:key", {
              params: { municipality, division, key },
              signal,
            }),
  });
}

export function useArenas() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["arenas"],
    queryFn: ({ signal }) => ask("get /api/:municipality/arenas", { params: { municipality }, signal }),
    select: (answer) => answer.arenas,
  });
}

export function useTeams() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["teams"],
    queryFn: ({ signal }) => ask("get /api/:municipality/teams", { params: { municipality }, signal }),
    select: (answer) => answer.teams,
  });
}

export function usePlans() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["plans"],
    // Others make plans too: each page that lists them asks again, and shows the known ones meanwhile.
    staleTime: 0,
    queryFn: ({ signal }) => ask("get /api/:municipality/plans", { params: { municipality }, signal }),
    select: (answer) => answer.plans,
  });
}

export function usePlan(plan: string | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["plan", plan],
    placeholderData: keepPreviousData,
    queryFn:
      plan === null
        ? skipToken
        : ({ signal }) => ask("get /api/:municipality/plans/:plan", { params: { municipality, plan }, signal }),
  });
}

/** Sums of each team: exact for planners, protected for others; null reads nothing. */
export function usePlanBalance(plan: string | null, version: number | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["plan-balance", plan, version],
    placeholderData: keepPreviousData,
    queryFn:
      plan === null || version === null
        ? skipToken
        : ({ signal }) => ask("get /api/:municipality/plans/:plan/balance", { params: { municipality, plan }, signal }),
  });
}

export function useRuns() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["runs"],
    queryFn: ({ signal }) => ask("get /api/:municipality/runs", { params: { municipality }, signal }),
    select: (answer) => answer.runs,
  });
}

export function useRun(run: string | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["run", run],
    queryFn:
      run === null
        ? skipToken
        : ({ signal }) => ask("get /api/:municipality/runs/:run", { params: { municipality, run }, signal }),
  });
}

export function usePurposes() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["purposes"],
    staleTime: neverStale,
    queryFn: ({ signal }) => ask("get /api/:municipality/imports/purposes", { params: { municipality }, signal }),
    select: (answer) => answer.purposes,
  });
}

export function useImports() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["imports"],
    queryFn: ({ signal }) => ask("get /api/:municipality/imports", { params: { municipality }, signal }),
    select: (answer) => answer.imports,
  });
}
