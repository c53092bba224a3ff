// Numbers as the sentences of the engine write them, in Swedish and in English.

/** The same words in both languages of the interface. */
export interface Words {
  readonly sv: string;
  readonly en: string;
}

const thousands = /\B(?=(\d{3})+$)/g;

/** "12 345,6" and "12,345.6": digits in groups of three; trailing zeros are left out. */
export function amount(value: number, decimals = 0): Words {
  return inGroups(value, decimals, (rest) => rest.replace(/0+$/, ""));
}

/** The same with every decimal, for numbers that stand beside or above each other. */
export function exactAmount(value: number, decimals: number): Words {
  return inGroups(value, decimals, (rest) => rest);
}

function inGroups(value: number, decimals: number, kept: (rest: string) => string): Words {
  const [whole = "0", rest = ""] = Math.abs(value).toFixed(decimals).split(".");
  const fraction = kept(rest);
  const sign = value < 0 && Number(`${whole}.${rest}`) > 0 ? "−" : "";
  return {
    sv: `${sign}${whole.replace(thousands, "\u00a0")}${fraction && `,${fraction}`}`,
    en: `${sign}${whole.replace(thousands, ",")}${fraction && `.${fraction}`}`,
  };
}

/** Metres below a kilometre, else kilometres with one decimal. */
export function length(metres: number): Words {
  const short = Math.abs(metres) < 1000;
  const { sv, en } = short ? amount(metres) : amount(metres / 1000, 1);
  return { sv: `${sv} ${short ? "m" : "km"}`, en: `${en} ${short ? "m" : "km"}` };
}

/** Per cent with so few decimals as tell it: 34 %, 3,4 %, 0,34 %. */
export function share(fraction: number): Words {
  const size = Math.abs(fraction * 100);
  const { sv, en } = amount(fraction * 100, size >= 10 ? 0 : size >= 1 ? 1 : 2);
  return { sv: `${sv}\u00a0%`, en: `${en}%` };
}

const powersOfTen = [1, 10, 100, 1000];

/** The same, never told larger than it is: for what is proven at least. */
export function shareAtLeast(fraction: number): Words {
  const size = fraction * 100;
  const decimals = size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const unit = powersOfTen[decimals]!;
  const { sv, en } = amount(Math.floor(size * unit) / unit, decimals);
  return { sv: `${sv}\u00a0%`, en: `${en}%` };
}

/** The same, never told smaller than it is: for what may be missing at most. */
export function shareAtMost(fraction: number): Words {
  const size = fraction * 100;
  const decimals = size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const unit = powersOfTen[decimals]!;
  const { sv, en } = amount(Math.ceil(size * unit - 1e-9) / unit, decimals);
  return { sv: `${sv}\u00a0%`, en: `${en}%` };
}

/** A length, never told longer than it is. */
export function lengthAtLeast(metres: number): Words {
  return roundedLength(metres, Math.floor);
}

/** A length, never told shorter than it is. */
export function lengthAtMost(metres: number): Words {
  return roundedLength(metres, (value) => Math.ceil(value - 1e-9));
}

function roundedLength(metres: number, rounded: (value: number) => number): Words {
  const unit = metres < 1000 ? 1 : 100;
  return length(rounded(metres / unit) * unit);
}

const swedish = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
const english = [
  ...["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
];

/** Small numbers in letters, as running text has them. */
export function inLetters(count: number): Words {
  return { sv: swedish[count] ?? amount(count).sv, en: english[count] ?? amount(count).en };
}

/** A name as it stands at the beginning of a sentence: "barn 0–17 år" becomes "Barn 0–17 år". */
export function atBeginning(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
