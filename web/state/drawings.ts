// The drawings of this tab, one a plan: they stay while another page is shown, with all that can be undone and how saving goes.
import { useSyncExternalStore } from "react";
import type { Plan } from "../../api/contract/plans.ts";
import { Draft } from "../drawing/draft.ts";

/** A revision saved elsewhere that is now a step of the drawing. */
export interface TakenUp {
  readonly plan: Plan;
  /** What the step is called. */
  readonly words: string;
  /** The draft's own list, the same one until something else is accepted. */
  readonly accepted: readonly number[];
}

/** Replaced, never changed in place, but for the draft within. */
export interface Drawing {
  readonly draft: Draft;
  /** The revision that the drawing began from; a save is conditional on its version. */
  readonly saved: Plan;
  /** The assignment when the drawing was opened. */
  readonly opened: readonly number[];
  readonly saving: boolean;
  /** Why the last save failed, until one succeeds or the drawing builds on another revision; null when none did. */
  readonly error: unknown;
  /** A newer revision that the drawing took up, with what was accepted then; null when none was, or it has been put away. */
  readonly takenUp: TakenUp | null;
  /** What was sent since `saved` without an answer, and how much of what was done it told: the service may have kept it. */
  readonly unanswered: ReadonlyMap<readonly number[], number>;
}

const untried = { saving: false, error: null, unanswered: new Map() } as const;

const drawings = new Map<string, Drawing>();
const listeners = new Set<() => void>();
let shownId: string | null = null;
let inTrouble: readonly Drawing[] = [];
let changes = 0;

function tell(): void {
  changes++;
  const found = [...drawings.values()].filter(
    (own) => own.error !== null && own.saved.id !== shownId && differsFromSaved(own),
  );
  if (found.length !== inTrouble.length || found.some((own, place) => own !== inTrouble[place])) inTrouble = found;
  for (const listener of listeners) listener();
}

/** Hears when a drawing is replaced or what is accepted in it is another; returns how to stop. */
export function followDrawings(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the accepted drawing differs from the revision it began from, or the service may have kept another by now. */
export function differsFromSaved({ draft, saved, unanswered }: Drawing): boolean {
  return unanswered.size > 0 || draft.accepted.some((team, area) => team !== saved.teamIndexes[area]);
}

/** Whether something of it would be lost with the page now: a revision under way may still be refused. */
export const isUnsaved = (drawing: Drawing): boolean => drawing.saving || differsFromSaved(drawing);

/** Another number whenever a listener of `followDrawings` has been told. */
export const drawingsVersion = (): number => changes;

export const allDrawings = (): readonly Drawing[] => [...drawings.values()];

export const drawingOf = (planId: string): Drawing | undefined => drawings.get(planId);

function begin(plan: Plan): Drawing {
  const draft = new Draft(plan.teamIndexes);
  let accepted = draft.accepted;
  draft.subscribe(() => {
    if (draft.accepted === accepted) return;
    accepted = draft.accepted;
    tell();
  });
  return { draft, saved: plan, opened: plan.teamIndexes, takenUp: null, ...untried };
}

/** The drawing of a plan, made when there is none. */
export function openDrawing(plan: Plan): Drawing {
  const known = drawings.get(plan.id);
  if (known) return known;
  const drawing = begin(plan);
  drawings.set(plan.id, drawing);
  return drawing;
}

/**
 * Takes up a newer revision that was saved elsewhere, where nothing that is drawn here waits to be saved: a step of the
 * drawing, so that what one had before can be had back and all earlier steps too. Never while a page is being drawn.
 * @param words what undo then takes back.
 */
export function takeUpNewer(plan: Plan, words: string): void {
  const known = drawings.get(plan.id);
  if (!known || known.saving || plan.version <= known.saved.version || differsFromSaved(known)) return;
  // First, so that whoever hears of the step finds that the drawing differs from nothing.
  const drawing: Drawing = { ...known, saved: plan, ...untried };
  drawings.set(plan.id, drawing);
  const { draft } = drawing;
  if (draft.takeUp(plan.teamIndexes, words))
    drawings.set(plan.id, { ...drawing, takenUp: { plan, words, accepted: draft.accepted } });
  tell();
}

/** That a revision was taken up has been read. */
export function putAwayTakenUp(planId: string): void {
  const known = drawings.get(planId);
  if (!known) return;
  drawings.set(planId, { ...known, takenUp: null });
  tell();
}

/** Notes how saving the drawing goes. */
export function noteSaving(planId: string, now: Partial<Pick<Drawing, "saving" | "error" | "unanswered">>): void {
  const known = drawings.get(planId);
  if (!known) return;
  drawings.set(planId, { ...known, ...now });
  tell();
}

/** The drawing now builds on this revision; the drawing itself stays as it is, and may be saved again. */
export function buildOn(plan: Plan): void {
  const known = drawings.get(plan.id);
  if (!known) return;
  drawings.set(plan.id, { ...known, saved: plan, error: null, unanswered: untried.unanswered });
  tell();
}

/** Drops what is drawn in a plan. */
export function dropDrawing(planId: string): void {
  drawings.delete(planId);
  tell();
}

let drawnBy: string | null = null;

/** What another person drew in this tab is not kept for this one. */
export function keepDrawingsOf(person: string): void {
  if (drawnBy !== null && drawnBy !== person) drawings.clear();
  drawnBy = person;
  tell();
}

/** Which drawing the page shows; it tells there how saving it goes. */
export function noteShown(planId: string | null): void {
  shownId = planId;
  tell();
}

/** Draws the part anew when a drawing builds on another revision, is saved or has been drawn in. */
export function useDrawing(plan: Plan | null): Drawing | null {
  const drawing = useSyncExternalStore(followDrawings, () => (plan ? openDrawing(plan) : null));
  useSyncExternalStore(
    (listener) => drawing?.draft.subscribe(listener) ?? (() => {}),
    () => drawing?.draft.accepted ?? null,
  );
  return drawing;
}

/** The drawings that are not shown and could not be saved. */
export function useDrawingsInTrouble(): readonly Drawing[] {
  return useSyncExternalStore(followDrawings, () => inTrouble);
}
