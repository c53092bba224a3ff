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
  /** As it stands within a sentence. */
  measure(measureIndex: number): string;
  /** A keep-together group by its number in the problem; where the host has no names its areas are told. */
  group?(group: number): string;
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

const decimalsAtMost = 9;

/**
 * A fraction as per cent: "1,5 %" in Swedish, "1.5%" in English. With one decimal, or as many more as it takes to tell it
 * to a twentieth of itself (0.0005 is "0,05 %") and apart from the other fractions of the sentence.
 */
export function percent(fraction: number, ...others: readonly number[]): { sv: string; en: string } {
  return percentWith(fraction, percentDecimals(fraction, ...others));
}

/** The same with so many decimals, for numbers that stand above each other. */
export function percentWith(fraction: number, decimals: number): { sv: string; en: string } {
  return percentText((fraction * 100).toFixed(decimals));
}

/** "The tolerance would have to be at least …", with no full stop: how much that rule would have to give. */
export function neededTolerance(needed: number, toleranceFraction: number): { sv: string; en: string } {
  const least = percentAtLeast(needed, toleranceFraction);
  const now = percent(toleranceFraction, needed);
  return {
    sv: `Toleransen skulle behöva vara minst ${least.sv} i stället för ${now.sv}`,
    en: `The tolerance would have to be at least ${least.en} instead of ${now.en}`,
  };
}

/** As `percent`, rounded up: a tolerance that is to be enough must not be told too small. */
function percentAtLeast(fraction: number, ...others: readonly number[]): { sv: string; en: string } {
  const decimals = percentDecimals(fraction, ...others);
  let up = Number((fraction * 100).toFixed(decimals));
  if (up < fraction * 100 * (1 - 1e-12)) up += 1 / Number(`1e${decimals}`);
  return percentText(up.toFixed(decimals));
}

/** How many decimals `percent` tells a fraction with. */
export function percentDecimals(fraction: number, ...others: readonly number[]): number {
  for (let decimals = 1; decimals < decimalsAtMost; decimals++) {
    const rounded = (own: number): number => Number((own * 100).toFixed(decimals));
    const isNear = Math.abs(rounded(fraction) - fraction * 100) <= Math.abs(fraction) * 5;
    const isApart = others.every((other) => other === fraction || rounded(other) !== rounded(fraction));
    if (isNear && isApart) return decimals;
  }
  return decimalsAtMost;
}

function percentText(text: string): { sv: string; en: string } {
  return { sv: `${text.replace(".", ",").replace("-", "−")}\u00a0%`, en: `${text}%` };
}
