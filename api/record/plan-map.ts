// A plan as a vector map: teams merged from the areas' topology, so that neighbouring colours meet without gaps.
import type { FeatureCollection, MultiLineString, MultiPolygon, Position } from "geojson";
import { merge, mesh } from "topojson-client";
import { topology } from "topojson-server";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { RecordMap } from "../contract/record.ts";
import { placeLetters } from "./map-letters.ts";

export interface MapArea {
  /** In EPSG:3006. */
  readonly geometry: MultiPolygon;
  readonly labelM: readonly [number, number];
  readonly areaM2: number;
}

export interface MapTeam {
  readonly letter: string;
  readonly name: string;
  readonly colour: string;
}

const mapWidth = 1000;
const tallestMap = 1200;
/** Steps across the map: a tenth of a millimetre on paper. */
const quantizationSteps = 2000;

type AreaTopology = Topology<{ areas: GeometryCollection<{ index: number }> }>;
type AreaGeometry = GeometryCollection<{ index: number }>["geometries"][number];

/** `teamIndexes` and `changed` are by area_index. */
export function drawPlanMap(
  areas: readonly MapArea[],
  teams: readonly MapTeam[],
  teamIndexes: readonly number[],
  changed: readonly boolean[],
): RecordMap {
  const plane = planeOf(areas);
  const collection: FeatureCollection<MultiPolygon, { index: number }> = {
    type: "FeatureCollection",
    features: areas.map(({ geometry }, index) => ({ type: "Feature", properties: { index }, geometry })),
  };
  const shapes = topology({ areas: collection }, quantizationSteps) as unknown as AreaTopology;
  const { geometries } = shapes.objects.areas;
  const indexOf = (geometry: object): number => (geometry as { properties: { index: number } }).properties.index;
  const teamOf = (geometry: object): number => teamIndexes[indexOf(geometry)]!;
  const merged = (isIncluded: (index: number) => boolean): MultiPolygon => {
    const chosen = geometries.filter((geometry) => isIncluded(indexOf(geometry)));
    return merge(shapes, chosen as Parameters<typeof merge>[1]);
  };
  const mergedPath = (isIncluded: (index: number) => boolean) => polygonPath(merged(isIncluded), plane.toUnits);
  const teamShapes = teams.map((_team, teamIndex) => merged((index) => teamIndexes[index] === teamIndex));
  const labels = placeLetters(teamShapes, areas, teamIndexes, plane);
  const bordersPath = (isDrawn: (one: AreaGeometry, other: AreaGeometry) => boolean): string =>
    linePath(mesh(shapes, shapes.objects.areas, isDrawn as Parameters<typeof mesh>[2]), plane.toUnits);
  return {
    width: mapWidth,
    height: plane.height,
    teams: teams.map((team, teamIndex) => ({
      ...team,
      path: polygonPath(teamShapes[teamIndex]!, plane.toUnits),
      labels: labels[teamIndex]!,
    })),
    unassignedPath: mergedPath((index) => teamIndexes[index]! < 0),
    changedPath: mergedPath((index) => changed[index]!),
    areaBorders: bordersPath((one, other) => one !== other && teamOf(one) === teamOf(other)),
    teamBorders: bordersPath((one, other) => one === other || teamOf(one) !== teamOf(other)),
    scale: scaleOf(plane.metresPerUnit),
  };
}

export interface Plane {
  readonly height: number;
  readonly metresPerUnit: number;
  readonly toUnits: (position: Position) => [number, number];
}

/** The areas fitted into the map's width, north upwards. */
function planeOf(areas: readonly MapArea[]): Plane {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of areas) {
    for (const [x, y] of geometry.coordinates.flat(2) as [number, number][]) {
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
  }
  const metresPerUnit = Math.max((east - west) / mapWidth, (north - south) / tallestMap, 1e-3);
  const marginUnits = (mapWidth - (east - west) / metresPerUnit) / 2;
  return {
    metresPerUnit,
    height: Math.max(1, Math.ceil((north - south) / metresPerUnit)),
    toUnits: ([x, y]) => [(x! - west) / metresPerUnit + marginUnits, (north - y!) / metresPerUnit],
  };
}

const written = (value: number): string => String(Math.round(value * 10) / 10);

function ringPath(ring: readonly Position[], toUnits: Plane["toUnits"]): string {
  return ring
    .map((position, index) => `${index === 0 ? "M" : "L"}${toUnits(position).map(written).join(" ")}`)
    .join("");
}

function polygonPath({ coordinates }: MultiPolygon, toUnits: Plane["toUnits"]): string {
  return coordinates.flatMap((rings) => rings.map((ring) => `${ringPath(ring, toUnits)}Z`)).join("");
}

function linePath({ coordinates }: MultiLineString, toUnits: Plane["toUnits"]): string {
  return coordinates.map((line) => ringPath(line, toUnits)).join("");
}

/** A round length of at most a quarter of the map. */
function scaleOf(metresPerUnit: number): RecordMap["scale"] {
  const most = (mapWidth / 4) * metresPerUnit;
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const lengthM = ([5, 2, 1].find((step) => step * magnitude <= most) ?? 1) * magnitude;
  return { lengthM, width: Math.round(lengthM / metresPerUnit) };
}
