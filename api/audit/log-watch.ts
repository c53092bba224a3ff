// Watches over the log while the service runs: head hashes written outside the database at start, daily and at stop, and the chains verified.
import type { Logger } from "pino";
import type { Database } from "../db/database.ts";
import { installationChain, type LogReport, verifyLog, writeHeads } from "./log-keeper.ts";
import { recordAct } from "./record-act.ts";
import type { ChainReport } from "./verify-chain.ts";

export interface LogWatch {
  /** Writes the last heads. Call before the database is closed. */
  stop(): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;

/** Begins with a first round, which nobody waits for. Trouble is told in the service's own log and never ends it. */
export function watchLog(database: Database, headFile: string, log: Logger): LogWatch {
  let stopped = false;
  const tell = (message: string) => (error: unknown) => {
    if (!stopped) log.error({ name: (error as Error).name }, message);
  };
  const round = async (reason: "start" | "daily") => {
    await writeHeads(database, headFile, reason).catch(tell(notWritten));
    const report = await verifyLog(database, headFile);
    for (const chain of report.chains) await recordVerification(database, chain, report);
    tellFaults(report, log);
  };
  const begin = (reason: "start" | "daily") => void round(reason).catch(tell("audit: the log was not verified"));
  begin("start");
  const timer = setInterval(() => begin("daily"), dayMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await writeHeads(database, headFile, "stop").catch(tell(notWritten));
      // A verification that is under way finds the database closed.
      stopped = true;
    },
  };
}

const notWritten = "audit: head hashes not written";

function tellFaults({ chains, fileFault }: LogReport, log: Logger): void {
  if (fileFault) log.error({ fault: fileFault.en }, "audit: the file of head hashes is not as it was written");
  for (const { chain, broken } of chains) {
    if (broken) log.error({ chain, ...broken }, "audit: the log is not as it was written");
  }
}

/** Writes to a chain how its verification ended, by the program itself. */
async function recordVerification(database: Database, chain: ChainReport, report: LogReport): Promise<void> {
  const municipalityCode = chain.chain === installationChain ? null : chain.chain;
  await database.transaction({ kind: "operator", municipalityCode }, (transaction) =>
    recordAct(transaction, "log.verified", "log", chain.chain, verificationDetails(chain, report)),
  );
}

/** What a row about a verification tells. */
export function verificationDetails(
  { through, rows, broken }: ChainReport,
  { fileFault }: Pick<LogReport, "fileFault">,
) {
  return {
    whole: broken === null && fileFault === null,
    through: through ?? 0,
    rows,
    ...(broken ? { brokenAt: broken.sequence, fault: broken.fault } : {}),
    ...(fileFault && !broken ? { fault: "head-file" } : {}),
  };
}
