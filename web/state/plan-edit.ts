// The seam between a drawing and the service: whether the drawing differs from the saved revision, and saving it.
import { useQueryClient } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import { ask } from "../api-client.ts";
import { formatInstant, withinSentence } from "../numbers.ts";
import { saveAtOnce } from "./autosave.ts";
import { buildOn, type Drawing, differsFromSaved, noteShown, takeUpNewer, useDrawing } from "./drawings.ts";
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

/** Takes up a newer revision of a plan that is drawn in, as a step with words that tell whose it is. */
export function useTakeUp(): (plan: Plan) => void {
  const { t } = useTranslation();
  return (plan) => takeUpNewer(plan, t("draw.takenUp.step", revisionTold(t, plan)));
}

/** Who saved a plan's newest revision and when, as the sentences about it have them. */
export function revisionTold(t: TFunction, plan: Plan): { readonly who: string; readonly when: string } {
  return {
    who: plan.revisedBy ?? withinSentence(t("planLife.somebody")),
    when: formatInstant(plan.revisedAt ?? plan.updatedAt),
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
  const takeUp = useEffectEvent(useTakeUp());
  const accepted = drawing?.draft.accepted ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn and saved decides whether it can be taken up
  useEffect(() => {
    if (plan) takeUp(plan);
  }, [plan, drawing, accepted]);

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
