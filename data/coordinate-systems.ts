// The coordinate systems Swedish municipal data comes in: names, recognition in files, sniffing, and conversion to EPSG:3006.
import proj4 from "proj4";

/** One coordinate system the import understands. Coordinates are in the order east, north (or longitude, latitude). */
export interface CoordinateSystem {
  readonly epsg: number;
  /** Swedish name as a planner knows it. */
  readonly name: string;
  readonly proj4: string;
  /** Eastings (degrees for EPSG:4326) that occur inside Sweden, with some margin. */
  readonly eastRange: readonly [number, number];
}

/** The system of everything that is stored: SWEREF 99 TM. */
const storedEpsg = 3006;

const grs80 = "+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs";

const localZones: readonly (readonly [epsg: number, meridian: number, name: string])[] = [
  [3007, 12, "12 00"],
  [3008, 13.5, "13 30"],
  [3009, 15, "15 00"],
  [3010, 16.5, "16 30"],
  [3011, 18, "18 00"],
  [3012, 14.25, "14 15"],
  [3013, 15.75, "15 45"],
  [3014, 17.25, "17 15"],
  [3015, 18.75, "18 45"],
  [3016, 20.25, "20 15"],
  [3017, 21.75, "21 45"],
  [3018, 23.25, "23 15"],
];

/** Every supported system. Strings and codes from PROJ's EPSG database. */
export const coordinateSystems: readonly CoordinateSystem[] = [
  { epsg: 3006, name: "SWEREF 99 TM", proj4: `+proj=utm +zone=33 ${grs80}`, eastRange: [200_000, 960_000] },
  ...localZones.map(
    ([epsg, meridian, name]): CoordinateSystem => ({
      epsg,
      name: `SWEREF 99 ${name}`,
      proj4: `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=150000 +y_0=0 ${grs80}`,
      eastRange: [50_000, 250_000],
    }),
  ),
  {
    epsg: 3021,
    name: "RT 90 2,5 gon V",
    proj4:
      "+proj=tmerc +lat_0=0 +lon_0=15.8082777777778 +k=1 +x_0=1500000 +y_0=0 +ellps=bessel +towgs84=414.1,41.3,603.1,-0.855,2.141,-7.023,0 +units=m +no_defs",
    eastRange: [1_150_000, 1_950_000],
  },
  {
    epsg: 3857,
    name: "Web Mercator",
    proj4: "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs",
    eastRange: [1_100_000, 2_800_000],
  },
  { epsg: 4326, name: "WGS 84 (latitud, longitud)", proj4: "+proj=longlat +datum=WGS84 +no_defs", eastRange: [9, 26] },
];

const systemByEpsg = new Map(coordinateSystems.map((system) => [system.epsg, system]));

// Codes that mean the same coordinates to within a centimetre: ETRS89 and SWEREF 99 degrees, ETRS89 / UTM 33N,
// RT 90 under its older code, Web Mercator under its nicknames, and SWEREF 99 systems combined with RH 2000 heights.
const sameAs: Readonly<Record<number, number>> = {
  2400: 3021,
  3847: 3021,
  4258: 4326,
  4619: 4326,
  4976: 4326,
  4977: 4326,
  4979: 4326,
  5845: 3006,
  5846: 3007,
  5847: 3008,
  5848: 3009,
  5849: 3010,
  5850: 3011,
  5851: 3012,
  5852: 3013,
  5853: 3014,
  5854: 3015,
  5855: 3016,
  5856: 3017,
  5857: 3018,
  25833: 3006,
  102100: 3857,
  102113: 3857,
  900913: 3857,
};

/** The supported system of an EPSG code, or of one that means the same coordinates; undefined for any other. */
export function coordinateSystem(epsg: number): CoordinateSystem | undefined {
  return systemByEpsg.get(sameAs[epsg] ?? epsg);
}

