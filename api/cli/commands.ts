// The registry of commands: a new one is a file, a line here and a test.

import { districtCommand } from "../district/district.command.ts";
import type { Command } from "./command.ts";
import { demonstrationCommand } from "./demonstration.command.ts";
import { divideCommand } from "./divide.command.ts";
import { importCommand } from "./import.command.ts";
import { migrateCommand } from "./migrate.command.ts";
import { municipalitiesCommand } from "./municipalities.command.ts";
import { runsCommand } from "./runs.command.ts";

export const commands = {
  import: importCommand,
  divide: divideCommand,
  district: districtCommand,
  runs: runsCommand,
  municipalities: municipalitiesCommand,
  demonstration: demonstrationCommand,
  migrate: migrateCommand,
} as const satisfies Record<string, Command>;

/** What `npm run cli -- help` shows. */
export function helpText(language: "sv" | "en"): string {
  const head = { sv: "Användning: npm run cli -- <kommando>", en: "Usage: npm run cli -- <command>" }[language];
  const exits = {
    sv: "Slutkoder: 0 klart, 1 fel, 2 felaktigt skrivet, 3 nekat (filen eller villkoren).",
    en: "Exit codes: 0 done, 1 fault, 2 wrongly written, 3 refused (the file or the rules).",
  }[language];
  const lines = Object.values(commands).map((command) => `  ${command.usage}\n      ${command.help[language]}`);
  return `${head}\n\n${lines.join("\n\n")}\n\n${exits}\n`;
}
