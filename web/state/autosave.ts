// Saves a drawing by itself, as soon as what was accepted differs from the saved revision.
import { useEffect, useEffectEvent } from "react";
import type { PlanEdit } from "./plan-edit.ts";

/** Waits while a save is under way, and after one that failed until the person has decided. */
export function useAutosave(edit: PlanEdit | null): void {
  const due = Boolean(edit?.differs && !edit.saving && !edit.error);
  const save = useEffectEvent(() => edit?.save());
  useEffect(() => {
    if (due) save();
  }, [due]);
}