function epsgOfParameters(meridian: number, scale: number, falseEasting: number): number | null {
  const near = (value: number, expected: number, tolerance: number) => Math.abs(value - expected) <= tolerance;
  if (near(falseEasting, 500_000, 0.5) && near(meridian, 15, 1e-6) && near(scale, 0.9996, 1e-9)) return 3006;
  if (!near(scale, 1, 1e-9)) return null;
  if (near(falseEasting, 1_500_000, 0.5) && near(meridian, 15.808_277, 1e-4)) return 3021;
  if (!near(falseEasting, 150_000, 0.5)) return null;
  return localZones.find(([, zoneMeridian]) => near(meridian, zoneMeridian, 1e-6))?.[0] ?? null;
}

const geographicNames = new Set(["WGS84", "GCSWGS1984", "WGS1984", "SWEREF99", "GCSSWEREF99", "ETRS89", "GCSETRS1989"]);

function epsgOfName(name: string): number | null {
  const bare = name.toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (geographicNames.has(bare)) return 4326;
  if (bare.includes("WEBMERCATOR") || bare.includes("PSEUDOMERCATOR")) return 3857;
  if (/^RT90(25GON[VW]|25GONVEST|25GONWEST)/.test(bare)) return 3021;
  if (bare === "SWEREF99TM" || bare === "ETRS1989UTMZONE33N" || bare === "ETRS89UTMZONE33N") return 3006;
  const zone = /^SWEREF99(\d{4})$/.exec(bare)?.[1];
  return localZones.find(([, , zoneName]) => zoneName.replace(" ", "") === zone)?.[0] ?? null;
}

function wktNumber(wkt: string, names: string): number {
  const found = new RegExp(`PARAMETER\\[\\s*"(?:${names})"\\s*,\\s*([-+0-9.eE]+)`, "i").exec(wkt);
  return found ? Number(found[1]) : Number.NaN;
}

/** Name of the system a well-known text describes (for messages), or an empty text. */
export function nameInWkt(wkt: string): string {
  return /^\s*\w+\[\s*"([^"]*)"/.exec(wkt)?.[1] ?? "";
}

/**
 * EPSG code of a supported system from well-known text: an ESRI `.prj` (`SWEREF99_17_15`), OGC WKT 1 or WKT 2.
 * Recognised by the outermost EPSG code, else by name, else by the projection's parameters. Null when it is another system.
 */
export function epsgFromWkt(wkt: string): number | null {
  const outermostCode = /(?:AUTHORITY\[\s*"EPSG"\s*,\s*"?|ID\[\s*"EPSG"\s*,\s*)(\d+)"?\s*\]\s*\]\s*$/i.exec(wkt)?.[1];
  const byCode = outermostCode === undefined ? undefined : coordinateSystem(Number(outermostCode));
  if (byCode) return byCode.epsg;
  const byName = epsgOfName(nameInWkt(wkt));
  if (byName !== null) return byName;
  if (!/Transverse[ _]Mercator|Gauss[ _]Kruger/i.test(wkt)) return null;
  return epsgOfParameters(
    wktNumber(wkt, "central_meridian|longitude of natural origin"),
    wktNumber(wkt, "scale_factor|scale factor at natural origin"),
    wktNumber(wkt, "false_easting|false easting"),
  );
}

/** EPSG code from the `CoordSys` clause of a MIF file, for example `CoordSys Earth Projection 8, 33, "m", 17.25, 0, 1, 150000, 0`. */
export function epsgFromMifCoordSys(clause: string): number | null {
  const parts = /CoordSys\s+Earth\s+Projection\s+([^\r\n]+)/i.exec(clause)?.[1]?.split(",");
  if (!parts) return null;
  const projection = Number(parts[0]);
  if (projection === 1) return 4326;
  if (projection !== 8 && projection !== 24) return null;
  return epsgOfParameters(Number(parts[3]), Number(parts[5]), Number.parseFloat(parts[6] ?? ""));
}

