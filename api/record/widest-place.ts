// The place in a polygon that is farthest from its edges and from the picture's: where a mark has most room.
import type { Position } from "geojson";

type Polygon = readonly (readonly Position[])[];

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  /** Radius of the largest circle about it that lies in both; below 0 outside. */
  readonly room: number;
}

/** How near the widest place is found, in the polygon's units. */
const precision = 0.5;

/** A square that may hold a wider place than those that are known: no room in it is above `most`. */
interface Cell extends Place {
  readonly half: number;
  readonly most: number;
}

/**
 * Squares are halved where they may hold a wider place (the method of Mapbox' polylabel, Agafonkin 2016). `frame` must have
 * a place in it; a polygon that is wholly outside of it gives the place in the frame that is nearest to it.
 */
export function widestPlace(polygon: Polygon, frame: Box): Place {
  const [xs, ys] = [0, 1].map((axis) => polygon[0]!.map((position) => position[axis]!)) as [number[], number[]];
  const [left, right] = [within(least(xs), frame.left, frame.right), within(most(xs), frame.left, frame.right)];
  const [top, bottom] = [within(least(ys), frame.top, frame.bottom), within(most(ys), frame.top, frame.bottom)];
  const cellAt = (x: number, y: number, half: number): Cell => {
    const room = Math.min(
      roomInPolygon(x, y, polygon),
      x - frame.left,
      frame.right - x,
      y - frame.top,
      frame.bottom - y,
    );
    return { x, y, half, room, most: room + half * Math.SQRT2 };
  };
  let best = cellAt((left + right) / 2, (top + bottom) / 2, 0);
  const size = Math.max(Math.min(right - left, bottom - top), precision);
  const waiting: Cell[] = [];
  for (let x = left; x < right; x += size) {
    for (let y = top; y < bottom; y += size) waiting.push(cellAt(x + size / 2, y + size / 2, size / 2));
  }
  for (let cell = takeMost(waiting); cell && cell.most - best.room > precision; cell = takeMost(waiting)) {
    if (cell.room > best.room) best = cell;
    const half = cell.half / 2;
    for (const [x, y] of [
      [cell.x - half, cell.y - half],
      [cell.x + half, cell.y - half],
      [cell.x - half, cell.y + half],
      [cell.x + half, cell.y + half],
    ] as const) {
      const quarter = cellAt(x, y, half);
      if (quarter.room > best.room) best = quarter;
      if (quarter.most - best.room > precision) waiting.push(quarter);
    }
  }
  return { x: best.x, y: best.y, room: best.room };
}

const within = (value: number, from: number, to: number): number => Math.min(Math.max(value, from), to);
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));

/** Takes out the square that may hold the widest place. */
function takeMost(waiting: Cell[]): Cell | undefined {
  let found = 0;
  for (let at = 1; at < waiting.length; at += 1) if (waiting[at]!.most > waiting[found]!.most) found = at;
  const last = waiting.pop();
  if (last === undefined || found === waiting.length) return last;
  const taken = waiting[found]!;
  waiting[found] = last;
  return taken;
}

/** Distance to the nearest edge, below 0 outside of the polygon. */
function roomInPolygon(x: number, y: number, polygon: Polygon): number {
  let isInside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of polygon) {
    for (let at = 1; at < ring.length; at += 1) {
      const [x1, y1] = ring[at - 1] as [number, number];
      const [x2, y2] = ring[at] as [number, number];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) isInside = !isInside;
      const [dx, dy] = [x2 - x1, y2 - y1];
      const squared = dx * dx + dy * dy;
      const share = squared === 0 ? 0 : within(((x - x1) * dx + (y - y1) * dy) / squared, 0, 1);
      nearest = Math.min(nearest, (x - x1 - share * dx) ** 2 + (y - y1 - share * dy) ** 2);
    }
  }
  return (isInside ? 1 : -1) * Math.sqrt(nearest);
}
