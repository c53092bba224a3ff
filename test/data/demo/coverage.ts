// Reads a delivered areas file as a coverage: its rings, its edges and who shares each edge.
import type { FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";

/** An area as delivered. */
export interface DeliveredArea {
  code: string;
  polygons: Position[][][];
}

/** An edge of the coverage: which areas have it, by direction. */
interface CoverageEdge {
  from: Position;
  to: Position;
  lengthM: number;
  /** Areas that run along it from `from` to `to`, and those that run the other way. */
  forward: number[];
  backward: number[];
}

export function readAreas(bytes: Uint8Array): DeliveredArea[] {
  const collection = JSON.parse(new TextDecoder().decode(bytes)) as FeatureCollection<Polygon | MultiPolygon>;
  return collection.features.map(({ properties, geometry }) => ({
    code: properties!.NYKO as string,
    polygons: geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
  }));
}

export function collectEdges(areas: readonly DeliveredArea[]): CoverageEdge[] {
  const edges = new Map<string, CoverageEdge>();
  for (const [index, { polygons }] of areas.entries()) {
    for (const ring of polygons.flat()) {
      for (let i = 0; i + 1 < ring.length; i++) {
        const [a, b] = [ring[i]!, ring[i + 1]!];
        const isForward = a[0]! < b[0]! || (a[0] === b[0] && a[1]! < b[1]!);
        const [from, to] = isForward ? [a, b] : [b, a];
        const key = `${from} ${to}`;
        const lengthM = Math.hypot(to[0]! - from[0]!, to[1]! - from[1]!);
        const edge = edges.get(key) ?? { from, to, lengthM, forward: [], backward: [] };
        (isForward ? edge.forward : edge.backward).push(index);
        edges.set(key, edge);
      }
    }
  }
  return [...edges.values()];
}

/** Twice the signed area of a closed ring: positive when it runs counter-clockwise. */
export function signedAreaTwice(ring: readonly Position[]): number {
  const [x0, y0] = ring[0] as [number, number];
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i] as [number, number];
    const [bx, by] = ring[i + 1] as [number, number];
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum;
}

function isInside(ring: readonly Position[], [x, y]: Position): boolean {
  let inside = false;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i] as [number, number];
    const [bx, by] = ring[i + 1] as [number, number];
    if (ay > y! !== by > y! && x! < ((bx - ax) * (y! - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

export const areaContains = ({ polygons }: DeliveredArea, position: Position): boolean =>
  polygons.some(([outer, ...holes]) => isInside(outer!, position) && !holes.some((hole) => isInside(hole, position)));

const turn = (a: Position, b: Position, c: Position): number =>
  Math.sign((b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!));

const isSame = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

/** True if two edges meet anywhere but in a common end. */
function doCross(e: CoverageEdge, f: CoverageEdge): boolean {
  const shared = [e.from, e.to].filter((p) => isSame(p, f.from) || isSame(p, f.to));
  if (shared.length === 2) return true;
  if (shared.length === 1) {
    const corner = shared[0]!;
    const a = isSame(e.from, corner) ? e.to : e.from;
    const b = isSame(f.from, corner) ? f.to : f.from;
    const dot = (a[0]! - corner[0]!) * (b[0]! - corner[0]!) + (a[1]! - corner[1]!) * (b[1]! - corner[1]!);
    return turn(corner, a, b) === 0 && dot > 0;
  }
  return (
    turn(e.from, e.to, f.from) * turn(e.from, e.to, f.to) <= 0 &&
    turn(f.from, f.to, e.from) * turn(f.from, f.to, e.to) <= 0
  );
}

/** Pairs of edges that cross or touch outside their ends, found by way of a grid. */
export function crossingEdges(edges: readonly CoverageEdge[]): [CoverageEdge, CoverageEdge][] {
  const cellM = 400;
  const cells = new Map<string, number[]>();
  const crossings: [CoverageEdge, CoverageEdge][] = [];
  const tested = new Set<number>();
  for (const [i, { from, to }] of edges.entries()) {
    const [x0, x1] = [from[0]!, to[0]!].sort((a, b) => a - b) as [number, number];
    const [y0, y1] = [from[1]!, to[1]!].sort((a, b) => a - b) as [number, number];
    for (let column = Math.floor(x0 / cellM); column <= Math.floor(x1 / cellM); column++) {
      for (let row = Math.floor(y0 / cellM); row <= Math.floor(y1 / cellM); row++) {
        const cell = cells.get(`${column} ${row}`) ?? [];
        for (const j of cell) {
          const pair = j * edges.length + i;
          if (tested.has(pair)) continue;
          tested.add(pair);
          if (doCross(edges[j]!, edges[i]!)) crossings.push([edges[j]!, edges[i]!]);
        }
        cell.push(i);
        cells.set(`${column} ${row}`, cell);
      }
    }
  }
  return crossings;
}

/** Neighbours of each area, from the edges that two areas share. */
export function neighboursByEdge(areaCount: number, edges: readonly CoverageEdge[]): Set<number>[] {
  const neighbours = Array.from({ length: areaCount }, () => new Set<number>());
  for (const { forward, backward } of edges) {
    for (const a of forward) {
      for (const b of backward) {
        neighbours[a]!.add(b);
        neighbours[b]!.add(a);
      }
    }
  }
  return neighbours;
}

/** Number of pieces that the chosen areas fall into. */
export function countPieces(neighbours: readonly ReadonlySet<number>[], chosen: readonly number[]): number {
  const left = new Set(chosen);
  let pieces = 0;
  while (left.size > 0) {
    pieces++;
    const [start] = left;
    const queue = [start!];
    left.delete(start!);
    for (const area of queue) {
      for (const next of neighbours[area]!) if (left.delete(next)) queue.push(next);
    }
  }
  return pieces;
}

/** Closed lines of the edges that only one area has, with that area on the left: coasts and outlines positive, lakes negative. */
export function boundaryRings(edges: readonly CoverageEdge[]): Position[][] {
  const next = new Map<string, Position[]>();
  for (const { from, to, forward, backward } of edges) {
    if (forward.length === backward.length) continue;
    const [a, b] = forward.length > 0 ? [from, to] : [to, from];
    next.set(`${a}`, [...(next.get(`${a}`) ?? []), b]);
  }
  const rings: Position[][] = [];
  while (next.size > 0) {
    const [start] = next.keys();
    const ring: Position[] = [start!.split(",").map(Number)];
    for (;;) {
      const key = `${ring.at(-1)}`;
      const ways = next.get(key);
      if (!ways) break;
      ring.push(ways.pop()!);
      if (ways.length === 0) next.delete(key);
    }
    rings.push(ring);
  }
  return rings;
}
