// The service for the browser: the demonstration municipality, and Sundsvall beside it with nothing in it yet.
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { makeFolder } from "../support/databases.ts";
import { once } from "../support/postgresql-server.ts";
import {
  repositoryRoot,
  type ServiceProcess,
  serviceEnvironment,
  startServiceProcess,
} from "../support/service-process.ts";

/** Starts it with one municipality and nothing in it, for walks that need neither areas nor counts. */
export async function startEmptyService(): Promise<ServiceProcess> {
  const dataFolder = makeFolder("e2e-empty");
  addMunicipality(dataFolder);
  return await startServiceProcess(dataFolder);
}

function addMunicipality(dataFolder: string): void {
  runCommand(dataFolder, ["municipalities", "add", "2281", "Sundsvall"]);
}

function runCommand(dataFolder: string, words: readonly string[]): void {
  execFileSync(process.execPath, ["api/cli.ts", ...words], {
    cwd: repositoryRoot,
    env: serviceEnvironment(dataFolder),
    stdio: "pipe",
  });
}

/**
 * Starts it in a new folder, a copy of one that is made once per test run, as is the page. Loading the demonstration
 * takes up to a minute or two: give `beforeAll` five.
 */
export async function startRunningService(): Promise<ServiceProcess> {
  const shared = inject("databaseFolder");
  const prepared = join(shared, "demonstration");
  await once(shared, "demonstration", async () => {
    execFileSync(process.execPath, ["web/build.ts"], { cwd: repositoryRoot, stdio: "pipe" });
    runCommand(prepared, ["demonstration"]);
    addMunicipality(prepared);
  });
  const dataFolder = makeFolder("e2e");
  cpSync(prepared, dataFolder, { recursive: true });
  return await startServiceProcess(dataFolder);
}
