// Numbers, shares, lengths and times as they are written in the language of the page.
import { currentLanguage } from "./i18n.ts";

const locale = () => (currentLanguage() === "en" ? "en-GB" : "sv-SE");
const minus = (text: string) => text.replace(/^-/, "−");

/** Making a formatter takes far longer than using it, and a drawing writes tens of numbers at each pointer move. */
const formatters = new Map<string, Intl.NumberFormat>();
function formatter(decimals: number): Intl.NumberFormat {
  const key = `${locale()} ${decimals}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formatters.set(key, made);
  return made;
}

/** 21398 → "21 398"; unknown is told by the caller, never as 0. */
export function formatNumber(value: number, decimals = 0): string {
  return minus(formatter(decimals).format(value));
}

/** 1 where a tenth is needed to write the number, 0 where it is whole: 5349.5 → 1, 5350 → 0, 5350.02 → 0. */
export function tenthsOf(value: number): 0 | 1 {
  return Number.isInteger(Number(value.toFixed(1))) ? 0 : 1;
}

/** 6 → "6", 5.5 → "5,5", 5.25 → "5,25". */
export function formatPositions(positions: number): string {
  const decimals = [0, 1, 2].find((digits) => Number(positions.toFixed(digits)) === positions) ?? 2;
  return formatNumber(positions, decimals);
}

/** 214 → "+214", −3 → "−3", 0 → "±0". */
export function formatSigned(value: number, decimals = 0): string {
  const rounded = Number(value.toFixed(decimals));
  if (rounded === 0) return `±${formatNumber(0, decimals)}`;
  return rounded > 0 ? `+${formatNumber(value, decimals)}` : formatNumber(value, decimals);
}

/** How far a sum is from its target in whole people, as both are written: 1337 of 1329.5, told as 1 330, → 7. */
export function wholeDeviation(value: number, target: number): number {
  return Math.round(value) - Math.round(target);
}

/** 0.0123 → "1,2 %". */
export function formatPercent(fraction: number, decimals = 1): string {
  return `${formatNumber(fraction * 100, decimals)}\u00a0%`;
}

/** 0.0123 → "+1,2 %". */
export function formatSignedPercent(fraction: number, decimals = 1): string {
  return `${formatSigned(fraction * 100, decimals)}\u00a0%`;
}

/** Decimals of a per cent beside its ±: none, but one where both would be written alike, so that neither looks like the other. */
export function decimalsApart(fraction: number, chanceFraction: number): 0 | 1 {
  return Math.round(100 * Math.abs(fraction)) === Math.round(100 * chanceFraction) ? 1 : 0;
}

/** 1 234 567 m² → "1,2 km²", 4 300 m² → "0,43 ha". */
export function formatSurface(areaM2: number): string {
  return areaM2 >= 1e5
    ? `${formatNumber(areaM2 / 1e6, areaM2 >= 1e7 ? 0 : 1)} km²`
    : `${formatNumber(areaM2 / 1e4, 1)} ha`;
}

/** 1 234 m → "1,2 km", 800 m → "800 m". */
export function formatLength(lengthM: number): string {
  return lengthM >= 1000 ? `${formatNumber(lengthM / 1000, lengthM >= 1e4 ? 0 : 1)} km` : `${formatNumber(lengthM)} m`;
}

/** Times are the municipality's wherever the browser is, as in the log and its files. */
const timeZone = "Europe/Stockholm";

/** An instant as day and time. */
export function formatInstant(instant: string): string {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short", timeZone });
  return format.format(new Date(instant));
}

/** "2023-2025" → "2023–2025"; a year or a date stays as it is. */
export function formatPeriod(period: string): string {
  return period.replace(/^(\d{4})-(\d{4})$/, "$1–$2");
}

/** An instant as day and time to the second. */
export function formatToTheSecond(instant: string): string {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: "short", timeStyle: "medium", timeZone });
  return format.format(new Date(instant));
}

/** Seconds as "8 s" or "1 min 5 s". */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

const collators = { sv: new Intl.Collator("sv", { numeric: true }), en: new Intl.Collator("en", { numeric: true }) };

/** Compares two texts as the language of the page sorts them (å, ä, ö last in Swedish); digits as numbers. */
export function compareText(a: string, b: string, language = currentLanguage()): number {
  return collators[language].compare(a, b);
}

/** A name as it stands within a sentence: "Barn 0–17 år" → "barn 0–17 år", an abbreviation as it is. */
export function withinSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase(locale()) + name.slice(1) : name;
}
