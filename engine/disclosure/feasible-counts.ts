// Audits one publication area as an attacker would: how many exact counts fit all that is told of it, taken together.
import { roundingBase } from "./keyed-rounding.ts";

/** Each exact count must be left with at least so many possible values. */
const leastFeasibleCounts = roundingBase;

/** A told count: the protected number, and whether the cap may have cut it (then the exact one has no upper end). */
export interface ToldCount {
  readonly protectedCount: number;
  readonly isCapped: boolean;
}

/**
 * One three-year period of an area. Its years' totals add up to its case types, which anybody knows. A null is not told,
 * and may be any number.
 */
export interface ToldPeriod {
  readonly totals: readonly (ToldCount | null)[];
  /** By case type, in the same order in every period. */
  readonly caseTypes: readonly (ToldCount | null)[];
}

const offsets = Array.from({ length: roundingBase }, (_, offset) => offset);

interface Range {
  readonly least: number;
  readonly most: number;
}

const anything: Range = { least: 0, most: Number.POSITIVE_INFINITY };

function rangeOf(told: ToldCount | null, offset: number): Range {
  if (told === null) return anything;
  const least = Math.max(0, told.protectedCount - offset);
  return { least, most: told.isCapped ? Number.POSITIVE_INFINITY : told.protectedCount - offset + roundingBase - 1 };
}

/** The offsets that each case type may have: one offset per case type, the same in every period. */
type OffsetSets = readonly (readonly number[])[];

function widest(told: ToldCount | null, allowed: readonly number[]): Range {
  const ranges = allowed.map((offset) => rangeOf(told, offset));
  return { least: Math.min(...ranges.map(({ least }) => least)), most: Math.max(...ranges.map(({ most }) => most)) };
}

function sum(ranges: readonly Range[]): Range {
  return ranges.reduce((all, one) => ({ least: all.least + one.least, most: all.most + one.most }), {
    least: 0,
    most: 0,
  });
}

/** What is left of the own range when the others of its side and the other side must add up. */
function cut(own: Range, others: Range, otherSide: Range): Range {
  return {
    least: Math.max(own.least, otherSide.least - others.most),
    most: Math.min(own.most, otherSide.most - others.least),
  };
}

function without(ranges: readonly Range[], position: number): Range {
  return sum(ranges.filter((_, index) => index !== position));
}

/** Strikes offsets of case types that no period allows, until none can be struck; null where nothing is possible. */
function allowedOffsets(periods: readonly ToldPeriod[], totalOffset: number): OffsetSets | null {
  let sets: OffsetSets = (periods[0]?.caseTypes ?? []).map(() => offsets);
  for (;;) {
    const narrowed = sets.map((set, type) =>
      set.filter((offset) =>
        periods.every(({ totals, caseTypes }) => {
          const years = sum(totals.map((told) => rangeOf(told, totalOffset)));
          const others = without(
            caseTypes.map((told, other) => widest(told, sets[other]!)),
            type,
          );
          const left = cut(rangeOf(caseTypes[type]!, offset), others, years);
          return left.least <= left.most;
        }),
      ),
    );
    if (narrowed.some((set) => set.length === 0)) return null;
    if (narrowed.every((set, type) => set.length === sets[type]!.length)) return sets;
    sets = narrowed;
  }
}

function add(values: Set<number>, { least, most }: Range): void {
  for (let value = least; value <= most && values.size < leastFeasibleCounts; value++) values.add(value);
}

/**
 * For each period, whether every count in it is left with at least five possible values by everything told of the area:
 * the totals share one offset over all years, each case type shares one over all periods, and the years of a period add
 * up to its case types.
 */
export function isAmbiguous(periods: readonly ToldPeriod[]): boolean[] {
  const found = periods.map(({ totals, caseTypes }) => ({
    totals: totals.map(() => new Set<number>()),
    caseTypes: caseTypes.map(() => new Set<number>()),
  }));
  for (const totalOffset of offsets) {
    const sets = allowedOffsets(periods, totalOffset);
    if (sets === null) continue;
    for (const [index, { totals, caseTypes }] of periods.entries()) {
      const years = totals.map((told) => rangeOf(told, totalOffset));
      const types = caseTypes.map((told, type) => widest(told, sets[type]!));
      const sumOfTypes = caseTypes.length === 0 ? anything : sum(types);
      for (const [year, range] of years.entries()) {
        add(found[index]!.totals[year]!, cut(range, without(years, year), sumOfTypes));
      }
      for (const [type, told] of caseTypes.entries()) {
        for (const offset of sets[type]!) {
          add(found[index]!.caseTypes[type]!, cut(rangeOf(told, offset), without(types, type), sum(years)));
        }
      }
    }
  }
  return found.map(({ totals, caseTypes }) =>
    [...totals, ...caseTypes].every(({ size }) => size >= leastFeasibleCounts),
  );
}
