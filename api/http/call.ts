// What a handler is given and what it may answer, derived from the contract so that the compiler checks both.
import type { Request, Response } from "express";
import type { z } from "zod";
import type { access } from "../contract/access.ts";
import type { OperationName, operations } from "../contract/operations.ts";
import type { Role } from "../contract/primitives.ts";
import type { Identity, Transaction } from "../db/database.ts";
import type { PreparedBytes } from "./prepared-bytes.ts";

export type Person = Extract<Identity, { kind: "person" }>;

/** A signed-in person as the present request acts. */
export interface Caller extends Person {
  /** Signed in on the page, or a program with a personal access token. */
  readonly means: "session" | "token";
  /** Names the session; null with a token. */
  readonly sessionId: string | null;
  /** Names the access token; null with a session. */
  readonly tokenId: string | null;
  readonly displayName: string;
  /** Every role the person may act in; they act in one at a time. */
  readonly roles: readonly Role[];
  readonly municipalityName: string;
  readonly synthetic: boolean;
  readonly expiresAt: Date;
}

type Operations = typeof operations;
type Parsed<Name extends OperationName, Part extends string> =
  Operations[Name] extends Record<Part, infer Schema extends z.ZodType> ? z.output<Schema> : undefined;

export interface Call<Name extends OperationName> {
  readonly params: Parsed<Name, "params">;
  readonly query: Parsed<Name, "query">;
  readonly body: Parsed<Name, "body">;
  /** The signed-in person; null only in operations that anyone may use. */
  readonly caller: (typeof access)[Name] extends { sees: "anyone" } ? Caller | null : Caller;
  /** The version of If-Match; only in conditional operations. */
  readonly version: Operations[Name] extends { conditional: true } ? number : undefined;
  readonly request: Request;
  readonly response: Response;
}

type AnswerWith<Status, Kind> = Kind extends z.ZodType
  ?
      | {
          readonly status: Status;
          readonly body: z.input<Kind>;
          /** The thing's version; with a hash of what is sent it becomes the ETag. */
          readonly version?: number;
          /** The answer is sent only when the change would survive a power cut. */
          readonly durable?: boolean;
        }
      /** Made ahead, for those who see everything of it. */
      | { readonly status: Status; readonly json: PreparedBytes }
  : Kind extends "event-stream"
    ? { readonly status: Status; readonly stream: () => void | Promise<void> }
    : Kind extends "geojson" | "topojson"
      ? { readonly status: Status; readonly prepared: PreparedBytes }
      : Kind extends "bytes"
        ? { readonly status: Status; readonly bytes: Uint8Array }
        : Kind extends "csv"
          ? { readonly status: Status; readonly csv: string }
          : Kind extends "file"
            ? { readonly status: Status; readonly file: FileAnswer }
            : { readonly status: Status };

/** A file to save, never to show in the service's own pages. */
export interface FileAnswer {
  /** Letters, digits, dots and hyphens. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

type Answers<Name extends OperationName> = Operations[Name]["answers"];

/** One of the answers that the contract lists. 304 is made by the edge, from the ETag. */
export type Answer<Name extends OperationName> = {
  [Status in keyof Answers<Name>]: AnswerWith<Status, Answers<Name>[Status]>;
}[keyof Answers<Name>];

/** Runs inside one transaction opened as the caller; it is undone when the handler throws. */
export type TransactionHandler<Name extends OperationName> = (
  transaction: Transaction,
  call: Call<Name>,
) => Promise<Answer<Name>>;

/** Opens its own transactions: streams, uploads, sign-in and what outlives the request. */
export interface OutsideHandler<Name extends OperationName> {
  readonly outside: (call: Call<Name>) => Promise<Answer<Name>>;
}

/** One handler per operation of the contract: leaving one out does not compile. */
export type Handlers = {
  readonly [Name in OperationName]: TransactionHandler<Name> | OutsideHandler<Name>;
};
