// The drawings of this tab, one a plan: they stay while another page is shown, with all that can be undone.
import { useSyncExternalStore } from "react";
import type { Plan } from "../../api/contract/plans.ts";
import { Draft } from "../drawing/draft.ts";

/** Replaced, never changed in place, but for the draft within. */
export interface Drawing {
  readonly draft: Draft;
  /** The revision that the drawing began from; a save is conditional on its version. */
  readonly saved: Plan;
  /** The assignment when the drawing was opened. */
  readonly opened: readonly number[];
}

const drawings = new Map<string, Drawing>();
const listeners = new Set<() => void>();

function change(drawing: Drawing): void {
  drawings.set(drawing.saved.id, drawing);
  for (const listener of listeners) listener();
}

/** Whether the accepted drawing differs from the revision it began from. */
export function differsFromSaved({ draft, saved }: Drawing): boolean {
  return draft.accepted.some((team, area) => team !== saved.teamIndexes[area]);
}

/** The drawing of a plan, made when there is none. A newer revision of somebody else is taken up where nothing is lost. */
function openDrawing(plan: Plan): Drawing {
  const known = drawings.get(plan.id);
  if (known && (plan.version <= known.saved.version || differsFromSaved(known))) return known;
  if (known && plan.teamIndexes.every((team, area) => team === known.saved.teamIndexes[area])) {
    const drawing = { ...known, saved: plan };
    drawings.set(plan.id, drawing);
    return drawing;
  }
  const drawing = { draft: new Draft(plan.teamIndexes), saved: plan, opened: plan.teamIndexes };
  drawings.set(plan.id, drawing);
  return drawing;
}

/** The drawing now builds on this revision; the drawing itself stays as it is. */
export function buildOn(plan: Plan): void {
  const known = drawings.get(plan.id);
  if (known) change({ ...known, saved: plan });
}

/** The drawing begins anew from this revision; what was drawn is dropped. */
export function startFrom(plan: Plan): void {
  change({ draft: new Draft(plan.teamIndexes), saved: plan, opened: plan.teamIndexes });
}

/** Draws the part anew when a drawing builds on another revision or has been drawn in. */
export function useDrawing(plan: Plan | null): Drawing | null {
  const drawing = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (plan ? openDrawing(plan) : null),
  );
  useSyncExternalStore(
    (listener) => drawing?.draft.subscribe(listener) ?? (() => {}),
    () => drawing?.draft.accepted ?? null,
  );
  return drawing;
}
