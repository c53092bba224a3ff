// Saving the drawing of a plan: one save at a time, tried again where the trouble may pass, and never in conflict with itself.
import type { Plan } from "../../api/contract/plans.ts";
import { type DrawnRevision, saveDraft } from "../drawing/save-draft.ts";
import { ProblemError } from "../problem-error.ts";
import { buildOn, differsFromSaved, drawingOf, noteSaving } from "./drawings.ts";
import { mayPass, mayTryAgain, waitBeforeTryingAgain } from "./trying-again.ts";

/** The service, as a drawing meets it; trouble is thrown as a ProblemError. */
export interface PlanKeeper {
  /** Saves a revision over the one that is given. */
  readonly put: (over: Plan, revision: DrawnRevision) => Promise<Plan>;
  readonly read: (planId: string) => Promise<Plan>;
}

/**
 * Saves what is accepted in the drawing of a plan as a revision, which the drawing then builds on.
 * @returns the revision; null where there was nothing to save, a save is under way already, or it failed, which is noted
 * with the drawing.
 */
export async function saveDrawing(planId: string, keeper: PlanKeeper): Promise<Plan | null> {
  const drawing = drawingOf(planId);
  if (!drawing || drawing.saving || !differsFromSaved(drawing)) return null;
  noteSaving(planId, { saving: true });
  try {
    const revision = await putUntilAnswered(planId, keeper);
    if (revision) buildOn(revision);
    return revision;
  } catch (error) {
    noteSaving(planId, { error });
    return null;
  } finally {
    noteSaving(planId, { saving: false });
  }
}

async function putUntilAnswered(planId: string, keeper: PlanKeeper): Promise<Plan | null> {
  for (let failures = 0; ; ) {
    const drawing = drawingOf(planId);
    if (!drawing) return null;
    const { draft, saved } = drawing;
    const sent = draft.accepted;
    const doneCount = draft.doneWords.length;
    try {
      return await saveDraft(draft, (revision) => keeper.put(saved, revision));
    } catch (error) {
      const own = await ownRevision(planId, error, keeper);
      if (own) {
        buildOn(own);
        const now = drawingOf(planId);
        if (!now || !differsFromSaved(now)) return own;
        continue;
      }
      if (mayPass(error)) noteUnanswered(planId, sent, doneCount);
      if (!(error instanceof Error) || !mayTryAgain(failures, error)) throw error;
      await new Promise((resume) => setTimeout(resume, waitBeforeTryingAgain(failures, error)));
      failures++;
    }
  }
}

function noteUnanswered(planId: string, sent: readonly number[], doneCount: number): void {
  const unanswered = new Map(drawingOf(planId)?.unanswered);
  noteSaving(planId, { unanswered: unanswered.set(sent, doneCount) });
}

/**
 * The revision that was first where it is what this drawing itself had sent: it was kept, but its answer was lost on the
 * way. What it told of is told. Null where somebody else was first, or the trouble is another.
 */
async function ownRevision(planId: string, error: unknown, keeper: PlanKeeper): Promise<Plan | null> {
  const drawing = drawingOf(planId);
  if (!drawing || !(error instanceof ProblemError) || !error.problem.conflict) return null;
  const { teamIndexes: theirs } = error.problem.conflict;
  const found = [...drawing.unanswered].find(([sent]) => theirs && isSame(sent, theirs));
  if (!found) return null;
  const [sent, doneCount] = found;
  const now = await keeper.read(planId);
  if (!isSame(sent, now.teamIndexes)) return null;
  drawing.draft.forgetDone(doneCount);
  return now;
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((team, area) => team === other[area]);
}
