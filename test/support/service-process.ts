// The real service as a person starts it: its own process on the embedded database, in a folder of one's choice.
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

export const repositoryRoot = join(import.meta.dirname, "../..");

export interface ServiceProcess {
  readonly address: string;
  /** What a person types to sign in to a real municipality; null where there is none. */
  readonly startCode: string | null;
  /** Milliseconds from the start of the process to the line that tells the address. */
  readonly startedAfterMs: number;
  readonly stop: () => Promise<void>;
}

/** The environment of a planner's own machine, quiet and with any port that is free. */
export function serviceEnvironment(dataFolder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "development",
    PORT: "0",
    DATA_FOLDER: dataFolder,
    LOG_LEVEL: "error",
    SIGN_INS_PER_MINUTE: "10000",
    ANONYMOUS_PER_MINUTE: "100000",
    READS_PER_MINUTE: "100000",
    CHANGES_PER_MINUTE: "100000",
    HEAVY_PER_MINUTE: "100000",
    LANG: "sv_SE.UTF-8",
  };
}

/** Starts it on a free port, or with other settings besides. In a new folder it first makes the database and loads the demonstration: give it minutes. */
export async function startServiceProcess(
  dataFolder: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<ServiceProcess> {
  const begun = performance.now();
  const service = spawn(process.execPath, ["api/main.ts"], {
    cwd: repositoryRoot,
    env: { ...serviceEnvironment(dataFolder), ...environment },
    stdio: ["ignore", "inherit", "pipe"],
  });
  const { address, startCode } = await addressTold(service);
  const startedAfterMs = performance.now() - begun;
  return {
    address,
    startCode,
    startedAfterMs,
    stop: () =>
      new Promise((resolve) => {
        service.once("exit", () => resolve());
        service.kill("SIGTERM");
      }),
  };
}

/** Waits for the line that tells where the service listens; all it said is in the fault when it ends before. */
function addressTold(service: ChildProcess): Promise<Pick<ServiceProcess, "address" | "startCode">> {
  let said = "";
  return new Promise((resolve, reject) => {
    service.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /igång: (http:\/\/\S+)/.exec(said);
      const startCode = /på den här datorn: (\S+)/.exec(said)?.[1] ?? null;
      if (found?.[1]) resolve({ address: found[1].replace(/\/$/, ""), startCode });
    });
    service.once("exit", (code) => reject(new Error(`The service ended with ${code} before it listened:\n${said}`)));
  });
}
