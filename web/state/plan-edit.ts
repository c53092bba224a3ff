// The seam between a drawing and the service: whether the drawing differs from the saved revision, and saving it.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { Plan } from "../../api/contract/plans.ts";
import { ask } from "../api-client.ts";
import { saveAtOnce } from "./autosave.ts";
import { buildOn, type Drawing, differsFromSaved, noteShown, useDrawing } from "./drawings.ts";
import { type PlanKeeper, saveDrawing } from "./save-drawing.ts";
import { useSignedIn } from "./session.tsx";

/** What is drawn, changed by the draft's own operations; read anew when it has been accepted, undone or redone. */
export interface PlanEdit extends Omit<Drawing, "unanswered"> {
  /** Whether the accepted drawing differs from the saved revision. */
  readonly differs: boolean;
  /** Saves the accepted drawing as a revision, told by what was done since the last one. */
  readonly save: () => void;
  /** Keeps what is drawn, and saves it over this revision from now on ("mine"). */
  readonly buildOn: (plan: Plan) => void;
}

/** How the drawing of a plan is saved, whether it is shown or not. */
export function useSaveDrawing(): (planId: string) => void {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const keeper: PlanKeeper = {
    put: (over, body) =>
      ask("put /api/:municipality/plans/:plan/assignment", {
        params: { municipality, plan: over.id },
        ifVersion: over.version,
        body,
      }),
    read: (plan) => ask("get /api/:municipality/plans/:plan", { params: { municipality, plan } }),
  };
  return async (planId) => {
    const revision = await saveDrawing(planId, keeper);
    if (!revision) return;
    client.setQueryData<Plan>(["plan", planId], revision);
    // Whoever draws beside may have locked something.
    void client.invalidateQueries({ queryKey: ["plan-locks", planId] });
    await client.invalidateQueries({ queryKey: ["plans"] });
  };
}

/** The drawing of a plan that may be drawn in; null where there is none. */
export function usePlanEdit(plan: Plan | null): PlanEdit | null {
  const client = useQueryClient();
  const drawing = useDrawing(plan);
  const save = useSaveDrawing();
  const planId = drawing?.saved.id ?? null;
  const leave = useEffectEvent((left: string) => saveAtOnce(left, save));
  useEffect(() => {
    if (planId === null) return;
    noteShown(planId);
    return () => {
      noteShown(null);
      leave(planId);
    };
  }, [planId]);

  if (!drawing) return null;
  return {
    ...drawing,
    differs: differsFromSaved(drawing),
    save: () => save(drawing.saved.id),
    buildOn: (revision) => {
      client.setQueryData<Plan>(["plan", revision.id], revision);
      buildOn(revision);
    },
  };
}
