// A history in sittings: what one person saved in a row, with the latest first, so that hundreds of small steps can be read.
import type { PlanRevision } from "../../api/contract/plan-life.ts";

const longestPauseMs = 15 * 60_000;

/** A sitting's latest revision, and the ones before it, newest first. */
export interface Sitting {
  readonly latest: PlanRevision;
  readonly earlier: readonly PlanRevision[];
}

/** Only steps saved by themselves are joined: what was restored, set aside or judged anew, and the first, stand alone. */
function standsAlone({ restoredFrom, setAside, rulesChosen, revision }: PlanRevision): boolean {
  return restoredFrom !== null || setAside || rulesChosen || revision === 1;
}

/** @param revisions newest first. */
export function sittingsOf(revisions: readonly PlanRevision[]): Sitting[] {
  const sittings: { latest: PlanRevision; earlier: PlanRevision[] }[] = [];
  for (const revision of revisions) {
    const sitting = sittings.at(-1);
    const before = sitting?.earlier.at(-1) ?? sitting?.latest;
    const isSame =
      before !== undefined &&
      before.author === revision.author &&
      !standsAlone(before) &&
      !standsAlone(revision) &&
      Date.parse(before.createdAt) - Date.parse(revision.createdAt) <= longestPauseMs;
    if (isSame) sitting!.earlier.push(revision);
    else sittings.push({ latest: revision, earlier: [] });
  }
  return sittings;
}
