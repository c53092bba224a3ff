// A plan as a vector map: teams merged from the areas' topology, so that neighbouring colours meet without gaps.
import type { FeatureCollection, MultiLineString, MultiPolygon, Position } from "geojson";
import { merge, mesh } from "topojson-client";
import { topology } from "topojson-server";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { RecordMap } from "../contract/record.ts";
import { areasWithin, extentOf, findMapDetail, type MapWindow } from "./map-detail.ts";
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

export interface PlanMaps {
  readonly whole: RecordMap;
  /** An enlargement of where areas that change team are specks, and how many of them it shows; null where none is. */
  readonly detail: { readonly map: RecordMap; readonly shownCount: number } | null;
}

/** `teamIndexes` and `changed` are by area_index. */
export function drawPlanMaps(
  areas: readonly MapArea[],
  teams: readonly MapTeam[],
  teamIndexes: readonly number[],
  changed: readonly boolean[],
): PlanMaps {
  const plane = planeOf(extentOf(areas));
  const found = findMapDetail(areas, changed, plane.metresPerUnit);
  const whole = drawMap(areas, teams, teamIndexes, changed, plane);
  if (!found) return { whole, detail: null };
  const { window, shownCount } = found;
  const inside = areasWithin(areas, window);
  const own = <Value>(values: readonly Value[]) => inside.map(({ areaIndex }) => values[areaIndex]!);
  const enlarged = planeOf(window);
  const map = drawMap(
    inside.map(({ area }) => area),
    teams,
    own(teamIndexes),
    own(changed),
    enlarged,
  );
  return {
    whole: { ...whole, frame: frameOf(window, plane) },
    detail: { map: { ...map, frame: frameOf(window, enlarged) }, shownCount },
  };
}

function frameOf({ west, south, east, north }: MapWindow, { toUnits }: Plane): NonNullable<RecordMap["frame"]> {
  const [[x, y], [right, bottom]] = [toUnits([west, north]), toUnits([east, south])].map((corner) =>
    corner.map(Math.round),
  ) as [[number, number], [number, number]];
  return { x, y, width: right - x, height: bottom - y };
}

function drawMap(
  areas: readonly MapArea[],
  teams: readonly MapTeam[],
  teamIndexes: readonly number[],
  changed: readonly boolean[],
  plane: Plane,
): RecordMap {
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
  const labels = placeLetters(teamShapes, plane);
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
    frame: null,
  };
}

export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly metresPerUnit: number;
  readonly toUnits: (position: Position) => [number, number];
}

/** The window fitted into the map's width, north upwards. */
function planeOf({ west, south, east, north }: MapWindow): Plane {
  const metresPerUnit = Math.max((east - west) / mapWidth, (north - south) / tallestMap, 1e-3);
  const marginUnits = (mapWidth - (east - west) / metresPerUnit) / 2;
  return {
    metresPerUnit,
    width: mapWidth,
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
