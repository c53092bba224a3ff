// Real classes for a coloured map: readable breaks, how many areas lie in each, and which are unknown.

/** One class: from (inclusive) to (exclusive; the last one inclusive), and how many areas lie in it. */
export interface ValueClass {
  readonly from: number;
  readonly to: number;
  readonly areaCount: number;
}
export interface Classification {
  readonly classes: readonly ValueClass[];
  /** Class of each area; −1 = unknown. */
  readonly classOfArea: Int8Array;
  readonly unknownCount: number;
}

/** Light to dark, one hue, told apart by lightness alone (Sundsvall's blue 700 is the darkest). */
export const classColours = ["#E6F0F8", "#B5D3EA", "#79AFD8", "#3A84BF", "#005595"];
export const unknownColour = "#E3E5E9";
export const zeroColour = "#FFFFFF";

const maximumClassCount = classColours.length;

/** The roundest number in (low, high]: 487.3…512 → 500. For low ≥ high, high. */
export function roundestBetween(low: number, high: number): number {
  if (!(low < high)) return high;
  for (let exponent = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high), 1e-9))); exponent > -7; exponent--) {
    for (const step of [10 ** exponent, 5 * 10 ** (exponent - 1), 2.5 * 10 ** (exponent - 1)]) {
      const middle = (low + high) / 2;
      const candidate = Number((Math.round(middle / step) * step).toPrecision(12));
      if (candidate > low && candidate <= high) return candidate;
    }
  }
  return high;
}

/**
 * Quantile classes whose breaks are moved to the roundest number between the two neighbouring values, so that no area
 * changes class by the rounding.
 * @param values one per area; null = unknown, which is never zero.
 * @param classCount classes wanted; fewer come when there are fewer different values.
 */
export function classify(values: readonly (number | null)[], classCount = maximumClassCount): Classification {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  const breaks: number[] = [];
  for (let k = 1; k < classCount; k++) {
    const position = Math.round((k * known.length) / classCount);
    const above = known[position];
    const below = known.findLast((value, index) => index < position && above !== undefined && value < above);
    if (above === undefined || below === undefined) continue;
    const cut = roundestBetween(below, above);
    if (breaks.at(-1) === undefined || cut > breaks.at(-1)!) breaks.push(cut);
  }
  const classOfArea = Int8Array.from(values, (value) =>
    value === null ? -1 : breaks.findLastIndex((cut) => value >= cut) + 1,
  );
  const limits = known.length === 0 ? [] : [known[0]!, ...breaks, known.at(-1)!];
  const classes = limits.slice(0, -1).map((from, index) => ({
    from,
    to: limits[index + 1]!,
    areaCount: classOfArea.reduce((count, own) => count + (own === index ? 1 : 0), 0),
  }));
  return { classes, classOfArea, unknownCount: values.length - known.length };
}

/** Colours of so many classes, spread over the whole scale. */
export function coloursFor(classCount: number): string[] {
  if (classCount <= 1) return [classColours[2]!];
  return Array.from(
    { length: classCount },
    (_, index) => classColours[Math.round((index * (classColours.length - 1)) / (classCount - 1))]!,
  );
}
