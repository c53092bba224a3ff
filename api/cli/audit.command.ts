// `audit`: verifies the log, writes its head hashes outside the database, and purges what is too old.
import { isWhole, type LogReport, purgeLog, verifyLog, writeHeads } from "../audit/log-keeper.ts";
import { faultSentences } from "../audit/verify-chain.ts";
import type { Config } from "../config.ts";
import { databaseConfig } from "../config.ts";
import type { Database } from "../db/database.ts";
import { openDatabase } from "../db/open.ts";
import { type Command, type CommandContext, CommandRefused, parseWords, required, UsageError } from "./command.ts";
import { requiredCode } from "./municipalities.command.ts";

const brokenExitCode = 1;

export const auditCommand: Command = {
  usage:
    'audit verify [--municipality 2281] | audit heads | audit purge --municipality 2281 --decision "SN 2026-101" [--before 2020-12-31]',
  help: {
    sv:
      "Kontrollerar loggens kedja mot filen utanför databasen (slutkod 1 och första felaktiga raden om den är bruten), " +
      "skriver sluthashar till filen, eller gallrar rader som är äldre än gallringstiden.",
    en:
      "Verifies the log's chain against the file outside the database (exit code 1 and the first broken row where it is " +
      "broken), writes head hashes to the file, or purges rows that are older than the retention time.",
  },
  async run(words, context) {
    const { positionals, values } = parseWords(words, {
      municipality: { type: "string" },
      decision: { type: "string" },
      before: { type: "string" },
    });
    const action = positionals[0];
    const { auditHeadFile } = context.config;
    if (action === "verify") {
      const chains = values.municipality === undefined ? undefined : [requiredCode(values.municipality)];
      await withDatabase(context, async (database) => {
        printReport(context, await verifyLog(database, auditHeadFile, undefined, chains));
      });
    } else if (action === "heads") {
      const count = await withDatabase(context, (database) => writeHeads(database, auditHeadFile, "command"));
      context.tell({ sv: `${count} sluthashar är skrivna.`, en: `${count} head hashes were written.` });
    } else if (action === "purge") {
      const chain = requiredCode(values.municipality);
      const decision = required(values.decision, "--decision");
      const before = purgeLimit(context.config, values.before, new Date());
      await withDatabase(context, async (database) => {
        const purged = await purgeLog(database, auditHeadFile, chain, before, decision);
        if (purged === null) {
          context.tell({ sv: "Ingen rad är så gammal.", en: "No row is that old." });
          return;
        }
        context.tell({ sv: "Gallrat; snittet är skrivet i loggen.", en: "Purged; the cut is written in the log." });
        context.print(`${chain}: ${purged.removedFrom}–${purged.removedTo}`);
      });
    } else throw new UsageError({ sv: "Skriv verify, heads eller purge.", en: "Write verify, heads or purge." });
  },
};

/** The retention time's end, or an earlier day that was asked for; a later one is refused. */
export function purgeLimit(config: Pick<Config, "auditRetentionYears">, asked: string | undefined, now: Date): Date {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() - config.auditRetentionYears);
  if (asked === undefined) return limit;
  const before = new Date(`${asked}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(asked) || Number.isNaN(before.getTime())) {
    throw new UsageError({ sv: "--before skrivs 2020-12-31.", en: "Write --before as 2020-12-31." });
  }
  if (before <= limit) return before;
  const years = config.auditRetentionYears;
  throw new CommandRefused([
    {
      sv: `Loggen sparas i ${years} år (AUDIT_RETENTION_YEARS). Yngre rader gallras inte.`,
      en: `The log is kept for ${years} years (AUDIT_RETENTION_YEARS). Younger rows are not purged.`,
    },
  ]);
}

async function withDatabase<Result>(
  { config, tell }: CommandContext,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(databaseConfig(config), { onProgress: tell });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function printReport({ print, tell }: CommandContext, report: LogReport): void {
  for (const {
    chain,
    rows,
    first,
    through,
    throughAt,
    headHash,
    headsCompared,
    newestHeadAt,
    broken,
  } of report.chains) {
    if (broken) print(`${chain}: rad ${broken.sequence} (${broken.fault})`);
    else if (through === null) print(`${chain}: 0`);
    else {
      const outside = newestHeadAt === null ? "–" : `${headsCompared}, ${newestHeadAt}`;
      print(`${chain}: ${first}–${through} (${rows}), ${throughAt}, ${headHash}, heads: ${outside}`);
    }
  }
  if (isWhole(report)) {
    tell({ sv: "Kedjan är hel.", en: "The chain is whole." });
    return;
  }
  const sentences = report.chains.flatMap(({ chain, broken }) =>
    broken
      ? [
          {
            sv: `Loggen ${chain}, rad ${broken.sequence}: ${faultSentences[broken.fault].sv}.`,
            en: `Log ${chain}, row ${broken.sequence}: ${faultSentences[broken.fault].en}.`,
          },
        ]
      : [],
  );
  throw new CommandRefused([...(report.fileFault ? [report.fileFault] : []), ...sentences], brokenExitCode);
}
