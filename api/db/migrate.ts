// Brings a database to this program's schema: numbered steps once and in order, then functions, views and policies.
import { createHash } from "node:crypto";
import { DatabaseError, type ProgressText, StartError } from "./errors.ts";
import type { OwnerConnection } from "./owner.ts";
import { readSchemaFiles, type SchemaFiles, type SqlFile } from "./schema-files.ts";
import { databaseRoles } from "./session.ts";

export interface MigrateOptions {
  readonly onProgress?: (text: ProgressText) => void;
  /** The service's login (PostgreSQL): becomes a member of the roles that transactions act in. */
  readonly serviceLogin?: string;
  /** Other files than the program's own; for tests. */
  readonly files?: SchemaFiles;
}

export interface MigrateReport {
  /** File names of the steps that were applied now. */
  readonly applied: readonly string[];
  /** True when functions, views and policies were applied again. */
  readonly stateApplied: boolean;
}

/**
 * Applies what is missing. Each step is one transaction with its mark in `schema_history`; all state is one
 * transaction. Throws a StartError ("database.schema") when an applied step was edited, or the database is newer than
 * the program; then nothing is changed.
 */
export async function migrate(owner: OwnerConnection, options: MigrateOptions = {}): Promise<MigrateReport> {
  const files = options.files ?? readSchemaFiles();
  await prepare(owner);
  await owner.query("select pg_advisory_lock(hashtext('omradeslinjen.migrate'))");
  try {
    const missing = await missingSteps(owner, files.steps);
    for (const step of missing) {
      options.onProgress?.({ sv: `Bygger databasen: ${step.name} …`, en: `Building the database: ${step.name} …` });
      await applyStep(owner, step);
    }
    const stateApplied = await applyStateIfChanged(owner, files, missing.length > 0);
    if (options.serviceLogin !== undefined) await grantRolesTo(owner, options.serviceLogin);
    return { applied: missing.map(({ name }) => name), stateApplied };
  } finally {
    await owner.query("select pg_advisory_unlock(hashtext('omradeslinjen.migrate'))");
  }
}

/** Throws a StartError unless the database has exactly this program's schema. Needs no right but to read the history. */
export async function requirePresentSchema(
  query: OwnerConnection["query"],
  files: SchemaFiles = readSchemaFiles(),
): Promise<void> {
  const { rows } = await query<{ present: boolean }>(
    "select to_regclass('schema_history.steps') is not null as present",
  );
  const applied = rows[0]?.present
    ? (await query<{ number: number }>("select number from schema_history.steps order by number")).rows
    : [];
  const newest = applied.at(-1)?.number ?? 0;
  const expected = files.steps.at(-1)?.number ?? 0;
  if (newest > expected) throw newerSchema(newest, expected);
  const state = rows[0]?.present
    ? (await query<{ hash: string }>("select hash from schema_history.state")).rows[0]
    : undefined;
  if (newest < expected || state?.hash !== stateHash(files)) {
    throw new StartError("database.schema", {
      sv: `Databasens schema (steg ${newest}) är äldre än programmets (steg ${expected}). Kör "npm run migrate" med DATABASE_MIGRATION_URL.`,
      en: `The database's schema (step ${newest}) is older than the program's (step ${expected}). Run "npm run migrate" with DATABASE_MIGRATION_URL.`,
    });
  }
}

async function prepare(owner: OwnerConnection): Promise<void> {
  const { rows } = await owner.query("select 1 from pg_extension where extname = 'postgis'");
  if (rows.length === 0) {
    await owner.script("create extension postgis").catch((error: unknown) => {
      throw new StartError("database.schema", {
        sv: `Tillägget PostGIS saknas i databasen och kunde inte läggas till (${(error as Error).message}). Kör "create extension postgis" som databasens superanvändare.`,
        en: `The extension PostGIS is missing and could not be added (${(error as Error).message}). Run "create extension postgis" as the database's superuser.`,
      });
    });
  }
  await inTransaction(owner, () =>
    owner.script(`
      create schema if not exists schema_history;
      comment on schema schema_history is 'Which steps and which state of the schema have been applied.';
      create table if not exists schema_history.steps (
        number integer primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now()
      );
      comment on table schema_history.steps is 'Applied migrations with the SHA-256 of their text.';
      create table if not exists schema_history.state (
        one_row boolean primary key default true check (one_row),
        hash text not null,
        applied_at timestamptz not null default now()
      );
      comment on table schema_history.state is 'The SHA-256 of the functions, views and policies in force.';
      grant usage on schema schema_history to public;
      grant select on schema_history.steps, schema_history.state to public`),
  );
}

async function missingSteps(owner: OwnerConnection, steps: readonly SqlFile[]): Promise<SqlFile[]> {
  const { rows } = await owner.query<{ number: number; name: string; checksum: string }>(
    "select number, name, checksum from schema_history.steps order by number",
  );
  const newest = rows.at(-1)?.number ?? 0;
  const newestKnown = steps.at(-1)?.number ?? 0;
  if (newest > newestKnown) throw newerSchema(newest, newestKnown);
  const applied = new Map(rows.map((row) => [row.number, row]));
  for (const step of steps) {
    const row = applied.get(step.number);
    if (row !== undefined && row.checksum !== step.checksum) throw editedStep(step.name);
    if (row === undefined && step.number < newest) throw editedStep(step.name);
  }
  return steps.filter((step) => !applied.has(step.number));
}

