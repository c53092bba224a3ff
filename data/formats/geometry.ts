// Checks and cleans one geometry of a file: two dimensions, finite coordinates, closed rings, collections reduced to their polygons.
import type { Geometry, Position } from "geojson";
import { type Issue, issue } from "../issues.ts";

/** A geometry as it may be used, its number of vertices, and what had to be said about it. */
export interface CleanedGeometry {
  /** Null when the feature has none, or one that cannot be used. */
  readonly geometry: Geometry | null;
  readonly vertexCount: number;
  readonly issues: readonly Issue[];
}

class UnusableGeometry extends Error {
  readonly code: "geometry.malformed" | "geometry.invalid-coordinate";
  constructor(code: UnusableGeometry["code"]) {
    super(code);
    this.code = code;
  }
}

interface Tally {
  vertexCount: number;
  closedRings: number;
  reducedCollections: number;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new UnusableGeometry("geometry.malformed");
  return value;
}

function position(value: unknown, tally: Tally): Position {
  const [x, y] = list(value);
  if (typeof x !== "number" || typeof y !== "number" || !Number.isFinite(x) || !Number.isFinite(y)) {
    throw new UnusableGeometry("geometry.invalid-coordinate");
  }
  tally.vertexCount += 1;
  return [x, y];
}

const positions = (value: unknown, tally: Tally): Position[] => list(value).map((each) => position(each, tally));

function ring(value: unknown, tally: Tally): Position[] {
  const vertices = positions(value, tally);
  const first = vertices[0];
  const last = vertices.at(-1);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) {
    vertices.push([...first]);
    tally.closedRings += 1;
  }
  if (vertices.length < 4) throw new UnusableGeometry("geometry.malformed");
  return vertices;
}

const rings = (value: unknown, tally: Tally): Position[][] => list(value).map((each) => ring(each, tally));
const polygons = (value: unknown, tally: Tally): Position[][][] =>
  list(value).flatMap((each) => (list(each).length === 0 ? [] : [rings(each, tally)]));

/** The polygons of a collection as one multipolygon; without polygons, its only part; else it cannot be used. */
function reduceCollection(members: readonly unknown[], tally: Tally): Geometry | null {
  const parts = members.map((member) => convert(member, tally)).filter((part) => part !== null);
  const areas = parts.flatMap((part) =>
    part.type === "Polygon" ? [part.coordinates] : part.type === "MultiPolygon" ? part.coordinates : [],
  );
  tally.reducedCollections += 1;
  if (areas.length > 0)
    return areas[0] && areas.length === 1 ? polygon(areas[0]) : { type: "MultiPolygon", coordinates: areas };
  if (parts.length > 1) throw new UnusableGeometry("geometry.malformed");
  return parts[0] ?? null;
}

const polygon = (coordinates: Position[][]): Geometry => ({ type: "Polygon", coordinates });

function convert(value: unknown, tally: Tally): Geometry | null {
  if (value === null || value === undefined) return null;
  const { type, coordinates, geometries } = value as { type?: unknown; coordinates?: unknown; geometries?: unknown };
  if (type === "GeometryCollection")
    return list(geometries).length === 0 ? null : reduceCollection(list(geometries), tally);
  if (list(coordinates).length === 0) return null;
  switch (type) {
    case "Point":
      return { type, coordinates: position(coordinates, tally) };
    case "MultiPoint":
    case "LineString":
      return { type, coordinates: positions(coordinates, tally) };
    case "MultiLineString":
      return { type, coordinates: list(coordinates).map((each) => positions(each, tally)) };
    case "Polygon":
      return { type, coordinates: rings(coordinates, tally) };
    case "MultiPolygon": {
      const areas = polygons(coordinates, tally);
      return areas.length === 0 ? null : { type, coordinates: areas };
    }
    default:
      throw new UnusableGeometry("geometry.malformed");
  }
}

/**
 * A GeoJSON geometry of any type and from any source, cleaned: height and measure dropped, open rings closed, collections reduced to
 * their polygons. What cannot be used becomes null with an issue on its row; the row itself is kept by the caller.
 */
export function cleanGeometry(value: unknown, row: number): CleanedGeometry {
  const tally: Tally = { vertexCount: 0, closedRings: 0, reducedCollections: 0 };
  try {
    const geometry = convert(value, tally);
    const issues = [
      ...(geometry === null ? [issue("geometry.missing", { row })] : []),
      ...(tally.closedRings > 0 ? [issue("geometry.ring-closed", { row })] : []),
      ...(tally.reducedCollections > 0 ? [issue("geometry.collection-reduced", { row })] : []),
    ];
    return { geometry, vertexCount: tally.vertexCount, issues };
  } catch (error) {
    if (!(error instanceof UnusableGeometry)) throw error;
    return { geometry: null, vertexCount: tally.vertexCount, issues: [issue(error.code, { row })] };
  }
}

type PositionMapper = (x: number, y: number) => [number, number];

/** The same geometry with every position mapped. */
export function mapPositions(geometry: Geometry, mapper: PositionMapper): Geometry {
  const one = ([x = Number.NaN, y = Number.NaN]: Position): Position => mapper(x, y);
  switch (geometry.type) {
    case "Point":
      return { type: geometry.type, coordinates: one(geometry.coordinates) };
    case "MultiPoint":
    case "LineString":
      return { type: geometry.type, coordinates: geometry.coordinates.map(one) };
    case "MultiLineString":
    case "Polygon":
      return { type: geometry.type, coordinates: geometry.coordinates.map((part) => part.map(one)) };
    case "MultiPolygon":
      return {
        type: geometry.type,
        coordinates: geometry.coordinates.map((area) => area.map((part) => part.map(one))),
      };
    case "GeometryCollection":
      throw new Error("Expected a cleaned geometry, found a GeometryCollection");
  }
}

/** Calls `visit` with every position of a cleaned geometry until it answers false; true when it never did. */
export function everyPosition(geometry: Geometry, visit: (x: number, y: number) => boolean): boolean {
  const walk = (value: unknown): boolean => {
    const items = value as readonly unknown[];
    if (typeof items[0] === "number") return visit(items[0], items[1] as number);
    return items.every(walk);
  };
  return geometry.type === "GeometryCollection" ? true : walk(geometry.coordinates);
}
