// The work of a run, whatever its kind: told as it goes, stopped with what was found, ended with what is stored.
import type { RunProgress } from "../contract/runs.ts";
import type { RunEnd } from "./runs.store.ts";

export interface RunWork {
  readonly end: Promise<RunEnd>;
  stop(): void;
}

export interface WorkEvents {
  readonly onStart: () => void;
  readonly onProgress: (progress: Omit<RunProgress, "secondsLimit">) => void;
}

/** Milliseconds as seconds with three decimals. */
export function seconds(elapsedMs: number): number {
  return Math.round(elapsedMs) / 1000;
}
