// The seam between a tree under work and the service.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import type { TreeClash } from "../../engine/problem-tree/clashes.ts";
import { call, ProblemError } from "../api-client.ts";
import { takeInTree } from "../state/problem-trees.ts";
import { useSignedIn } from "../state/session.tsx";
import { TreeWorkbench } from "./tree-workbench.ts";

/**
 * A workbench for the tree, kept as long as the same tree is shown. What others save is taken in when `tree` is read anew.
 * Leaving the page while something is not saved asks first.
 */
export function useTreeWorkbench(tree: ProblemTree) {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a later version of the same tree is taken in below
  const workbench = useMemo(
    () =>
      new TreeWorkbench<ProblemTree>(tree, async (version, edits, setAside) => {
        const outcome = await call("post /api/:municipality/problem-trees/:tree/edits", {
          params: { municipality, tree: tree.id },
          ifVersion: version,
          body: { edits: [...edits] as never, setAside: [...setAside] as never },
        });
        if (outcome.ok) {
          takeInTree(client, outcome.value);
          return { kind: "saved", tree: outcome.value };
        }
        const { treeConflict } = outcome.problem;
        if (!treeConflict) return { kind: "trouble", trouble: new ProblemError(outcome.problem) };
        return { kind: "clash", tree: treeConflict.tree, clashes: treeConflict.clashes as TreeClash[] };
      }),
    [tree.id, municipality, client],
  );
  const state = useSyncExternalStore(workbench.subscribe, workbench.read);
  useEffect(() => workbench.take(tree), [workbench, tree]);
  const { hasUnsaved } = state;
  useEffect(() => {
    if (!hasUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [hasUnsaved]);
  return { workbench, state };
}
