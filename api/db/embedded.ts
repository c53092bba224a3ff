// The database inside the program: one session on a folder of its own, transactions in turn, reopened when it does not answer.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Database, Identity, Transaction, TransactionOptions } from "./database.ts";
import { defaultDeadlineMilliseconds, watchDeadline } from "./deadline.ts";
import { EmbeddedEngine } from "./embedded-engine.ts";
import { DatabaseError, type ProgressText } from "./errors.ts";
import { lockFolder } from "./folder-lock.ts";
import { fsyncFolder } from "./fsync-folder.ts";
import type { OwnerConnection } from "./owner.ts";
import { beginAs } from "./session.ts";
import { shapedTransaction } from "./transaction.ts";

export interface EmbeddedOptions {
  /** Holds the lock file and PostgreSQL's own folder; made when it is not there. */
  readonly folder: string;
  readonly onProgress?: (text: ProgressText) => void;
}

export interface EmbeddedDatabase extends Database {
  /** Lends the session, as superuser, to `work`. For migrations and tests only. */
  asOwner<Result>(work: (owner: OwnerConnection) => Promise<Result>): Promise<Result>;
}

/**
 * Opens the embedded database, creating it the first time (about 10 s). Throws a StartError when another process has
 * the folder.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = resolve(options.folder);
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(join(folder, "lock"));
  try {
    const dataFolder = join(folder, "postgres");
    if (!existsSync(dataFolder)) {
      options.onProgress?.({
        sv: "Skapar databasen (tar omkring tio sekunder första gången) …",
        en: "Creating the database (takes about ten seconds the first time) …",
      });
      await createDataFolder(dataFolder);
    }
    options.onProgress?.({ sv: "Öppnar databasen …", en: "Opening the database …" });
    const sessions = new EmbeddedSessions(dataFolder, unlock);
    await sessions.open();
    return sessions;
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Made under another name and renamed when whole: a start that was cut off leaves nothing that looks like a database. */
async function createDataFolder(dataFolder: string): Promise<void> {
  const unfinished = `${dataFolder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const engine = new EmbeddedEngine({ dataFolder: unfinished, createOnly: true }, () => {});
  await engine.ready;
  await engine.terminate(new DatabaseError("database.closed", "The database was created."));
  rmSync(join(unfinished, "postmaster.pid"), { force: true });
  await fsyncFolder(unfinished);
  renameSync(unfinished, dataFolder);
}

class EmbeddedSessions implements EmbeddedDatabase {
  readonly kind = "embedded";
  readonly #dataFolder: string;
  readonly #unlock: () => void;
  readonly #listeners = new Map<string, Set<(payload: string) => void>>();
  #engine: EmbeddedEngine | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(dataFolder: string, unlock: () => void) {
    this.#dataFolder = dataFolder;
    this.#unlock = unlock;
  }

  async open(): Promise<void> {
    await this.#inTurn((engine) => engine.query("select 1", []));
  }

  transaction<Result>(
    identity: Identity,
    work: (transaction: Transaction) => Promise<Result>,
    options: TransactionOptions = {},
  ): Promise<Result> {
    const deadline = options.deadlineMilliseconds ?? defaultDeadlineMilliseconds;
    return this.#inTurn(
      async (engine) => {
        const watch = watchDeadline(deadline, options.signal, (reason) => {
          // A statement that is running can not be called off: the thread is ended and the next turn opens another.
          if (engine.busy) void engine.terminate(reason);
        });
        const undo = async () => {
          if (!engine.broken) await engine.script("rollback");
        };
        try {
          await engine.script(beginAs(identity, deadline, options.readOnly ?? false));
          const transaction = shapedTransaction(async (query, given) => {
            watch.throwIfOver();
            return engine.query(query, given);
          });
          const result = await watch.race(work(transaction));
          await commit(engine);
          return result;
        } catch (error) {
          watch.end();
          await undo();
          throw error;
        } finally {
          watch.end();
        }
      },
      deadline,
      options.signal,
    );
  }

  asOwner<Result>(work: (owner: OwnerConnection) => Promise<Result>): Promise<Result> {
    return this.#inTurn((engine) =>
      work({
        kind: "embedded",
        query: (text, values = []) => engine.query(text, values),
        script: (text) => engine.script(text),
      }),
    );
  }

  async listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>> {
    const hearers = this.#listeners.get(channel) ?? new Set();
    hearers.add(hear);
    this.#listeners.set(channel, hearers);
    if (hearers.size === 1) await this.#inTurn((engine) => engine.script(`listen ${quoteName(channel)}`));
    return async () => {
      hearers.delete(hear);
      if (hearers.size > 0 || this.#closed) return;
      this.#listeners.delete(channel);
      await this.#inTurn((engine) => engine.script(`unlisten ${quoteName(channel)}`));
    };
  }

  /**
   * Waits for its turn, lets the engine write everything to its files, and asks the system to put them on the disk.
   * Called after large changes, so the planner's statistics are renewed too: the engine has no autovacuum.
   */
  async sync(): Promise<void> {
    await this.#inTurn(async (engine) => {
      await engine.script("analyze");
      await engine.script("checkpoint");
      await fsyncFolder(this.#dataFolder);
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#last.catch(() => {});
    await this.#engine?.close();
    await fsyncFolder(this.#dataFolder);
    this.#unlock();
  }

  /** One at a time, in the order asked for; gives up waiting (nothing begun) after `patienceMilliseconds`. */
  #inTurn<Result>(
    work: (engine: EmbeddedEngine) => Promise<Result>,
    patienceMilliseconds?: number,
    signal?: AbortSignal,
  ): Promise<Result> {
    if (this.#closed) return Promise.reject(new DatabaseError("database.closed", "The database was closed."));
    const askedAt = performance.now();
    const turn = this.#last.then(async () => {
      if (signal?.aborted) throw new DatabaseError("database.cancelled", "Cancelled before it was begun.");
      if (patienceMilliseconds !== undefined && performance.now() - askedAt > patienceMilliseconds) {
        throw new DatabaseError(
          "database.busy",
          `No free session within ${patienceMilliseconds} ms; nothing was begun.`,
        );
      }
      return work(await this.#openEngine());
    });
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #openEngine(): Promise<EmbeddedEngine> {
    if (this.#engine !== null && !this.#engine.broken) return this.#engine;
    await this.#engine?.terminate(new DatabaseError("database.engine-fault", "The embedded database is reopened."));
    // The thread is gone and the folder's lock is ours, so this mark of a running server is a left-over.
    rmSync(join(this.#dataFolder, "postmaster.pid"), { force: true });
    const engine = new EmbeddedEngine({ dataFolder: this.#dataFolder, createOnly: false }, (channel, payload) => {
      for (const hear of this.#listeners.get(channel) ?? []) hear(payload);
    });
    this.#engine = engine;
    await engine.ready;
    await engine.script("set timezone = 'UTC'; set datestyle = 'ISO, MDY'");
    for (const channel of this.#listeners.keys()) await engine.script(`listen ${quoteName(channel)}`);
    return engine;
  }
}

/** `commit` of a failed transaction answers "rollback" without an error: that must not pass for success. */
async function commit(engine: EmbeddedEngine): Promise<void> {
  // Parsing the first statement fails in an aborted transaction, which is exactly what is asked here.
  await engine.script("select 1; commit");
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
