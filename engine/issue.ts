// One shape for everything the engine has to say about a problem or a plan, with sentences in Swedish and English.

/** What is wrong, for a program (`code` and numbers) and for a person (`message`). */
export interface EngineIssue<Code extends string = string> {
  readonly code: Code;
  readonly message: { readonly sv: string; readonly en: string };
  readonly areaIndexes?: readonly number[];
  readonly teamIndexes?: readonly number[];
  readonly measureIndex?: number;
  /** The amounts that the sentence speaks of; fractions are fractions (0.01), not per cent. */
  readonly numbers?: Readonly<Record<string, number>>;
}

/** How the sentences name things; the host has the real names, the engine only the numbers. */
export interface Names {
  area(areaIndex: number): string;
  team(teamIndex: number): string;
  measure(measureIndex: number): string;
}

/** Names by number, for hosts that write their own sentences from the code and the indexes. */
export const numberNames: Names = {
  area: (areaIndex) => `#${areaIndex}`,
  team: (teamIndex) => `#${teamIndex}`,
  measure: (measureIndex) => `#${measureIndex}`,
};

const listedAtMost = 5;

/** "A, B och C" and "A, B and C"; after five names the rest are counted. */
export function listing(indexes: readonly number[], name: (index: number) => string): { sv: string; en: string } {
  const shown = indexes.slice(0, listedAtMost).map(name);
  const rest = indexes.length - shown.length;
  if (rest > 0) return { sv: `${shown.join(", ")} och ${rest} till`, en: `${shown.join(", ")} and ${rest} more` };
  const last = shown.pop() ?? "";
  if (shown.length === 0) return { sv: last, en: last };
  return { sv: `${shown.join(", ")} och ${last}`, en: `${shown.join(", ")} and ${last}` };
}

/** A fraction as per cent with one decimal: "1,5 %" in Swedish, "1.5%" in English. */
export function percent(fraction: number): { sv: string; en: string } {
  const text = (fraction * 100).toFixed(1);
  return { sv: `${text.replace(".", ",").replace("-", "−")} %`, en: `${text}%` };
}
