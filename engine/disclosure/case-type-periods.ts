// The fixed three-year periods that case types are told over. They never overlap and never move, so no two can be subtracted.

const yearsInPeriod = 3;

/** A year that a period begins with: 2020–2022, 2023–2025, 2026–2028 … */
const anchorYear = 2020;

export interface CaseTypePeriod {
  readonly firstYear: number;
  readonly lastYear: number;
}

/** The one period that a year belongs to. */
export function caseTypePeriodOf(year: number): CaseTypePeriod {
  const firstYear = anchorYear + yearsInPeriod * Math.floor((year - anchorYear) / yearsInPeriod);
  return { firstYear, lastYear: firstYear + yearsInPeriod - 1 };
}

/** The periods whose every year is there, first to last. One with a year to come is not told: it would be told again, larger. */
export function completePeriods(years: readonly number[]): CaseTypePeriod[] {
  const present = new Set(years);
  const firstYears = new Set(years.map((year) => caseTypePeriodOf(year).firstYear));
  return [...firstYears]
    .sort((a, b) => a - b)
    .map(caseTypePeriodOf)
    .filter(({ firstYear }) =>
      Array.from({ length: yearsInPeriod }, (_, i) => firstYear + i).every((y) => present.has(y)),
    );
}
