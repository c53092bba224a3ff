// One selection of areas, shared by the map, the table and the facts panel.
import { useSyncExternalStore } from "react";

export interface Selection {
  /** area_index, in the order they were chosen; the last one is shown in the facts panel. */
  readonly areas: readonly number[];
  /** The area the keyboard is at. */
  readonly active: number | null;
}

const nothing: Selection = { areas: [], active: null };
let selection = nothing;
const listeners = new Set<() => void>();

function change(next: Selection): void {
  selection = next;
  for (const listener of listeners) listener();
}

/** Chooses one area only, or (additive) adds or removes it. */
export function selectArea(areaIndex: number, additive: boolean): void {
  const others = selection.areas.filter((area) => area !== areaIndex);
  const wasChosen = others.length < selection.areas.length;
  const areas = additive ? (wasChosen ? others : [...others, areaIndex]) : [areaIndex];
  change({ areas, active: areaIndex });
}

export function selectAreas(areas: readonly number[]): void {
  change({ areas, active: areas.at(-1) ?? null });
}

export function activateArea(areaIndex: number): void {
  change({ ...selection, active: areaIndex });
}

export function clearSelection(): void {
  change({ ...nothing, active: selection.active });
}

/** For another division, whose area_index mean other areas. */
export function forgetSelection(): void {
  change(nothing);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The selection as the drawing's workbench uses it: painted areas leave the keyboard's place alone. */
export const selectionPort = {
  areas: (): readonly number[] => selection.areas,
  replace: (areas: readonly number[]): void => change({ ...selection, areas }),
  subscribe,
};

export function useSelection(): Selection {
  return useSyncExternalStore(subscribe, () => selection);
}

/** The area the keyboard is at. */
export function useActiveArea(): number | null {
  return useSyncExternalStore(subscribe, () => selection.active);
}

/** The area chosen last: the one whose facts are shown where nothing is drawn. */
export function useLastSelected(): number | null {
  return useSyncExternalStore(subscribe, () => selection.areas.at(-1) ?? null);
}
