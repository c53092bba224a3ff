// When a question to the service is asked again by itself, after how long, and until when the page waits.
import { useSyncExternalStore } from "react";
import { ProblemError } from "../problem-error.ts";

/** What the service refused it refuses again; only a broken network, an overloaded service and "too many" may pass. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { status } = error.problem;
  return status === 0 || status === 429 || status >= 502;
}

/** Twice, where the trouble may pass. */
export function mayTryAgain(count: number, error: Error): boolean {
  return count < 2 && mayPass(error);
}

/** Milliseconds: what the service asked for, otherwise 1 s and 2 s. While a person waits for the service it is told. */
export function waitBeforeTryingAgain(count: number, error: Error): number {
  const seconds = error instanceof ProblemError ? error.problem.retryAfterSeconds : undefined;
  if (seconds === undefined) return 1_000 * 2 ** count;
  waitUntil(Date.now() + seconds * 1_000);
  return seconds * 1_000;
}

let waitingUntil = 0;
const listeners = new Set<() => void>();

function waitUntil(moment: number): void {
  if (moment <= waitingUntil) return;
  waitingUntil = moment;
  for (const listener of listeners) listener();
  // The last to be told wins: a later moment has a timer of its own.
  setTimeout(
    () => {
      for (const listener of listeners) listener();
    },
    moment - Date.now() + 10,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** True while the page waits because it has asked too much in a short time. */
export function useIsWaiting(): boolean {
  return useSyncExternalStore(subscribe, () => Date.now() < waitingUntil);
}
