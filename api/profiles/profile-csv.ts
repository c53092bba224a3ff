// An area profile's tables as CSV, in Swedish as the municipality's other files.
import type { AreaProfile, ProfileArena, ProfileIndicator } from "../contract/profiles.ts";
import { type CsvCell, csvText } from "../exports/csv-text.ts";

type IndicatorValue = ProfileIndicator["years"][number]["values"][number];

export type ProfileTable = "indicators" | "children" | "arenas";

const tables: Readonly<Record<ProfileTable, (profile: AreaProfile) => string>> = {
  indicators: indicatorTable,
  children: childrenTable,
  arenas: arenaTable,
};

/** The table as the page shows it, with what may be said of each number. */
export function profileCsv(profile: AreaProfile, table: ProfileTable): string {
  return tables[table](profile);
}

const verdictWords: Readonly<Record<AreaProfile["indicators"][number]["verdicts"][number], string>> = {
  higher: "högre",
  lower: "lägre",
  "within-chance": "ingen skillnad utöver slumpen",
  "not-judged": "slumpen kan inte bedömas",
};

/** At most four decimals: more would tell of the arithmetic and not of the people. */
const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)));

function indicatorTable(profile: AreaProfile): string {
  const names = [profile.name, ...profile.compared.map(({ key, name }) => nameOf(key, name))];
  const headings = [
    "Indikator",
    "Enhet",
    "År",
    "Gäller",
    "Värde",
    "Intervall från",
    "Intervall till",
    "Antal personer",
    "Personer räknade",
    "Underlag för osäkerhet",
  ];
  const rows = profile.indicators.flatMap((indicator) =>
    indicator.years.flatMap(({ period, peopleCountedAt, values }, position) =>
      values.map((own, place): CsvCell[] => {
        const isNewest = position === indicator.years.length - 1;
        const isOwnNewest = isNewest && place === 0;
        return [
          ...[indicator.name, indicator.unit, period, names[place]!],
          ...[rounded(own.value), rounded(own.low), rounded(own.high), own.people && Math.round(own.people)],
          own.people === null ? null : peopleCountedAt,
          basisOf(indicator, own),
          ...[isToldOf(profile, indicator, position, place) ? howMade(own) : notTold, own.unknownCount],
          place > 0 && isNewest ? verdictWords[indicator.verdicts[place - 1]!] : null,
          ...(isOwnNewest ? [...trendCells(indicator), rankText(indicator)] : [null, null, null, null]),
          ...[indicator.method, indicator.source, protection(indicator)],
        ];
      }),
    ),
  );
  return csvText(
    [
      ...headings,
      ...["Hur", "Områden utan värde", "Profilen mot denna"],
      ...["Ändring", "Ändring sedan", "Ändringen mot slumpen", "Rang"],
      ...["Metod", "Källa", "Skydd"],
    ],
    rows,
  );
}

const notTold = "visas bara för de senaste åren";

/** False for the years of another team that are not told, which are not missing. */
function isToldOf({ compared }: AreaProfile, { years }: ProfileIndicator, position: number, place: number): boolean {
  const told = compared[place - 1]?.newestYearsTold ?? null;
  return told === null || position >= years.length - told;
}

/** What the interval rests on, or why there is none; nothing where there is no value. */
function basisOf({ base, unit }: ProfileIndicator, { value, basis, people }: IndicatorValue): string | null {
  if (value === null) return null;
  if (basis !== null) return basis === "people" ? "antal personer" : "inläst medelfel eller intervall";
  if (base === "imported" && (unit === "%" || people === null)) return "saknas: redovisas inte för alla områden";
  if (base !== null && base !== "imported") return "saknas: antalet personer redovisas inte";
  return unit === "%" ? "saknas: basen är inte angiven" : "saknas: varken medelfel eller intervall är angivet";
}

function howMade({ value, weighed }: IndicatorValue): string {
  if (value === null) return "uppgift saknas";
  return weighed ? "vägt medel av områden" : "publicerat";
}

function trendCells({ trend }: ProfileIndicator): CsvCell[] {
  if (!trend) return [null, null, null];
  return [rounded(trend.difference), trend.from, verdictWords[trend.verdict]];
}

