// `migrate`: brings the database to this program's schema.
import { databaseConfig } from "../config.ts";
import { migrateDatabase } from "../db/open.ts";
import { type Command, parseWords } from "./command.ts";

export const migrateCommand: Command = {
  usage: "migrate",
  help: {
    sv: "Bygger eller uppdaterar databasens tabeller och funktioner.",
    en: "Builds or updates the database's tables and functions.",
  },
  async run(words, { config, tell }) {
    parseWords(words, {});
    const { applied, stateApplied } = await migrateDatabase(databaseConfig(config), { onProgress: tell });
    if (applied.length > 0 || stateApplied) tell({ sv: "Databasen är uppdaterad.", en: "The database is up to date." });
    else tell({ sv: "Databasen var redan uppdaterad.", en: "The database was already up to date." });
  },
};
