// Whether a team has been outside its band for longer than chance explains: a cumulative sum over the years.

/** A team's load in a year against its share by positions, and how far chance alone moves it. */
export interface BandYear {
  readonly year: number;
  /** Load / share − 1. */
  readonly deviationFraction: number;
  /** Standard deviation of the same by chance and rounding; above 0. */
  readonly chanceFraction: number;
}

export interface WatchedYear extends BandYear {
  /** Cumulative sums of what lies above and below the band, in standard deviations. */
  readonly above: number;
  readonly below: number;
}

export interface BandSignal {
  readonly side: "above" | "below";
  /** The first year of the climb that ended in the signal. */
  readonly since: number;
}

export interface BandWatch {
  readonly years: readonly WatchedYear[];
  /** Null where chance explains what has been seen, or the team has come back since. */
  readonly signal: BandSignal | null;
}

/** Slack of each year and limit of the sum, in standard deviations. */
const cusumSlack = 0.5;
const cusumLimit = 4;

/**
 * Two one-sided cumulative sums (Page, E. S. 1954: Continuous inspection schemes, Biometrika 41, 100–115) with the slack
 * ½ and the limit 4 (Montgomery, Introduction to statistical quality control, ch. 9.1), of how far a year's deviation lies
 * outside the band: C = max(0, C + z − ½) where z = (deviation − band) / chance. A team that always lies on the band's very
 * edge is signalled wrongly once in about 340 years on that side (Siegmund's approximation gives 338), one in the middle of its band practically never.
 * The signal lasts as long as the last year's sum is above the limit. Throws where a chance is not above 0.
 */
export function watchBand(years: readonly BandYear[], bandFraction: number): BandWatch {
  const sums = { above: 0, below: 0 };
  const since: Record<BandSignal["side"], number | null> = { above: null, below: null };
  const watched = years.map((year) => {
    if (!(year.chanceFraction > 0)) throw new Error(`Chance moves ${year.year} by ${year.chanceFraction}.`);
    for (const side of ["above", "below"] as const) {
      const outside = (side === "above" ? 1 : -1) * year.deviationFraction - bandFraction;
      sums[side] = Math.max(0, sums[side] + outside / year.chanceFraction - cusumSlack);
      if (sums[side] === 0) since[side] = null;
      else since[side] ??= year.year;
    }
    return { ...year, ...sums };
  });
  const side = (["above", "below"] as const).find((one) => sums[one] > cusumLimit);
  return { years: watched, signal: side ? { side, since: since[side]! } : null };
}
