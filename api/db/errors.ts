// What can go wrong in the database, the same for both engines. Never carries row values: PostgreSQL's "detail" may hold counts.

/** SQLSTATEs that our own SQL raises; api/errors.ts gives each a status. */
export type OwnSqlState =
  /** Nothing of the geometry is left after repair: no polygon with an area. */
  | "OL001"
  /** No such division in the municipality, or it has no placed areas. */
  | "OL002"
  /** No such measure in the municipality. */
  | "OL003"
  /** The person may not sign in here. */
  | "OL004"
  /** Age classes of the same area and date overlap, so people would be counted twice. */
  | "OL005"
  /** The transaction acts as nobody, or for another municipality. */
  | "OL006"
  /** The log is only added to, or the purge asked for is not allowed. */
  | "OL007";

/** Codes for trouble that is the seam's own, beside PostgreSQL's five-character SQLSTATEs. */
export type SeamCode =
  /** The transaction took longer than its deadline and was undone. */
  | "database.deadline"
  /** The wait for a free session was longer than the deadline; nothing was begun. */
  | "database.busy"
  /** The caller's signal was aborted; the transaction was undone. */
  | "database.cancelled"
  /** An answer had another number of rows than the query declared. */
  | "database.shape"
  /** The embedded engine gave no answer to a statement (a GEOS exception does that); it was reopened. */
  | "database.engine-fault"
  /** The data folder is in use by another process. */
  | "database.locked"
  /** The database was closed. */
  | "database.closed"
  /** The database's schema is newer or older than this program, or an applied migration was edited. */
  | "database.schema"
  /** The login role is a superuser or owns tables: the policies would not hold. */
  | "database.login-role"
  /** A table without policies, or a policy that lets nobody see a row. */
  | "database.policies"
  /** The installation's secret is missing, damaged or not the one that protects the data. */
  | "installation.key";

export interface DatabaseErrorFields {
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly constraint?: string | undefined;
  readonly cause?: unknown;
}

/** A failed statement or transaction. `code` is a SQLSTATE or a SeamCode. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: string;
  readonly schema: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly constraint: string | undefined;

  constructor(code: string, message: string, fields: DatabaseErrorFields = {}) {
    super(message, fields.cause === undefined ? {} : { cause: fields.cause });
    this.code = code;
    this.schema = fields.schema;
    this.table = fields.table;
    this.column = fields.column;
    this.constraint = fields.constraint;
  }
}

/** A message to the person at the terminal, in both languages. */
export interface ProgressText {
  readonly sv: string;
  readonly en: string;
}

/** An error that the person who starts the program can mend; shown in both languages and the program exits. */
export class StartError extends DatabaseError {
  readonly text: ProgressText;

  constructor(code: SeamCode, text: ProgressText) {
    super(code, `${text.sv}\n${text.en}`);
    this.text = text;
  }
}
