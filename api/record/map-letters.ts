// Where the teams' letters stand on the record's map: on every part of a team that has room, so that no part is told by colour alone.
import type { MultiPolygon, Position } from "geojson";
import type { RecordMap } from "../contract/record.ts";
import type { MapArea, Plane } from "./plan-map.ts";

type Letter = RecordMap["teams"][number]["labels"][number];
type Polygon = MultiPolygon["coordinates"][number];

const usualRadius = 26;
const smallRadius = 14;
const frameWidth = 8;

/**
 * The letters of each team in the map's units, on its largest part first. `shapes` are the teams' merged outlines and
 * `teamIndexes` by area_index. A part as large as a letter's ring has one, a smaller part a smaller one, a speck none;
 * none stands on another. A team's largest part always has its own.
 */
export function placeLetters(
  shapes: readonly MultiPolygon[],
  areas: readonly MapArea[],
  teamIndexes: readonly number[],
  plane: Plane,
): Letter[][] {
  const parts = shapes.flatMap(({ coordinates }, teamIndex) =>
    coordinates
      .map((polygon) => ({ teamIndex, polygon, surface: surfaceOf(polygon) / plane.metresPerUnit ** 2 }))
      .sort((a, b) => b.surface - a.surface)
      .map((part, order) => ({ ...part, isLargest: order === 0 })),
  );
  parts.sort((a, b) => Number(b.isLargest) - Number(a.isLargest) || b.surface - a.surface);
  const letters: Letter[][] = shapes.map(() => []);
  for (const { teamIndex, polygon, surface, isLargest } of parts) {
    const radius = isLargest ? usualRadius : radiusFor(surface);
    if (radius === null) continue;
    const inPicture = roomIn(plane, radius);
    const own = areas.filter(
      ({ labelM }, index) => teamIndexes[index] === teamIndex && inPicture.holds(plane.toUnits([...labelM])),
    );
    const [x, y] = inPicture.nearest(plane.toUnits(middleOf(polygon, own)));
    const isFree = letters.flat().every((other) => Math.hypot(other.x - x, other.y - y) > other.radius + radius);
    if (isLargest || isFree) letters[teamIndex]!.push({ x, y, radius });
  }
  return letters;
}

/** Where a ring has room: whole in the picture, and off its frame. */
function roomIn({ width, height }: Plane, radius: number) {
  const least = radius + frameWidth;
  const most = [width - least, Math.max(least, height - least)] as const;
  const nearest = (position: readonly [number, number]) =>
    position.map((at, axis) => Math.round(Math.min(Math.max(at, least), most[axis]!))) as [number, number];
  const holds = ([x, y]: readonly [number, number]) => x >= least && x <= most[0] && y >= least && y <= most[1];
  return { nearest, holds };
}

function radiusFor(surface: number): number | null {
  return [usualRadius, smallRadius].find((radius) => surface >= Math.PI * radius ** 2) ?? null;
}

function ringSurface(ring: readonly Position[]): number {
  const [x0, y0] = ring[0] as [number, number];
  let twice = 0;
  for (let at = 1; at < ring.length; at += 1) {
    const [before, here] = [ring[at - 1]!, ring[at]!];
    twice += (before[0]! - x0) * (here[1]! - y0) - (here[0]! - x0) * (before[1]! - y0);
  }
  return Math.abs(twice) / 2;
}

/** Square metres without the holes. */
function surfaceOf([outer, ...holes]: Polygon): number {
  return holes.reduce((sum, hole) => sum - ringSurface(hole), ringSurface(outer!));
}

/** The label point of an area within that is large and near the part's middle; of an area's own island, a point inside. */
function middleOf(polygon: Polygon, areas: readonly MapArea[]): [number, number] {
  const within = areas.filter(({ labelM }) => isInside(labelM, polygon));
  const surface = within.reduce((sum, { areaM2 }) => sum + areaM2, 0);
  if (surface <= 0) return widestMiddle(polygon);
  const middle = [0, 1].map(
    (axis) => within.reduce((sum, area) => sum + area.labelM[axis]! * area.areaM2, 0) / surface,
  );
  const room = ({ labelM, areaM2 }: MapArea) =>
    areaM2 / (1 + ((labelM[0] - middle[0]!) ** 2 + (labelM[1] - middle[1]!) ** 2) / surface);
  const [x, y] = within.reduce((best, area) => (room(area) > room(best) ? area : best)).labelM;
  return [x, y];
}

/** Where a line of latitude crosses the rings, from west to east. */
function crossings(polygon: Polygon, y: number): number[] {
  return polygon
    .flatMap((ring) =>
      ring.slice(1).flatMap((to, at) => {
        const from = ring[at]!;
        if (from[1]! > y === to[1]! > y) return [];
        return [from[0]! + ((y - from[1]!) / (to[1]! - from[1]!)) * (to[0]! - from[0]!)];
      }),
    )
    .sort((a, b) => a - b);
}

function isInside([x, y]: readonly [number, number], polygon: Polygon): boolean {
  return crossings(polygon, y).filter((crossing) => crossing > x).length % 2 === 1;
}

/** The middle of the widest stretch halfway up. */
function widestMiddle(polygon: Polygon): [number, number] {
  const heights = polygon[0]!.map((position) => position[1]!);
  const south = heights.reduce((least, height) => Math.min(least, height));
  const y = (south + heights.reduce((most, height) => Math.max(most, height))) / 2;
  const edges = crossings(polygon, y);
  let [west, east] = [edges[0]!, edges[1]!];
  for (let at = 2; at + 1 < edges.length; at += 2) {
    if (edges[at + 1]! - edges[at]! > east - west) [west, east] = [edges[at]!, edges[at + 1]!];
  }
  return [(west + east) / 2, y];
}
