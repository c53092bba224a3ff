// Days when Swedish offices are closed though it may be a weekday: public holidays and the eves that everybody takes off.

const dayMs = 86_400_000;

/** Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, chapter 8). */
function easterSunday(year: number): Date {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return new Date(Date.UTC(year, month - 1, day));
}

/** The first such weekday (0 = Sunday) on or after a day of the year. */
function weekdayFrom(year: number, month: number, day: number, weekday: number): Date {
  const first = new Date(Date.UTC(year, month - 1, day));
  return new Date(first.getTime() + ((weekday - first.getUTCDay() + 7) % 7) * dayMs);
}

/** Holidays that may fall on a weekday, as "2026-06-19", in order. Saturdays and Sundays are closed anyway. */
export function swedishHolidays(year: number): string[] {
  const easter = easterSunday(year).getTime();
  const fixed = ["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"].map((day) => `${year}-${day}`);
  const moving = [
    new Date(easter - 2 * dayMs),
    new Date(easter + dayMs),
    new Date(easter + 39 * dayMs),
    weekdayFrom(year, 6, 19, 5),
  ].map((date) => date.toISOString().slice(0, 10));
  return [...fixed, ...moving].sort();
}
