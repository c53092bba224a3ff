// Which area the arrow keys lead to: the neighbour whose label point lies most in the direction pressed, and so that every area is reached.
import type { AreaGeography } from "./topology.ts";

const directions = ["up", "down", "left", "right"] as const;
export type Direction = (typeof directions)[number];
const vectors: Record<Direction, readonly [number, number]> = {
  up: [0, 1],
  down: [0, -1],
  left: [-1, 0],
  right: [1, 0],
};

export const directionOfKey: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** An arrow key of an area is a place in this list: four an area, in the order of `directions`; −1 leads nowhere. */
type Arrows = Int32Array;
const nowhere = -1;

/** Beyond so many areas the arrows are not mended: each try goes through all of them. */
const mostMended = 20_000;

const arrowsOf = new WeakMap<AreaGeography, Arrows>();

/**
 * The neighbour in a direction; where no neighbour lies within 60° of it (the coast, an island), the nearest area
 * that does. Null at the municipality's edge. An area that is nobody's first choice takes the key that it lies best for
 * of a neighbour whose own choice is reached from elsewhere, so that the arrows lead from any area to any other.
 */
export function neighbourInDirection(geography: AreaGeography, from: number, direction: Direction): number | null {
  let arrows = arrowsOf.get(geography);
  if (!arrows) {
    arrows = firstChoices(geography);
    if (geography.areaCount <= mostMended) mend(arrows, geography);
    arrowsOf.set(geography, arrows);
  }
  const next = arrows[4 * from + directions.indexOf(direction)]!;
  return next === nowhere ? null : next;
}

/** How far, and how much (1 = wholly, 0 = across) in the direction, an area lies from another. */
function lie(geography: AreaGeography, from: number, to: number, direction: Direction) {
  const [dx, dy] = vectors[direction];
  const [x0, y0] = geography.properties[from]!.labelPoint;
  const [x, y] = geography.properties[to]!.labelPoint;
  const [east, north] = [(x - x0) * Math.cos((y0 * Math.PI) / 180), y - y0];
  const distance = Math.hypot(east, north);
  return { distance, cosine: (east * dx + north * dy) / distance };
}

function firstChoices(geography: AreaGeography): Arrows {
  const all = [...geography.properties.keys()];
  return Int32Array.from({ length: 4 * geography.areaCount }, (_, key) => {
    const [from, direction] = [key >> 2, directions[key & 3]!];
    const best = (candidates: readonly number[], score: (distance: number, cosine: number) => number) => {
      let [found, foundScore] = [nowhere, -Infinity];
      for (const other of candidates) {
        if (other === from) continue;
        const { distance, cosine } = lie(geography, from, other, direction);
        if (!(cosine > 0.5)) continue;
        const own = score(distance, cosine);
        if (own > foundScore) [found, foundScore] = [other, own];
      }
      return found;
    };
    const neighbour = best(geography.neighbours[from]!, (_distance, cosine) => cosine);
    return neighbour === nowhere ? best(all, (distance, cosine) => cosine / distance) : neighbour;
  });
}

/** Gives keys to the areas that the first one's arrows do not lead to, then to those that do not lead back to it. */
function mend(arrows: Arrows, geography: AreaGeography): void {
  for (let progress = true; progress; ) {
    progress = false;
    for (const way of ["reached", "leading"] as const) {
      let marks = connected(arrows, way);
      for (let area = 0; area < geography.areaCount; area++) {
        if (marks[area] || !giveKey(arrows, geography, area, way)) continue;
        marks = connected(arrows, way);
        progress = true;
      }
    }
  }
}

/** Tries the keys of an area's neighbours (or its own) in order of direction, and keeps the first that connects more. */
function giveKey(arrows: Arrows, geography: AreaGeography, area: number, way: "reached" | "leading"): boolean {
  const [reached, leading] = [connected(arrows, "reached"), connected(arrows, "leading")];
  const own = way === "reached" ? reached : leading;
  const beside = geography.neighbours[area]!.filter((other) => own[other]);
  const others = beside.length > 0 ? beside : nearestOf(geography, area, own);
  const keys = others
    .flatMap((other) =>
      directions.map((direction, place) => {
        const [from, to] = way === "reached" ? [other, area] : [area, other];
        return { key: 4 * from + place, to, cosine: lie(geography, from, to, direction).cosine };
      }),
    )
    .sort((a, b) => b.cosine - a.cosine);
  for (const { key, to } of keys) {
    const before = arrows[key]!;
    arrows[key] = to;
    const [nowReached, nowLeading] = [connected(arrows, "reached"), connected(arrows, "leading")];
    const gain = (now: Uint8Array, then: Uint8Array) => count(now) - count(then);
    const [moreReached, moreLeading] = [gain(nowReached, reached), gain(nowLeading, leading)];
    if (way === "reached" ? moreReached > 0 : moreLeading > 0 && moreReached >= 0) return true;
    arrows[key] = before;
  }
  return false;
}

const count = (marks: Uint8Array) => marks.reduce((sum, mark) => sum + mark, 0);

/** The nearest area that is marked; none where no area is. */
function nearestOf(geography: AreaGeography, area: number, marks: Uint8Array): number[] {
  let [nearest, nearestDistance] = [nowhere, Infinity];
  for (const [other, mark] of marks.entries()) {
    if (!mark || other === area) continue;
    const { distance } = lie(geography, area, other, "up");
    if (distance < nearestDistance) [nearest, nearestDistance] = [other, distance];
  }
  return nearest === nowhere ? [] : [nearest];
}

/** Marks the areas that arrows lead to from the first area, or from which arrows lead to it. */
function connected(arrows: Arrows, way: "reached" | "leading"): Uint8Array {
  const areaCount = arrows.length / 4;
  const marks = new Uint8Array(areaCount);
  if (areaCount === 0) return marks;
  const origins: number[][] = way === "leading" ? Array.from({ length: areaCount }, () => []) : [];
  if (way === "leading") for (const [key, to] of arrows.entries()) if (to !== nowhere) origins[to]!.push(key >> 2);
  marks[0] = 1;
  for (const queue = [0]; queue.length > 0; ) {
    const area = queue.pop()!;
    const nexts = way === "leading" ? origins[area]! : arrows.subarray(4 * area, 4 * area + 4);
    for (const next of nexts) {
      if (next === nowhere || marks[next]) continue;
      marks[next] = 1;
      queue.push(next);
    }
  }
  return marks;
}
