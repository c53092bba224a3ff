// The deadline of a transaction and its caller's signal, as one thing that can be over.
import { DatabaseError } from "./errors.ts";

export const defaultDeadlineMilliseconds = 30_000;

export interface DeadlineWatch {
  /** `work`, or a rejection as soon as the time is out or the signal aborted. */
  race<Result>(work: Promise<Result>): Promise<Result>;
  throwIfOver(): void;
  /** Stops the clock. Whatever of the work goes on after this finds that the transaction is over. */
  end(): void;
}

/** Starts the clock. `onOver` is called once, when the time is out or the signal is aborted. */
export function watchDeadline(
  milliseconds: number,
  signal: AbortSignal | undefined,
  onOver: (reason: DatabaseError) => void,
): DeadlineWatch {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  let over: DatabaseError | null = null;
  let ended = false;
  const finish = (reason: DatabaseError) => {
    if (over !== null || ended) return;
    over = reason;
    onOver(reason);
    reject(reason);
  };
  const cancel = () => finish(new DatabaseError("database.cancelled", "The transaction was cancelled and undone."));
  const timer = setTimeout(() => {
    finish(
      new DatabaseError("database.deadline", `The transaction was not done within ${milliseconds} ms and was undone.`),
    );
  }, milliseconds);
  signal?.addEventListener("abort", cancel, { once: true });
  if (signal?.aborted) cancel();
  return {
    race: (work) => Promise.race([work, promise]),
    throwIfOver() {
      if (over !== null) throw over;
      if (ended) throw new DatabaseError("database.closed", "The transaction has ended; a statement came after it.");
    },
    end() {
      ended = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
    },
  };
}
