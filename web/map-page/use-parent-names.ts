// Tells the workbench what higher areas are called, once the tool that takes whole ones is in hand.
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { SearchablePlace } from "../components/find-places.ts";
import type { Workbench } from "../drawing/workbench.ts";

const neverChanges = () => () => undefined;

/** Whether whole higher areas are being taken, so that their names are worth asking for. */
export function useTakesParents(bench: Workbench | null): boolean {
  return useSyncExternalStore(
    bench ? (listener) => bench.subscribe(listener) : neverChanges,
    () => bench?.settings.toolId === "parent",
  );
}

/** Names the higher areas of `places`, as far as they have been read. */
export function useParentNames(bench: Workbench | null, places: readonly SearchablePlace[]): void {
  const names = useMemo(
    () => new Map(places.flatMap(({ kind, code, name }) => (kind === "parent" ? [[code, name] as const] : []))),
    [places],
  );
  useEffect(() => bench?.nameParents(names), [bench, names]);
}
