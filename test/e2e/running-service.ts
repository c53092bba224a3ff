// The service for the browser: the demonstration municipality, and Sundsvall beside it with nothing in it yet.
import { execFileSync } from "node:child_process";
import { makeFolder } from "../support/databases.ts";
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

/** Starts it in a new folder. Loading the demonstration takes up to a minute or two: give `beforeAll` five. */
export async function startRunningService(): Promise<ServiceProcess> {
  const dataFolder = makeFolder("e2e");
  runCommand(dataFolder, ["demonstration"]);
  addMunicipality(dataFolder);
  return await startServiceProcess(dataFolder);
}
