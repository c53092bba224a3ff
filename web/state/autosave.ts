// Saves a drawing by itself, once what was accepted has been left alone for a moment and differs from the saved revision.
import { useEffect, useEffectEvent } from "react";
import type { PlanEdit } from "./plan-edit.ts";
import { useSettled } from "./settled.ts";

/** Steps that follow each other quicker than this become one revision. */
const restMs = 600;

/** Waits while a save is under way, and after one that failed until the person has decided. */
export function useAutosave(edit: PlanEdit | null): void {
  const accepted = edit?.draft.accepted ?? null;
  const isAtRest = useSettled(accepted, restMs) === accepted;
  const mayBeSaved = Boolean(edit?.differs && !edit.saving && !edit.error);
  const save = useEffectEvent(() => {
    if (mayBeSaved) edit?.save();
  });
  const due = mayBeSaved && isAtRest;
  useEffect(() => {
    if (due) save();
  }, [due]);
  // Who goes to another page does not wait for the moment.
  useEffect(() => () => save(), []);

  const differs = edit?.differs ?? false;
  useEffect(() => {
    if (!differs) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", stay);
    return () => removeEventListener("beforeunload", stay);
  }, [differs]);
}
