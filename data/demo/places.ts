// The places of the made-up municipality: NYKO levels 1 and 2, where each lies, how many live there, how many areas it has.
// Codes and names follow the list Sundsvall published as open data about 2015 (CC0); positions and every number are invented.

/** One area of NYKO level 1. */
interface District {
  code: string;
  name: string;
}

/** One area of NYKO level 2: a town district, a village or the countryside round it. */
export interface Place {
  code: string;
  /** The full name. */
  name: string;
  /** The name as the municipality's register cuts it, at about 15 characters. */
  registerName: string;
  /** Names of the parts, used for the level-3 areas first. */
  parts: readonly string[];
  kind: "town" | "village" | "countryside";
  /** Centre in kilometres from the south-west corner of the drawn frame. */
  eastKm: number;
  northKm: number;
  /** How slowly it spreads when the land is shared: a village is slow, its countryside is fast. */
  slowness: number;
  /** Radius in kilometres of the part where most people live. */
  coreKm: number;
  inhabitants: number;
  /** Number of areas at the lowest level. */
  areaCount: number;
}

export const districts: readonly District[] = [
  { code: "1", name: "Sundsvalls tätort" },
  { code: "2", name: "Alnö" },
  { code: "3", name: "Kovland" },
  { code: "4", name: "Njurunda tätort" },
  { code: "5", name: "Njurunda glesbygd" },
  { code: "6", name: "Matfors" },
  { code: "7", name: "Stöde" },
  { code: "8", name: "Indal–Liden" },
];

type PlaceRow = [string, string, string, string, Place["kind"], number, number, number, number, number, number];

// code, register name, full name, parts, kind, east km, north km, slowness, core km, inhabitants, areas
const rows: readonly PlaceRow[] = [
  ["11", "GranloBergså", "Granlo–Bergsåker", "Granlo,Bergsåker", "town", 45.6, 27.4, 3.2, 1.9, 10300, 28],
  ["12", "BirstaLjustad", "Birsta–Ljustadalen", "Birsta,Ljustadalen", "town", 53.4, 32.6, 3.2, 1.7, 6500, 17],
  [
    "13",
    "HagaBosvSkönsb",
    "Haga–Bosvedjan–Skönsberg",
    "Haga,Bosvedjan,Skönsberg",
    "town",
    51.4,
    29.0,
    3.3,
    1.9,
    14400,
    37,
  ],
  ["14", "Skönsmon", "Skönsmon", "Skönsmon", "town", 53.2, 22.3, 3.4, 1.4, 6100, 16],
  ["15", "NackstaSöderm", "Nacksta–Södermalm", "Nacksta,Södermalm", "town", 48.2, 24.3, 3.3, 1.7, 12400, 32],
  ["16", "City", "City", "City", "town", 50.3, 25.9, 3.6, 1.0, 9600, 28],
  ["21", "ViUsland", "Vi–Usland", "Vi,Usland", "village", 60.3, 29.4, 3.4, 1.2, 2800, 10],
  ["22", "Ankarsvik", "Ankarsvik", "Ankarsvik", "village", 60.7, 25.2, 3.4, 1.1, 1900, 7],
  ["23", "Alnötäts omland", "Alnö tätorts omland", "Alnö", "countryside", 62.4, 28.2, 1.0, 3.0, 1900, 9],
  ["31", "Kovland", "Kovland", "Kovland", "village", 44.6, 35.2, 4.0, 1.3, 2300, 9],
  ["32", "Kovlands omland", "Kovlands omland", "Kovland", "countryside", 42.2, 37.4, 1.0, 5.0, 950, 8],
  ["41", "Bredsand", "Bredsand", "Bredsand", "village", 55.2, 19.2, 3.0, 0.9, 1700, 7],
  ["42", "Svartvik", "Svartvik", "Svartvik", "village", 56.3, 17.4, 3.4, 0.7, 900, 4],
  ["43", "Kvissleby", "Kvissleby", "Kvissleby", "village", 54.3, 15.9, 2.8, 1.0, 2700, 9],
  ["44", "Klockarberget", "Klockarberget", "Klockarberget", "village", 51.9, 16.4, 3.4, 1.0, 2400, 8],
  [
    "45",
    "NjubomMjösund",
    "Njurundabommen–Mjösund",
    "Njurundabommen,Mjösund",
    "village",
    52.6,
    13.0,
    3.4,
    1.2,
    2500,
    10,
  ],
  ["46", "SkottsNyland", "Skottsund–Nyland", "Skottsund,Nyland", "village", 56.2, 12.6, 2.8, 1.1, 1800, 8],
  ["47", "Essvik", "Essvik", "Essvik", "village", 57.3, 15.2, 2.8, 0.9, 1500, 6],
  [
    "51",
    "JuniBergaVNolby",
    "Juniskär–Bergafjärden–Västra Nolby",
    "Juniskär,Bergafjärden,Västra Nolby",
    "countryside",
    57.2,
    7.2,
    0.9,
    4.0,
    1900,
    10,
  ],
  ["52", "ÄngomArmsjön", "Ängom–Armsjön", "Ängom,Armsjön", "countryside", 49.6, 8.2, 1.0, 4.0, 950, 8],
  ["61", "Matfors", "Matfors", "Matfors", "village", 38.6, 18.4, 4.2, 1.5, 3500, 12],
  ["62", "Lucksta", "Lucksta", "Lucksta", "village", 42.6, 12.6, 4.2, 0.9, 700, 4],
  ["63", "Lucksta omland", "Lucksta omland", "Lucksta", "countryside", 42.8, 10.6, 1.2, 4.0, 520, 5],
  ["64", "Matfors omland", "Matfors omland", "Matfors", "countryside", 36.2, 16.6, 1.0, 6.0, 1900, 13],
  ["71", "Stöde", "Stöde", "Stöde", "village", 15.6, 20.2, 4.6, 1.3, 1050, 5],
  ["72", "S Stöde omland", "Södra Stöde omland", "Stöde", "countryside", 15.0, 16.8, 1.0, 6.0, 520, 6],
  ["73", "N Stöde omland", "Norra Stöde omland", "Stöde", "countryside", 16.6, 25.0, 1.0, 6.0, 460, 6],
  ["74", "Nedansjö", "Nedansjö", "Nedansjö", "countryside", 26.2, 18.0, 1.7, 2.5, 380, 4],
  ["81", "Indal", "Indal", "Indal", "village", 36.2, 43.2, 4.6, 1.2, 800, 4],
  ["82", "Liden", "Liden", "Liden", "village", 17.2, 46.4, 4.8, 1.0, 370, 3],
  ["83", "Indal omland", "Indals omland", "Indal", "countryside", 38.0, 45.2, 1.0, 6.0, 720, 7],
  ["84", "Holm omland", "Holms omland", "Holm", "countryside", 10.6, 35.6, 1.0, 6.0, 360, 6],
  ["85", "Liden omland", "Lidens omland", "Liden", "countryside", 19.6, 48.0, 1.0, 6.0, 420, 7],
];

/** Every level-2 area, in code order. */
export const places: readonly Place[] = rows.map(
  ([code, registerName, name, parts, kind, eastKm, northKm, slowness, coreKm, inhabitants, areaCount]) => ({
    code,
    registerName,
    name,
    parts: parts.split(","),
    kind,
    eastKm,
    northKm,
    slowness,
    coreKm,
    inhabitants,
    areaCount,
  }),
);
