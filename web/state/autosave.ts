// Saves the drawings of this tab by itself, shown or not, once what was accepted has been left alone for a moment.
import {
  allDrawings,
  type Drawing,
  differsFromSaved,
  drawingOf,
  followDrawings,
  isUnsaved,
  noteSaving,
} from "./drawings.ts";
import { mayPass } from "./trying-again.ts";

/** Steps that follow each other quicker than this become one revision. */
const restMs = 600;
/** A service that could not be reached is asked again this often, and as soon as the browser has a network. */
const tryAgainMs = 15_000;

/** How long a drawing waits to be saved, and since what; null where nothing is to be saved, or not by itself. */
function waitOf(drawing: Drawing): { readonly since: unknown; readonly waitMs: number } | null {
  const { draft, saving, error } = drawing;
  if (saving || !differsFromSaved(drawing)) return null;
  if (error === null) return { since: draft.accepted, waitMs: restMs };
  return mayPass(error) ? { since: error, waitMs: tryAgainMs } : null;
}

/**
 * Waits while a save is under way. After one that failed it goes on by itself where the trouble may pass; what the service
 * refused waits until the person has decided. What failed before this began is tried anew: another session may save it.
 * @returns how to stop.
 */
export function autosave(save: (planId: string) => void): () => void {
  const waits = new Map<string, { readonly since: unknown; readonly timer: ReturnType<typeof setTimeout> }>();
  const look = () => {
    const present = new Map(allDrawings().map((drawing) => [drawing.saved.id, waitOf(drawing)]));
    for (const planId of new Set([...present.keys(), ...waits.keys()])) {
      const wait = present.get(planId) ?? null;
      const before = waits.get(planId);
      if (before && before.since === wait?.since) continue;
      clearTimeout(before?.timer);
      waits.delete(planId);
      if (wait) waits.set(planId, { since: wait.since, timer: setTimeout(() => save(planId), wait.waitMs) });
    }
  };
  for (const { saved, error } of allDrawings()) if (error !== null) noteSaving(saved.id, { error: null });
  const stop = followDrawings(look);
  look();
  return () => {
    stop();
    for (const { timer } of waits.values()) clearTimeout(timer);
  };
}

/** Saves what would be saved by itself later: who leaves a drawing does not wait for the moment. */
export function saveAtOnce(planId: string, save: (planId: string) => void): void {
  const drawing = drawingOf(planId);
  if (drawing && waitOf(drawing)) save(planId);
}

/** Whether anything that is drawn in this tab is not saved, or is being saved. */
export const holdsUnsaved = (): boolean => allDrawings().some(isUnsaved);
