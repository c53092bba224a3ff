// What a signed-in person asked for by id and was told does not exist: a row in the log, be it missing or somebody else's.
import { type Operation, type OperationName, operations } from "../contract/operations.ts";
import { asAppError } from "../errors.ts";
import type { Caller } from "./call.ts";

/** Writes to the log that a person asked for something that they do not reach, for the how manieth time in an hour. */
export type RecordUnreached = (caller: Caller, operation: OperationName, timesInHour: number) => Promise<void>;

export interface Unreached {
  /** Records what was thrown where it tells that an id of the request leads nowhere; everything else is left alone. */
  noteOf(thrown: unknown, caller: Caller, operation: OperationName, hasQuery: boolean): Promise<void>;
}

const hourMilliseconds = 3_600_000;
const writtenSingly = 30;

/**
 * Of one person's hour the first thirty have a row each, then the hundredth, the thousandth …: who tries ids without end
 * is seen and does not fill the log. The counters live in this process.
 */
export function createUnreached(record: RecordUnreached, now: () => number = Date.now): Unreached {
  const hours = new Map<string, { readonly began: number; times: number }>();
  function countOf({ municipalityCode, userId }: Caller): number {
    const person = `${municipalityCode} ${userId}`;
    const known = hours.get(person);
    const hour = known && now() - known.began < hourMilliseconds ? known : { began: now(), times: 0 };
    hours.set(person, hour);
    hour.times += 1;
    return hour.times;
  }
  return {
    async noteOf(thrown, caller, operation, hasQuery) {
      if (!isUnreached(thrown, operation, hasQuery)) return;
      const times = countOf(caller);
      if (times <= writtenSingly || /^10{2,}$/.test(String(times))) await record(caller, operation, times);
    },
  };
}

/** A thing of the address, the query or the body that is not there for the caller; never a page that has no content yet. */
function isUnreached(thrown: unknown, operation: OperationName, hasQuery: boolean): boolean {
  const { code } = asAppError(thrown);
  const { path }: Operation = operations[operation];
  const namesThing = hasQuery || path.replace("/api/:municipality", "").includes("/:");
  return code === "reference.unknown" || (code === "not-found" && namesThing);
}
