// Numbers, dates and lists as they are written in Swedish prose.

const swedish = (decimals: number) =>
  new Intl.NumberFormat("sv-SE", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
const whole = swedish(0);
const tenths = swedish(1);
const hundredths = swedish(2);

/** 21398 → "21 398", 5349.5 → "5 349,5", −3 → "−3". */
export function numberText(value: number): string {
  const rounded = Number(value.toFixed(1));
  return (Number.isInteger(rounded) ? whole : tenths).format(rounded).replace("-", "−");
}

/** 214 → "+214", 0 → "±0". */
export function signedText(value: number): string {
  const rounded = Number(value.toFixed(1));
  if (rounded === 0) return "±0";
  return rounded > 0 ? `+${numberText(rounded)}` : numberText(rounded);
}

/** 0.0123 → "1,2 %"; below one per cent with two decimals. */
export function percentText(fraction: number): string {
  const percent = fraction * 100;
  const form = percent !== 0 && Math.abs(percent) < 1 ? hundredths : tenths;
  return `${form.format(percent).replace("-", "−")}\u00a0%`;
}

/** 0.0123 → "+1,2 %". */
export function signedPercentText(fraction: number): string {
  const text = percentText(fraction);
  if (/^−?0,00?\u00a0%$/.test(text)) return "±0\u00a0%";
  return fraction > 0 ? `+${text}` : text;
}

/** Square metres as square kilometres. */
export function surfaceText(areaM2: number): string {
  const areaKm2 = areaM2 / 1e6;
  return `${(areaKm2 >= 10 ? whole : tenths).format(areaKm2)}\u00a0km²`;
}

const stockholmTime = new Intl.DateTimeFormat("sv-SE", {
  dateStyle: "short",
  timeStyle: "short",
  timeZone: "Europe/Stockholm",
});
const stockholmDay = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone: "Europe/Stockholm" });

/** An instant as day and time in Sweden. */
export function instantText(instant: string): string {
  return stockholmTime.format(new Date(instant));
}

/** An instant as its day in Sweden: "2026-11-22". */
export function dayText(instant: string | Date): string {
  return stockholmDay.format(new Date(instant));
}

/** A weight with the decimals it has: 0.5 → "0,5", 0.25 → "0,25". */
export function weightText(weight: number): string {
  return String(Number(weight.toPrecision(6))).replace(".", ",");
}

/** A name as it stands within a sentence: "Barn 0–17 år" → "barn 0–17 år"; an abbreviation, and the rest, as it is. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}

/** A phrase that begins a sentence. */
export function upperFirst(text: string): string {
  return text.charAt(0).toLocaleUpperCase("sv") + text.slice(1);
}

/** "A, B och C". */
export function listText(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} och ${words.at(-1)}`;
}

/** 1 → "1 område", 3 → "3 områden". */
export function countText(count: number, one: string, many: string): string {
  return `${numberText(count)}\u00a0${count === 1 ? one : many}`;
}