async function applyStep(owner: OwnerConnection, step: SqlFile): Promise<void> {
  await inTransaction(owner, async () => {
    await runFile(owner, step);
    await owner.query("insert into schema_history.steps (number, name, checksum) values ($1, $2, $3)", [
      step.number,
      step.name,
      step.checksum,
    ]);
  });
}

async function applyStateIfChanged(
  owner: OwnerConnection,
  files: SchemaFiles,
  stepsApplied: boolean,
): Promise<boolean> {
  const hash = stateHash(files);
  const { rows } = await owner.query<{ hash: string }>("select hash from schema_history.state");
  if (rows[0]?.hash === hash && !stepsApplied) return false;
  await inTransaction(owner, async () => {
    await owner.script(dropState);
    // The first pass lets functions, views and policies refer to each other in any order; the second checks the bodies.
    await owner.script("set local check_function_bodies = off");
    for (const file of [...files.functions, ...files.views]) await runFile(owner, file);
    await owner.script("set local check_function_bodies = on");
    for (const file of files.functions) await runFile(owner, file);
    await owner.script(revokeFromPublic);
    for (const file of files.policies) await runFile(owner, file);
    await owner.query(
      `insert into schema_history.state (hash) values ($1)
       on conflict (one_row) do update set hash = excluded.hash, applied_at = now()`,
      [hash],
    );
  });
  return true;
}

/** The login may become each role. Create it `noinherit`, so that it has none of their rights before it does. */
async function grantRolesTo(owner: OwnerConnection, login: string): Promise<void> {
  const name = `"${login.replaceAll('"', '""')}"`;
  const { rows } = await owner.query<{ superuser: boolean; self: boolean }>(
    "select rolsuper as superuser, rolname = current_user as self from pg_roles where rolname = $1",
    [login],
  );
  if (rows[0] === undefined || rows[0].self || rows[0].superuser) return;
  await inTransaction(owner, async () => {
    for (const role of databaseRoles) await owner.script(`grant ${role} to ${name}`);
  });
}

async function inTransaction(owner: OwnerConnection, work: () => Promise<void>): Promise<void> {
  await owner.script("begin");
  try {
    await work();
    await owner.script("commit");
  } catch (error) {
    await owner.script("rollback").catch(() => {});
    throw error;
  }
}

async function runFile(owner: OwnerConnection, file: SqlFile): Promise<void> {
  await owner.script(file.text).catch((error: unknown) => {
    const { code, message } = error as DatabaseError;
    throw new DatabaseError(code, `${file.path}: ${message}`, { cause: error });
  });
}

function stateHash(files: SchemaFiles): string {
  const hash = createHash("sha256");
  for (const file of [...files.functions, ...files.views, ...files.policies])
    hash.update(`${file.path}\n${file.checksum}\n`);
  return hash.digest("hex");
}

function newerSchema(found: number, expected: number): StartError {
  return new StartError("database.schema", {
    sv: `Databasens schema (steg ${found}) är nyare än det här programmet (steg ${expected}). Använd en nyare version av programmet; inget har ändrats.`,
    en: `The database's schema (step ${found}) is newer than this program (step ${expected}). Use a newer version of the program; nothing was changed.`,
  });
}

function editedStep(name: string): StartError {
  return new StartError("database.schema", {
    sv: `Steget ${name} har ändrats efter att det lades in i databasen. Steg ändras aldrig: skriv ett nytt. Inget har ändrats.`,
    en: `The step ${name} was edited after it was applied. Steps are never edited: write a new one. Nothing was changed.`,
  });
}

const ownSchemas = "'access', 'audit', 'exact', 'geography', 'jobs', 'planning', 'protected', 'statistics'";

/** State is dropped whole before it is applied, so that what was removed from the files is gone from the database. */
const dropState = `
do $$
declare
  object record;
begin
  for object in select schemaname, tablename, policyname from pg_policies where schemaname in (${ownSchemas}) loop
    execute format('drop policy %I on %I.%I', object.policyname, object.schemaname, object.tablename);
  end loop;
  for object in select schemaname, viewname from pg_views where schemaname in (${ownSchemas}) loop
    execute format('drop view if exists %I.%I cascade', object.schemaname, object.viewname);
  end loop;
  for object in
    select pg_proc.oid::regprocedure as signature from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
    where nspname in (${ownSchemas})
  loop
    execute format('drop function if exists %s cascade', object.signature);
  end loop;
  for object in
    select nspname, relname, rolname from pg_class join pg_namespace on pg_namespace.oid = relnamespace, pg_roles
    where nspname in (${ownSchemas}) and relkind in ('r', 'v') and rolname like 'omradeslinjen\\_%' and rolname <> current_user
  loop
    execute format('revoke all on %I.%I from %I', object.nspname, object.relname, object.rolname);
  end loop;
end
$$`;

/** Also in a database that an older program made, which lacks the newer schemas. */
const revokeFromPublic = `
do $$
declare
  object record;
begin
  for object in select nspname from pg_namespace where nspname in (${ownSchemas}) loop
    execute format('revoke execute on all functions in schema %I from public', object.nspname);
  end loop;
end
$$`;
