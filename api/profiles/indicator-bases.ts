// Which people each known indicator is a share of, and how many they are in an area, reckoned from told numbers alone.
import { reckonedBases } from "../../data/mapping/indicator-catalogue.ts";
import type { ProfileIndicator } from "../contract/profiles.ts";

/** People whose number the program reckons itself; that of others comes with the file, or is not known. */
export type IndicatorBase = Exclude<NonNullable<ProfileIndicator["base"]>, "imported">;

/** Means of people, of which no number of people can be worked out. */
const means = new Set(["median-income-20-plus", "median-disposable-income", "ill-health-days-16-64"]);

export function isMean(key: string): boolean {
  return means.has(key);
}

/** Null for medians, days and shares of people that nobody has told the program of: a file may say how many they are. */
export function baseOf({ key, unit }: { readonly key: string; readonly unit: string }): IndicatorBase | null {
  return unit === "%" ? (reckonedBases[key] ?? null) : null;
}

/** With those whose number came with the file: `hasPeople` where it is told of some value. */
export function baseAsTold(
  indicator: { readonly key: string; readonly unit: string },
  hasPeople: boolean,
): ProfileIndicator["base"] {
  return baseOf(indicator) ?? (hasPeople ? "imported" : null);
}

/** What is told of a place's people; null where it is not. */
export interface ToldPeople {
  readonly everybody: number | null;
  readonly children0To19: number | null;
  /** Share (%) of everybody who is 65 or older. */
  readonly share65Percent: number | null;
}

/**
 * How many people a share is of; null where what it takes is not told. Those of 16–64 are taken as those of 20–64: fewer
 * people make wider intervals, so no difference is called real that is not.
 */
export function peopleOf(base: IndicatorBase, told: ToldPeople): number | null {
  const { everybody, children0To19, share65Percent } = told;
  if (everybody === null) return null;
  if (base === "everybody") return positive(everybody);
  if (children0To19 === null) return null;
  const adults = everybody - children0To19;
  if (base === "from-20") return positive(adults);
  return share65Percent === null ? null : positive(adults - (everybody * share65Percent) / 100);
}

/** How many told numbers of people the number of an area is made from: all of them are rounded where its numbers are. */
export const numbersOfPeople: Readonly<Record<IndicatorBase, number>> = {
  everybody: 1,
  "from-20": 2,
  "20-64": 3,
  "16-64": 3,
};

function positive(people: number): number | null {
  return people > 0 ? people : null;
}
