// The areas' topology, decoded once: polygons, neighbours, and borders that follow any assignment at once.
import type { FeatureCollection, MultiLineString, MultiPolygon, Polygon } from "geojson";
import { feature, mesh, neighbors } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { AreaProperties } from "../../api/contract/divisions.ts";
import { areaFinder } from "./area-finder.ts";

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

export interface AreaGeography {
  readonly areaCount: number;
  /** One polygon an area; the feature id is area_index. */
  readonly polygons: FeatureCollection<Polygon | MultiPolygon, AreaProperties>;
  /** By area_index. */
  readonly properties: readonly AreaProperties[];
  readonly bounds: readonly Bounds[];
  /** Areas that share a border, by area_index, taken from the topology's arcs. */
  readonly neighbours: readonly (readonly number[])[];
  /** The border of each two areas that touch; the feature id is its position. */
  readonly borders: FeatureCollection<MultiLineString, AreaPair>;
  /** The outer border of some areas together, by area_index: the lines that only one of them has. */
  readonly outlineOf: (areaIndexes: Iterable<number>) => MultiLineString;
  /** Whether an area has a part of the outer border. */
  readonly touchesOutside: (areaIndex: number) => boolean;
  /** The area a point (longitude, latitude) lies in, or null. */
  readonly areaAt: (longitude: number, latitude: number) => number | null;
}

/** Two areas by area_index, the lower first. */
export interface AreaPair {
  readonly a: number;
  readonly b: number;
}

type AreaTopology = Topology<{ areas: GeometryCollection<AreaProperties> }>;

/** The one or two areas on the sides of each arc. */
function sidesOfArcs(topology: AreaTopology, geometries: GeometryCollection["geometries"]): number[][] {
  const sides: number[][] = topology.arcs.map(() => []);
  for (const [area, geometry] of geometries.entries()) {
    const arcs = ("arcs" in geometry ? geometry.arcs.flat(2) : []) as number[];
    for (const arc of new Set(arcs.map((each) => (each < 0 ? ~each : each)))) sides[arc]!.push(area);
  }
  return sides;
}

function bordersOf(topology: AreaTopology, sides: readonly (readonly number[])[]): AreaGeography["borders"] {
  const pairs = new Map<string, { pair: AreaPair; arcs: number[][] }>();
  for (const [arc, [a, b]] of sides.entries()) {
    if (a === undefined || b === undefined) continue;
    const key = `${a} ${b}`;
    const known = pairs.get(key);
    if (known) known.arcs.push([arc]);
    else pairs.set(key, { pair: { a, b }, arcs: [[arc]] });
  }
  return {
    type: "FeatureCollection",
    features: Array.from(pairs.values(), ({ pair, arcs }, id) => {
      const line = feature(topology, { type: "MultiLineString", arcs, properties: pair });
      return { ...line, id } as AreaGeography["borders"]["features"][number];
    }),
  };
}

function boundsOf(geometry: Polygon | MultiPolygon): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat()) {
    for (const [x, y] of ring) {
      west = Math.min(west, x!);
      east = Math.max(east, x!);
      south = Math.min(south, y!);
      north = Math.max(north, y!);
    }
  }
  return [west, south, east, north];
}

/** Decodes the service's TopoJSON. A topology without the object `areas` is a fault and throws. */
export function decodeAreas(topology: Topology): AreaGeography {
  const { areas } = (topology as AreaTopology).objects;
  if (areas?.type !== "GeometryCollection") {
    throw new Error(`Expected the object "areas" in the topology; found ${Object.keys(topology.objects).join(", ")}.`);
  }
  const geometries = areas.geometries.toSorted((a, b) => Number(a.id) - Number(b.id));
  geometries.forEach((geometry, position) => {
    if (Number(geometry.id) !== position) throw new Error(`Expected area_index ${position}; found ${geometry.id}.`);
  });
  const ordered = { ...areas, geometries } as GeometryCollection<AreaProperties>;
  const polygons = feature(topology as AreaTopology, ordered) as AreaGeography["polygons"];
  const sides = sidesOfArcs(topology as AreaTopology, geometries);
  const outer = new Set(sides.flatMap((own) => (own.length === 1 ? own : [])));
  const bounds = polygons.features.map((area) => boundsOf(area.geometry));
  return {
    areaCount: geometries.length,
    polygons,
    properties: polygons.features.map((area) => area.properties),
    bounds,
    neighbours: neighbors(geometries as Parameters<typeof neighbors>[0]),
    borders: bordersOf(topology as AreaTopology, sides),
    outlineOf: (areaIndexes) => {
      const some = { ...ordered, geometries: Array.from(areaIndexes, (area) => geometries[area]!) };
      return mesh(topology as AreaTopology, some as typeof ordered, (a, b) => a === b);
    },
    touchesOutside: (areaIndex) => outer.has(areaIndex),
    areaAt: areaFinder(
      polygons.features.map((area) => area.geometry),
      bounds,
    ),
  };
}

/** The smallest box round some areas (all of them when none is named). */
export function boundsAround(geography: AreaGeography, areaIndexes?: readonly number[]): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of areaIndexes?.length ? areaIndexes.map((index) => geography.bounds[index]!) : geography.bounds) {
    [west, south] = [Math.min(west, box[0]), Math.min(south, box[1])];
    [east, north] = [Math.max(east, box[2]), Math.max(north, box[3])];
  }
  return [west, south, east, north];
}

/** Connected regions of one team (area_index lists, largest first) by the topology's neighbours. */
export function regionsOf(
  geography: AreaGeography,
  teamIndexes: ArrayLike<number>,
): { team: number; areas: number[] }[] {
  const seen = new Uint8Array(geography.areaCount);
  const regions: { team: number; areas: number[] }[] = [];
  for (let start = 0; start < geography.areaCount; start++) {
    const team = teamIndexes[start] ?? -1;
    if (seen[start] || team < 0) continue;
    const areas = [start];
    seen[start] = 1;
    for (let next = 0; next < areas.length; next++) {
      for (const other of geography.neighbours[areas[next]!]!) {
        if (seen[other] || teamIndexes[other] !== team) continue;
        seen[other] = 1;
        areas.push(other);
      }
    }
    regions.push({ team, areas });
  }
  return regions.sort((a, b) => b.areas.length - a.areas.length);
}

/** Where a region's letter stands: the label point nearest the region's middle, areas weighted by surface^½. */
export function labelPointOf(geography: AreaGeography, areas: readonly number[]): [number, number] {
  let [sumX, sumY, sum] = [0, 0, 0];
  for (const area of areas) {
    const { labelPoint, areaM2 } = geography.properties[area]!;
    const weight = Math.sqrt(areaM2);
    sumX += weight * labelPoint[0];
    sumY += weight * labelPoint[1];
    sum += weight;
  }
  const [middleX, middleY] = [sumX / sum, sumY / sum];
  let best = geography.properties[areas[0]!]!.labelPoint;
  let bestDistance = Infinity;
  for (const area of areas) {
    const point = geography.properties[area]!.labelPoint;
    // Degrees of longitude are about half as long as degrees of latitude at 62° north.
    const distance = ((point[0] - middleX) * Math.cos((middleY * Math.PI) / 180)) ** 2 + (point[1] - middleY) ** 2;
    if (distance < bestDistance) [best, bestDistance] = [point, distance];
  }
  return [best[0], best[1]];
}
