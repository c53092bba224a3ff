// Indicators that are known by name: SCB's nine socio-economic variables for NYKO and the usual ones per DeSO.
import { compactText, keyFromText } from "./headings.ts";
import { yearMentioned } from "./periods.ts";

export interface IndicatorDefinition {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly direction: "higher-is-better" | "lower-is-better" | "neutral";
  readonly decimals: number;
}

/**
 * Which people the known shares are of, by key, where their number can be reckoned from the areas' own inhabitants: what a
 * file says of how certain these are is not used.
 */
export const reckonedBases: Readonly<Record<string, "everybody" | "from-20" | "20-64" | "16-64" | undefined>> = {
  "economic-assistance": "from-20",
  "share-0-19": "everybody",
  "share-65-plus": "everybody",
  "born-outside-eu28": "everybody",
  "employed-20-64": "20-64",
  "post-secondary-20-64": "20-64",
  "unemployed-16-64": "16-64",
};

type Known = IndicatorDefinition & { readonly headings: RegExp };

const higher = "higher-is-better";
const lower = "lower-is-better";

const known: readonly Known[] = [
  {
    headings: /^andelavbefolkningenmedekonomisktbistand(20ar)?$/,
    key: "economic-assistance",
    name: "Andel av befolkningen med ekonomiskt bistånd, 20+ år",
    unit: "%",
    direction: lower,
    decimals: 1,
  },
  {
    headings: /^andel(av)?befolkning(en)?019ar$/,
    key: "share-0-19",
    name: "Andel av befolkningen 0–19 år",
    unit: "%",
    direction: "neutral",
    decimals: 1,
  },
  {
    headings: /^andel(av)?befolkning(en)?65ar(ochaldre)?$/,
    key: "share-65-plus",
    name: "Andel av befolkningen 65 år och äldre",
    unit: "%",
    direction: "neutral",
    decimals: 1,
  },
  {
    headings: /^andelfoddautanforeu28$/,
    key: "born-outside-eu28",
    name: "Andel födda utanför EU28",
    unit: "%",
    direction: "neutral",
    decimals: 1,
  },
  {
    headings: /^andelforvarvsarbetande2064ar$/,
    key: "employed-20-64",
    name: "Andel förvärvsarbetande, 20–64 år",
    unit: "%",
    direction: higher,
    decimals: 1,
  },
  {
    headings: /^andelmedeftergymnasialutbildning2064ar$/,
    key: "post-secondary-20-64",
    name: "Andel med eftergymnasial utbildning, 20–64 år",
    unit: "%",
    direction: higher,
    decimals: 1,
  },
  {
    headings: /^andeloppetarbetslosa1664ar$/,
    key: "unemployed-16-64",
    name: "Andel öppet arbetslösa, 16–64 år",
    unit: "%",
    direction: lower,
    decimals: 1,
  },
  {
    headings: /^inkomstmediantusentalskronor20ar$/,
    key: "median-income-20-plus",
    name: "Medianinkomst, 20+ år",
    unit: "tkr",
    direction: higher,
    decimals: 1,
  },
  {
    headings: /^ohalsotal(antaldagar)?(1664ar)?$/,
    key: "ill-health-days-16-64",
    name: "Ohälsotal, 16–64 år",
    unit: "dagar",
    direction: lower,
    decimals: 1,
  },
  {
    headings: /^loweconstandardpct$/,
    key: "low-economic-standard",
    name: "Andel med låg ekonomisk standard",
    unit: "%",
    direction: lower,
    decimals: 1,
  },
  {
    headings: /^unemployedpctoflabourforce2064$/,
    key: "unemployed-20-64",
    name: "Andel arbetslösa av arbetskraften, 20–64 år",
    unit: "%",
    direction: lower,
    decimals: 1,
  },
  {
    headings: /^employedpct2064$/,
    key: "employed-20-64",
    name: "Andel förvärvsarbetande, 20–64 år",
    unit: "%",
    direction: higher,
    decimals: 1,
  },
  {
    headings: /^postsecondaryedupct2565$/,
    key: "post-secondary-25-65",
    name: "Andel med eftergymnasial utbildning, 25–65 år",
    unit: "%",
    direction: higher,
    decimals: 1,
  },
  {
    headings: /^foreignbackgroundpct$/,
    key: "foreign-background",
    name: "Andel med utländsk bakgrund",
    unit: "%",
    direction: "neutral",
    decimals: 1,
  },
  {
    headings: /^equivaliseddisposableincomemediantkr$/,
    key: "median-disposable-income",
    name: "Disponibel inkomst per konsumtionsenhet, median",
    unit: "tkr",
    direction: higher,
    decimals: 1,
  },
  {
    headings: /^rentaldwellingspct$/,
    key: "rental-dwellings",
    name: "Andel hyresrätter",
    unit: "%",
    direction: "neutral",
    decimals: 1,
  },
  {
    headings: /^singlewithoutchildrenhhpct$/,
    key: "single-households",
    name: "Andel ensamstående utan barn av hushållen",
    unit: "%",
    direction: "neutral",
    decimals: 1,
  },
  {
    headings: /^(socioeconomictype|omradestyp)$/,
    key: "socioeconomic-type",
    name: "Områdestyp (1 = stora utmaningar, 5 = mycket goda förutsättningar)",
    unit: "typ",
    direction: higher,
    decimals: 0,
  },
  {
    headings: /^(socioeconomicindex|socioekonomisktindex)$/,
    key: "socioeconomic-index",
    name: "Socioekonomiskt index",
    unit: "index",
    direction: "neutral",
    decimals: 1,
  },
  {
    headings: /^disponibelinkomst$/,
    key: "disponibel-inkomst",
    name: "Disponibel inkomst",
    unit: "tkr",
    direction: higher,
    decimals: 1,
  },
  dwellings("rental", "hyresrätt"),
  dwellings("tenant-owned", "bostadsrätt"),
  dwellings("owner-occupied", "äganderätt"),
  dwellings("tenure-unknown", "okänd upplåtelseform"),
];

