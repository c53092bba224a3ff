// The service for the browser: the demonstration municipality, and Sundsvall beside it with nothing in it yet.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { makeFolder, snapshotFolder } from "../support/databases.ts";
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

/** As `runCommand` into a new folder, once more where V8 itself broke down, as it rarely does with the embedded database (nodejs/node#64500). */
function makeDemonstration(database: string): void {
  try {
    runCommand(database, ["demonstration"]);
  } catch (error) {
    if ((error as { signal?: NodeJS.Signals | null }).signal == null) throw error;
    console.error("Making the demonstration was ended by a signal, and is done once more:", error);
    rmSync(database, { recursive: true });
    mkdirSync(database);
    runCommand(database, ["demonstration"]);
  }
}

/** Starts it in a new folder, a copy of one that holds the demonstration. Making that takes a minute or two: give `beforeAll` five. */
export async function startRunningService(): Promise<ServiceProcess> {
  const shared = inject("databaseFolder");
  await once(shared, "demonstration", async () => {
    execFileSync(process.execPath, ["web/build.ts"], { cwd: repositoryRoot, stdio: "pipe" });
    if (!existsSync(preparedFolder())) prepareDemonstration();
  });
  const folder = makeFolder("e2e");
  cpSync(preparedFolder(), folder, { recursive: true });
  return await startServiceProcess(join(folder, "database"));
}

/** Kept in the machine's temporary folder by all that makes it what it is: whoever changes the page alone need not wait for it again. */
function preparedFolder(): string {
  const hash = createHash("sha256");
  const sources = globSync(["{api,data,engine,sql}/**/*.{ts,sql}", "package-lock.json"], {
    cwd: repositoryRoot,
  }).sort();
  for (const source of sources) hash.update(source).update(readFileSync(join(repositoryRoot, source)));
  return join(snapshotFolder(), `demonstration-${hash.digest("hex").slice(0, 16)}`);
}

function prepareDemonstration(): void {
  const making = mkdtempSync(join(snapshotFolder(), "making-"));
  const database = join(making, "database");
  mkdirSync(database);
  makeDemonstration(database);
  addMunicipality(database);
  try {
    renameSync(making, preparedFolder());
  } catch (error) {
    // Another test run may have been first.
    rmSync(making, { recursive: true });
    if (!existsSync(preparedFolder())) throw error;
  }
}
