// The registry of commands: a new one is a file, a line here and a test.
import type { Command } from "./command.ts";

/** Each is loaded when it is asked for, so that a short command does not wait for the others' libraries. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => (await import("./import.command.ts")).importCommand,
  divide: async () => (await import("./divide.command.ts")).divideCommand,
  district: async () => (await import("../district/district.command.ts")).districtCommand,
  verify: async () => (await import("./verify.command.ts")).verifyCommand,
  records: async () => (await import("./records.command.ts")).recordsCommand,
  runs: async () => (await import("./runs.command.ts")).runsCommand,
  watch: async () => (await import("./watch.command.ts")).watchCommand,
  municipalities: async () => (await import("./municipalities.command.ts")).municipalitiesCommand,
  administrators: async () => (await import("./administrators.command.ts")).administratorsCommand,
  audit: async () => (await import("./audit.command.ts")).auditCommand,
  demonstration: async () => (await import("./demonstration.command.ts")).demonstrationCommand,
  migrate: async () => (await import("./migrate.command.ts")).migrateCommand,
};

/** The command of that name, or undefined. */
export async function findCommand(name: string): Promise<Command | undefined> {
  return Object.hasOwn(commands, name) ? commands[name]!() : undefined;
}

/** How one command is written, and what it does. */
export function usageText({ usage, help }: Command, language: "sv" | "en"): string {
  return `  ${usage}\n      ${help[language]}\n`;
}

/** What `npm run cli -- help` shows: every command. */
export async function helpText(language: "sv" | "en"): Promise<string> {
  const head = { sv: "Användning: npm run cli -- <kommando>", en: "Usage: npm run cli -- <command>" }[language];
  const exits = {
    sv: "Slutkoder: 0 klart, 1 fel, 2 felaktigt skrivet, 3 nekat (filen eller villkoren).",
    en: "Exit codes: 0 done, 1 fault, 2 wrongly written, 3 refused (the file or the rules).",
  }[language];
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  return `${head}\n\n${all.map((command) => usageText(command, language)).join("\n")}\n${exits}\n`;
}
