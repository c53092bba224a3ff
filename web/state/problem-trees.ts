// Problem trees: read, begun, renamed, put away; their history.
import {
  type QueryClient,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { z } from "zod";
import type { NewProblemTree, ProblemTree, ProblemTreeChange } from "../../api/contract/problem-trees.ts";
import { ask } from "../api-client.ts";
import { useSignedIn } from "./session.tsx";

/** So that two who work at once soon see what the other does. */
const betweenLooksMs = 4_000;

export function takeInTree(client: QueryClient, tree: ProblemTree): void {
  client.setQueryData<ProblemTree>(["problem-tree", tree.id], tree);
  void client.invalidateQueries({ queryKey: ["problem-trees"] });
  void client.invalidateQueries({ queryKey: ["problem-tree-history", tree.id] });
}

export function useProblemTrees(isRetired = false) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["problem-trees", isRetired],
    queryFn: ({ signal }) =>
      ask("get /api/:municipality/problem-trees", {
        params: { municipality },
        query: { retired: isRetired ? "true" : "false" },
        signal,
      }),
    select: (answer) => answer.trees,
  });
}

/** One tree, looked at again every few seconds; null reads nothing. */
export function useProblemTree(tree: string | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["problem-tree", tree],
    refetchInterval: betweenLooksMs,
    queryFn:
      tree === null
        ? skipToken
        : ({ signal }) => ask("get /api/:municipality/problem-trees/:tree", { params: { municipality, tree }, signal }),
  });
}

export function useBeginTree() {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof NewProblemTree>) =>
      ask("post /api/:municipality/problem-trees", { params: { municipality }, body }),
    onSuccess: (tree) => takeInTree(client, tree),
  });
}

export function useChangeTree(tree: string) {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, change }: { version: number; change: z.input<typeof ProblemTreeChange> }) =>
      ask("patch /api/:municipality/problem-trees/:tree", {
        params: { municipality, tree },
        ifVersion: version,
        body: change,
      }),
    onSuccess: (changed) => takeInTree(client, changed),
  });
}

export function useTreeHistory(tree: string) {
  const municipality = useSignedIn().municipality.code;
  return useInfiniteQuery({
    queryKey: ["problem-tree-history", tree],
    queryFn: ({ pageParam, signal }) =>
      ask("get /api/:municipality/problem-trees/:tree/revisions", {
        params: { municipality, tree },
        query: pageParam === null ? {} : { before: String(pageParam) },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextBefore,
  });
}

export function useRestoreTree(tree: string) {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, version }: { revision: number; version: number }) =>
      ask("post /api/:municipality/problem-trees/:tree/revisions/:revision/restore", {
        params: { municipality, tree, revision: String(revision) },
        ifVersion: version,
      }),
    onSuccess: (restored) => takeInTree(client, restored),
  });
}

/** What the team can take over from teams that had its areas before. */
export function useInheritedTrees(team: string) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["inherited-trees", team],
    queryFn: ({ signal }) =>
      ask("get /api/:municipality/teams/:team/inherited-trees", { params: { municipality, team }, signal }),
    select: (answer) => answer.teams,
  });
}

/** Takes an inherited tree over, or copies one of the team's own, as a new tree. */
export function useTakeOverTree(team: string) {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  return useMutation({
    mutationFn: (treeId: string) =>
      ask("post /api/:municipality/teams/:team/inherited-trees", { params: { municipality, team }, body: { treeId } }),
    onSuccess: (taken) => takeInTree(client, taken),
  });
}
