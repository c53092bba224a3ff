// A selection without a page, for a workbench under test.
import type { SelectionPort } from "../../../web/drawing/workbench.ts";

/** Begins empty, and tells its followers at each change. */
export function keptSelection(): SelectionPort {
  let selected: readonly number[] = [];
  const listeners = new Set<() => void>();
  return {
    areas: () => selected,
    replace: (areas) => {
      selected = areas;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
