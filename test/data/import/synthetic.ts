// Small made-up files for import tests: a grid of square areas as GeoJSON, and tables written out as text.
import { textFile } from "./imports.ts";

export interface Square {
  readonly code: string | null;
  readonly name?: string;
  /** Column and row of the grid. */
  readonly at: readonly [number, number];
  /** Another geometry than the square. */
  readonly geometry?: unknown;
}

const [originEast, originNorth, sizeM] = [618_000, 6_919_000, 1_000];

/** Corners of a square of the grid in EPSG:3006, closed. */
export function squareRing([column, row]: readonly [number, number]): number[][] {
  const [east, north] = [originEast + column * sizeM, originNorth + row * sizeM];
  return [
    [east, north],
    [east + sizeM, north],
    [east + sizeM, north + sizeM],
    [east, north + sizeM],
    [east, north],
  ];
}

/** A layer of areas as GeoJSON; `epsg` null leaves the coordinate system out. */
export function areasFile(squares: readonly Square[], epsg: number | null = 3006): Uint8Array {
  const features = squares.map(({ code, name, at, geometry }) => ({
    type: "Feature",
    properties: { NYKO: code, NAMN: name ?? `Område ${code}` },
    geometry: geometry === undefined ? { type: "Polygon", coordinates: [squareRing(at)] } : geometry,
  }));
  const crs = epsg === null ? {} : { crs: { type: "name", properties: { name: `urn:ogc:def:crs:EPSG::${epsg}` } } };
  return textFile(JSON.stringify({ type: "FeatureCollection", ...crs, features }));
}

/** Eight areas of NYKO level 4 in two rows, in the level-1 areas 0 and 1. */
export const nykoSquares: readonly Square[] = ["0101", "0102", "0201", "0202", "1101", "1102", "1201", "1202"].map(
  (code, index) => ({
    code,
    at: [index % 4, Math.floor(index / 4)],
  }),
);

/** Rows joined by semicolons and line breaks. */
export function csv(...rows: readonly (readonly (string | number)[])[]): Uint8Array {
  return textFile(rows.map((row) => row.join(";")).join("\r\n"));
}
