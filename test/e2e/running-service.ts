// The service for the browser: the demonstration municipality, and Sundsvall beside it with nothing in it yet.
import { execFileSync } from "node:child_process";
import { makeFolder } from "../support/databases.ts";
import {
  repositoryRoot,
  type ServiceProcess,
  serviceEnvironment,
  startServiceProcess,
} from "../support/service-process.ts";

/** Starts it in a new folder. Loading the demonstration takes up to a minute or two: give `beforeAll` five. */
export async function startRunningService(): Promise<ServiceProcess> {
  const dataFolder = makeFolder("e2e");
  for (const words of [["demonstration"], ["municipalities", "add", "2281", "Sundsvall"]]) {
    execFileSync(process.execPath, ["api/cli.ts", ...words], {
      cwd: repositoryRoot,
      env: serviceEnvironment(dataFolder),
      stdio: "pipe",
    });
  }
  return await startServiceProcess(dataFolder);
}
