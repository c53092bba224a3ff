// Whether a team has been outside its band for longer than chance explains: a cumulative sum over years or months.

/** A team's load, or what came in to it, against its share by positions, and how far chance alone moves it. */
export interface BandDeviation {
  /** Load / share − 1. */
  readonly deviationFraction: number;
  /** Standard deviation of the same by chance and rounding; above 0. */
  readonly chanceFraction: number;
  /** How far an error that all periods share may move every one of them: that much wider is the band. 0 when left out. */
  readonly steadyFraction?: number;
}

/** Cumulative sums of what lies above and below the band, in standard deviations. */
export interface BandSums {
  readonly above: number;
  readonly below: number;
}

export interface WatchedPeriods<Seen extends BandDeviation> {
  readonly periods: readonly (Seen & BandSums)[];
  /** `since` is the first period of the climb; null where chance explains what has been seen, or the team has come back. */
  readonly signal: { readonly side: "above" | "below"; readonly since: Seen } | null;
}

/** Slack of each period, in standard deviations. */
const cusumSlack = 0.5;

/**
 * Two one-sided cumulative sums (Page, E. S. 1954: Continuous inspection schemes, Biometrika 41, 100–115) with the slack
 * ½ (Montgomery, Introduction to statistical quality control, ch. 9.1) of how far a period's deviation lies outside the
 * band: C = max(0, C + z − ½) where z = (deviation − band) / chance. The signal lasts as long as the last period's sum is
 * above the limit. Throws where a chance is not above 0.
 * @param periods oldest first.
 * @param limit of the sum, in standard deviations.
 */
export function watchPeriods<Seen extends BandDeviation>(
  periods: readonly Seen[],
  bandFraction: number,
  limit: number,
): WatchedPeriods<Seen> {
  const sums = { above: 0, below: 0 };
  const since: Record<"above" | "below", Seen | null> = { above: null, below: null };
  const watched = periods.map((seen) => {
    if (!(seen.chanceFraction > 0)) throw new Error(`Chance moves a period by ${seen.chanceFraction}.`);
    for (const side of ["above", "below"] as const) {
      const outside = (side === "above" ? 1 : -1) * seen.deviationFraction - bandFraction - (seen.steadyFraction ?? 0);
      sums[side] = Math.max(0, sums[side] + outside / seen.chanceFraction - cusumSlack);
      if (sums[side] === 0) since[side] = null;
      else since[side] ??= seen;
    }
    return { ...seen, ...sums };
  });
  const side = (["above", "below"] as const).find((one) => sums[one] > limit);
  return { periods: watched, signal: side ? { side, since: since[side]! } : null };
}

export interface BandYear extends BandDeviation {
  readonly year: number;
}

export interface BandSignal {
  readonly side: "above" | "below";
  /** The first year of the climb that ended in the signal. */
  readonly since: number;
}

export interface BandWatch {
  readonly years: readonly (BandYear & BandSums)[];
  /** Null where chance explains what has been seen, or the team has come back since. */
  readonly signal: BandSignal | null;
}

const yearLimit = 4;

/**
 * `watchPeriods` over years with the limit 4. A team that always lies on the band's very edge is signalled wrongly once in
 * about 340 years on that side (Siegmund's approximation gives 338), one in the middle of its band practically never.
 */
export function watchBand(years: readonly BandYear[], bandFraction: number): BandWatch {
  const { periods, signal } = watchPeriods(years, bandFraction, yearLimit);
  return { years: periods, signal: signal && { side: signal.side, since: signal.since.year } };
}
