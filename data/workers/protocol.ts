// Everything that crosses the border between the service and the process that reads a file.
import type { ReadOptions, ReadResult, ReadStep } from "../formats/types.ts";

/** What the process is told to read. */
export interface ParseJob {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly options: Omit<ReadOptions, "onProgress">;
}

/** What the process answers; an error that is no value ends the process instead. */
export type ParseMessage =
  | { readonly type: "progress"; readonly fraction: number; readonly step: ReadStep }
  | { readonly type: "finished"; readonly result: ReadResult };
