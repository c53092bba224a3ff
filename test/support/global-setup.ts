// Gives every test run a temporary folder for its databases, and stops the PostgreSQL server that a suite may have started there.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { postgresqlBinaries, runAsPostgres } from "./postgresql-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseFolder: string;
  }
}

const memoryFolder = "/dev/shm";
const roomNeededBytes = 6e9;

/** Some hundred databases are made and thrown away: in memory where Linux lends enough of it, else on the disk. */
function temporaryFolder(): string {
  if (!existsSync(memoryFolder)) return tmpdir();
  const { bavail, bsize } = statfsSync(memoryFolder);
  return bavail * bsize > roomNeededBytes ? memoryFolder : tmpdir();
}

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(temporaryFolder(), "omradeslinjen-test-"));
  project.provide("databaseFolder", folder);
  return () => {
    const cluster = join(folder, "cluster");
    if (existsSync(join(cluster, "postmaster.pid"))) {
      const [command, ...parameters] = runAsPostgres([
        join(postgresqlBinaries, "pg_ctl"),
        "stop",
        "-D",
        cluster,
        "-m",
        "immediate",
      ]);
      execFileSync(command as string, parameters, { stdio: "ignore" });
    }
    rmSync(folder, { recursive: true, force: true });
  };
}
