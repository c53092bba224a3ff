// The seam between a drawing and the service: whether the drawing differs from the saved revision, and saving it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Plan } from "../../api/contract/plans.ts";
import { ask } from "../api-client.ts";
import type { Draft } from "../drawing/draft.ts";
import { saveDraft } from "../drawing/save-draft.ts";
import { buildOn, differsFromSaved, startFrom, useDrawing } from "./drawings.ts";
import { useSignedIn } from "./session.tsx";
import { mayTryAgain, waitBeforeTryingAgain } from "./trying-again.ts";

export interface PlanEdit {
  /** What is drawn. Change it by its own operations; this is read anew when it has been accepted, undone or redone. */
  readonly draft: Draft;
  /** The revision that the drawing began from; `save` is conditional on its version. */
  readonly saved: Plan;
  /** The assignment when the drawing was opened. */
  readonly opened: readonly number[];
  /** Whether the accepted drawing differs from the saved revision. */
  readonly differs: boolean;
  /** Saves the accepted drawing as a revision, told by what was done since the last one. */
  readonly save: () => void;
  readonly saving: boolean;
  /** Why the last save failed; 412 when somebody else saved first. */
  readonly error: unknown;
  /** Drops what is drawn and begins anew from this revision ("theirs"). */
  readonly startFrom: (plan: Plan) => void;
  /** Keeps what is drawn, and saves it over this revision from now on ("mine"). */
  readonly buildOn: (plan: Plan) => void;
}

/** The drawing of a plan that may be drawn in; null where there is none. */
export function usePlanEdit(plan: Plan | null): PlanEdit | null {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const drawing = useDrawing(plan);

  const save = useMutation({
    // The browser's word that there is no network is not waited on: that nothing is saved must be told.
    networkMode: "always",
    retry: mayTryAgain,
    retryDelay: waitBeforeTryingAgain,
    mutationFn: ({ draft, saved }: { draft: Draft; saved: Plan }) =>
      saveDraft(draft, (body) =>
        ask("put /api/:municipality/plans/:plan/assignment", {
          params: { municipality, plan: saved.id },
          ifVersion: saved.version,
          body,
        }),
      ),
    onSuccess: async (answer) => {
      buildOn(answer);
      client.setQueryData<Plan>(["plan", answer.id], answer);
      // Whoever draws beside may have locked something.
      void client.invalidateQueries({ queryKey: ["plan-locks", answer.id] });
      await client.invalidateQueries({ queryKey: ["plans"] });
    },
  });

  if (!drawing) return null;
  const begin = (revision: Plan) => {
    save.reset();
    client.setQueryData<Plan>(["plan", revision.id], revision);
    startFrom(revision);
  };
  return {
    ...drawing,
    differs: differsFromSaved(drawing),
    save: () => save.mutate(drawing),
    saving: save.isPending,
    error: save.error,
    startFrom: begin,
    buildOn: (revision) => {
      save.reset();
      client.setQueryData<Plan>(["plan", revision.id], revision);
      buildOn(revision);
    },
  };
}
