// A PostgreSQL server with PostGIS behind the same seam: a pool for transactions, a client of its own for listening.
import pg from "pg";
import type { QueryResult } from "../../data/queryable.ts";
import type { Database, Identity, Transaction, TransactionOptions } from "./database.ts";
import { defaultDeadlineMilliseconds, watchDeadline } from "./deadline.ts";
import { DatabaseError, StartError } from "./errors.ts";
import type { OwnerConnection } from "./owner.ts";
import { beginAs } from "./session.ts";
import { shapedTransaction } from "./transaction.ts";
import { decoderOf, encodeValue } from "./values.ts";

export interface PostgresqlOptions {
  /** The service's login: owns nothing and is not a superuser. */
  readonly connectionString: string;
  readonly maximumConnections?: number;
}

const types = { getTypeParser: (oid: number) => decoderOf(oid) } as unknown as pg.CustomTypesConfig;
const settings = "-c timezone=UTC -c datestyle=ISO,MDY -c extra_float_digits=1";

/** Opens a pool; refuses (StartError "database.login-role") a login for which the policies would not hold. */
export async function openPostgresql(options: PostgresqlOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.maximumConnections ?? 10,
    application_name: "omradeslinjen",
    options: settings,
    types,
  });
  // A connection that breaks while idle is replaced by the pool; without a hearer it would end the process.
  pool.on("error", () => {});
  try {
    await refusePowerfulLogin(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresqlDatabase(pool, options.connectionString);
}

/** Connects as the schema's owner, lends the connection to `work`, and disconnects. */
export function asPostgresqlOwner<Result>(
  connectionString: string,
  work: (owner: OwnerConnection) => Promise<Result>,
): Promise<Result> {
  return lendConnection(connectionString, "omradeslinjen-migrate", work);
}

/** Connects as the service's login before it acts as anybody: for the probe at start. */
export function asPostgresqlLogin<Result>(
  connectionString: string,
  work: (login: Pick<OwnerConnection, "query" | "script">) => Promise<Result>,
): Promise<Result> {
  return lendConnection(connectionString, "omradeslinjen-probe", work);
}

async function lendConnection<Result>(
  connectionString: string,
  applicationName: string,
  work: (connection: OwnerConnection) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString,
    application_name: applicationName,
    options: settings,
    types,
  });
  await client.connect().catch(rethrow);
  try {
    return await work({
      kind: "postgresql",
      query: (text, values = []) => runQuery(client, text, values),
      script: async (text) => {
        await client.query(text).catch(rethrow);
      },
    });
  } finally {
    await client.end();
  }
}

/** The login that an address names, or that the environment gives when it names none. */
export function loginOf(connectionString: string): string | undefined {
  return new pg.Client({ connectionString }).user;
}

class PostgresqlDatabase implements Database {
  readonly kind = "postgresql";
  readonly #pool: pg.Pool;
  readonly #connectionString: string;
  readonly #hearers = new Map<string, Set<(payload: string) => void>>();
  #listener: Promise<pg.Client> | null = null;

  constructor(pool: pg.Pool, connectionString: string) {
    this.#pool = pool;
    this.#connectionString = connectionString;
  }

  async transaction<Result>(
    identity: Identity,
    work: (transaction: Transaction) => Promise<Result>,
    options: TransactionOptions = {},
  ): Promise<Result> {
    const deadline = options.deadlineMilliseconds ?? defaultDeadlineMilliseconds;
    if (options.signal?.aborted) throw new DatabaseError("database.cancelled", "Cancelled before it was begun.");
    const client = await this.#pool.connect().catch(rethrow);
    let spoiled: DatabaseError | undefined;
    const watch = watchDeadline(deadline, options.signal, (reason) => {
      spoiled = reason;
    });
    try {
      await client.query(beginAs(identity, deadline, options.readOnly ?? false)).catch(rethrow);
      const transaction = shapedTransaction(async (query, given) => {
        watch.throwIfOver();
        return runQuery(client, query, given);
      });
      const result = await watch.race(work(transaction));
      await commit(client);
      return result;
    } catch (error) {
      if (spoiled === undefined) await client.query("rollback").catch((lost) => (spoiled = lost));
      throw error instanceof DatabaseError && error.code === "57014" && spoiled !== undefined ? spoiled : error;
    } finally {
      watch.end();
      // A connection with a statement still running is closed; the server then undoes its transaction.
      client.release(spoiled);
    }
  }

