// Cases per child and year in each area, by empirical Bayes over the areas that were counted together.
import { empiricalBayesRates } from "./empirical-bayes.ts";

export interface CountedCases {
  /** By area; null where the count is not told. */
  readonly cases: readonly (number | null)[];
  /** Children summed over the years that the cases are of, by area. */
  readonly childYears: readonly number[];
  /** By area: the lowest index of the areas that it was counted, and rounded, together with. */
  readonly toldWith: readonly number[];
}

/**
 * One rate by area: areas counted together have one rate, and an area whose count is not told has the rate of all told
 * ones together. Throws on lengths that differ and as `empiricalBayesRates` does; cases among nobody are left out, since
 * they say nothing of a rate.
 */
export function ratesOfAreas({ cases, childYears, toldWith }: CountedCases): Float64Array {
  if (childYears.length !== cases.length || toldWith.length !== cases.length)
    throw new Error(`${cases.length} areas with cases, ${childYears.length} with children, ${toldWith.length} told.`);
  const groups = new Map<number, { cases: number; childYears: number; told: boolean }>();
  for (const [area, first] of toldWith.entries()) {
    const group = groups.get(first) ?? { cases: 0, childYears: 0, told: true };
    group.cases += cases[area] ?? 0;
    group.childYears += childYears[area]!;
    group.told &&= cases[area] !== null;
    groups.set(first, group);
  }
  const told = [...groups].filter(([, group]) => group.told && group.childYears > 0);
  const { rates, overallRate } = empiricalBayesRates(
    told.map(([, group]) => group.cases),
    told.map(([, group]) => group.childYears),
  );
  const rateOfGroup = new Map(told.map(([first], position) => [first, rates[position]!]));
  return Float64Array.from(toldWith, (first) => rateOfGroup.get(first) ?? overallRate);
}
