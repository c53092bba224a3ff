// Saves a drawing by itself, once what was accepted has been left alone for a moment and differs from the saved revision.
import { useEffect, useEffectEvent } from "react";
import type { PlanEdit } from "./plan-edit.ts";
import { useSettled } from "./settled.ts";
import { mayPass } from "./trying-again.ts";

/** Steps that follow each other quicker than this become one revision. */
const restMs = 600;
/** A service that could not be reached is asked again this often, and as soon as the browser has a network. */
const tryAgainMs = 15_000;

/**
 * Waits while a save is under way. After one that failed it goes on by itself where the trouble may pass; what the service
 * refused waits until the person has decided.
 */
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
  const saveAgain = useEffectEvent(() => edit?.save());
  const mayBeSavedLater = Boolean(edit?.differs && !edit.saving && mayPass(edit.error));
  useEffect(() => {
    if (!mayBeSavedLater) return;
    const again = () => saveAgain();
    const timer = setTimeout(again, tryAgainMs);
    addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      removeEventListener("online", again);
    };
  }, [mayBeSavedLater]);
  // Who goes to another page does not wait for the moment.
  const leave = useEffectEvent(() => {
    if (mayBeSaved || mayBeSavedLater) edit?.save();
  });
  useEffect(() => () => leave(), []);

  const differs = edit?.differs ?? false;
  useEffect(() => {
    if (!differs) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", stay);
    return () => removeEventListener("beforeunload", stay);
  }, [differs]);
}