/** SCB's number of dwellings of a tenure, `dwellings_rental_2025`. */
function dwellings(tenure: string, name: string): Known {
  return {
    headings: new RegExp(`^dwellings${compactText(tenure)}$`),
    key: `dwellings-${tenure}`,
    name: `Antal bostäder, ${name}`,
    unit: "antal",
    direction: "neutral",
    decimals: 0,
  };
}

function guessedUnit(name: string): string {
  const compact = compactText(name);
  if (name.includes("%") || /andel|pct|procent|percent|share/.test(compact)) return "%";
  if (/tkr|tusental/.test(compact)) return "tkr";
  if (/index/.test(compact)) return "index";
  if (/antal|dwellings|bostader|households|hushall/.test(compact)) return "antal";
  return "";
}

function readable(name: string): string {
  const bare = name
    .replace(/_/g, " ")
    .replace(/\bpct\b/g, "%")
    .replace(/\s+/g, " ")
    .trim();
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

function withoutYear(text: string): string {
  const year = yearMentioned(text);
  return year === null ? text : text.replace(String(year), "").replace(/[_\s,()-]+$/, "");
}

/** The published statistic a variable name or heading stands for, by the source's own label, whole, or ours; null for others. */
export function knownIndicator(text: string): IndicatorDefinition | null {
  const compact = compactText(withoutYear(text));
  const found = known.find(({ headings, name }) => headings.test(compact) || compactText(name) === compact);
  if (!found) return null;
  const { headings: _headings, ...definition } = found;
  return definition;
}

/** The indicator a variable name or heading stands for; an unknown one is described by its own words. Years are not part of it. */
export function describeIndicator(text: string): IndicatorDefinition {
  const found = knownIndicator(text);
  if (found) return found;
  const name = withoutYear(text);
  const unit = guessedUnit(name);
  return {
    key: keyFromText(name),
    name: readable(name),
    unit,
    direction: "neutral",
    decimals: unit === "antal" ? 0 : 1,
  };
}
