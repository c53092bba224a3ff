// A plan's history as the record tells it: what one person saved in a row is one line, from when to when and how many.
import type { UsedRun } from "../contract/plan-life.ts";
import type { PlanJudge } from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import { findAssignments, listRevisionSteps } from "../plans/plan-history.store.ts";
import { sittingsOf } from "../plans/sittings.ts";

export interface HistoryLine {
  readonly firstRevision: number;
  readonly lastRevision: number;
  readonly from: string;
  readonly until: string;
  readonly author: string | null;
  /** From before the first of them to the last; null in the plan's first revision. */
  readonly movedAreaCount: number | null;
  /** Whose rules judge the plan from then on; null where they stay. */
  readonly rulesChosen: PlanJudge | null;
  readonly restoredFrom: number | null;
  readonly setAside: boolean;
  /** The run whose solution was taken over; such a revision is a line of its own. */
  readonly usedRun: UsedRun | null;
  /** What was written beside them, each once, newest first. */
  readonly comments: readonly string[];
}

/** Oldest first. */
export async function readHistoryLines(
  transaction: Transaction,
  municipality: string,
  planId: string,
): Promise<HistoryLine[]> {
  const steps = await listRevisionSteps(transaction, municipality, planId);
  const sittings = sittingsOf(steps)
    .reverse()
    .map(({ latest, earlier }) => ({ latest, first: earlier.at(-1) ?? latest, all: [latest, ...earlier] }));
  const wanted = sittings.flatMap(({ latest, first }) => [first.revision - 1, latest.revision]);
  const assignments = await findAssignments(transaction, municipality, planId, [...new Set(wanted)]);
  return sittings.map(({ latest, first, all }) => {
    const [before, after] = [assignments.get(first.revision - 1), assignments.get(latest.revision)];
    return {
      firstRevision: first.revision,
      lastRevision: latest.revision,
      from: first.createdAt,
      until: latest.createdAt,
      author: latest.author,
      movedAreaCount: before && after ? after.filter((team, area) => team !== before[area]).length : null,
      rulesChosen: latest.rulesChosen ? latest.judgedBy : null,
      restoredFrom: latest.restoredFrom,
      setAside: latest.setAside,
      usedRun: latest.usedRun,
      comments: [...new Set(all.map(({ comment }) => comment))].filter((comment) => comment !== ""),
    };
  });
}
