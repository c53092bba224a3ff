// What a command of the command line is given, and how it says that it cannot be done.
import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Config } from "../config.ts";
import type { Sentence } from "../contract/primitives.ts";

export interface CommandContext {
  readonly config: Config;
  readonly language: "sv" | "en";
  /** Progress and remarks, on standard error. */
  readonly tell: (sentence: Sentence) => void;
  /** Results, on standard output. */
  readonly print: (line: string) => void;
}

export interface Command {
  readonly usage: string;
  readonly help: Sentence;
  /** Throws UsageError for wrong arguments and CommandRefused or AppError for what cannot be done. */
  run(words: readonly string[], context: CommandContext): Promise<void>;
}

/** The words cannot be understood: exit code 2 and the help text. */
export class UsageError extends Error {
  readonly sentence: Sentence;
  constructor(sentence: Sentence) {
    super(sentence.en);
    this.sentence = sentence;
  }
}

/** Understood, but it cannot be done: exit code 3, or the command's own. */
export class CommandRefused extends Error {
  readonly sentences: readonly Sentence[];
  readonly exitCode: number;
  constructor(sentences: readonly Sentence[], exitCode = 3) {
    super(sentences.map((sentence) => sentence.en).join(" "));
    this.sentences = sentences;
    this.exitCode = exitCode;
  }
}

/** Parses words by Node's own rules; unknown or incomplete options become a UsageError. */
export function parseWords<Options extends NonNullable<ParseArgsConfig["options"]>>(
  words: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError({ sv: `Kan inte tolkas: ${message}`, en: `Cannot be understood: ${message}` });
  }
}

/** The option's value, or a UsageError that names it. */
export function required(value: string | undefined, name: string): string {
  if (value !== undefined && value !== "") return value;
  throw new UsageError({ sv: `${name} saknas.`, en: `${name} is missing.` });
}

/** A number in a span, or a UsageError that names the option. */
export function numberIn(text: string, name: string, least: number, most: number): number {
  const value = Number(text.replace(",", "."));
  if (text.trim() !== "" && value >= least && value <= most) return value;
  throw new UsageError({
    sv: `${name} ska vara ett tal mellan ${least} och ${most}.`,
    en: `${name} must be a number between ${least} and ${most}.`,
  });
}
