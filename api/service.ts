// Puts the service together from an open database: solver threads, runs, imports and the application; used by main, cli and tests.
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import type { Logger } from "pino";
import type { KeyedHash } from "../engine/disclosure/keyed-rounding.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import type { Database } from "./db/database.ts";
import { createTeamWatch, type TeamWatch } from "./forecast/team-watch.ts";
import { createLimitedServer } from "./http/server-limits.ts";
import { createImportService, type ImportService } from "./imports/import-service.ts";
import { failInterruptedImports } from "./imports/imports.store.ts";
import { protectAfterImport } from "./protection/protect-division.ts";
import { createRunService, type RunService } from "./runs/run-service.ts";
import { failInterruptedRuns } from "./runs/runs.store.ts";
import { createAnalysisPool } from "./workers/analysis-pool.ts";
import { createSolverPool } from "./workers/solver-pool.ts";

export interface Service {
  readonly app: Express;
  readonly runs: RunService;
  readonly imports: ImportService;
  readonly watch: TeamWatch;
  /** Listens; answers the address a person can open. */
  listen(): Promise<string>;
  /**
   * Stops taking requests, lets those under way end, ends runs keeping their best plans and cancels imports, and closes
   * the database. Takes at most about five seconds.
   */
  close(): Promise<void>;
}

export interface ServiceOptions {
  /** Folder of the built page; the repository's own when left out. */
  readonly pageFolder?: string;
  /** What one must know to choose a role in a real municipality; nobody may without. */
  readonly startCode?: string;
  /** How long the requests of one person or address are counted together; a minute when left out. */
  readonly rateWindowMilliseconds?: number;
}

/** Connections that are still open this long after closing began are cut. */
const connectionPatienceMilliseconds = 2_000;

export function createService(
  config: Config,
  database: Database,
  keyedHash: KeyedHash,
  log: Logger,
  options: ServiceOptions = {},
): Service {
  const solver = createSolverPool(config.solverThreads);
  const analyses = createAnalysisPool(config.solverThreads);
  const runs = createRunService(database, solver, analyses, log);
  const imports = createImportService(database, log, protectAfterImport(keyedHash));
  const watch = createTeamWatch(database, analyses);
  let server: Server | undefined;
  let closing: Promise<void> | undefined;
  const app = createApp({
    config,
    database,
    runs,
    imports,
    watch,
    log,
    isClosing: () => closing !== undefined,
    ...options,
  });

  async function closeAll(): Promise<void> {
    const served = server && stopServing(server);
    await Promise.all([solver.close(), analyses.close(), imports.close()]);
    await runs.settled();
    // Event streams have told their end by now; what they leave is an idle connection.
    server?.closeIdleConnections();
    await served;
    await database.close();
  }

  return {
    app,
    runs,
    imports,
    watch,
    async listen() {
      server = await startListening(app, config);
      const { port } = server.address() as AddressInfo;
      const shownHost = config.host === "0.0.0.0" || config.host === "::" ? "localhost" : config.host;
      return (
        config.publicUrl ?? `http://${shownHost.includes(":") ? `[${shownHost}]` : shownHost}:${port}${config.basePath}`
      );
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}

/**
 * What a crash left as running will never end by itself. Only the service calls this, at its start: the command line may
 * work beside a running service.
 */
export async function endInterruptedWork(database: Database, log: Logger): Promise<void> {
  await database.transaction({ kind: "operator", municipalityCode: null }, async (transaction) => {
    const runs = await failInterruptedRuns(transaction);
    const imports = await failInterruptedImports(transaction);
    if (runs + imports > 0) log.warn({ runs, imports }, "work that was interrupted is marked as failed");
  });
}

function startListening(app: Express, config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createLimitedServer(app);
    server.once("error", reject);
    server.listen(config.port, config.host, () => resolve(server));
  });
}

/** Event streams never end by themselves, so what is still open after a while is cut. */
function stopServing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), connectionPatienceMilliseconds);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    server.closeIdleConnections();
  });
}
