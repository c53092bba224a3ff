// Indicators of a place made of several areas: weighed means with intervals, what chance explains, and rank.
import { roundingStandardDeviation } from "../../engine/disclosure/keyed-rounding.ts";
import { type JudgedShare, shareDifferenceInterval, wilsonInterval } from "../../engine/profile/share-interval.ts";
import type { Estimate, ProfileIndicator } from "../contract/profiles.ts";
import type { DivisionFacts, IndicatorFacts } from "./division-facts.ts";
import { baseOf } from "./indicator-bases.ts";

/** Areas of a division, and the code that the source may have published a value of its own for. */
export interface Place {
  readonly areaIndexes: readonly number[];
  readonly code: string | null;
}

type Year = IndicatorFacts["years"][number];

export const noEstimate = {
  value: null,
  low: null,
  high: null,
  people: null,
  weighed: false,
  unknownCount: 0,
} as const;

/** The mean of the areas that have a value, weighed by the people it is about; the published value where there is one. */
export function estimateOf(facts: DivisionFacts, indicator: IndicatorFacts, year: Year, place: Place): Estimate {
  const { areaIndexes, code } = place;
  const base = baseOf(indicator);
  const known = areaIndexes.filter((areaIndex) => year.values[areaIndex] !== null);
  const published = code === null ? null : (year.byCode.get(code) ?? null);
  const people = base === null ? null : sumOrNull(known.map((areaIndex) => facts.peopleIn(base, areaIndex)));
  const unknownCount = areaIndexes.length - known.length;
  const roundedPeople = base === null ? 0 : sumOf(known.map((areaIndex) => facts.roundedPeopleIn(base, areaIndex)));
  if (published !== null) {
    const rounded = { counts: Number(year.roundedCodes.has(code!)), people: roundedPeople };
    return withInterval({ value: published, people, weighed: false, unknownCount: 0 }, rounded);
  }
  if (known.length === 0) return { ...noEstimate, unknownCount };
  const weightOf = (areaIndex: number) =>
    (base === null ? null : facts.peopleIn(base, areaIndex)) ?? facts.weights?.dates.at(-1)?.values[areaIndex] ?? null;
  const weights = known.map(weightOf);
  const hasWeights = weights.every((weight) => weight !== null) && weights.some((weight) => weight! > 0);
  let [sum, total] = [0, 0];
  for (const [position, areaIndex] of known.entries()) {
    const weight = hasWeights ? weights[position]! : 1;
    sum += weight * year.values[areaIndex]!;
    total += weight;
  }
  const rounded = { counts: roundingsIn(year, known), people: roundedPeople };
  return withInterval({ value: sum / total, people, weighed: areaIndexes.length > 1, unknownCount }, rounded);
}

/** How many roundings the values of areas are made from. */
function roundingsIn({ roundings }: Year, areaIndexes: readonly number[]): number {
  return new Set(areaIndexes.flatMap((areaIndex) => roundings[areaIndex] ?? [])).size;
}

/** The municipality's mean as everybody is told it. */
export function municipalityEstimate(facts: DivisionFacts, indicator: IndicatorFacts, year: Year): Estimate {
  const base = baseOf(indicator);
  const people = base === null ? null : facts.peopleInMunicipality(base);
  if (year.municipality === null) return noEstimate;
  // Whose numbers of people are rounded is told of one's own areas alone, and weighs next to nothing in all of them.
  const rounded = { counts: roundingsIn(year, [...facts.areas.keys()]), people: 0 };
  return withInterval({ value: year.municipality, people, weighed: true, unknownCount: 0 }, rounded);
}

/** How many rounded numbers a share is made from: above its line, and below it. */
interface RoundedNumbers {
  readonly counts: number;
  readonly people: number;
}

function withInterval(
  estimate: Omit<Estimate, "low" | "high"> & { readonly value: number },
  rounded: RoundedNumbers,
): Estimate {
  const { value, people } = estimate;
  if (people === null || value < 0 || value > 100) return { ...estimate, low: null, high: null };
  const share = value / 100;
  const variance = roundingStandardDeviation ** 2 * (rounded.counts + share ** 2 * rounded.people);
  const { low, high } = wilsonInterval(share, people, variance);
  return { ...estimate, low: 100 * low, high: 100 * high };
}

/** Whether the first is higher or lower than the second by more than chance explains. */
export function verdictOf(own: Estimate, other: Estimate): ProfileIndicator["verdicts"][number] {
  const [a, b] = [judged(own), judged(other)];
  if (a === null || b === null) return "not-judged";
  const { low, high } = shareDifferenceInterval(a, b);
  if (low > 0) return "higher";
  return high < 0 ? "lower" : "within-chance";
}

function judged({ value, low, high }: Estimate): JudgedShare | null {
  if (value === null || low === null || high === null) return null;
  return { share: value / 100, low: low / 100, high: high / 100 };
}

export type Rank = Pick<NonNullable<ProfileIndicator["rank"]>, "place" | "of" | "chance">;

/**
 * The place of the own value among all (the own is one of them), the highest first, and the places that chance leaves open:
 * after those that are higher by more than chance, before those that are lower. Null where it is unknown or alone. The
 * same rule is written in `protected.own_team_ranks` for teams, which may not read the other values.
 */
export function rankOf(own: Estimate, all: readonly Estimate[]): Rank | null {
  const known = all.filter(({ value }) => value !== null);
  if (own.value === null || known.length < 2) return null;
  const verdicts = known.map((other) => verdictOf(own, other));
  const count = (verdict: ProfileIndicator["verdicts"][number]) => verdicts.filter((each) => each === verdict).length;
  return {
    place: 1 + known.filter(({ value }) => value! > own.value!).length,
    of: known.length,
    chance: count("not-judged") > 0 ? null : { first: 1 + count("lower"), last: known.length - count("higher") },
  };
}

/** What has become of a value since its first year; the same people at both ends, so too few changes are called real. */
export function trendOf(
  years: readonly { readonly period: string; readonly own: Estimate }[],
): ProfileIndicator["trend"] {
  const known = years.filter(({ own }) => own.value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last) return null;
  return {
    from: first.period,
    to: last.period,
    difference: last.own.value! - first.own.value!,
    verdict: verdictOf(last.own, first.own),
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  if (values.length === 0 || values.some((value) => value === null)) return null;
  return values.reduce<number>((sum, value) => sum + value!, 0);
}
