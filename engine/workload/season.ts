// The year's course: how much more or less a calendar month usually has than the year's mean, so that a holiday is no change.

export interface Season {
  /** Whole calendar years that it is estimated from. */
  readonly years: readonly number[];
  /** By calendar month, January first: 1 is as the year's mean; never below 0. */
  readonly factors: readonly number[];
}

const monthsInYear = 12;
const leastYears = 3;

/**
 * Ratio-to-mean indexes (classical decomposition; Makridakis, Wheelwright and Hyndman 1998, Forecasting, chapter 3): each
 * month's rate over its own year's, so that levels may differ between years, the mean over the years. A change in one of
 * three years is in the index by a third of it; the median would keep it out, but makes every fifth quiet series signal.
 * @param months "2024-07", each once.
 * @param values of each month from 0, a count or a mean; null where it is not told.
 * @param exposure of each month, above 0 where it is told: days, or the total that a part is of; 1 for a mean.
 * Null where fewer than three calendar years are whole, or all values of one are 0.
 */
export function seasonOf(
  months: readonly string[],
  values: readonly (number | null)[],
  exposure: readonly number[],
): Season | null {
  const years = wholeYears(months, values, exposure);
  if (years.length < leastYears || years.some(({ ratios }) => sum(ratios) === 0)) return null;
  const indexes = Array.from(
    { length: monthsInYear },
    (_, month) => sum(years.map(({ ratios }) => ratios[month]!)) / years.length,
  );
  const mean = sum(indexes) / monthsInYear;
  return { years: years.map(({ year }) => year), factors: indexes.map((own) => own / mean) };
}

/** The factor of a month such as "2024-07". */
export function seasonFactor(season: Season, month: string): number {
  return season.factors[Number(month.slice(5, 7)) - 1]!;
}

interface WholeYear {
  readonly year: number;
  /** Each month's rate over the year's. */
  readonly ratios: readonly number[];
}

/** Calendar years of which every month is told, oldest first. */
function wholeYears(
  months: readonly string[],
  values: readonly (number | null)[],
  exposure: readonly number[],
): WholeYear[] {
  const places = new Map(months.map((month, place) => [month, place]));
  const calendarMonths = Array.from({ length: monthsInYear }, (_, month) => String(month + 1).padStart(2, "0"));
  return [...new Set(months.map((month) => month.slice(0, 4)))].sort().flatMap((year) => {
    const told = calendarMonths.flatMap((month) => {
      const place = places.get(`${year}-${month}`) ?? -1;
      const value = values[place] ?? null;
      return value === null || !(exposure[place]! > 0) ? [] : [{ value, exposure: exposure[place]! }];
    });
    if (told.length < monthsInYear) return [];
    const rate = sum(told.map((month) => month.value)) / sum(told.map((month) => month.exposure));
    const ratios = told.map((month) => (rate > 0 ? month.value / month.exposure / rate : 0));
    return [{ year: Number(year), ratios }];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
