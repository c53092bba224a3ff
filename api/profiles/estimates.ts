// Indicators of a place made of several areas: weighed means with intervals, what chance explains, and rank.
import { roundingStandardDeviation } from "../../engine/disclosure/keyed-rounding.ts";
import { differenceInterval, meanInterval, wilsonInterval } from "../../engine/profile/share-interval.ts";
import type { Estimate, ProfileIndicator } from "../contract/profiles.ts";
import { type Certainty, type DivisionFacts, type IndicatorFacts, uncertain } from "./division-facts.ts";

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
  basis: null,
  people: null,
  weighed: false,
  unknownCount: 0,
} as const;

/** The mean of the areas that have a value, weighed by the people it is about; the published value where there is one. */
export function estimateOf(facts: DivisionFacts, indicator: IndicatorFacts, year: Year, place: Place): Estimate {
  const { areaIndexes, code } = place;
  const { base } = indicator;
  const known = areaIndexes.filter((areaIndex) => year.values[areaIndex] !== null);
  const published = code === null ? null : (year.byCode.get(code) ?? null);
  const { peopleIn, roundedPeopleIn, weightIn } = facts.peopleOfYear(indicator.key, year.period);
  const unknownCount = areaIndexes.length - known.length;
  const isCounted = base !== null && base !== "imported";
  const roundedPeople = isCounted ? sumOf(known.map((areaIndex) => roundedPeopleIn(base, areaIndex))) : 0;
  if (published !== null) {
    const own = year.certaintyByCode.get(code!) ?? uncertain;
    const people = isCounted ? sumOrNull(known.map((areaIndex) => peopleIn(base, areaIndex))) : own.people;
    const rounded = { counts: Number(year.roundedCodes.has(code!)), people: roundedPeople };
    return withInterval(indicator, { value: published, people, weighed: false, unknownCount: 0 }, own, rounded);
  }
  if (known.length === 0) return { ...noEstimate, unknownCount };
  const parts = known.map((areaIndex) => {
    const own = year.certainty[areaIndex] ?? uncertain;
    return {
      value: year.values[areaIndex]!,
      people: base === null || base === "imported" ? own.people : peopleIn(base, areaIndex),
      inhabitants: weightIn(areaIndex),
      own,
    };
  });
  const people = sumOrNull(parts.map((part) => part.people));
  // Numbers that came with the file may be of answers: they are not mixed with numbers of inhabitants.
  const mayMix = base !== "imported" || people !== null;
  const weights = parts.map((part) => (mayMix ? part.people : null) ?? part.inhabitants);
  const hasWeights = weights.every((weight) => weight !== null) && weights.some((weight) => weight! > 0);
  const weighed = parts.map((part, position) => ({ ...part, weight: hasWeights ? weights[position]! : 1 }));
  let [sum, total] = [0, 0];
  for (const { weight, value } of weighed) {
    sum += weight * value;
    total += weight;
  }
  return withInterval(
    indicator,
    { value: sum / total, people, weighed: areaIndexes.length > 1, unknownCount },
    givenForMean(indicator, weighed),
    { counts: roundingsIn(year, known), people: roundedPeople },
  );
}

/** How many roundings the values of areas are made from. */
function roundingsIn({ roundings }: Year, areaIndexes: readonly number[]): number {
  return new Set(areaIndexes.flatMap((areaIndex) => roundings[areaIndex] ?? [])).size;
}

/** The municipality's mean as everybody is told it. */
export function municipalityEstimate(facts: DivisionFacts, indicator: IndicatorFacts, year: Year): Estimate {
  const { base } = indicator;
  const told = year.municipalityCertainty;
  const { peopleInMunicipality } = facts.peopleOfYear(indicator.key, year.period);
  const people = base === null || base === "imported" ? told.people : peopleInMunicipality(base);
  if (year.municipality === null) return noEstimate;
  // Whose numbers of people are rounded is told of one's own areas alone, and weighs next to nothing in all of them.
  const rounded = { counts: roundingsIn(year, [...facts.areas.keys()]), people: 0 };
  return withInterval(indicator, { value: year.municipality, people, weighed: true, unknownCount: 0 }, told, rounded);
}

/** How many rounded numbers a share is made from: above its line, and below it. */
interface RoundedNumbers {
  readonly counts: number;
  readonly people: number;
}

const notRounded: RoundedNumbers = { counts: 0, people: 0 };

/**
 * The interval of a mean where that of some of its parts was given; none where all rest on people, who are better added up,
 * or where some part has neither. The same rule is written in `protected.team_estimates` and `protected.weighted_indicator_means`.
 */
function givenForMean(
  indicator: IndicatorFacts,
  parts: readonly { value: number; weight: number; people: number | null; own: Certainty }[],
): Pick<Certainty, "low" | "high"> {
  if (parts.every(({ own }) => own.low === null)) return uncertain;
  const estimates = parts.map(({ value, weight, people, own }) => {
    const part = { value, people, weighed: false, unknownCount: 0 };
    const { low, high } = withInterval(indicator, part, own, notRounded);
    return { value, weight, low, high };
  });
  if (estimates.some(({ low }) => low === null)) return uncertain;
  return meanInterval(estimates.map(({ low, high, ...rest }) => ({ ...rest, low: low!, high: high! })));
}

/** By what was given, else, where it is a share, by how many people it rests on and what rounding adds. */
function withInterval(
  { unit }: Pick<IndicatorFacts, "unit">,
  estimate: Omit<Estimate, "low" | "high" | "basis"> & { readonly value: number },
  given: Pick<Certainty, "low" | "high">,
  rounded: RoundedNumbers,
): Estimate {
  const { value, people } = estimate;
  const isShare = unit === "%" && value >= 0 && value <= 100;
  if (given.low !== null && given.high !== null) {
    const { low, high } = given;
    const ends = isShare ? { low: Math.max(0, low), high: Math.min(100, high) } : { low, high };
    return { ...estimate, ...ends, basis: "given" };
  }
  if (people === null || !isShare) return { ...estimate, low: null, high: null, basis: null };
  const share = value / 100;
  const variance = roundingStandardDeviation ** 2 * (rounded.counts + share ** 2 * rounded.people);
  const { low, high } = wilsonInterval(share, people, variance);
  return { ...estimate, low: 100 * low, high: 100 * high, basis: "people" };
}

/** Whether the first is higher or lower than the second by more than chance explains. */
export function verdictOf(own: Estimate, other: Estimate): ProfileIndicator["verdicts"][number] {
  const [a, b] = [own, other].map(({ value, low, high }) =>
    value === null || low === null || high === null ? null : { value, low, high },
  );
  if (!a || !b) return "not-judged";
  const { low, high } = differenceInterval(a, b);
  if (low > 0) return "higher";
  return high < 0 ? "lower" : "within-chance";
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
