// The priority index: a weighted mean of how far an arena's areas stand from the municipality's areas, in standard deviations.

/** Mean and standard deviation over areas of one indicator. */
export interface Spread {
  readonly mean: number;
  readonly standardDeviation: number;
}

/** Over the known values; null with fewer than two or where all are alike, since nothing then stands out. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / known.length;
  return variance > 0 ? { mean, standardDeviation: Math.sqrt(variance) } : null;
}

/** One indicator's part of an index. */
export interface WeightedValue {
  /** Positive where a high value is a reason for priority, negative where a low one is. */
  readonly weight: number;
  readonly value: number | null;
  readonly spread: Spread | null;
}

/**
 * Σ weight · (value − mean) / standard deviation, divided by Σ |weight| over the indicators that have a value: 0 is the
 * municipality's ordinary area, 1 one standard deviation worse off in everything. Null where none has.
 */
export function priorityScore(parts: readonly WeightedValue[]): number | null {
  let [sum, weights] = [0, 0];
  for (const { weight, value, spread } of parts) {
    if (value === null || spread === null) continue;
    sum += (weight * (value - spread.mean)) / spread.standardDeviation;
    weights += Math.abs(weight);
  }
  return weights === 0 ? null : sum / weights;
}
