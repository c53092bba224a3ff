// Where the teams' letters stand on the record's map: on every part of a team that has room, so that no part is told by colour alone.
import type { MultiPolygon, Position } from "geojson";
import type { RecordMap } from "../contract/record.ts";
import { type Box, widestPlace } from "./widest-place.ts";

type Letter = RecordMap["teams"][number]["labels"][number];
type Polygon = MultiPolygon["coordinates"][number];

const usualRadius = 26;
const smallRadius = 14;
const frameWidth = 8;

/** What a place in the map is reckoned by. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly toUnits: (position: Position) => [number, number];
}

/**
 * The letters of each team in the map's units, on its largest part first; `shapes` are the teams' merged outlines. A letter
 * stands where its part is widest, whole in the picture: with its usual ring where that has room, else with a smaller one.
 * A part without room for that has none, but a team's largest part always has its own. None stands on another but where
 * the largest part of a team is narrower than its ring.
 */
export function placeLetters(shapes: readonly MultiPolygon[], { width, height, toUnits }: Picture): Letter[][] {
  const frame: Box = { left: frameWidth, top: frameWidth, right: width - frameWidth, bottom: height - frameWidth };
  const parts = shapes.flatMap(({ coordinates }, teamIndex) =>
    coordinates
      .map((polygon) => polygon.map((ring) => ring.map(toUnits)))
      .map((polygon) => ({ teamIndex, polygon, surface: surfaceOf(polygon) }))
      .sort((a, b) => b.surface - a.surface)
      .map((part, order) => ({ ...part, isLargest: order === 0 })),
  );
  parts.sort((a, b) => Number(b.isLargest) - Number(a.isLargest) || b.surface - a.surface);
  const letters: Letter[][] = shapes.map(() => []);
  for (const { teamIndex, polygon, surface, isLargest } of parts) {
    // No circle in it can be larger than the part.
    if (!isLargest && surface < Math.PI * smallRadius ** 2) continue;
    const place = widestPlace(polygon, frame);
    const radius = place.room >= usualRadius ? usualRadius : smallRadius;
    const [x, y] = [Math.round(place.x), Math.round(place.y)];
    const isFree = letters.flat().every((other) => Math.hypot(other.x - x, other.y - y) > other.radius + radius);
    if (isLargest || (place.room >= radius && isFree)) letters[teamIndex]!.push({ x, y, radius });
  }
  return letters;
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

/** Without the holes, in square units. */
function surfaceOf([outer, ...holes]: Polygon): number {
  return holes.reduce((sum, hole) => sum - ringSurface(hole), ringSurface(outer!));
}
