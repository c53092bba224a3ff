// What moves all areas of a municipality at once: a level that drifts from year to year, perhaps with a slope, seen through counts.

export interface CommonTrend {
  /** Level of each year seen, as a multiple of the last one's. */
  readonly levels: readonly number[];
  /** The level a number of years after the last one, as a multiple of it, and the variance of its logarithm. */
  ahead(years: number): { readonly level: number; readonly logVariance: number };
}

/** Standard deviations a year that the drift may have; each is as likely as the others beforehand. */
const driftChoices = [0, 0.01, 0.02, 0.04, 0.08, 0.16];
/** Beforehand a slope is within ± 5 % a year two times in three: a trend must show itself to be believed. */
const slopeDeviation = 0.05;
/** Nothing is known of the level beforehand. */
const levelDeviation = 10;

/**
 * Bayesian regression of the logarithms of the yearly rates on a random walk with a slope (a local linear trend, Harvey
 * 1989: Forecasting, structural time series models and the Kalman filter, ch. 2.3; written as one Gaussian vector,
 * Rasmussen and Williams 2006, ch. 2.2), averaged over the sizes of drift by how well each explains the years. A count c
 * tells the logarithm of its mean with the variance 1/(c + ½), and where the count is rounded with the rounding's variance
 * besides.
 * @param countVariance how much a year's count varies beyond chance, as by rounding.
 * Throws unless there are at least two years with people in each.
 */
export function fitCommonTrend(cases: readonly number[], exposure: readonly number[], countVariance = 0): CommonTrend {
  const yearCount = cases.length;
  if (yearCount < 2 || exposure.length !== yearCount)
    throw new Error(`${yearCount} years of cases and ${exposure.length} of people, expected at least two of each.`);
  if (exposure.some((people) => !(people > 0))) throw new Error("A year without people.");
  const seen = cases.map((count, year) => Math.log((count + 0.5) / exposure[year]!));
  const noise = cases.map((count) => (count + 0.5 + countVariance) / (count + 0.5) ** 2);
  const mean = seen.reduce((sum, value) => sum + value, 0) / yearCount;
  const centred = seen.map((value) => value - mean);
  const last = yearCount - 1;
  const fits = driftChoices.map((drift) => {
    const between = (a: number, b: number) =>
      levelDeviation ** 2 + drift ** 2 * Math.min(a, b) + slopeDeviation ** 2 * (a - last) * (b - last);
    const factor = cholesky(
      Array.from({ length: yearCount }, (_, a) =>
        Array.from({ length: yearCount }, (_, b) => between(a, b) + (a === b ? noise[a]! : 0)),
      ),
    );
    const weights = solve(factor, centred);
    const logLikelihood = -factor.reduce((sum, row, at) => sum + Math.log(row[at]!), 0) - dot(centred, weights) / 2;
    return { between, factor, weights, logLikelihood };
  });
  const best = Math.max(...fits.map(({ logLikelihood }) => logLikelihood));
  const likelihoods = fits.map(({ logLikelihood }) => Math.exp(logLikelihood - best));
  const totalLikelihood = likelihoods.reduce((sum, value) => sum + value, 0);

  /** Mean and variance of the logarithm of the level of a year, seen or coming, averaged over the drifts. */
  const levelOf = (year: number) => {
    const each = fits.map(({ between, factor, weights }) => {
      const toSeen = centred.map((_, at) => between(year, at));
      return { mean: dot(toSeen, weights), variance: between(year, year) - dot(toSeen, solve(factor, toSeen)) };
    });
    const average = (value: (fit: (typeof each)[number]) => number) =>
      each.reduce((sum, fit, at) => sum + value(fit) * likelihoods[at]!, 0) / totalLikelihood;
    const middle = average((fit) => fit.mean);
    return { mean: middle, variance: average((fit) => fit.variance + (fit.mean - middle) ** 2) };
  };
  const lastLevel = levelOf(last).mean;
  return {
    levels: seen.map((_, year) => Math.exp(levelOf(year).mean - lastLevel)),
    ahead(years) {
      const coming = levelOf(last + years);
      return { level: Math.exp(coming.mean - lastLevel), logVariance: Math.max(0, coming.variance) };
    },
  };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}

/** Lower triangle L with L·Lᵀ = the matrix, which must be positive definite. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const lower: number[][] = [];
  for (const [row, values] of matrix.entries()) {
    const line: number[] = [];
    for (let column = 0; column <= row; column++) {
      const above = column === row ? line : lower[column]!;
      let rest = values[column]!;
      for (let k = 0; k < column; k++) rest -= line[k]! * above[k]!;
      line.push(column === row ? Math.sqrt(rest) : rest / above[column]!);
    }
    lower.push(line);
  }
  return lower;
}

/** x with L·Lᵀ·x = right. */
function solve(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const x = [...right];
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row]! -= lower[row]![k]! * x[k]!;
    x[row]! /= lower[row]![row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) x[row]! -= lower[k]![row]! * x[k]!;
    x[row]! /= lower[row]![row]!;
  }
  return x;
}
