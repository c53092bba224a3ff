// Everything that crosses the border between the service and the thread that reads a file.
import type { ReadOptions, ReadResult, ReadStep } from "../formats/types.ts";

/** What the thread is started with. */
export interface ParseJob {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly options: Omit<ReadOptions, "onProgress">;
}

/** What the thread answers; an error that is no value ends the thread instead. */
export type ParseMessage =
  | { readonly type: "progress"; readonly fraction: number; readonly step: ReadStep }
  | { readonly type: "finished"; readonly result: ReadResult };
