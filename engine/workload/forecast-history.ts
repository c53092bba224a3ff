// What a forecast is made from: children by class and cases by year in each area, as far as they are told.
import {
  type AgeClass,
  ageOneYear,
  type ChildrenSpread,
  type CohortChange,
  childrenByArea,
  childrenSpread,
  childrenVariance,
  cohortChange,
  spreadOverAges,
} from "./forecast-children.ts";

/** Position in the innermost lists is area_index; null is unknown, never 0. */
export interface ForecastHistory {
  /** Lowest area_index of the areas that a count was told for together. */
  readonly toldWith: readonly number[];
  readonly children: {
    /** One after the other, oldest first. */
    readonly years: readonly number[];
    /** Following on each other from 0. */
    readonly classes: readonly AgeClass[];
    /** people[year][class][area] */
    readonly people: readonly (readonly (readonly (number | null)[])[])[];
    /** rounded[year][area]: how many rounded counts an area's children are made from; left out where none is. */
    readonly rounded?: readonly (readonly number[])[];
    /** totals[year][age] of the municipality; null where single years are not known. */
    readonly totals: readonly (readonly number[])[] | null;
  };
  readonly cases: {
    /** Oldest first. */
    readonly years: readonly number[];
    /** counts[year][area] */
    readonly counts: readonly (readonly (number | null)[])[];
  };
  /** Cases by type over some years together. */
  readonly caseTypes: {
    readonly firstYear: number;
    readonly lastYear: number;
    readonly types: readonly { readonly key: string; readonly counts: readonly (number | null)[] }[];
  };
  /** Variance of each told count beyond chance: of the rounding. */
  readonly countVariance: number;
}

/** Children by area in the coming years, and how sure that is. */
export interface ChildrenForecast {
  readonly lastYear: number;
  /** Children of each area so many years after the last one seen; 0 is that one. */
  ahead(years: number): Float64Array;
  /** Variance of a group's number; null of a coming year where one year alone is known, which says nothing of change. */
  variance(count: number, yearsAhead: number): number | null;
}

/** The same history as it was known at the end of a year. The first year of children is kept, where all came later. */
export function historyUntil(history: ForecastHistory, lastYear: number): ForecastHistory {
  const { children, cases } = history;
  const upTo = (years: readonly number[]) => years.filter((year) => year <= lastYear).length;
  const [childYears, caseYears] = [Math.max(1, upTo(children.years)), upTo(cases.years)];
  return {
    ...history,
    children: {
      ...children,
      years: children.years.slice(0, childYears),
      people: children.people.slice(0, childYears),
      ...(children.rounded && { rounded: children.rounded.slice(0, childYears) }),
      totals: children.totals?.slice(0, childYears) ?? null,
    },
    cases: { years: cases.years.slice(0, caseYears), counts: cases.counts.slice(0, caseYears) },
  };
}

/** By class and area in a year, or in the nearest one seen. Throws without any year. */
function peopleIn({ children }: ForecastHistory, year: number): readonly (readonly (number | null)[])[] {
  return children.people[placeOf(children, year)]!;
}

/** Of a year, or of the nearest one seen. */
function placeOf({ years }: ForecastHistory["children"], year: number): number {
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) throw new Error("A history without children.");
  return Math.min(last, Math.max(first, year)) - first;
}

/** How many rounded counts the children of a group (1 for its areas, 0 for others) are made from, as `childrenIn`. */
export function roundedChildCounts({ children }: ForecastHistory, members: ArrayLike<number>, year: number): number {
  const rounded = children.rounded?.[placeOf(children, year)] ?? [];
  return rounded.reduce((sum, count, area) => sum + (members[area] ? count : 0), 0);
}

/** By area: whether some class of its children is not told in a year, or in the nearest one seen. Throws without any year. */
export function untoldChildren(history: ForecastHistory, year: number): boolean[] {
  const people = peopleIn(history, year);
  return people[0]!.map((_count, area) => people.some((own) => own[area] === null));
}

/** Areas of a group (1 for its areas, 0 for others) of which not all children are told in the last year seen. */
export function untoldChildAreas(history: ForecastHistory, members: ArrayLike<number>): number {
  const last = history.children.years.at(-1) ?? 0;
  return untoldChildren(history, last).filter((isUntold, area) => isUntold && members[area] === 1).length;
}

/**
 * Children of every area in a year, or in the nearest one seen: at least so many where `untoldChildren`. Throws without any
 * year.
 */
export function childrenIn(history: ForecastHistory, year: number): Float64Array {
  const people = peopleIn(history, year);
  const sums = new Float64Array(people[0]!.length);
  for (const one of people) for (const [area, count] of one.entries()) sums[area]! += count ?? 0;
  return sums;
}

/**
 * Ages the classes of the last year seen. With one year only, nothing is known of births and moving and everybody stays as
 * they are, without any say of how sure that is. Throws without any year.
 */
export function fitChildren(history: ForecastHistory): ChildrenForecast {
  const { children } = history;
  const lastYear = children.years.at(-1);
  if (lastYear === undefined) throw new Error("A history without children.");
  if (children.years.length < 2) {
    const variance = (_count: number, yearsAhead: number) => (yearsAhead === 0 ? 0 : null);
    return { lastYear, ahead: () => childrenIn(history, lastYear), variance };
  }
  const totals = children.totals ?? evenTotals(history);
  const ageCount = totals[0]!.length;
  const change = cohortChange(totals);
  const known = (people: readonly (readonly (number | null)[])[]) =>
    people.map((own) => own.map((count) => count ?? 0));
  const agesOf = (year: number) => spreadOverAges(known(children.people[year]!), children.classes, totals[year]!);
  const spread = spreadSeen(history, agesOf, change, ageCount);
  const coming = [agesOf(children.years.length - 1)];
  return {
    lastYear,
    ahead(years) {
      while (coming.length <= years) coming.push(ageOneYear(coming.at(-1)!, change));
      return childrenByArea(coming[years]!, ageCount);
    },
    variance: (count, yearsAhead) => childrenVariance(count, spread, yearsAhead),
  };
}

function spreadSeen(
  history: ForecastHistory,
  agesOf: (year: number) => Float64Array,
  change: CohortChange,
  ageCount: number,
): ChildrenSpread {
  const { years } = history.children;
  return childrenSpread(
    years.slice(1).map((_year, before) => childrenByArea(ageOneYear(agesOf(before), change), ageCount)),
    years.slice(1).map((year) => childrenIn(history, year)),
  );
}

/** Where single years are not known, a class has as many of each. */
function evenTotals({ children }: ForecastHistory): number[][] {
  return children.people.map((people) =>
    children.classes.flatMap(({ from, to }, own) => {
      const sum = people[own]!.reduce<number>((total, count) => total + (count ?? 0), 0);
      return Array<number>(to - from + 1).fill(sum / (to - from + 1));
    }),
  );
}