  async listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>> {
    const hearers = this.#hearers.get(channel) ?? new Set();
    hearers.add(hear);
    this.#hearers.set(channel, hearers);
    this.#listener ??= this.#connectListener();
    const listener = await this.#listener;
    if (hearers.size === 1) await listener.query(`listen ${pg.escapeIdentifier(channel)}`).catch(rethrow);
    return async () => {
      hearers.delete(hear);
      if (hearers.size > 0) return;
      this.#hearers.delete(channel);
      const present = await this.#listener;
      await present?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(rethrow);
    };
  }

  /** PostgreSQL syncs by itself at every commit, but looks at how large its tables have grown a minute later at best. */
  async sync(): Promise<void> {
    await this.transaction({ kind: "operator", municipalityCode: null }, (transaction) =>
      transaction.one("select access.renew_query_statistics()"),
    );
  }

  async close(): Promise<void> {
    const listener = this.#listener;
    this.#listener = null;
    await (await listener)?.end();
    await this.#pool.end();
  }

  /** A lost connection is opened again, and everything listened to is listened to again. */
  async #connectListener(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#connectionString,
      application_name: "omradeslinjen-listen",
      keepAlive: true,
    });
    client.on("notification", ({ channel, payload }) => {
      for (const hear of this.#hearers.get(channel) ?? []) hear(payload ?? "");
    });
    client.on("error", () => {});
    client.once("end", () => {
      if (this.#listener === null) return;
      this.#listener = reconnect(
        () => this.#connectListener(),
        () => this.#listener === null,
      );
    });
    await client.connect().catch(rethrow);
    for (const channel of this.#hearers.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    return client;
  }
}

const reconnectMilliseconds = 1000;

async function reconnect(connect: () => Promise<pg.Client>, isClosed: () => boolean): Promise<pg.Client> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, reconnectMilliseconds));
    if (isClosed()) throw new DatabaseError("database.closed", "The database was closed.");
    try {
      return await connect();
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
    }
  }
}

/** `commit` of a failed transaction answers ROLLBACK without an error: that must not pass for success. */
async function commit(client: pg.ClientBase): Promise<void> {
  const { command } = await client.query("commit").catch(rethrow);
  if (command !== "COMMIT") {
    throw new DatabaseError("25P02", "A statement of the transaction had failed, so nothing of it was kept.");
  }
}

async function runQuery<Row>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[],
): Promise<QueryResult<Row>> {
  const encoded = values.map((value) => {
    const wire = encodeValue(value);
    return wire instanceof Uint8Array ? Buffer.from(wire.buffer, wire.byteOffset, wire.byteLength) : wire;
  });
  const { rows, rowCount } = await client.query({ text, values: encoded }).catch(rethrow);
  return { rows: rows as Row[], affectedCount: rowCount ?? 0 };
}

/** The driver's error without its detail, which may hold a row's values. A statement out of time is a deadline. */
function rethrow(error: unknown): never {
  const { code, message, schema, table, column, constraint } = error as pg.DatabaseError;
  const isTimeout = code === "57014" && message.includes("statement timeout");
  throw new DatabaseError(isTimeout ? "database.deadline" : (code ?? "08006"), message, {
    schema,
    table,
    column,
    constraint,
  });
}

async function refusePowerfulLogin(pool: pg.Pool): Promise<void> {
  const { rows } = await pool
    .query<{ login: string; superuser: boolean; bypasses: boolean; owned: number }>(
      `select rolname as login,
         (select bool_or(rolsuper) from pg_roles as held where pg_has_role(current_user, held.oid, 'member')) as superuser,
         (select bool_or(rolbypassrls) from pg_roles as held where pg_has_role(current_user, held.oid, 'member')) as bypasses,
         (select count(*)::int from pg_class join pg_namespace on pg_namespace.oid = relnamespace
          where nspname !~ '^pg_' and nspname <> 'information_schema'
            and pg_has_role(current_user, relowner, 'member')) as owned
       from pg_roles where rolname = current_user`,
    )
    .catch(rethrow);
  const login = rows[0];
  if (login === undefined)
    throw new DatabaseError("database.shape", "Expected one row about the login role, found none.");
  if (!login.superuser && !login.bypasses && login.owned === 0) return;
  throw new StartError("database.login-role", {
    sv: `Databasrollen "${login.login}" är superanvändare, går förbi behörighetsreglerna eller äger tabeller. Ange i DATABASE_URL en roll som inget äger; DATABASE_MIGRATION_URL är för ägaren.`,
    en: `The database role "${login.login}" is a superuser, bypasses the policies or owns tables. Give DATABASE_URL a role that owns nothing; DATABASE_MIGRATION_URL is for the owner.`,
  });
}
