// Comments with answers, on plans and problem trees alike: read, added, answered, resolved, removed.
import { type QueryKey, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { NewPlanComment, PlanComment } from "../../api/contract/plan-life.ts";
import type { NewTreeComment, TreeComment } from "../../api/contract/problem-trees.ts";
import { ask } from "../api-client.ts";
import { useSignedIn } from "./session.tsx";

type AnswerSubject = { readonly kind: "comment"; readonly commentId: string };

/** The comments on one thing: where they are kept, and what the service is asked. */
export interface Discussion<Own, About> {
  readonly key: QueryKey;
  /** Lists that tell how many comments are open. */
  readonly countedIn: QueryKey;
  readonly read: (signal: AbortSignal) => Promise<{ readonly comments: Own[] }>;
  readonly add: (body: { readonly text: string; readonly about: About | AnswerSubject }) => Promise<unknown>;
  readonly resolve: (comment: string, resolved: boolean) => Promise<unknown>;
  readonly remove: (comment: string) => Promise<unknown>;
}

export function usePlanDiscussion(plan: string): Discussion<PlanComment, NewPlanComment["about"]> {
  const params = { municipality: useSignedIn().municipality.code, plan };
  return {
    key: ["plan-comments", plan],
    countedIn: ["plans"],
    read: (signal) => ask("get /api/:municipality/plans/:plan/comments", { params, signal }),
    add: (body) => ask("post /api/:municipality/plans/:plan/comments", { params, body }),
    resolve: (comment, resolved) =>
      ask("patch /api/:municipality/plans/:plan/comments/:comment", {
        params: { ...params, comment },
        body: { resolved },
      }),
    remove: (comment) =>
      ask("delete /api/:municipality/plans/:plan/comments/:comment", { params: { ...params, comment } }),
  };
}

export function useTreeDiscussion(tree: string): Discussion<TreeComment, NewTreeComment["about"]> {
  const params = { municipality: useSignedIn().municipality.code, tree };
  return {
    key: ["problem-tree-comments", tree],
    countedIn: ["problem-trees"],
    read: (signal) => ask("get /api/:municipality/problem-trees/:tree/comments", { params, signal }),
    add: (body) => ask("post /api/:municipality/problem-trees/:tree/comments", { params, body }),
    resolve: (comment, resolved) =>
      ask("patch /api/:municipality/problem-trees/:tree/comments/:comment", {
        params: { ...params, comment },
        body: { resolved },
      }),
    remove: (comment) =>
      ask("delete /api/:municipality/problem-trees/:tree/comments/:comment", { params: { ...params, comment } }),
  };
}

export function useComments<Own, About>({ key, read }: Discussion<Own, About>) {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => read(signal), select: (answer) => answer.comments });
}

type CommentChange<About> =
  | { readonly kind: "add"; readonly text: string; readonly about: About | AnswerSubject }
  | { readonly kind: "resolve"; readonly comment: string; readonly resolved: boolean }
  | { readonly kind: "remove"; readonly comment: string };

export function useChangeComments<Own, About>({ key, countedIn, add, resolve, remove }: Discussion<Own, About>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: CommentChange<About>) => {
      if (change.kind === "add") return add({ text: change.text, about: change.about });
      return change.kind === "resolve" ? resolve(change.comment, change.resolved) : remove(change.comment);
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: countedIn });
    },
  });
}
