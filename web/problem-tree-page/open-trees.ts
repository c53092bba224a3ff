// The trees that have been worked on since one signed in: what is not saved yet is kept when one goes to another page, and found there again.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import type { TreeWorkbench } from "./tree-workbench.ts";

type Workbench = TreeWorkbench<ProblemTree>;

const keyOf = (treeId: string) => ["open-tree", treeId] as const;

/** The tree's workbench, made where there is none. It lies with what has been read, and goes with it when one signs out. */
export function openWorkbench(client: QueryClient, treeId: string, make: () => Workbench): Workbench {
  const kept = client.getQueryData<Workbench>(keyOf(treeId));
  if (kept) return kept;
  const made = make();
  client.setQueryDefaults(keyOf(treeId), { gcTime: Number.POSITIVE_INFINITY });
  client.setQueryData(keyOf(treeId), made);
  addEventListener("beforeunload", (event) => {
    const isOpen = client.getQueryData(keyOf(treeId)) === made;
    if (isOpen && made.read().hasUnsaved) event.preventDefault();
  });
  return made;
}

const nobodyTells = () => () => {};

/** Whether something that was done to the tree on this machine is not saved. */
export function useHasUnsaved(treeId: string): boolean {
  const workbench = useQueryClient().getQueryData<Workbench>(keyOf(treeId));
  return useSyncExternalStore(workbench?.subscribe ?? nobodyTells, () => workbench?.read().hasUnsaved ?? false);
}
