// Runs a suite on both databases: the embedded one from a snapshot, PostgreSQL in a database of the suite's own.
import { createHash, randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, inject, it } from "vitest";
import type { Database } from "../../api/db/database.ts";
import { type EmbeddedDatabase, openEmbedded } from "../../api/db/embedded.ts";
import { migrate } from "../../api/db/migrate.ts";
import type { OwnerConnection } from "../../api/db/owner.ts";
import { asPostgresqlOwner, openPostgresql } from "../../api/db/postgresql.ts";
import { readSchemaFiles } from "../../api/db/schema-files.ts";
import { hasPostgresql, once, serverAddress, startServer } from "./postgresql-server.ts";

export interface TestDatabase {
  readonly database: Database;
  /** Lends a connection past all policies: to set up what a test needs, and to prove that hidden rows exist. */
  asOwner<Result>(work: (owner: OwnerConnection) => Promise<Result>): Promise<Result>;
  /** Closed by itself after the suite; only tests that open it again need this. */
  close(): Promise<void>;
}

/** Opens a fresh, migrated, empty database of the kind the suite runs on. Give `beforeAll` some 60 s for it. */
export type OpenTestDatabase = () => Promise<TestDatabase>;

/**
 * Declares the suite once for each database. Without PostgreSQL's programs that half is skipped and says so, or fails
 * when TEST_REQUIRE_ALL=1.
 */
export function forEachDatabase(name: string, suite: (open: OpenTestDatabase, kind: Database["kind"]) => void): void {
  describe(`${name} (embedded)`, () => suite(openAndCloseAfter(openEmbeddedTestDatabase), "embedded"));
  if (hasPostgresql) {
    describe(`${name} (PostgreSQL)`, () => suite(openAndCloseAfter(openPostgresqlTestDatabase), "postgresql"));
  } else if (process.env.TEST_REQUIRE_ALL === "1") {
    it(`${name} (PostgreSQL)`, () => {
      throw new Error("PostgreSQL 15 with PostGIS is not installed, and TEST_REQUIRE_ALL=1 lets nothing be skipped.");
    });
  } else {
    it.skip(`${name} (PostgreSQL): skipped, PostgreSQL 15 with PostGIS is not installed here`);
  }
}

/** Where the long part of a suite is run that does not depend on the database: on PostgreSQL, the faster one, where it is here. */
export function takesLongPart(kind: Database["kind"]): boolean {
  return kind === "postgresql" || !hasPostgresql;
}

/** The embedded database alone, for suites that need no second engine. */
export const openEmbeddedTestDatabase: OpenTestDatabase = async () => {
  const folder = await makeEmbeddedFolder();
  const database = await openEmbedded({ folder });
  return {
    database,
    asOwner: (work) => database.asOwner(work),
    async close() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A folder with a migrated, empty embedded database, not open. */
export async function makeEmbeddedFolder(): Promise<string> {
  const folder = makeFolder("embedded");
  cpSync(await migratedSnapshot(), join(folder, "postgres"), { recursive: true });
  return folder;
}

/** A folder with an embedded database that no schema was ever applied to, not open. */
export async function makeBareEmbeddedFolder(): Promise<string> {
  const folder = makeFolder("bare");
  cpSync(await emptySnapshot(), join(folder, "postgres"), { recursive: true });
  return folder;
}

/** PostgreSQL alone. Call only when `hasPostgresql`. */
export const openPostgresqlTestDatabase: OpenTestDatabase = async () => {
  const folder = inject("databaseFolder");
  await startServer(folder);
  await once(folder, "template", () => makeTemplate(folder));
  const name = `suite_${randomBytes(6).toString("hex")}`;
  // Two copies of one template can not be made at once.
  await inTurn(folder, () => onServer(folder, `create database ${name} template omradeslinjen_template`));
  const database = await openPostgresql({ connectionString: serverAddress(folder, "omradeslinjen_service", name) });
  return {
    database,
    asOwner: (work) => asPostgresqlOwner(serverAddress(folder, "postgres", name), work),
    async close() {
      await database.close();
      await onServer(folder, `drop database ${name} with (force)`);
    },
  };
};

/** A new folder that is removed with the test run. */
export function makeFolder(name: string): string {
  const folder = join(inject("databaseFolder"), `${name}-${randomBytes(6).toString("hex")}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function openAndCloseAfter(open: OpenTestDatabase): OpenTestDatabase {
  return async () => {
    const opened = await open();
    let closed = false;
    const close = async () => {
      if (closed) return;
      closed = true;
      await opened.close();
    };
    afterAll(close);
    return { ...opened, close };
  };
}

async function makeTemplate(folder: string): Promise<void> {
  await onServer(folder, "create role omradeslinjen_service login noinherit");
  await onServer(folder, "create database omradeslinjen_template");
  await asPostgresqlOwner(serverAddress(folder, "postgres", "omradeslinjen_template"), (owner) =>
    migrate(owner, { serviceLogin: "omradeslinjen_service" }),
  );
}

async function onServer(folder: string, statement: string): Promise<void> {
  await asPostgresqlOwner(serverAddress(folder, "postgres", "postgres"), (owner) => owner.script(statement));
}

async function inTurn(folder: string, work: () => Promise<void>): Promise<void> {
  await asPostgresqlOwner(serverAddress(folder, "postgres", "postgres"), async (owner) => {
    await owner.query("select pg_advisory_lock(1)");
    await work();
  });
}

/**
 * A migrated data folder, kept in the machine's temporary folder by what it was made from: the engine's versions and
 * the SQL files. Making the first takes about ten seconds, the next for other SQL about three.
 */
async function migratedSnapshot(): Promise<string> {
  const files = readSchemaFiles();
  const schemaKey = keyOf([
    engineKey(),
    ...Object.values(files)
      .flat()
      .map(({ path, checksum }) => path + checksum),
    readFileSync(new URL("../../api/db/migrate.ts", import.meta.url), "utf8"),
  ]);
  return snapshot(
    `migrated-${schemaKey}`,
    async (database) => void (await database.asOwner((owner) => migrate(owner))),
    await emptySnapshot(),
  );
}

const emptySnapshot = () => snapshot(`empty-${engineKey()}`, async () => {});

const engineKey = () => keyOf([versionOf("@electric-sql/pglite"), versionOf("@electric-sql/pglite-postgis")]);

/** Where prepared folders outlive a test run; named by what they were made from, so that none is ever stale. */
export function snapshotFolder(): string {
  const folder = join(tmpdir(), `omradeslinjen-snapshots-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function snapshot(
  name: string,
  fill: (database: EmbeddedDatabase) => Promise<void>,
  from?: string,
): Promise<string> {
  const folder = snapshotFolder();
  const finished = join(folder, name);
  if (existsSync(finished)) return finished;
  const making = join(folder, `${name}.${process.pid}`);
  if (from !== undefined) cpSync(from, join(making, "postgres"), { recursive: true });
  const database = await openEmbedded({ folder: making });
  try {
    await fill(database);
    await database.close();
    renameSync(join(making, "postgres"), finished);
  } catch (error) {
    // Another process may have finished the same snapshot first.
    if (!existsSync(finished)) throw error;
  } finally {
    await database.close();
    rmSync(making, { recursive: true, force: true });
  }
  return finished;
}

function keyOf(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
}

function versionOf(packageName: string): string {
  const file = new URL(`../../node_modules/${packageName}/package.json`, import.meta.url);
  return `${packageName}@${(JSON.parse(readFileSync(file, "utf8")) as { version: string }).version}`;
}
