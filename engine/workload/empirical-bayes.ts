// Rates of areas with few cases, drawn towards the municipality's mean by how little each area says of itself.

export interface RateEstimates {
  /** Cases per unit of exposure in all areas together; 0 where nobody was exposed. */
  readonly overallRate: number;
  /** Variance of the true rates between areas; 0 where the areas differ no more than chance. */
  readonly varianceBetween: number;
  /** Estimated rate of each area. */
  readonly rates: Float64Array;
  /** Share (0…1) of each area's own rate in its estimate; the rest is the overall rate. */
  readonly ownShares: Float64Array;
}

/**
 * Global empirical-Bayes estimates by the method of moments (Marshall, R. J. 1991: Mapping disease and mortality rates
 * using empirical Bayes estimators, Applied Statistics 40(2), 283–294).
 * @param cases events in each area, from 0; need not be whole (protected counts are shared out).
 * @param exposure child-years (or another measure of time at risk) in each area, from 0. An area without exposure gets
 * the overall rate.
 * @param countVariances how much each count varies beyond chance, as by rounding: taken from the variance between areas and
 * from what an area says of itself. None when left out, which is Marshall's own.
 * Throws on lengths that differ, on negative or unbounded numbers, and on cases where nobody was exposed at all.
 */
export function empiricalBayesRates(
  cases: ArrayLike<number>,
  exposure: ArrayLike<number>,
  countVariances: ArrayLike<number> = new Float64Array(cases.length),
): RateEstimates {
  const areaCount = cases.length;
  if (exposure.length !== areaCount || countVariances.length !== areaCount)
    throw new Error(
      `${areaCount} areas with cases, ${exposure.length} with exposure, ${countVariances.length} variances.`,
    );
  let totalCases = 0;
  let totalExposure = 0;
  for (let area = 0; area < areaCount; area++) {
    if (!(cases[area]! >= 0 && exposure[area]! >= 0 && Number.isFinite(cases[area]! + exposure[area]!)))
      throw new Error(`Area ${area} has ${cases[area]} cases and an exposure of ${exposure[area]}.`);
    totalCases += cases[area]!;
    totalExposure += exposure[area]!;
  }
  const rates = new Float64Array(areaCount);
  const ownShares = new Float64Array(areaCount);
  if (totalExposure === 0) {
    if (totalCases > 0) throw new Error(`${totalCases} cases among nobody.`);
    return { overallRate: 0, varianceBetween: 0, rates, ownShares };
  }
  const overallRate = totalCases / totalExposure;
  let squares = 0;
  for (let area = 0; area < areaCount; area++) {
    if (exposure[area]! === 0) continue;
    squares += exposure[area]! * (cases[area]! / exposure[area]! - overallRate) ** 2;
    squares -= countVariances[area]! / exposure[area]!;
  }
  const meanExposure = totalExposure / areaCount;
  const varianceBetween = Math.max(0, squares / totalExposure - overallRate / meanExposure);
  for (let area = 0; area < areaCount; area++) {
    const exposed = exposure[area]!;
    const chance = overallRate / exposed + countVariances[area]! / exposed ** 2;
    const share = exposed === 0 || varianceBetween === 0 ? 0 : varianceBetween / (varianceBetween + chance);
    ownShares[area] = share;
    rates[area] = exposed === 0 ? overallRate : overallRate + share * (cases[area]! / exposed - overallRate);
  }
  return { overallRate, varianceBetween, rates, ownShares };
}
