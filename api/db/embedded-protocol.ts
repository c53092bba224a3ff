// Every message that may pass between the service and the thread that runs the embedded database, request beside answer.
import type { EncodedValue } from "./values.ts";

/** Handed to the thread when it starts. */
export interface EmbeddedWorkerData {
  /** PostgreSQL's own data folder; created when it is empty. */
  readonly dataFolder: string;
  /** True at first creation: installs PostGIS, then closes, so that a half-made folder is never mistaken for a whole one. */
  readonly createOnly: boolean;
}

export type EmbeddedRequest =
  /** One statement with values. */
  | { readonly type: "query"; readonly id: number; readonly text: string; readonly values: readonly EncodedValue[] }
  /** Several statements without values; answers no rows. */
  | { readonly type: "script"; readonly id: number; readonly text: string }
  | { readonly type: "close"; readonly id: number };

export interface EmbeddedFailure {
  /** SQLSTATE, or "database.engine-fault" when the engine gave no answer. */
  readonly code: string;
  readonly message: string;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly constraint?: string | undefined;
}

export type EmbeddedAnswer =
  | { readonly type: "ready" }
  | { readonly type: "result"; readonly id: number; readonly rows: unknown[]; readonly affectedCount: number }
  | { readonly type: "failed"; readonly id: number; readonly failure: EmbeddedFailure }
  | { readonly type: "notification"; readonly channel: string; readonly payload: string };
