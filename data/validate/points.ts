// Positions of rows: a layer's points, or coordinates in columns whose system is recognised by size or chosen by a person.
import type { Geometry, Position } from "geojson";
import { coordinateSystem, sniffCoordinateSystem, toSweref99Tm } from "../coordinate-systems.ts";
import { type Issue, issue } from "../issues.ts";
import { columnOf } from "../mapping/mapping.ts";
import type { CheckInput, Field } from "../purposes/purpose.ts";
import { decimalSignOf, readNumber } from "./numbers.ts";

/** East and north in EPSG:3006. */
export type Point = readonly [east: number, north: number];

/** Columns with coordinates: degrees, SWEREF 99 or RT 90. */
export const coordinateFields: readonly Field[] = [
  {
    key: "east",
    name: { sv: "Longitud eller östlig koordinat", en: "Longitude or easting" },
    required: false,
    repeated: false,
    headings: [
      /^(lon|long|longitude|longitud|lng|e|x|east|easting|ost|o|koordinato|coordinateswerefe|sweref99tme|sweref99e|swerefe|sweref99tme|sweref99e|xkoordinat|xcoord|labellon)$/,
    ],
  },
  {
    key: "north",
    name: { sv: "Latitud eller nordlig koordinat", en: "Latitude or northing" },
    required: false,
    repeated: false,
    headings: [
      /^(lat|latitude|latitud|n|y|north|northing|nord|koordinatn|coordinateswerefn|sweref99tmn|sweref99n|swerefn|sweref99tmn|sweref99n|ykoordinat|ycoord|labellat)$/,
    ],
  },
];

function averageOf(positions: readonly Position[]): Point | null {
  if (positions.length === 0) return null;
  const east = positions.reduce((sum, [x = 0]) => sum + x, 0);
  const north = positions.reduce((sum, [, y = 0]) => sum + y, 0);
  return [east / positions.length, north / positions.length];
}

/** The position of a feature: its point, or the middle of its corners when it is a building. */
function pointOfGeometry(geometry: Geometry | null): Point | null {
  if (geometry === null) return null;
  switch (geometry.type) {
    case "Point":
      return averageOf([geometry.coordinates]);
    case "MultiPoint":
      return averageOf(geometry.coordinates.slice(0, 1));
    case "Polygon":
      return averageOf(geometry.coordinates[0]?.slice(1) ?? []);
    case "MultiPolygon":
      return averageOf(geometry.coordinates[0]?.[0]?.slice(1) ?? []);
    default:
      return null;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Positions row by row (same order as the table's rows); null where a row has none. Troubles are added to `issues`. */
export function readPoints({ table, mapping, context }: CheckInput, issues: Issue[]): (Point | null)[] {
  const eastColumn = columnOf(table, mapping, "east");
  const northColumn = columnOf(table, mapping, "north");
  if (table.coordinateSystem !== null && table.isConverted && table.rows.some(({ geometry }) => geometry !== null)) {
    return table.rows.map(({ geometry }) => pointOfGeometry(geometry));
  }
  if (eastColumn === -1 || northColumn === -1) return table.rows.map(() => null);
  const sign = decimalSignOf(
    table.rows.flatMap(({ cells }) => [cells[eastColumn] ?? null, cells[northColumn] ?? null]),
  );
  const raw = table.rows.map(({ row, cells }) => {
    const [east, north] = [eastColumn, northColumn].map((index) => {
      const reading = readNumber(cells[index] ?? null, sign === "unknown" ? "." : sign);
      if (reading.kind === "trouble")
        issues.push(issue("point.not-a-number", { row, column: table.columns[index]?.name ?? "" }));
      return reading.kind === "number" ? reading.value : null;
    });
    return east == null || north == null || (east === 0 && north === 0) ? null : ([east, north] as const);
  });
  const present = raw.filter((point) => point !== null);
  if (present.length === 0) return raw;
  const { candidates, axesSwapped } = sniffCoordinateSystem(
    median(present.map(([x]) => x)),
    median(present.map(([, y]) => y)),
  );
  const epsg = context.chosenEpsg ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (epsg === undefined || !coordinateSystem(epsg)) {
    const names = candidates.map((candidate) => coordinateSystem(candidate)?.name ?? String(candidate)).join(", ");
    issues.push(
      candidates.length > 1
        ? issue("crs.ambiguous", { file: table.fileName, candidates: names })
        : issue("crs.unknown", { file: table.fileName }),
    );
    return raw.map(() => null);
  }
  const convert = toSweref99Tm(epsg);
  return raw.map((point) => {
    if (point === null) return null;
    return axesSwapped ? convert(point[1], point[0]) : convert(point[0], point[1]);
  });
}
