// The real service as a person starts it: its own process, the embedded database, the demonstration municipality.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { makeFolder } from "../support/databases.ts";

const repositoryRoot = join(import.meta.dirname, "../..");

export interface RunningService {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the service on a free port in a new folder, with Sundsvall as an empty municipality beside the demonstration.
 * Loading the demonstration takes a minute or two: give `beforeAll` five.
 */
export async function startRunningService(): Promise<RunningService> {
  const environment = {
    ...process.env,
    NODE_ENV: "development",
    PORT: "0",
    DATA_FOLDER: makeFolder("e2e"),
    LOG_LEVEL: "error",
    SIGN_INS_PER_MINUTE: "10000",
    LANG: "sv_SE.UTF-8",
  };
  const inRepository = { cwd: repositoryRoot, env: environment };
  for (const words of [["demonstration"], ["municipalities", "add", "2281", "Sundsvall"]]) {
    execFileSync(process.execPath, ["api/cli.ts", ...words], {
      ...inRepository,
      stdio: "pipe",
    });
  }
  const service = spawn(process.execPath, ["api/main.ts"], { ...inRepository, stdio: ["ignore", "inherit", "pipe"] });
  const address = await addressTold(service);
  return {
    address,
    stop: () =>
      new Promise((resolve) => {
        service.once("exit", () => resolve());
        service.kill("SIGTERM");
      }),
  };
}

/** Waits for the line that tells where the service listens; everything it said is in the fault when it ends before. */
function addressTold(service: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    service.stderr!.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /igång: (http:\/\/\S+)/.exec(said);
      if (found) resolve(found[1]!.replace(/\/$/, ""));
    });
    service.once("exit", (code) => reject(new Error(`The service ended with ${code} before it listened:\n${said}`)));
  });
}
