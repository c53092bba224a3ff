// What the log costs: a row, a hundred thousand rows verified, and acts that wait for each other's chain on PostgreSQL.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyLog } from "../../api/audit/log-keeper.ts";
import type { Database } from "../../api/db/database.ts";
import { openEmbedded } from "../../api/db/embedded.ts";
import { migrate } from "../../api/db/migrate.ts";
import { asPostgresqlOwner, openPostgresql } from "../../api/db/postgresql.ts";
import {
  hasPostgresql,
  postgresqlBinaries,
  runAsPostgres,
  serverAddress,
  startServer,
} from "../support/postgresql-server.ts";
import { type Benchmark, type Figure, figure, timed } from "./measurement.ts";

const rowCount = 100_000;
const rowsPerTransaction = 5_000;
const chain = "2281";
const operator = { kind: "operator", municipalityCode: chain } as const;
const actsInLine = 1_000;
const callerCounts = [1, 10] as const;

/** What an act does beside its row in the log: a look-up, so that the difference is the log's. */
const act = "select code from geography.municipalities";
const record = `select audit.record('counts.read', 'measure', 'children-0-19', '{"period": "2025"}')`;

async function* run(): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), "omradeslinjen-bench-"));
  try {
    const database = await openEmbedded({ folder });
    try {
      await database.asOwner((owner) => migrate(owner));
      yield* figuresOf(database, "embedded", folder);
    } finally {
      await database.close();
    }
    if (hasPostgresql) yield* postgresqlFigures(join(folder, "server"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* postgresqlFigures(folder: string): AsyncGenerator<Figure> {
  execFileSync("mkdir", ["-p", folder]);
  await startServer(folder);
  try {
    const owner = serverAddress(folder, "postgres", "postgres");
    await asPostgresqlOwner(owner, async (connection) => {
      await connection.script("create role omradeslinjen_service login noinherit");
      await migrate(connection, { serviceLogin: "omradeslinjen_service" });
      // As in production: each commit waits for the disk.
      await connection.script("alter system set fsync = on");
      await connection.script("alter system set synchronous_commit = on");
      await connection.script("select pg_reload_conf()");
    });
    const database = await openPostgresql({
      connectionString: serverAddress(folder, "omradeslinjen_service", "postgres"),
    });
    try {
      yield* figuresOf(database, "PostgreSQL", folder);
      for (const callers of callerCounts) yield* parallelFigures(database, callers);
    } finally {
      await database.close();
    }
  } finally {
    const [program, ...words] = runAsPostgres([
      join(postgresqlBinaries, "pg_ctl"),
      "stop",
      "-m",
      "fast",
      "-D",
      join(folder, "cluster"),
    ]);
    execFileSync(program!, words, { stdio: "ignore", cwd: "/" });
  }
}

async function* figuresOf(database: Database, name: string, folder: string): AsyncGenerator<Figure> {
  const perRow = await timed(200, () => database.transaction(operator, (transaction) => transaction.query(record)));
  const without = await timed(200, () =>
    database.transaction(operator, (transaction) => transaction.query("select 1")),
  );
  yield figure(`${name}: a transaction with one row in the log`, "ms", perRow);
  yield figure(`${name}: the same without`, "ms", without);
  for (let made = 0; made < rowCount; made += rowsPerTransaction) {
    await database.transaction(operator, (transaction) =>
      transaction.query(`${record} from generate_series(1, ${rowsPerTransaction})`),
    );
  }
  const verifying = await timed(3, async () => {
    const { chains } = await verifyLog(database, join(folder, "none.csv"));
    if (chains.some(({ broken }) => broken !== null)) throw new Error("The chain of the benchmark is broken.");
  });
  yield figure(`${name}: ${rowCount} rows verified`, "ms", verifying);
}

/** Acts a second, with and without a row in the same chain. */
async function* parallelFigures(database: Database, callers: number): AsyncGenerator<Figure> {
  for (const isLogged of [false, true]) {
    const [elapsedMs] = await timed(1, () =>
      Promise.all(
        Array.from({ length: callers }, async () => {
          for (let done = 0; done < actsInLine / callers; done += 1) {
            await database.transaction(operator, async (transaction) => {
              await transaction.query(act);
              if (isLogged) await transaction.query(record);
            });
          }
        }),
      ),
    );
    const perSecond = (actsInLine / elapsedMs!) * 1000;
    yield figure(`PostgreSQL: acts a second, ${callers} at once, ${isLogged ? "logged" : "not logged"}`, "count", [
      perSecond,
    ]);
  }
}

export const audit: Benchmark = { title: "the log's cost, and verifying it", run };
