// A plan as a vector map: teams merged from the areas' topology, so that neighbouring colours meet without gaps.
import type { FeatureCollection, MultiLineString, MultiPolygon, Position } from "geojson";
import { merge, mesh } from "topojson-client";
import { topology } from "topojson-server";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { RecordMap } from "../contract/record.ts";

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
  const mergedPath = (isIncluded: (index: number) => boolean): string => {
    const chosen = geometries.filter((geometry) => isIncluded(indexOf(geometry)));
    return polygonPath(merge(shapes, chosen as Parameters<typeof merge>[1]), plane.toUnits);
  };
  const bordersPath = (isDrawn: (one: AreaGeometry, other: AreaGeometry) => boolean): string =>
    linePath(mesh(shapes, shapes.objects.areas, isDrawn as Parameters<typeof mesh>[2]), plane.toUnits);
  return {
    width: mapWidth,
    height: plane.height,
    teams: teams.map((team, teamIndex) => ({
      ...team,
      path: mergedPath((index) => teamIndexes[index] === teamIndex),
      label: labelOf(areas, teamIndexes, teamIndex, plane.toUnits),
    })),
    unassignedPath: mergedPath((index) => teamIndexes[index]! < 0),
    changedPath: mergedPath((index) => changed[index]!),
    areaBorders: bordersPath((one, other) => one !== other && teamOf(one) === teamOf(other)),
    teamBorders: bordersPath((one, other) => one === other || teamOf(one) !== teamOf(other)),
    scale: scaleOf(plane.metresPerUnit),
  };
}

interface Plane {
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

/** Inside the team: the label point of an area that is large and near the team's middle. */
function labelOf(
  areas: readonly MapArea[],
  teamIndexes: readonly number[],
  teamIndex: number,
  toUnits: Plane["toUnits"],
): { x: number; y: number } | null {
  const own = areas.filter((_area, index) => teamIndexes[index] === teamIndex);
  const surface = own.reduce((sum, { areaM2 }) => sum + areaM2, 0);
  if (own.length === 0 || surface <= 0) return null;
  const middle = [0, 1].map((axis) => own.reduce((sum, area) => sum + area.labelM[axis]! * area.areaM2, 0) / surface);
  const room = ({ labelM, areaM2 }: MapArea) =>
    areaM2 / (1 + ((labelM[0] - middle[0]!) ** 2 + (labelM[1] - middle[1]!) ** 2) / surface);
  const [x, y] = toUnits([...own.reduce((best, area) => (room(area) > room(best) ? area : best)).labelM]);
  return { x: Math.round(x), y: Math.round(y) };
}

/** A round length of at most a quarter of the map. */
function scaleOf(metresPerUnit: number): RecordMap["scale"] {
  const most = (mapWidth / 4) * metresPerUnit;
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const lengthM = ([5, 2, 1].find((step) => step * magnitude <= most) ?? 1) * magnitude;
  return { lengthM, width: Math.round(lengthM / metresPerUnit) };
}
