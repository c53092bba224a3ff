// The seam between a tree under work and the service.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { ProblemTree, TreeEdit as SentEdit } from "../../api/contract/problem-trees.ts";
import type { TreeClash } from "../../engine/problem-tree/clashes.ts";
import type { TreeEdit } from "../../engine/problem-tree/edits.ts";
import { call } from "../api-client.ts";
import { ProblemError } from "../problem-error.ts";
import { takeInTree } from "../state/problem-trees.ts";
import { useSignedIn } from "../state/session.tsx";
import { mayPass } from "../state/trying-again.ts";
import { openWorkbench } from "./open-trees.ts";
import { type SaveOutcome, TreeWorkbench } from "./tree-workbench.ts";

/**
 * The tree's workbench, with what is not saved since the tree was last shown. What others save is taken in when `tree`
 * is read anew.
 */
export function useTreeWorkbench(tree: ProblemTree) {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a later version of the same tree is taken in below
  const workbench = useMemo(
    () =>
      openWorkbench(client, tree.id, () => new TreeWorkbench<ProblemTree>(tree, saving(client, municipality, tree.id))),
    [tree.id, municipality, client],
  );
  const state = useSyncExternalStore(workbench.subscribe, workbench.read);
  useEffect(() => workbench.take(tree), [workbench, tree]);
  return { workbench, state };
}

/** How a tree's edits are saved by the service. */
function saving(client: QueryClient, municipality: string, tree: string) {
  return async (
    version: number,
    edits: readonly TreeEdit[],
    setAside: readonly TreeEdit[],
  ): Promise<SaveOutcome<ProblemTree>> => {
    const outcome = await call("post /api/:municipality/problem-trees/:tree/edits", {
      params: { municipality, tree },
      ifVersion: version,
      body: { edits: [...edits] as SentEdit[], setAside: [...setAside] as SentEdit[] },
    });
    if (outcome.ok) {
      takeInTree(client, outcome.value);
      return { kind: "saved", tree: outcome.value };
    }
    const { treeConflict } = outcome.problem;
    if (!treeConflict) {
      const trouble = new ProblemError(outcome.problem);
      return { kind: "trouble", trouble, mayBeKept: mayPass(trouble) };
    }
    return { kind: "clash", tree: treeConflict.tree, clashes: treeConflict.clashes as TreeClash[] };
  };
}