const amongWords: Readonly<Record<NonNullable<ProfileIndicator["rank"]>["among"], string>> = {
  teams: "team",
  areas: "områden",
  "own-areas": "egna områden",
  neighbourhoods: "bostadsområden",
};

/** "3 av 12 områden (1 är högst), med slumpen 2–4": the places that chance leaves open. */
function rankText({ rank }: ProfileIndicator): string | null {
  if (!rank) return null;
  const { place, of, chance, among } = rank;
  const words = `${place} av ${of} ${amongWords[among]} (1 är högst)`;
  if (!chance) return `${words}, slumpen kan inte bedömas`;
  return chance.first === chance.last ? words : `${words}, med slumpen ${chance.first}–${chance.last}`;
}

function protection({ base }: ProfileIndicator): string {
  return base === null
    ? "Publicerad statistik: källan prickar små grupper."
    : base === "imported"
      ? "Publicerad statistik: källan prickar små grupper. Där få personer står bakom är värde och antal gjorda ur avrundade antal, och under 50 personer visas inget."
      : "Publicerad statistik: källan prickar små grupper. Områden som räknas ihop har ett värde ur avrundade antal, och antal personer är skyddade.";
}

function nameOf(key: string, name: string): string {
  if (key === "municipality") return "Kommunen";
  return key === "similar" ? "Liknande områden" : name;
}

function childrenTable(profile: AreaProfile): string {
  return csvText(
    [
      ...["Åldrar", "Datum", "Antal", "± avrundning (19 gånger av 20)", "Områden utan värde"],
      ...["Avrundade områden (± 4)", "Kommunen", "Andel av alla här, %", "Andel av alla i kommunen, %"],
      ...["Ändring", "Ändring sedan", "Ändringen mot slumpen"],
    ],
    profile.children.flatMap(({ nameSv, dates, share, change }) =>
      dates.map(({ period, own, municipality }, position): CsvCell[] => {
        const isNewest = position === dates.length - 1;
        return [
          ...[nameSv, period, own.value, own.value === null ? null : own.uncertainty, own.unknownCount],
          ...[own.roundedCount, rounded(municipality)],
          ...(isNewest && share ? [rounded(share.own), rounded(share.municipality)] : [null, null]),
          ...(period === change?.to
            ? [change.difference, change.from, changeWords[change.verdict]]
            : [null, null, null]),
        ];
      }),
    ),
  );
}

const changeWords: Readonly<Record<NonNullable<AreaProfile["children"][number]["change"]>["verdict"], string>> = {
  more: "större än slumpen",
  fewer: "större än slumpen",
  "within-chance": "inte större än slumpen",
};

const kindWords: Readonly<Record<ProfileArena["kind"], string>> = {
  school: "skola",
  preschool: "förskola",
  "family-centre": "familjecentral",
  bvc: "BVC",
  "youth-centre": "ungdomsgård",
  "open-preschool": "öppen förskola",
  other: "annan arena",
};

function arenaTable(profile: AreaProfile): string {
  return csvText(
    [
      ...["Arena", "Slag", "Ligger i området", "Kontaktroll", "Prioriterad", "Skäl", "Sedan", "Index"],
      ...["Index föreslår", "Barn (egen uppgift, alla åldrar)", "Barn härifrån i upptagningsområdet"],
      ...["± avrundning (19 gånger av 20)", "Åldrar", "Områden härifrån", "Områden i upptagningsområdet"],
      "Delas med team",
    ],
    profile.arenas.map((arena): CsvCell[] => [
      ...[arena.name, kindWords[arena.kind], arena.lies ? "ja" : "nej", arena.contactRole],
      ...[arena.priority ? "ja" : "nej", arena.priorityReason, arena.prioritySince, rounded(arena.index)],
      ...[arena.proposed ? "ja" : "nej", arena.children, arena.catchmentChildren],
      arena.catchmentChildren === null ? null : arena.catchmentUncertainty,
      arena.catchmentAges && `${arena.catchmentAges.from}–${arena.catchmentAges.to}`,
      ...[arena.catchmentHereCount, arena.catchmentAreaCount, arena.sharedWith.join(", ")],
    ]),
  );
}
