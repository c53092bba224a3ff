// Which areas resemble a place most: the smallest distance in standardised indicators.
import { spreadOf } from "./priority-score.ts";

/**
 * Indexes of the `count` areas nearest to `place`, each indicator measured in standard deviations over all areas and left
 * out where either value is unknown (the mean square over the rest). `values` is indicator × area, `place` by indicator.
 * Areas in `except`, and those with fewer than half of the indicators known, are not chosen. Ties by index.
 */
export function similarAreas(
  values: readonly (readonly (number | null)[])[],
  place: readonly (number | null)[],
  except: ReadonlySet<number>,
  count: number,
): number[] {
  const spreads = values.map(spreadOf);
  const areaCount = values[0]?.length ?? 0;
  const distances = Array.from({ length: areaCount }, (_, area) => {
    let [sum, known] = [0, 0];
    for (const [indicator, spread] of spreads.entries()) {
      const [theirs, ours] = [values[indicator]![area] ?? null, place[indicator] ?? null];
      if (spread === null || theirs === null || ours === null) continue;
      const apart = (theirs - ours) / spread.standardDeviation;
      sum += apart * apart;
      known += 1;
    }
    return { area, distance: known * 2 >= values.length && known > 0 ? sum / known : Number.POSITIVE_INFINITY };
  });
  return distances
    .filter(({ area, distance }) => !except.has(area) && Number.isFinite(distance))
    .sort((a, b) => a.distance - b.distance || a.area - b.area)
    .slice(0, count)
    .map(({ area }) => area);
}
