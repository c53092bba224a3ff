// Keeps the log provable: writes its head hashes outside the database, verifies it against them, and purges what is too old.
import type { Sentence } from "../contract/primitives.ts";
import type { Database, Identity, Transaction } from "../db/database.ts";
import { appendHeadLines, readHeadFile } from "./head-file.ts";
import { chainSource, listChains, readChainHeads } from "./log.store.ts";
import { recordAct } from "./record-act.ts";
import { type ChainReport, verifyChain } from "./verify-chain.ts";

/** The chain of what belongs to no municipality. */
export const installationChain = "*";

const operator = { kind: "operator", municipalityCode: null } as const;

export interface LogReport {
  readonly chains: readonly ChainReport[];
  /** What is wrong with the file outside the database; null where nothing is. */
  readonly fileFault: Sentence | null;
}

/** True where every chain, and the file outside, are as they were written. */
export function isWhole(report: LogReport): boolean {
  return report.fileFault === null && report.chains.every(({ broken }) => broken === null);
}

/**
 * Adds the head hash of every chain to the file outside the database, and writes in the log that the file has grown to
 * that line, so that the file and the log each vouch for the other. Answers how many chains there were.
 */
export async function writeHeads(
  database: Database,
  path: string,
  reason: "start" | "daily" | "stop" | "command",
): Promise<number> {
  const { heads, time } = await database.transaction(operator, async (transaction) => ({
    heads: await readChainHeads(transaction),
    time: await databaseTime(transaction),
  }));
  if (heads.length === 0) return 0;
  // What the file vouches for must survive a power cut, or the file would afterwards tell of rows that are not there.
  await database.sync();
  await database.transaction(operator, async (transaction) => {
    await waitForTheFile(transaction);
    const { line, lineHash } = await appendHeadLines(
      path,
      heads.map((head) => ({ time, kind: "head", ...head })),
    );
    await recordAct(transaction, "log.head-written", "log", installationChain, { line, lineHash, reason });
  });
  return heads.length;
}

/**
 * Verifies chains against the file: those asked for, or all that the log or the file know of. The identity decides what
 * can be read: the program itself, or a reviewer their own municipality's.
 */
export async function verifyLog(
  database: Database,
  path: string,
  identity: Identity = operator,
  chains?: readonly string[],
): Promise<LogReport> {
  const file = await readHeadFile(path);
  const lines = file?.lines ?? [];
  const present = chains ?? (await database.transaction(identity, listChains));
  const all = chains ?? [...new Set([...present, ...lines.map(({ chain }) => chain)])].sort();
  const reports: ChainReport[] = [];
  for (const chain of all) reports.push(await verifyChain(chainSource(database, identity, chain), lines));
  return { chains: reports, fileFault: await fileFaultOf(database, file) };
}

export interface Purge {
  readonly removedFrom: number;
  readonly removedTo: number;
}

/**
 * Removes a municipality's rows from before a time, and writes the cut both in the log and in the file outside the
 * database. Null where nothing was old enough. OL007 for what is younger than a year.
 */
export async function purgeLog(
  database: Database,
  path: string,
  chain: string,
  before: Date,
  decision: string,
): Promise<Purge | null> {
  const purged = await database.transaction(
    operator,
    async (transaction) => {
      await waitForTheFile(transaction);
      const cut = await transaction.maybeOne<Purge & { hash: string }>(
        `select removed_from as "removedFrom", removed_to as "removedTo", encode(last_removed_hash, 'hex') as hash
         from audit.purge($1, $2, $3)`,
        [chain, before, decision],
      );
      if (cut === null) return null;
      const time = await databaseTime(transaction);
      await appendHeadLines(path, [{ time, kind: "cut", chain, sequence: cut.removedTo, hash: cut.hash }]);
      return { removedFrom: cut.removedFrom, removedTo: cut.removedTo };
    },
    { deadlineMilliseconds: purgeDeadlineMs },
  );
  await database.sync();
  return purged;
}

const purgeDeadlineMs = 10 * 60_000;

/** Until the transaction ends no other process adds to the file. */
async function waitForTheFile(transaction: Transaction): Promise<void> {
  await transaction.query("select pg_advisory_xact_lock(hashtext('omradeslinjen.audit-heads'))");
}

async function databaseTime(transaction: Transaction): Promise<string> {
  const { time } = await transaction.one<{ time: Date }>("select clock_timestamp() as time");
  return time.toISOString();
}

/** The file must be at least as long as the log says that it has become, with that same line. */
async function fileFaultOf(
  database: Database,
  file: Awaited<ReturnType<typeof readHeadFile>>,
): Promise<Sentence | null> {
  const written = await database.transaction(operator, (transaction) =>
    transaction.maybeOne<{ line: number; lineHash: string }>(
      `select (details ->> 'line')::integer as line, details ->> 'lineHash' as "lineHash" from audit.events
       where chain = $1 and action = 'log.head-written' order by sequence desc limit 1`,
      [installationChain],
    ),
  );
  if (file === null) {
    if (written === null) return null;
    return {
      sv: `Filen med sluthashar utanför databasen saknas, men loggen säger att den har ${written.line} rader.`,
      en: `The file with head hashes outside the database is missing, but the log says that it has ${written.line} lines.`,
    };
  }
  if (file.brokenLine !== null) return brokenLineSentence(file.brokenLine);
  if (written === null) return null;
  const line = file.lines[written.line - 1];
  if (line === undefined) {
    return {
      sv: `Filen med sluthashar utanför databasen har ${file.lines.length} rader men ska ha minst ${written.line}: slutet är borttaget.`,
      en: `The file with head hashes outside the database has ${file.lines.length} lines but must have at least ${written.line}: its end was removed.`,
    };
  }
  return line.lineHash === written.lineHash ? null : brokenLineSentence(written.line);
}

function brokenLineSentence(line: number): Sentence {
  return {
    sv: `Rad ${line} i filen med sluthashar utanför databasen är inte som den skrevs.`,
    en: `Line ${line} of the file with head hashes outside the database is not as it was written.`,
  };
}
