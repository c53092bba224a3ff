// A private PostgreSQL server for one test run, on a socket in its temporary folder, started by the first suite that needs it.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Debian's folder of the server's programs; PostgreSQL 15 with PostGIS 3.3 is the oldest that we promise. */
export const postgresqlBinaries = process.env.TEST_POSTGRESQL_BINARIES ?? "/usr/lib/postgresql/15/bin";

export const hasPostgresql =
  existsSync(join(postgresqlBinaries, "initdb")) && existsSync("/usr/share/postgresql/15/extension/postgis.control");

const socketPort = "5432";
const patienceMilliseconds = 120_000;

/** PostgreSQL refuses to run as root; then its own user runs it. */
export function runAsPostgres(command: readonly string[]): string[] {
  return process.getuid?.() === 0 ? ["runuser", "-u", "postgres", "--", ...command] : [...command];
}

/** Address of the run's server for a login and a database. The server trusts its own socket. */
export function serverAddress(folder: string, login: string, database: string): string {
  return `postgresql://${login}@/${database}?host=${encodeURIComponent(folder)}&port=${socketPort}`;
}

/** Does `work` in one process only; the others wait until it is done. */
export async function once(folder: string, name: string, work: () => Promise<void>): Promise<void> {
  const done = join(folder, `${name}.done`);
  const working = join(folder, `${name}.working`);
  const givenUpAt = Date.now() + patienceMilliseconds;
  while (!existsSync(done)) {
    if (tryMakeFolder(working)) {
      try {
        if (!existsSync(done)) {
          await work();
          writeFileSync(done, "");
        }
      } finally {
        rmdirSync(working);
      }
    } else {
      if (Date.now() > givenUpAt)
        throw new Error(`Waited ${patienceMilliseconds} ms for another process to make ${name}.`);
      await wait(100);
    }
  }
}

/** Makes and starts the server once per run. */
export async function startServer(folder: string): Promise<void> {
  await once(folder, "cluster-started", async () => {
    chmodSync(folder, 0o777);
    const cluster = join(folder, "cluster");
    run([
      join(postgresqlBinaries, "initdb"),
      "-D",
      cluster,
      "-U",
      "postgres",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--locale=C.UTF-8",
      "-N",
    ]);
    const settings = `-k ${folder} -p ${socketPort} -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60`;
    run([
      join(postgresqlBinaries, "pg_ctl"),
      "start",
      "-w",
      "-D",
      cluster,
      "-l",
      join(cluster, "server.log"),
      "-o",
      settings,
    ]);
  });
}

function run(command: readonly string[]): void {
  const [program, ...parameters] = runAsPostgres(command);
  execFileSync(program as string, parameters, { stdio: ["ignore", "ignore", "inherit"], cwd: "/" });
}

function tryMakeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
