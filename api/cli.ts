// The command line: imports, divides, migrates and repeats with the same code as the routes.

import { CommandRefused, UsageError } from "./cli/command.ts";
import { commands, helpText } from "./cli/commands.ts";
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
    process.stdout.write(helpText(language));
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  const command = commands[name as keyof typeof commands];
  const result = readConfig(process.env);
  if (!result.ok) {
    for (const { key, message } of result.problems) tell({ sv: `${key} ${message.sv}`, en: `${key} ${message.en}` });
    return exitCodes.usage;
  }
  try {
    if (!command) throw new UsageError({ sv: `Okänt kommando: ${name}`, en: `Unknown command: ${name}` });
    await command.run(rest, {
      config: result.config,
      tell,
      language,
      print: (line) => process.stdout.write(`${line}\n`),
    });
    return exitCodes.done;
  } catch (error) {
    return explain(error);
  }
}

/** Says what went wrong and answers the exit code. */
function explain(error: unknown): number {
  if (error instanceof UsageError) {
    tell(error.sentence);
    process.stderr.write(helpText(language));
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
