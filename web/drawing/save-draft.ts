// What a saved revision of a drawing holds: the accepted assignment, and everything done since the revision before, in words.
import type { Draft, RunPoint } from "./draft.ts";

export interface DrawnRevision {
  readonly teamIndexes: number[];
  readonly comment: string;
  /** What a run found that was taken over; null where nothing was. */
  readonly fromRun: RunPoint | null;
}

const commentLimit = 500;

/** What was done, in words, within the length of a comment: the latest is what matters most. */
function commentOf(doneWords: readonly string[]): string {
  const words = doneWords.join("; ");
  return words.length <= commentLimit ? words : `… ${words.slice(2 - commentLimit)}`;
}

/**
 * Gives `put` the next revision and returns its answer. What is done while it is on its way is told of with the
 * revision after; where it fails, nothing is forgotten and the next attempt tells all of it.
 */
export async function saveDraft<Answer>(
  draft: Draft,
  put: (revision: DrawnRevision) => Promise<Answer>,
): Promise<Answer> {
  const doneCount = draft.doneWords.length;
  const { doneFromRun: fromRun } = draft;
  const answer = await put({ teamIndexes: [...draft.accepted], comment: commentOf(draft.doneWords), fromRun });
  draft.forgetDone(doneCount);
  return answer;
}
