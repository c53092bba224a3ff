// The seam between the service and its database: what both the embedded engine and PostgreSQL can do.
import type { Queryable } from "../../data/queryable.ts";

/** From where a request came, for the log. Left out for the program itself. */
export type AddressClass = "this-machine" | "internal" | "external";

export type Role = "planner" | "manager" | "team" | "admin" | "reviewer";

/** Who a transaction acts as. The database role and the policies follow from it. */
export type Identity =
  | {
      readonly kind: "person";
      readonly municipalityCode: string;
      readonly userId: string;
      readonly role: Role;
      /** The teams the person is bound to while acting as team; empty in every other role. */
      readonly teamIds: readonly string[];
      readonly addressClass?: AddressClass | null;
    }
  /** Nobody is signed in: may only look up sessions and the list of municipalities. */
  | { readonly kind: "anonymous"; readonly addressClass?: AddressClass | null }
  /** A login under way: keeps its state, takes over who the identity provider proved, and begins the session. */
  | { readonly kind: "login"; readonly municipalityCode: string; readonly addressClass?: AddressClass | null }
  /** The program itself: migrations, the demonstration, the command line. Never from a request. */
  | { readonly kind: "operator"; readonly municipalityCode: string | null };

/** A transaction whose every query says which shape of answer it expects; another shape is a fault, never "no data". */
export interface Transaction extends Queryable {
  /** Exactly one row. */
  one<Row>(text: string, values?: readonly unknown[]): Promise<Row>;
  /** One row or none. */
  maybeOne<Row>(text: string, values?: readonly unknown[]): Promise<Row | null>;
  /** Any number of rows. */
  many<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A writing statement that must touch `count` rows (or any number, when left out); answers how many. */
  affected(text: string, values?: readonly unknown[], count?: number): Promise<number>;
}

export interface TransactionOptions {
  /** The transaction is given up, and undone, after this long. */
  readonly deadlineMilliseconds?: number;
  readonly readOnly?: boolean;
  readonly signal?: AbortSignal;
}

export interface Database {
  readonly kind: "embedded" | "postgresql";
  /** One transaction as somebody: committed when `work` resolves, undone when it rejects. */
  transaction<Result>(
    identity: Identity,
    work: (transaction: Transaction) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
  /** Hears `notify` on a channel; answers how to stop listening. */
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
  /**
   * Called after large changes: what is committed survives a power cut (the embedded engine does not sync by itself), and
   * queries are planned for tables as large as they are now.
   */
  sync(): Promise<void>;
  close(): Promise<void>;
}
