// An area profile's tables as CSV, in Swedish as the municipality's other files.
import type { AreaProfile } from "../contract/profiles.ts";
import { type CsvCell, csvText } from "../exports/csv-text.ts";

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
  ];
  const rows = profile.indicators.flatMap(({ name, unit, source, years, verdicts }) =>
    years.flatMap(({ period, values }, position) =>
      values.map((own, place): CsvCell[] => [
        ...[name, unit, period, names[place]!],
        ...[rounded(own.value), rounded(own.low), rounded(own.high), own.people && Math.round(own.people)],
        own.weighed ? "vägt medel av områden" : "publicerat",
        own.unknownCount,
        place > 0 && position === years.length - 1 ? verdictWords[verdicts[place - 1]!] : null,
        source,
      ]),
    ),
  );
  return csvText([...headings, "Hur", "Områden utan värde", "Profilen mot denna", "Källa"], rows);
}

function nameOf(key: string, name: string): string {
  if (key === "municipality") return "Kommunen";
  return key === "similar" ? "Liknande områden" : name;
}

function childrenTable(profile: AreaProfile): string {
  return csvText(
    ["Åldrar", "Datum", "Antal", "Områden utan värde", "Avrundade områden (± 4)", "Kommunen"],
    profile.children.flatMap(({ nameSv, dates }) =>
      dates.map(({ period, own, municipality }): CsvCell[] => [
        ...[nameSv, period, own.value, own.unknownCount, own.roundedCount, rounded(municipality)],
      ]),
    ),
  );
}

function arenaTable(profile: AreaProfile): string {
  return csvText(
    [
      ...[
        "Arena",
        "Slag",
        "Ligger i området",
        "Kontaktroll",
        "Prioriterad",
        "Skäl",
        "Sedan",
        "Index",
        "Index föreslår",
      ],
      ...["Barn (egen uppgift)", "Barn i upptagningsområdet", "Delas med team"],
    ],
    profile.arenas.map((arena): CsvCell[] => [
      ...[arena.name, arena.kind, arena.lies ? "ja" : "nej", arena.contactRole, arena.priority ? "ja" : "nej"],
      ...[arena.priorityReason, arena.prioritySince, rounded(arena.index), arena.proposed ? "ja" : "nej"],
      ...[arena.children, arena.catchmentChildren, arena.sharedWith.join(", ")],
    ]),
  );
}
