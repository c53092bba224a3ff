// What a file says of how certain an indicator is, as it may be told: an interval is a number of people, and few people are told of as they are in counts.
import { meanInterval, type ShareInterval, z95 } from "../profile/share-interval.ts";
import { largestRoundingError } from "./keyed-rounding.ts";

/** As it came in: how many people the value rests on, its standard error and its 95 % interval; null where not said. */
export interface GivenCertainty {
  readonly base: number | null;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** People that a value must rest on for anything to be told of it; as many children as a publication area has. */
export const fewestPeople = 50;
/** Of those who have what is counted, and of those who do not: fewer are told in rounded numbers, of which at least five remain possible. */
const fewestOfEither = largestRoundingError + 2;

export function saysCertainty({ base, standardError, low }: GivenCertainty): boolean {
  return base !== null || standardError !== null || low !== null;
}

/** The 95 % interval that the file's own interval gives, else its standard error; null where it says neither. */
export function givenInterval(value: number, { standardError, low, high }: GivenCertainty): ShareInterval | null {
  if (low !== null && high !== null) return { low, high };
  if (standardError === null) return null;
  return { low: value - z95 * standardError, high: value + z95 * standardError };
}

/**
 * How many people a share (%) rests on: the file's base, and no more than would give its interval (of a share of 0 or 100 %,
 * by Wilson's), as whoever is told the interval can work out. Null where the file says neither.
 */
export function peopleBehindShare(percent: number, given: GivenCertainty): number | null {
  const implied = peopleByInterval(percent, givenInterval(percent, given));
  if (given.base === null || implied === null) return given.base ?? implied;
  return Math.min(given.base, implied);
}

function peopleByInterval(percent: number, interval: ShareInterval | null): number | null {
  const width = interval === null ? 0 : interval.high - interval.low;
  if (!(width > 0)) return null;
  const z = z95 * z95;
  if (percent <= 0 || percent >= 100) return width >= 100 ? null : (z * (100 - width)) / width;
  return (4 * z * percent * (100 - percent)) / (width * width);
}

/**
 * How a share in an area whose people are told as imported may be told: with its certainty as it came, from numbers of
 * people rounded by the secret, not at all, or (where the file says nothing of it) as published.
 */
export function tellingOfShare(
  percent: number,
  given: GivenCertainty,
): "as-published" | "with-certainty" | "rounded" | "withheld" {
  const people = peopleBehindShare(percent, given);
  if (people === null) return "as-published";
  if (people < fewestPeople) return "withheld";
  const having = Math.round((percent / 100) * people);
  return having < fewestOfEither || people - having < fewestOfEither ? "rounded" : "with-certainty";
}

/** The same for what is no share: a standard error tells of no number of people by itself, a base does. */
export function tellingOfMean(given: GivenCertainty): "as-published" | "with-certainty" | "withheld" {
  if (!saysCertainty(given)) return "as-published";
  return given.base !== null && given.base < fewestPeople ? "withheld" : "with-certainty";
}

/**
 * The interval of a mean over areas that are told together, for each of them: wider by the root of their number, so that a
 * mean that counts each of them once more, as if they were independent, is never too narrow. Null where some has none.
 */
export function intervalForEachOf(
  parts: readonly { readonly value: number; readonly weight: number; readonly given: GivenCertainty }[],
): ShareInterval | null {
  const estimates = parts.flatMap(({ value, weight, given }) => {
    const interval = givenInterval(value, given);
    return interval === null ? [] : [{ value, weight, ...interval }];
  });
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (estimates.length < parts.length || !(total > 0)) return null;
  const mean = parts.reduce((sum, { value, weight }) => sum + weight * value, 0) / total;
  const { low, high } = meanInterval(estimates);
  const wider = Math.sqrt(parts.length);
  return { low: mean - wider * (mean - low), high: mean + wider * (high - mean) };
}
