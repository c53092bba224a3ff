// Changes to a draft: each move is saved at once as a revision, and can be taken back. The drawing tools build on this.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Plan } from "../../api/contract/plans.ts";
import { ask } from "../api-client.ts";
import { useSignedIn } from "./session.tsx";

/** An assignment that can be gone back to, with the words for what was done since. */
interface UndoStep {
  readonly planId: string;
  readonly teamIndexes: readonly number[];
}

export interface PlanEdit {
  /** Gives the areas to the team at this position of the plan's list (−1 = no team). */
  readonly moveAreas: (areas: readonly number[], teamIndex: number, comment: string) => void;
  readonly undo: (() => void) | null;
  readonly saving: boolean;
  readonly error: unknown;
  /** Reads the plan anew: after somebody else was first. */
  readonly reload: () => void;
}

const undoLimit = 200;

/** Edits a plan; the shown plan changes before the answer comes and goes back if the service refuses. */
export function usePlanEdit(plan: Plan | undefined, undoComment: string): PlanEdit {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const [undoSteps, setUndoSteps] = useState<readonly UndoStep[]>([]);
  const planKey = ["plan", plan?.id];

  const save = useMutation({
    mutationFn: ({ before, teamIndexes, comment }: { before: Plan; teamIndexes: number[]; comment: string }) =>
      ask("put /api/:municipality/plans/:plan/assignment", {
        params: { municipality, plan: before.id },
        ifVersion: before.version,
        body: { teamIndexes, comment },
      }),
    onMutate: ({ before, teamIndexes }) => client.setQueryData<Plan>(["plan", before.id], { ...before, teamIndexes }),
    onSuccess: async (saved) => {
      client.setQueryData<Plan>(["plan", saved.id], saved);
      await client.invalidateQueries({ queryKey: ["plans"] });
    },
    onError: (_, { before }) => client.setQueryData<Plan>(["plan", before.id], before),
  });

  const ownSteps = undoSteps.filter((step) => step.planId === plan?.id);
  const lastStep = ownSteps.at(-1);
  return {
    moveAreas: (areas, teamIndex, comment) => {
      if (!plan || save.isPending) return;
      const moved = new Set(areas);
      const teamIndexes = plan.teamIndexes.map((team, area) => (moved.has(area) ? teamIndex : team));
      const step = { planId: plan.id, teamIndexes: plan.teamIndexes };
      save.mutate(
        { before: plan, teamIndexes, comment },
        { onSuccess: () => setUndoSteps((steps) => [...steps, step].slice(-undoLimit)) },
      );
    },
    undo:
      plan && lastStep && !save.isPending
        ? () =>
            save.mutate(
              { before: plan, teamIndexes: [...lastStep.teamIndexes], comment: undoComment },
              { onSuccess: () => setUndoSteps((steps) => steps.filter((step) => step !== lastStep)) },
            )
        : null,
    saving: save.isPending,
    error: save.error,
    reload: () => {
      save.reset();
      setUndoSteps((steps) => steps.filter((step) => step.planId !== plan?.id));
      void client.invalidateQueries({ queryKey: planKey });
    },
  };
}
