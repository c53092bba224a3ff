// The trees that have been worked on since one signed in: what is not saved yet is kept when one goes to another page, and found there again.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useSyncExternalStore } from "react";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import { openWork } from "../state/what-was-read.ts";
import type { TreeWorkbench } from "./tree-workbench.ts";
import { openWorkbenches, unsavedTrees } from "./unsaved-trees.ts";

type Workbench = TreeWorkbench<ProblemTree>;

const keyOf = (treeId: string) => [openWork, treeId] as const;

/**
 * The tree's workbench, made where there is none. It lies with what has been read, and goes with it when one signs out;
 * where the session ended by itself, when somebody else signs in.
 */
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

/** The trees with something that is not saved, as it is now. */
export function useUnsavedTrees() {
  const client = useQueryClient();
  const [, lookAgain] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    const ends = openWorkbenches(client).map((workbench) => workbench.subscribe(lookAgain));
    lookAgain();
    return () => {
      for (const end of ends) end();
    };
  }, [client]);
  return unsavedTrees(client);
}
