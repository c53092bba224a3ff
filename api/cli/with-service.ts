// Opens the database and the service's parts for one command, and closes them whatever happens.
import { databaseConfig } from "../config.ts";
import type { Database } from "../db/database.ts";
import { openDatabase } from "../db/open.ts";
import { createLog } from "../log.ts";
import { openKeyOrClose } from "../protection/installation-key.ts";
import { createService, type Service } from "../service.ts";
import type { CommandContext } from "./command.ts";

/** The log goes to standard error and tells warnings only: results alone are on standard output. */
export async function withService<Result>(
  { config, tell }: CommandContext,
  work: (service: Service, database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(databaseConfig(config), { onProgress: tell });
  const keyedHash = await openKeyOrClose(database, config, tell);
  const log = createLog({ logLevel: "warn" }, process.stderr);
  const service = createService(config, database, keyedHash, log);
  try {
    return await work(service, database);
  } finally {
    await database.sync();
    await service.close();
  }
}
