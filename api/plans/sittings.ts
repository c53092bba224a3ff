// A plan's history in sittings: what one person saved in a row, so that hundreds of small steps can be read.
import type { RevisionStep } from "./plan-history.store.ts";

/** A revision, and whether other rules judge it than the one before. */
export type Step = RevisionStep & { readonly rulesChosen: boolean };

/** A sitting's latest step, and the ones before it, newest first. */
export interface Sitting {
  readonly latest: Step;
  readonly earlier: readonly Step[];
}

/** Somebody who comes back to a drawing after longer has begun a new sitting. */
const longestPauseMs = 15 * 60_000;

/** @param steps newest first, every one of the plan. */
export function sittingsOf(steps: readonly RevisionStep[]): Sitting[] {
  const sittings: { latest: Step; earlier: Step[] }[] = [];
  for (const step of withRulesChosen(steps)) {
    const sitting = sittings.at(-1);
    const after = sitting?.earlier.at(-1) ?? sitting?.latest;
    if (after !== undefined && isSameSitting(after, step)) sitting!.earlier.push(step);
    else sittings.push({ latest: step, earlier: [] });
  }
  return sittings;
}

/** The rules of each step are held against those of the step before it. */
export function withRulesChosen<Told extends Pick<RevisionStep, "judgedBy">>(steps: readonly Told[]) {
  return steps.map((step, place) => {
    const before = steps[place + 1];
    const rulesChosen = before !== undefined && JSON.stringify(before.judgedBy) !== JSON.stringify(step.judgedBy);
    return { ...step, rulesChosen };
  });
}

function isSameSitting(after: Step, step: Step): boolean {
  const pauseMs = Date.parse(after.createdAt) - Date.parse(step.createdAt);
  return after.author === step.author && !standsAlone(after) && !standsAlone(step) && pauseMs <= longestPauseMs;
}

/** Only steps saved by themselves are joined: what was restored, set aside, judged anew or taken from a run, and the first, stand alone. */
function standsAlone({ restoredFrom, setAside, rulesChosen, usedRun, revision }: Step): boolean {
  return restoredFrom !== null || setAside || rulesChosen || usedRun !== null || revision === 1;
}
