// Cases expected of each area in a year, by empirical Bayes over the areas that were counted together; unknown is never 0.
import { empiricalBayesRates } from "./empirical-bayes.ts";

export interface CountedCases {
  /** By area; null where the count is not told. */
  readonly cases: readonly (number | null)[];
  /** Children summed over the years that the cases are of, by area; null where some of them are not told. */
  readonly childYears: readonly (number | null)[];
  /** By area: the lowest index of the areas that it was counted, and rounded, together with. */
  readonly toldWith: readonly number[];
  /** How much each count varies beyond chance, as by rounding; 0 for exact ones. */
  readonly countVariance: number;
}

/** Children of an area, as far as they are told. */
export interface KnownChildren {
  /** At least so many where some are not told. */
  readonly count: number;
  readonly isWhole: boolean;
}

export interface AreaCases {
  /** Expected in a year, by area. */
  readonly cases: Float64Array;
  /** Areas of which neither the count nor all children are told: at least so many cases. */
  readonly isUnknown: readonly boolean[];
}

/**
 * Cases of a year among the children of each area: their number times the area's rate. Where some children of the areas
 * counted together are not told there is no rate of their own, and what is told of the count is taken as it is.
 * @param children by area, in the year that is asked for.
 * @param years that the counts are of. Throws as `ratesOfAreas` does.
 */
export function casesOfAreas(counted: CountedCases, children: readonly KnownChildren[], years: number): AreaCases {
  const rates = ratesOfAreas(counted);
  const { cases, childYears, toldWith } = counted;
  const isParted = children.map(({ isWhole }, area) => !isWhole || childYears[area] === null);
  const partedGroups = new Set(toldWith.filter((_first, area) => isParted[area]));
  const isUnknown = children.map(({ isWhole }, area) => !isWhole && cases[area] === null);
  return {
    cases: rates.map((rate, area) => {
      const count = cases[area] ?? null;
      return count !== null && partedGroups.has(toldWith[area]!) ? count / years : rate * children[area]!.count;
    }),
    isUnknown,
  };
}

/**
 * One rate by area: areas counted together have one rate, and an area whose count, or some of whose children, are not told
 * has the rate of all told ones together. Throws on lengths that differ and as `empiricalBayesRates` does; cases among
 * nobody are left out, since they say nothing of a rate.
 */
export function ratesOfAreas({ cases, childYears, toldWith, countVariance }: CountedCases): Float64Array {
  if (childYears.length !== cases.length || toldWith.length !== cases.length)
    throw new Error(`${cases.length} areas with cases, ${childYears.length} with children, ${toldWith.length} told.`);
  const groups = new Map<number, { cases: number; childYears: number; told: boolean }>();
  for (const [area, first] of toldWith.entries()) {
    const group = groups.get(first) ?? { cases: 0, childYears: 0, told: true };
    group.cases += cases[area] ?? 0;
    group.childYears += childYears[area] ?? 0;
    group.told &&= cases[area] !== null && childYears[area] !== null;
    groups.set(first, group);
  }
  const told = [...groups].filter(([, group]) => group.told && group.childYears > 0);
  const { rates, overallRate } = empiricalBayesRates(
    told.map(([, group]) => group.cases),
    told.map(([, group]) => group.childYears),
    told.map(() => countVariance),
  );
  const rateOfGroup = new Map(told.map(([first], position) => [first, rates[position]!]));
  return Float64Array.from(toldWith, (first) => rateOfGroup.get(first) ?? overallRate);
}
