// Draws areas from the mesh: every border line is made once and used by both neighbours, so the coverage has no gap and no overlap.
import type { Mesh } from "./mesh.ts";
import { frameOrigin, type Position } from "./terrain.ts";

/** A polygon with its holes, or several; rings closed, outer rings counter-clockwise, holes clockwise (RFC 7946). */
export type Rings = Position[][];

/** A stretch of border between two junctions (or a closed line), with the labels on its two sides. */
interface Arc {
  left: number;
  right: number;
  start: number;
  end: number;
  points: Position[];
}

const roundToDecimetre = (value: number): number => Math.round(value * 10) / 10;

/** Coordinates in SWEREF 99 TM of a place in the frame, rounded to a decimetre. */
export function toSweref(x: number, y: number): Position {
  return [roundToDecimetre(frameOrigin.eastM + x), roundToDecimetre(frameOrigin.northM + y)];
}

/** Follows the borders through the triangles: straight from edge to edge, meeting in the middle of a triangle of three labels. */
function traceArcs(mesh: Mesh, label: Int32Array): Arc[] {
  const { corners, across, triangleCount } = mesh.triangulation;
  const isBorder = (edge: number): boolean => {
    const triangle = 3 * Math.floor(edge / 3);
    return label[corners[triangle + ((edge + 1) % 3)]!] !== label[corners[triangle + ((edge + 2) % 3)]!];
  };
  const twinOf = (edge: number): number => {
    const here = Math.floor(edge / 3);
    const there = across[edge]!;
    return there < 0 ? -1 : [0, 1, 2].map((i) => 3 * there + i).find((other) => across[other] === here)!;
  };
  const crossingPoint = (edge: number): Position => {
    const triangle = 3 * Math.floor(edge / 3);
    const a = corners[triangle + ((edge + 1) % 3)]!;
    const b = corners[triangle + ((edge + 2) % 3)]!;
    const share = mesh.borderAt[mesh.neighbours.indexOf(b, mesh.firstNeighbour[a]!)]!;
    return [mesh.x[a]! + share * (mesh.x[b]! - mesh.x[a]!), mesh.y[a]! + share * (mesh.y[b]! - mesh.y[a]!)];
  };
  const middleOf = (triangle: number): Position => {
    const [a, b, c] = [corners[3 * triangle]!, corners[3 * triangle + 1]!, corners[3 * triangle + 2]!];
    return [(mesh.x[a]! + mesh.x[b]! + mesh.x[c]!) / 3, (mesh.y[a]! + mesh.y[b]! + mesh.y[c]!) / 3];
  };
  const bordersOf = (triangle: number): number[] =>
    [3 * triangle, 3 * triangle + 1, 3 * triangle + 2].filter((edge) => isBorder(edge));

  const visited = new Uint8Array(3 * triangleCount);
  const arcs: Arc[] = [];
  /** Walks out of a triangle over an edge until a junction or the starting edge comes back. */
  function walk(firstEdge: number, startJunction: number): void {
    const triangle = 3 * Math.floor(firstEdge / 3);
    // Leaving over the edge from corner a to corner b (counter-clockwise in this triangle) has b on its left.
    const right = label[corners[triangle + ((firstEdge + 1) % 3)]!]!;
    const left = label[corners[triangle + ((firstEdge + 2) % 3)]!]!;
    const points: Position[] = startJunction < 0 ? [] : [middleOf(startJunction)];
    let edge = firstEdge;
    for (;;) {
      const twin = twinOf(edge);
      visited[edge] = 1;
      visited[twin] = 1;
      points.push(crossingPoint(edge));
      const next = Math.floor(twin / 3);
      const exits = bordersOf(next).filter((other) => other !== twin);
      if (exits.length === 2) {
        points.push(middleOf(next));
        arcs.push({ left, right, start: startJunction, end: next, points });
        return;
      }
      edge = exits[0]!;
      if (edge === firstEdge) {
        points.push(points[0]!);
        arcs.push({ left, right, start: -1, end: -1, points });
        return;
      }
    }
  }
  for (let t = 0; t < triangleCount; t++) {
    const borders = bordersOf(t);
    if (borders.length === 3) for (const edge of borders) if (!visited[edge]) walk(edge, t);
  }
  for (let t = 0; t < triangleCount; t++) for (const edge of bordersOf(t)) if (!visited[edge]) walk(edge, -1);
  return arcs;
}

const ringAreaTwice = (ring: readonly Position[]): number => {
  let sum = 0;
  const [x0, y0] = ring[0]!;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[i + 1]!;
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum;
};

function isInsideRing(ring: readonly Position[], [x, y]: Position): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Joins arcs end to end into rings that have the label on their left. */
function joinRings(arcs: readonly { start: number; end: number; points: Position[] }[]): Position[][] {
  const rings = arcs.filter(({ start }) => start < 0).map(({ points }) => points);
  const byStart = new Map(arcs.filter(({ start }) => start >= 0).map((arc) => [arc.start, arc]));
  while (byStart.size > 0) {
    const [first] = byStart.values();
    const ring: Position[] = [first!.points[0]!];
    let arc = first;
    while (arc) {
      byStart.delete(arc.start);
      ring.push(...arc.points.slice(1));
      arc = byStart.get(arc.end);
    }
    rings.push(ring);
  }
  return rings;
}

/** Rings sorted into polygons: each outer ring with the holes that lie in it, largest polygon first. */
function assemblePolygons(rings: readonly Position[][]): Rings[] {
  const outers = rings.filter((ring) => ringAreaTwice(ring) > 0).sort((a, b) => ringAreaTwice(b) - ringAreaTwice(a));
  const polygons: Rings[] = outers.map((ring) => [ring]);
  for (const hole of rings.filter((ring) => ringAreaTwice(ring) < 0)) {
    const host = polygons.findLast(([outer]) => isInsideRing(outer!, hole[0]!));
    if (!host) throw new Error(`a hole at ${hole[0]} lies in none of ${polygons.length} outer rings`);
    host.push(hole);
  }
  return polygons;
}

/**
 * Polygons of every label ≥ 0, in SWEREF 99 TM. `label` gives one number for each mesh point; −1 is drawn by nobody.
 * Throws if the borders cannot be put together, which would be a fault in the mesh.
 */
export function drawLabels(mesh: Mesh, label: Int32Array): Map<number, Rings[]> {
  const sides = new Map<number, { start: number; end: number; points: Position[] }[]>();
  const addSide = (owner: number, start: number, end: number, points: Position[]): void => {
    if (owner < 0) return;
    const list = sides.get(owner);
    if (list) list.push({ start, end, points });
    else sides.set(owner, [{ start, end, points }]);
  };
  for (const arc of traceArcs(mesh, label)) {
    const points = arc.points.map(([x, y]) => toSweref(x, y));
    addSide(arc.left, arc.start, arc.end, points);
    addSide(arc.right, arc.end, arc.start, points.toReversed());
  }
  return new Map([...sides].map(([owner, arcs]) => [owner, assemblePolygons(joinRings(arcs))]));
}
