// The areas' topology, decoded once: polygons, neighbours, and borders that follow any assignment at once.
import type { FeatureCollection, MultiLineString, MultiPolygon, Polygon } from "geojson";
import { feature, mesh, neighbors } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { AreaProperties } from "../../api/contract/divisions.ts";

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
  /** Lines between areas for which `parted` says true. */
  readonly bordersBetween: (parted: (indexA: number, indexB: number) => boolean) => MultiLineString;
  /** The lines that only one area has: the outer border. */
  readonly outline: MultiLineString;
}

type AreaTopology = Topology<{ areas: GeometryCollection<AreaProperties> }>;

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
  const indexOf = (geometry: object) => Number((geometry as { id?: string | number }).id);
  return {
    areaCount: geometries.length,
    polygons,
    properties: polygons.features.map((area) => area.properties),
    bounds: polygons.features.map((area) => boundsOf(area.geometry)),
    neighbours: neighbors(geometries as Parameters<typeof neighbors>[0]),
    bordersBetween: (parted) =>
      mesh(topology as AreaTopology, ordered, (a, b) => a !== b && parted(indexOf(a), indexOf(b))),
    outline: mesh(topology as AreaTopology, ordered, (a, b) => a === b),
  };
}

/** The smallest box round some areas (all of them when none is named). */
export function boundsAround(geography: AreaGeography, areaIndexes?: readonly number[]): Bounds {
  const boxes = areaIndexes?.length ? areaIndexes.map((index) => geography.bounds[index]!) : geography.bounds;
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}

/** Connected regions of one team (area_index lists, largest first) by the topology's neighbours. */
export function regionsOf(
  geography: AreaGeography,
  teamIndexes: readonly number[],
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
