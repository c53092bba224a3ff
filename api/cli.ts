// The command line: imports, divides, migrates and repeats with the same code as the routes.

import { type Command, CommandRefused, UsageError } from "./cli/command.ts";
import { findCommand, helpText, usageText } from "./cli/commands.ts";
import { readConfig } from "./config.ts";
import { StartError } from "./db/errors.ts";
import { AppError, errorDescriptions } from "./errors.ts";
import { createTeller, terminalLanguage } from "./terminal.ts";

const exitCodes = { done: 0, fault: 1, usage: 2, refused: 3 } as const;

const language = terminalLanguage(process.env);
const tell = createTeller(process.env);
process.exitCode = await run(process.argv.slice(2));

async function run([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    process.stdout.write(await helpText(language));
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  const result = readConfig(process.env);
  if (!result.ok) {
    for (const { key, message } of result.problems) tell({ sv: `${key} ${message.sv}`, en: `${key} ${message.en}` });
    return exitCodes.usage;
  }
  const command = await findCommand(name);
  if (!command) {
    tell({ sv: `Okänt kommando: ${name}`, en: `Unknown command: ${name}` });
    process.stderr.write(await helpText(language));
    return exitCodes.usage;
  }
  try {
    await command.run(rest, {
      config: result.config,
      tell,
      language,
      print: (line) => process.stdout.write(`${line}\n`),
    });
    return exitCodes.done;
  } catch (error) {
    return explain(error, command);
  }
}

/** Says what went wrong and answers the exit code. */
function explain(error: unknown, command: Command): number {
  if (error instanceof UsageError) {
    tell(error.sentence);
    process.stderr.write(usageText(command, language));
    return exitCodes.usage;
  }
  if (error instanceof CommandRefused) {
    for (const sentence of error.sentences) tell(sentence);
    return error.exitCode;
  }
  if (error instanceof AppError) {
    tell(errorDescriptions[error.code]);
    for (const { field, message } of error.violations) {
      tell({ sv: `  ${field}: ${message.sv}`, en: `  ${field}: ${message.en}` });
    }
    return exitCodes.refused;
  }
  if (error instanceof StartError) tell(error.text);
  else if ((error as { code?: unknown }).code === "ENOENT") {
    tell({ sv: "Filen finns inte.", en: "There is no such file." });
    return exitCodes.usage;
  } else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return exitCodes.fault;
}
