// What the import tests share: a municipality with its planner, files as bytes, and the number of rows of every table.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "../../../api/db/database.ts";
import { protectAfterImport } from "../../../api/protection/protect-division.ts";
import {
  type ImportHost,
  type ImportOptions,
  type ImportPreview,
  type ImportResult,
  previewImport,
  runImport,
} from "../../../data/import.ts";
import type { OpenTestDatabase, TestDatabase } from "../../support/databases.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";
import { sharedDataFolder } from "../../support/shared-data.ts";

export interface Planner {
  readonly database: Database;
  readonly municipalityCode: string;
  readonly host: ImportHost;
  run(
    fileName: string,
    bytes: Uint8Array,
    options: Partial<ImportOptions> & Pick<ImportOptions, "purpose">,
  ): Promise<ImportResult>;
  preview(
    fileName: string,
    bytes: Uint8Array,
    options: Partial<ImportOptions> & Pick<ImportOptions, "purpose">,
  ): Promise<ImportPreview>;
  /** Rows of a query as the planner. */
  many<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Opens a database and adds a municipality with one planner. */
export async function openWithPlanner(
  open: OpenTestDatabase,
  municipalityCode = "2281",
): Promise<{ test: TestDatabase; planner: Planner }> {
  const test = await open();
  return { test, planner: await addPlanner(test, municipalityCode) };
}

/** Adds a municipality with one planner. */
export async function addPlanner(
  { database }: Pick<TestDatabase, "database">,
  municipalityCode: string,
): Promise<Planner> {
  const userId = await database.transaction({ kind: "operator", municipalityCode: "*" }, async (transaction) => {
    await transaction.query("insert into geography.municipalities (code, name) values ($1, 'Provkommun')", [
      municipalityCode,
    ]);
    const { id } = await transaction.one<{ id: string }>(
      "select access.add_user($1, 'prov', 'Prov', array['planner']) as id",
      [municipalityCode],
    );
    return id;
  });
  return plannerOf({ database }, municipalityCode, userId);
}

/** A planner who is there already. */
export function plannerOf(
  { database }: Pick<TestDatabase, "database">,
  municipalityCode: string,
  userId: string,
): Planner {
  const identity = { kind: "person", municipalityCode, userId, role: "planner", teamIds: [] } as const;
  const host: ImportHost = {
    inTransaction: (work) => database.transaction(identity, work, { deadlineMilliseconds: 120_000 }),
    actor: { municipalityCode, userId },
    protect: protectAfterImport(testKeyedHash),
  };
  const complete = (options: Partial<ImportOptions> & Pick<ImportOptions, "purpose">): ImportOptions => ({
    divisionId: null,
    settings: {},
    ...options,
  });
  return {
    database,
    municipalityCode,
    host,
    run: (fileName, bytes, options) => runImport(bytes, fileName, complete(options), host),
    preview: (fileName, bytes, options) => previewImport(bytes, fileName, complete(options), host),
    many: (text, values) => database.transaction(identity, (transaction) => transaction.many(text, values)),
  };
}

/** A file of the real public data. */
export function sharedFile(...path: string[]): Uint8Array {
  return new Uint8Array(readFileSync(join(sharedDataFolder, ...path)));
}

/** Text as the bytes of a file. */
export function textFile(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Number of rows of every table, the imports' own record and the log left out. */
export async function rowCounts({ asOwner }: TestDatabase): Promise<Record<string, number>> {
  return asOwner(async (owner) => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_tables
       where schemaname in ('access', 'geography', 'exact', 'protected', 'statistics', 'planning', 'jobs')
         and tablename not in ('imports', 'sessions') order by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows } = await owner.query<{ count: number }>(`select count(*)::integer as count from ${name}`);
      counts[name] = rows[0]?.count ?? -1;
    }
    return counts;
  });
}

/** Codes of the errors of a result, once each. */
export function errorCodes({ issues }: Pick<ImportResult, "issues">): string[] {
  return [...new Set(issues.filter(({ severity }) => severity === "error").map(({ code }) => code))];
}
