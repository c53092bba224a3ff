// Gives every test run a temporary folder for its databases, and stops the PostgreSQL server that a suite may have started there.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { postgresqlBinaries, runAsPostgres } from "./postgresql-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseFolder: string;
  }
}

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "omradeslinjen-test-"));
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
