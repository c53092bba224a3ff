// Starts the service: configuration, database, demonstration where there is nothing yet, then listens until told to stop.
import { type LogWatch, watchLog } from "./audit/log-watch.ts";
import { databaseConfig, readConfig } from "./config.ts";
import { StartError } from "./db/errors.ts";
import { openDatabase } from "./db/open.ts";
import { loadDemonstrationIfEmpty } from "./demonstration.ts";
import { type MonthlyCheck, startMonthlyCheck } from "./forecast/monthly-check.ts";
import { keptTogether } from "./kept-together.ts";
import { createLog } from "./log.ts";
import { openKeyOrClose } from "./protection/installation-key.ts";
import { protectMissing } from "./protection/protect-missing.ts";
import { requireFreePort } from "./require-free-port.ts";
import { createService, endInterruptedWork } from "./service.ts";
import { addDemonstrationPeople, hasRealMunicipality } from "./session/demonstration.ts";
import { newStartCode } from "./session/start-code.ts";
import { createTeller } from "./terminal.ts";

const tell = createTeller(process.env);
const result = readConfig(process.env);
if (!result.ok) {
  tell({ sv: "Inställningarna kan inte användas:", en: "The configuration cannot be used:" });
  for (const { key, message } of result.problems) {
    tell({ sv: `  ${key} ${message.sv}`, en: `  ${key} ${message.en}` });
  }
  process.exit(2);
}

const { config } = result;
const log = createLog(config);
try {
  await start();
} catch (error) {
  if (error instanceof StartError) tell(error.text);
  else if ((error as { code?: unknown }).code === "EADDRINUSE") {
    tell({
      sv: `Porten ${config.port} används redan. Ange en annan med PORT.`,
      en: `Port ${config.port} is already in use. Choose another with PORT.`,
    });
  } else throw error;
  process.exit(1);
}

async function start(): Promise<void> {
  const startCode = newStartCode();
  await requireFreePort(config);
  const database = await openDatabase(databaseConfig(config), { onProgress: tell });
  const keyedHash = await openKeyOrClose(database, config, tell);
  const service = createService(config, database, keyedHash, log, { startCode });
  let watch: LogWatch | undefined;
  let monthly: MonthlyCheck | undefined;
  const stop = async (signal: string) => {
    log.info({ signal }, "closing");
    await Promise.all([watch?.stop(), monthly?.stop()]);
    await service.close();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop("SIGTERM"));
  process.once("SIGINT", () => void stop("SIGINT"));
  await endInterruptedWork(database, log);
  await protectMissing(database, keyedHash, tell);
  if (config.demonstration) {
    await loadDemonstrationIfEmpty(database, service.imports, tell);
    await addDemonstrationPeople(config, database);
  }
  const address = await service.listen();
  watch = watchLog(database, config.auditHeadFile, log);
  monthly = startMonthlyCheck(database, service.watch, log);
  const isReal = await hasRealMunicipality(config, database);
  if (isReal || config.production || config.login !== null) {
    for (const sentence of keptTogether(config)) tell(sentence);
  }
  if (isReal) {
    tell({
      sv: `Kod för att logga in i en riktig kommun på den här datorn: ${startCode}`,
      en: `Code for signing in to a real municipality on this machine: ${startCode}`,
    });
  }
  tell({ sv: `Områdeslinjen är igång: ${address}`, en: `Områdeslinjen is running: ${address}` });
}