/** EPSG code from the `crs` member of older GeoJSON (`EPSG:3014`, `urn:ogc:def:crs:EPSG::3014`, `…CRS84`); null for any other. */
export function epsgFromGeoJsonCrs(crs: unknown): number | null {
  const name = (crs as { properties?: { name?: unknown } } | null)?.properties?.name;
  if (typeof name !== "string") return null;
  if (/CRS:?84$/i.test(name)) return 4326;
  const code = /EPSG(?:[:/][^:/]*)?[:/](\d+)$/i.exec(name)?.[1];
  return code === undefined ? null : (coordinateSystem(Number(code))?.epsg ?? null);
}

/** Converts coordinates of one system (order east, north) to EPSG:3006. Coordinates already in 3006 keep every bit. */
export function toSweref99Tm(epsg: number): (x: number, y: number) => [number, number] {
  const target = systemByEpsg.get(storedEpsg);
  const source = coordinateSystem(epsg);
  if (!source || !target) throw new Error(`Expected a supported EPSG code, found ${epsg}`);
  if (source.epsg === storedEpsg) return (x, y) => [x, y];
  const converter = proj4(source.proj4, target.proj4);
  return (x, y) => {
    const [east, north] = converter.forward([x, y]);
    return [east ?? Number.NaN, north ?? Number.NaN];
  };
}

// Western and eastern end of Sweden (territorial sea included, degrees) from each whole degree of latitude to the next.
const swedenByLatitude: Readonly<Record<number, readonly [west: number, east: number]>> = {
  55: [12.2, 15.0],
  56: [11.9, 17.5],
  57: [11.0, 19.6],
  58: [10.5, 19.8],
  59: [10.6, 19.7],
  60: [11.8, 19.5],
  61: [11.8, 18.2],
  62: [11.8, 18.7],
  63: [11.7, 20.9],
  64: [13.0, 22.3],
  65: [13.8, 24.3],
  66: [14.3, 24.4],
  67: [15.1, 24.2],
  68: [17.0, 23.9],
  69: [19.8, 21.2],
};

function isInSweden(longitude: number, latitude: number, marginDegrees: number): boolean {
  return [latitude - marginDegrees / 2, latitude, latitude + marginDegrees / 2].some((near) => {
    const range = swedenByLatitude[Math.floor(near)];
    return range !== undefined && longitude >= range[0] - marginDegrees && longitude <= range[1] + marginDegrees;
  });
}

const converterToDegrees = new Map(
  coordinateSystems.map((system) => [system.epsg, proj4(system.proj4, "+proj=longlat +datum=WGS84 +no_defs")]),
);

/** True when a point of a system (order east, north) lies in Sweden, to within about `marginDegrees` of longitude. */
export function fitsSweden(epsg: number, x: number, y: number, marginDegrees = 0.5): boolean {
  const system = coordinateSystem(epsg);
  if (!system || !Number.isFinite(x) || !Number.isFinite(y)) return false;
  const [west, east] = system.eastRange;
  const slack = ((east - west) * marginDegrees) / 10;
  if (x < west - slack || x > east + slack) return false;
  const [longitude, latitude] = converterToDegrees.get(system.epsg)?.forward([x, y]) ?? [];
  if (longitude === undefined || latitude === undefined) return false;
  return isInSweden(longitude, latitude, marginDegrees);
}

/** What the size of the coordinates says about their system. */
export interface SniffedSystem {
  /** The systems in which the point lies in Sweden; one when certain, several local zones when not, none when unknown. */
  readonly candidates: readonly number[];
  /** True when the coordinates are in the order north, east. */
  readonly axesSwapped: boolean;
}

/** Recognises the system of a typical point (for example the median vertex) by magnitude and by whether it lies in Sweden. */
export function sniffCoordinateSystem(x: number, y: number): SniffedSystem {
  for (const axesSwapped of [false, true]) {
    const [east, north] = axesSwapped ? [y, x] : [x, y];
    const candidates = coordinateSystems.filter(({ epsg }) => fitsSweden(epsg, east, north)).map(({ epsg }) => epsg);
    if (candidates.length > 0) return { candidates, axesSwapped };
  }
  return { candidates: [], axesSwapped: false };
}
