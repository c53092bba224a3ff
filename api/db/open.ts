// Chooses the database from the configuration, brings its schema up to date, and opens it.
import type { Database } from "./database.ts";
import { openEmbedded } from "./embedded.ts";
import type { ProgressText } from "./errors.ts";
import { type MigrateReport, migrate, requirePresentSchema } from "./migrate.ts";
import { asPostgresqlLogin, asPostgresqlOwner, loginOf, openPostgresql } from "./postgresql.ts";
import { refuseOwnRights, refuseVisibleRows } from "./probe.ts";

/** What the configuration must tell about the database. */
export interface DatabaseConfig {
  /** PostgreSQL as the service's login (DATABASE_URL); left out: the embedded database. */
  readonly databaseUrl?: string | undefined;
  /** PostgreSQL as the owner of the schema (DATABASE_MIGRATION_URL). */
  readonly databaseMigrationUrl?: string | undefined;
  /** Folder of the embedded database (DATA_FOLDER). */
  readonly dataFolder: string;
}

export interface OpenOptions {
  readonly onProgress?: (text: ProgressText) => void;
}

/**
 * Opens the database with this program's schema. The embedded one is always migrated; PostgreSQL is when the owner's
 * address is given, and is otherwise only checked. Whichever it is, nobody's transaction must see a row. Throws a StartError that the person at the terminal can act on.
 */
export async function openDatabase(config: DatabaseConfig, options: OpenOptions = {}): Promise<Database> {
  if (config.databaseUrl === undefined) {
    const database = await openEmbedded({ folder: config.dataFolder, ...options });
    try {
      const { applied, stateApplied } = await database.asOwner((owner) => migrate(owner, options));
      await database.asOwner(refuseVisibleRows);
      if (applied.length > 0 || stateApplied) await database.sync();
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }
  if (config.databaseMigrationUrl !== undefined) await migrateDatabase(config, options);
  const database = await openPostgresql({ connectionString: config.databaseUrl });
  try {
    await database.transaction({ kind: "anonymous" }, (transaction) =>
      requirePresentSchema((text, values) => transaction.query(text, values)),
    );
    await asPostgresqlLogin(config.databaseUrl, async (login) => {
      await refuseOwnRights(login);
      await refuseVisibleRows(login);
    });
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Migrates and closes: `npm run migrate`. On PostgreSQL as DATABASE_MIGRATION_URL, or DATABASE_URL when it is left out. */
export async function migrateDatabase(config: DatabaseConfig, options: OpenOptions = {}): Promise<MigrateReport> {
  const ownerUrl = config.databaseMigrationUrl ?? config.databaseUrl;
  if (ownerUrl !== undefined) {
    const serviceLogin = config.databaseUrl === undefined ? undefined : loginOf(config.databaseUrl);
    return asPostgresqlOwner(ownerUrl, (owner) =>
      migrate(owner, { ...options, ...(serviceLogin === undefined ? {} : { serviceLogin }) }),
    );
  }
  const database = await openEmbedded({ folder: config.dataFolder, ...options });
  try {
    const report = await database.asOwner((owner) => migrate(owner, options));
    await database.sync();
    return report;
  } finally {
    await database.close();
  }
}
