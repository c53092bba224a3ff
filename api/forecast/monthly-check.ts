// The monthly check while the service runs: looks once a day, by a clock that it is given, whether the month has been checked.
import type { Logger } from "pino";
import type { WatchedMonth } from "../contract/forecast.ts";
import type { Database } from "../db/database.ts";
import { programPerson } from "../program-person.ts";
import { listUnchecked, listWatchedMunicipalities } from "./findings.store.ts";
import { monthOf, type TeamWatch } from "./team-watch.ts";

export interface MonthlyCheck {
  /** Begins no other check; ends when the one that is under way has ended. */
  stop(): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;
/** After trouble, such as a database that is busy with something else or restarted, it does not wait for the next day. */
const usualAgainMs = 10 * 60_000;

/** Begins with a first round, which nobody waits for. Trouble is told in the service's own log and never ends it. */
export function startMonthlyCheck(
  database: Database,
  watch: TeamWatch,
  log: Logger,
  { clock = () => new Date(), againMs = usualAgainMs }: { clock?: () => Date; againMs?: number } = {},
): MonthlyCheck {
  let stopped = false;
  let again: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const begin = () => {
    clearTimeout(again);
    round = round
      .then(() => checkMonth(database, watch, clock(), { isStopped: () => stopped }))
      .then(() => {})
      .catch((error: unknown) => {
        if (stopped) return;
        const { name, code } = error as Error & { readonly code?: unknown };
        log.error({ name, code }, "watch: the teams were not checked; it is tried again soon");
        again = setTimeout(begin, againMs).unref();
      });
  };
  begin();
  const timer = setInterval(begin, dayMs);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(again);
      await round;
    },
  };
}

/** A division with what its check found. */
export interface CheckedDivision extends WatchedMonth {
  readonly municipality: string;
  readonly divisionId: string;
}

/** Checks every division with a plan of today that nobody has checked in the month, of one municipality or of all. */
export async function checkMonth(
  database: Database,
  watch: TeamWatch,
  now: Date,
  { only = null, isStopped = () => false }: { readonly only?: string | null; readonly isStopped?: () => boolean } = {},
): Promise<CheckedDivision[]> {
  const all = await database.transaction({ kind: "operator", municipalityCode: null }, listWatchedMunicipalities);
  const checked: CheckedDivision[] = [];
  for (const { code } of all) {
    if (only !== null && only !== code) continue;
    const person = { ...(await programPerson(database, code)), role: "manager" } as const;
    const unchecked = await database.transaction(person, (transaction) =>
      listUnchecked(transaction, code, monthOf(now)),
    );
    for (const { divisionId } of unchecked) {
      if (isStopped()) return checked;
      checked.push({ municipality: code, divisionId, ...(await watch.check(person, divisionId, now)) });
    }
  }
  return checked;
}
