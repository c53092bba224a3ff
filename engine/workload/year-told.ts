// Which year numbers of people on a date tell of.

/** A date (YYYY-MM-DD) in the first half of a year tells of the end of the year before. */
export function yearTold(date: string): number {
  const [year, month] = date.split("-").map(Number);
  return month! <= 6 ? year! - 1 : year!;
}
