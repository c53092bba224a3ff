// Area profiles, and everything that is written in them; whatever is saved is read anew.
import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import type { NeighbourhoodInput, PriorityIndex } from "../../api/contract/profiles.ts";
import { ask } from "../api-client.ts";
import { handOver } from "./record.ts";
import { useSignedIn } from "./session.tsx";

export interface Comparison {
  readonly first: string | null;
  readonly second: string | null;
}
export type ProfileTable = "indicators" | "children" | "arenas";

/** Of a division, or of today's where none is named; null asks nothing. */
export function useProfileList(divisionId?: string | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["profiles", divisionId],
    // Others adopt plans and name neighbourhoods too.
    staleTime: 0,
    queryFn:
      divisionId === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/profiles", {
              params: { municipality },
              query: divisionId === undefined ? {} : { divisionId },
              signal,
            }),
  });
}

const queryOf = ({ first, second }: Comparison) => ({
  ...(first === null ? {} : { first }),
  ...(second === null ? {} : { second }),
});

export function useProfile(profile: string | null, comparison: Comparison) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["profile", profile, comparison.first, comparison.second],
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn:
      profile === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/profiles/:profile", {
              params: { municipality, profile },
              query: queryOf(comparison),
              signal,
            }),
  });
}

const alone: Comparison = { first: null, second: null };

/** The profile of a team's area as it is today; `data` is null where it has none that one may open, undefined while it is read. */
export function useTeamProfile(teamId: string | null) {
  const list = useProfileList();
  const key =
    teamId === null
      ? null
      : (list.data?.profiles.find((one) => one.kind === "team" && one.key.endsWith(teamId))?.key ?? null);
  const profile = useProfile(key, alone);
  const hasNone = list.isSuccess && key === null;
  return {
    data: hasNone ? null : profile.data?.key === key ? profile.data : undefined,
    error: list.error ?? profile.error,
  };
}

/** A profile by its key, beside the municipality alone; null has none. */
export function useOpenProfile(key: string | null): ReturnType<typeof useTeamProfile> {
  const { data, error } = useProfile(key, alone);
  if (key === null) return { data: null, error: null };
  return { data: data?.key === key ? data : undefined, error };
}

/** Whose a tree is and what it is about. */
export type TreeSubject = Pick<ProblemTree, "teamId" | "place">;

/**
 * The profile of what a tree is about, as it is today: of its place, else of its team's area. `data` is null where there is
 * none that one may open, undefined while it is read; null asks nothing.
 */
export function useTreeProfile(subject: TreeSubject | null): ReturnType<typeof useTeamProfile> {
  const { role } = useSignedIn();
  const place = subject?.place ?? null;
  // A team may not open the profile of a place that is not its own any more.
  const key = place && (place.isOwn || role !== "team") ? place.key : null;
  const ofPlace = useOpenProfile(key);
  const ofTeam = useTeamProfile(place === null ? (subject?.teamId ?? null) : null);
  return place === null ? ofTeam : ofPlace;
}

/** What the teams of a plan inherit; null asks nothing. */
export function useInheritance(plan: string | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["profile-inheritance", plan],
    staleTime: 0,
    queryFn:
      plan === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/plans/:plan/inheritance", { params: { municipality, plan }, signal }),
  });
}

/** Fetches one table and hands it to the person. */
export function useSaveTable(profile: string, comparison: Comparison) {
  const municipality = useSignedIn().municipality.code;
  return useMutation({
    mutationFn: async (table: ProfileTable) => {
      const query = { ...queryOf(comparison), table };
      const file = await ask("get /api/:municipality/profiles/:profile/export", {
        params: { municipality, profile },
        query,
      });
      handOver(file);
      return file.name;
    },
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () =>
    Promise.all(["profiles", "profile", "arenas"].map((name) => client.invalidateQueries({ queryKey: [name] })));
}

export interface ContactChange {
  readonly arena: string;
  readonly careVersion: number;
  readonly contactRole: string | null;
}

export function useNameContact() {
  const municipality = useSignedIn().municipality.code;
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ arena, careVersion, contactRole }: ContactChange) =>
      ask("put /api/:municipality/arenas/:arena/contact", {
        params: { municipality, arena },
        body: { contactRole },
        ifVersion: careVersion,
      }),
    onSuccess,
  });
}

export interface PriorityDecision {
  readonly arena: string;
  readonly careVersion: number;
  readonly priority: boolean;
  readonly reason: string | null;
  readonly since: string | null;
}

export function useDecidePriority() {
  const municipality = useSignedIn().municipality.code;
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ arena, careVersion, ...body }: PriorityDecision) =>
      ask("put /api/:municipality/arenas/:arena/priority", {
        params: { municipality, arena },
        body,
        ifVersion: careVersion,
      }),
    onSuccess,
  });
}

export function useSavePriorityIndex() {
  const municipality = useSignedIn().municipality.code;
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ version, weights }: Pick<PriorityIndex, "version" | "weights">) =>
      ask("put /api/:municipality/priority-index", { params: { municipality }, body: { weights }, ifVersion: version }),
    onSuccess,
  });
}

/** Saves a new neighbourhood, or another version of one. */
export function useSaveNeighbourhood() {
  const municipality = useSignedIn().municipality.code;
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({
      present,
      input,
    }: {
      present: { readonly id: string; readonly version: number } | null;
      input: NeighbourhoodInput;
    }) =>
      present === null
        ? ask("post /api/:municipality/neighbourhoods", { params: { municipality }, body: input })
        : ask("put /api/:municipality/neighbourhoods/:neighbourhood", {
            params: { municipality, neighbourhood: present.id },
            body: input,
            ifVersion: present.version,
          }),
    onSuccess,
  });
}

export function useRetireNeighbourhood() {
  const municipality = useSignedIn().municipality.code;
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ id, version }: { readonly id: string; readonly version: number }) =>
      ask("delete /api/:municipality/neighbourhoods/:neighbourhood", {
        params: { municipality, neighbourhood: id },
        ifVersion: version,
      }),
    onSuccess,
  });
}
