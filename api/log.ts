// The log: one JSON line an event on standard output; what is logged is chosen where it happens.
import { type DestinationStream, type Logger, pino } from "pino";
import type { Config } from "./config.ts";

/** `destination` is standard output when left out. */
export function createLog(config: Pick<Config, "logLevel">, destination?: DestinationStream): Logger {
  const options = { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return destination ? pino(options, destination) : pino(options);
}
