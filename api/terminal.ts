// What the programs say on the terminal, in Swedish, or in English where the machine's language is English.
import type { Sentence } from "./contract/primitives.ts";

/** From LC_ALL, LC_MESSAGES or LANG; Swedish where none of them names English. */
export function terminalLanguage(environment: Readonly<Record<string, string | undefined>>): "sv" | "en" {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return locale.startsWith("en") ? "en" : "sv";
}

/** Writes sentences to standard error, so that standard output holds results only. */
export function createTeller(environment: Readonly<Record<string, string | undefined>>): (sentence: Sentence) => void {
  const language = terminalLanguage(environment);
  return (sentence) => process.stderr.write(`${sentence[language]}\n`);
}
