// Where the areas of a division lie, as the drawing tools see them: points, neighbours, parents; no map and no page.
import { buildGraph } from "../../engine/graph.ts";
import type { Neighbours } from "./tallies.ts";

/** Longitude and latitude in degrees. */
export type Point = readonly [number, number];

export interface AreaField {
  readonly codes: readonly string[];
  readonly labelPoints: readonly Point[];
  /** With links added and cut by hand. */
  readonly neighbours: Neighbours;
  readonly areaAt: (point: Point) => number | null;
  /** Whether an area lies at the municipality's outer border. */
  readonly touchesOutside: (area: number) => boolean;
  readonly parents: ParentLevels;
}

/** The higher levels that areas can be taken by, finest first, and the areas of one parent. */
export interface ParentLevels {
  /** Digits of a code prefix; 0 is the parent that the areas themselves name. Only levels that group, each in its own way. */
  readonly levels: readonly number[];
  readonly parentCountAt: (level: number) => number;
  /** Code of an area's parent at a level; null where it has none. */
  readonly parentOf: (area: number, level: number) => string | null;
  readonly areasBeside: (area: number, level: number) => readonly number[];
}

/** NYKO's parents are prefixes of the code; other divisions name the parent of each area. */
export function parentLevels(
  kind: string,
  areas: readonly { readonly code: string; readonly parentCode: string | null }[],
): ParentLevels {
  const parentOf = (area: number, level: number) =>
    level === 0 ? areas[area]!.parentCode : areas[area]!.code.slice(0, level);
  const digits = Math.max(0, ...areas.map(({ code }) => code.length));
  const wanted =
    kind === "nyko" ? Array.from({ length: Math.max(0, digits - 1) }, (_, from) => digits - 1 - from) : [0];
  const parentCountAt = (level: number) => new Set(areas.map((_, area) => parentOf(area, level))).size;
  const counts = wanted.map(parentCountAt);
  // Prefixes nest: as many parents as at the next coarser level are the same ones, and its codes are shorter.
  const levels = wanted.filter(
    (_, place) => counts[place]! > 1 && counts[place]! < areas.length && counts[place] !== counts[place + 1],
  );
  return {
    levels,
    parentCountAt,
    parentOf,
    areasBeside: (area, level) => {
      const parent = parentOf(area, level);
      return parent === null ? [area] : [...areas.keys()].filter((other) => parentOf(other, level) === parent);
    },
  };
}

/** Neighbours in rows, from the adjacency's list of pairs. */
export function neighbourRows(
  areaCount: number,
  edges: readonly (readonly [number, number, ...unknown[]])[],
): Neighbours {
  const links = new Int32Array(2 * edges.length);
  for (const [place, [a, b]] of edges.entries()) {
    links[2 * place] = a;
    links[2 * place + 1] = b;
  }
  return buildGraph(areaCount, links, new Float64Array(edges.length));
}

const toMetresAt = (latitude: number) => Math.cos((latitude * Math.PI) / 180);

/** Square of the distance between two points, comparable at one latitude. */
export function squareDistance([x1, y1]: Point, [x2, y2]: Point): number {
  return ((x2 - x1) * toMetresAt(y1)) ** 2 + (y2 - y1) ** 2;
}

/** The area under a point and those nearest to it that hang together with it, `count` in all. */
export function nearestAreas(field: AreaField, at: Point, count: number): number[] {
  const first = field.areaAt(at);
  if (first === null) return [];
  const { adjacencyOffset, adjacencyTarget } = field.neighbours;
  const taken = [first];
  const distances = new Map<number, number>();
  const known = new Set(taken);
  const look = (area: number) => {
    for (let edge = adjacencyOffset[area]!; edge < adjacencyOffset[area + 1]!; edge++) {
      const next = adjacencyTarget[edge]!;
      if (known.has(next)) continue;
      known.add(next);
      distances.set(next, squareDistance(at, field.labelPoints[next]!));
    }
  };
  look(first);
  while (taken.length < count && distances.size > 0) {
    let [nearest, least] = [-1, Infinity];
    for (const [area, distance] of distances) if (distance < least) [nearest, least] = [area, distance];
    distances.delete(nearest);
    taken.push(nearest);
    look(nearest);
  }
  return taken;
}
