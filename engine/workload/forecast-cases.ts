// Cases in the coming years for groups of areas (teams): rates by area, the municipality's trend, and how sure that is.
import { type RoundingError, sameOffsetVariance } from "../disclosure/keyed-rounding.ts";
import { type CommonTrend, fitCommonTrend } from "./common-trend.ts";
import { empiricalBayesRates } from "./empirical-bayes.ts";
import type { UncertainMean } from "./predictive-count.ts";

export interface CaseHistory {
  /** cases[year][area], oldest year first; 0 of exposure 0 where it is unknown. */
  readonly cases: readonly ArrayLike<number>[];
  /** exposure[year][area]: children. */
  readonly exposure: readonly ArrayLike<number>[];
  /** How counts err beyond chance: an area's years by one shared error, and each by its own. */
  readonly countError: RoundingError;
}

export interface CaseModel {
  /** Estimated cases per child and year of each area, at the level of the last year seen. */
  readonly rates: Float64Array;
  /** Variance of each area's rate about its estimate. */
  readonly rateVariances: Float64Array;
  /** Variance, as a share of the rate, by which an area's rate differs from year to year beyond chance. */
  readonly yearlyVariance: number;
  /** What moves all areas at once. */
  readonly trend: CommonTrend;
}

/**
 * Fits rates (empirical Bayes over all years, each brought to the last one's level), how areas vary from year to year
 * (moments) and the common trend. The variance of an area's rate is that of its estimate: A·c/(A + c) with Marshall's A and
 * the chance c of its own rate, where an area's years are as sure as one error that they share leaves them (coarse data:
 * Heitjan and Rubin 1991, Annals of Statistics 19, 2244–2253; by its two moments). Throws unless there are at least two years of the same areas, with people in each.
 */
export function fitCaseModel({ cases, exposure, countError }: CaseHistory): CaseModel {
  const areaCount = cases[0]?.length ?? 0;
  if ([...cases, ...exposure].some((year) => year.length !== areaCount)) throw new Error("Years of different lengths.");
  const knownOf = exposure.map((year) => Array.from(year).filter((people) => people > 0).length);
  const mostKnown = Math.max(0, ...knownOf);
  // An error that all years share moves no year against another.
  const trend = fitCommonTrend(cases.map(sum), exposure.map(sum), countError.own * mostKnown);
  const pooledCases = new Float64Array(areaCount);
  const pooledExposure = new Float64Array(areaCount);
  const yearsKnown = new Float64Array(areaCount);
  for (const [year, level] of trend.levels.entries()) {
    for (let area = 0; area < areaCount; area++) {
      pooledCases[area]! += cases[year]![area]!;
      pooledExposure[area]! += exposure[year]![area]! * level;
      if (exposure[year]![area]! > 0) yearsKnown[area]! += 1;
    }
  }
  const pooledVariance = yearsKnown.map((years) => sameOffsetVariance(years, countError));
  const { rates, varianceBetween, overallRate } = empiricalBayesRates(pooledCases, pooledExposure, pooledVariance);
  const rateVariances = pooledExposure.map((exposed, area) => {
    if (varianceBetween === 0 || exposed === 0) return varianceBetween;
    const chance = overallRate / exposed + pooledVariance[area]! / exposed ** 2;
    return (varianceBetween * chance) / (varianceBetween + chance);
  });
  const ownRates = pooledCases.map((count, area) => (pooledExposure[area]! > 0 ? count / pooledExposure[area]! : 0));
  const yearlyVariance = varianceBetweenYears(cases, exposure, trend.levels, ownRates, countError.own);
  return { rates, rateVariances, yearlyVariance, trend };
}

/** What is left of the squares about each area's own rate when chance and each count's own error are taken away. */
function varianceBetweenYears(
  cases: CaseHistory["cases"],
  exposure: CaseHistory["exposure"],
  levels: readonly number[],
  ownRates: Float64Array,
  countVariance: number,
): number {
  let [left, squares] = [0, 0];
  for (const [area, rate] of ownRates.entries()) {
    const years = levels.flatMap((level, year) => {
      const mean = exposure[year]![area]! * level * rate;
      return mean > 0 ? [{ mean, count: cases[year]![area]! }] : [];
    });
    if (years.length < 2) continue;
    // The area's rate was made from the same years.
    const free = years.length / (years.length - 1);
    for (const { mean, count } of years) {
      left += free * (count - mean) ** 2 - mean - countVariance;
      squares += mean * mean;
    }
  }
  return squares > 0 ? Math.max(0, left / squares) : 0;
}

/** The mean of a coming count: what varies in the group alone, and what all groups share. */
export interface ExpectedCases extends UncertainMean {
  /** The part of the variance that other groups do not share. */
  readonly ownVariance: number;
}

/**
 * The mean of the count of a group (a team), and how sure it is.
 * @param children of the group in each area in that year; 0 where it has none.
 * @param yearsAhead 0 for the last year seen, 1, 2, … for those after it.
 * @param childrenVariation variance of the group's number of children, as a share of its square.
 */
export function expectedCases(
  { rates, rateVariances, yearlyVariance, trend }: CaseModel,
  children: ArrayLike<number>,
  yearsAhead: number,
  childrenVariation = 0,
): ExpectedCases {
  const { level, logVariance } = trend.ahead(yearsAhead);
  let mean = 0;
  let ownVariance = 0;
  for (let area = 0; area < rates.length; area++) {
    const exposed = children[area]! * level;
    mean += exposed * rates[area]!;
    ownVariance += exposed ** 2 * (rateVariances[area]! + yearlyVariance * rates[area]! ** 2);
  }
  ownVariance += mean * mean * childrenVariation;
  return { mean, ownVariance, variance: ownVariance + mean * mean * logVariance };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += values[at]!;
  return total;
}
