// A history in sittings: what one person saved in a row, so that hundreds of small steps can be read.

export interface SavedStep {
  readonly revision: number;
  readonly author: string | null;
  readonly restoredFrom: number | null;
  readonly setAside: boolean;
  readonly rulesChosen: boolean;
}

/** A sitting's latest step, and the ones before it, newest first. */
export interface Sitting<Step> {
  readonly latest: Step;
  readonly earlier: readonly Step[];
}

/** Only steps saved by themselves are joined: what was restored, set aside or judged anew, and the first, stand alone. */
function standsAlone({ restoredFrom, setAside, rulesChosen, revision }: SavedStep): boolean {
  return restoredFrom !== null || setAside || rulesChosen || revision === 1;
}

/**
 * @param steps newest first.
 * @param isApart whether too long went by between a step and the one before it for both to be of one sitting.
 */
export function sittingsOf<Step extends SavedStep>(
  steps: readonly Step[],
  isApart: (later: Step, earlier: Step) => boolean,
): Sitting<Step>[] {
  const sittings: { latest: Step; earlier: Step[] }[] = [];
  for (const step of steps) {
    const sitting = sittings.at(-1);
    const before = sitting?.earlier.at(-1) ?? sitting?.latest;
    const isSame =
      before !== undefined &&
      before.author === step.author &&
      !standsAlone(before) &&
      !standsAlone(step) &&
      !isApart(before, step);
    if (isSame) sitting!.earlier.push(step);
    else sittings.push({ latest: step, earlier: [] });
  }
  return sittings;
}
