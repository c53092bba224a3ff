// The trees with work that is not saved, among those worked on since one signed in. Knows no page.
import type { QueryClient } from "@tanstack/react-query";
import { openWork } from "../state/what-was-read.ts";
import type { SavedTree, TreeWorkbench } from "./tree-workbench.ts";

type Named = SavedTree & { readonly name: string };

/** The workbenches that lie with what has been read. */
export function openWorkbenches<Tree extends Named>(client: QueryClient): TreeWorkbench<Tree>[] {
  return client.getQueriesData<TreeWorkbench<Tree>>({ queryKey: [openWork] }).flatMap(([, kept]) => kept ?? []);
}

/** As they were last saved, in the order they were opened. */
export function unsavedTrees(client: QueryClient): Named[] {
  return openWorkbenches<Named>(client).flatMap((workbench) => {
    const { hasUnsaved, saved } = workbench.read();
    return hasUnsaved ? [saved] : [];
  });
}
