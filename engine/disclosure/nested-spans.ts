// Audits one area's rounded numbers of people as an attacker would: age spans lie in each other, and add up to each other.
import { roundingBase } from "./keyed-rounding.ts";

/** Each exact number must be left with at least so many possible values. */
const leastFeasibleCounts = roundingBase;
/** Every combination of so many secret offsets is tried. */
const mostOffsets = 5;

/** Numbers of one age span in one area, in the same order of dates in every span; null where a date has none. */
export interface ToldSpan {
  readonly ageFrom: number;
  /** Null: and older. */
  readonly ageTo: number | null;
  readonly protectedCounts: readonly (number | null)[];
}

/** Spans that begin with the newborn lie in each other: they share one offset, which keeps their order and tells nothing more. */
export function isNestedFromBirth({ ageFrom }: Pick<ToldSpan, "ageFrom">): boolean {
  return ageFrom === 0;
}

interface Range {
  least: number;
  most: number;
}

/** A span and the others that make it up, by position. */
interface Parts {
  readonly whole: number;
  readonly parts: readonly number[];
}

const end = (span: Pick<ToldSpan, "ageTo">) => span.ageTo ?? Number.POSITIVE_INFINITY;

/** Every way in which told spans, end to end, make up another told one. */
function partings(spans: readonly ToldSpan[]): Parts[] {
  return spans.flatMap((whole, position) => {
    const from = (age: number, parts: readonly number[]): Parts[] => {
      if (age > end(whole)) return parts.length > 1 ? [{ whole: position, parts }] : [];
      return spans.flatMap((part, index) =>
        part.ageFrom === age && end(part) <= end(whole) && index !== position
          ? from(end(part) + 1, [...parts, index])
          : [],
      );
    };
    return from(whole.ageFrom, []);
  });
}

/** Narrows the ranges by what must add up and what lies in what, until nothing changes; false where nothing is possible. */
function narrow(
  ranges: readonly Range[],
  sums: readonly Parts[],
  orders: readonly (readonly [number, number])[],
): boolean {
  for (let changed = true; changed; ) {
    changed = false;
    const cut = (index: number, least: number, most: number) => {
      const range = ranges[index]!;
      if (least > range.least) [range.least, changed] = [least, true];
      if (most < range.most) [range.most, changed] = [most, true];
      return range.least <= range.most;
    };
    for (const [inner, outer] of orders) {
      if (!cut(outer, ranges[inner]!.least, Number.POSITIVE_INFINITY)) return false;
      if (!cut(inner, 0, ranges[outer]!.most)) return false;
    }
    for (const { whole, parts } of sums) {
      const least = parts.reduce((sum, part) => sum + ranges[part]!.least, 0);
      const most = parts.reduce((sum, part) => sum + ranges[part]!.most, 0);
      if (!cut(whole, least, most)) return false;
      const { least: wholeLeast, most: wholeMost } = ranges[whole]!;
      for (const part of parts) {
        const { least: ownLeast, most: ownMost } = ranges[part]!;
        if (!cut(part, wholeLeast - (most - ownMost), wholeMost - (least - ownLeast))) return false;
      }
    }
  }
  return true;
}

/**
 * Whether every number of an area is left with at least five possible values by all of them together: each span has one
 * secret offset at all dates, those from birth share theirs, a span is no more than one that holds it, and parts add up.
 * False also where there are too many spans to try.
 */
export function areSpansAmbiguous(spans: readonly ToldSpan[]): boolean {
  const own = spans.flatMap((span, position) => (isNestedFromBirth(span) ? [] : [position]));
  if (own.length >= mostOffsets) return false;
  const sums = partings(spans);
  const orders = spans.flatMap((inner, a) =>
    spans.flatMap((outer, b) =>
      a !== b && inner.ageFrom >= outer.ageFrom && end(inner) <= end(outer) ? [[a, b] as const] : [],
    ),
  );
  const dates = spans[0]?.protectedCounts.length ?? 0;
  const found = spans.map(() => Array.from({ length: dates }, () => new Set<number>()));
  // 1, 5, 25 …: by multiplication, which is exact on every machine.
  const powers = [1];
  for (let power = 0; power <= own.length; power++) powers.push(powers[power]! * roundingBase);
  const combinations = powers[own.length + 1]!;
  for (let combination = 0; combination < combinations; combination++) {
    const offsetOf = (position: number) => Math.floor(combination / powers[own.indexOf(position) + 1]!) % roundingBase;
    const atDates: Range[][] = [];
    for (let date = 0; date < dates; date++) {
      const ranges = spans.map(({ protectedCounts }, position): Range => {
        const told = protectedCounts[date]!;
        if (told === null) return { least: 0, most: Number.POSITIVE_INFINITY };
        const first = told - offsetOf(position);
        return { least: Math.max(0, first), most: first + roundingBase - 1 };
      });
      if (!narrow(ranges, sums, orders)) break;
      atDates.push(ranges);
    }
    if (atDates.length < dates) continue;
    let isEnough = true;
    for (const [date, ranges] of atDates.entries()) {
      for (const [position, { least, most }] of ranges.entries()) {
        const values = found[position]![date]!;
        for (let value = least; value <= most && values.size < leastFeasibleCounts; value++) values.add(value);
        isEnough &&= values.size >= leastFeasibleCounts;
      }
    }
    if (isEnough) return true;
  }
  return dates === 0;
}
