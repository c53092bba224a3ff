// How much two areas overlap: the outline of what they have in common, and its size.
import type { Position } from "geojson";
import type { AreaShape } from "./boundary-segments.ts";

export interface Overlap {
  readonly amountM2: number;
  /** The pieces of both borders that together enclose what is common. */
  readonly outline: Position[][];
}

type Edge = readonly [x1: number, y1: number, x2: number, y2: number];

/** Two places this near each other are one (metres). */
const sameM = 1e-6;

/**
 * The common part is enclosed by A's border inside B and B's border inside A, so its size is half the sum of
 * x·dy − y·dx over both. A stretch that both borders run along the same way is counted once, one that they run along
 * in opposite ways (the areas lie on either side) not at all.
 */
export function overlapOf(a: AreaShape, b: AreaShape): Overlap {
  const edgesA = orientedEdges(a);
  const edgesB = orientedEdges(b);
  const outline: Position[][] = [...piecesInside(edgesA, edgesB, true), ...piecesInside(edgesB, edgesA, false)];
  const [originX, originY] = (outline[0]?.[0] ?? [0, 0]) as [number, number];
  let twiceM2 = 0;
  for (const [start, end] of outline as [Position, Position][]) {
    const [x1, y1] = start as [number, number];
    const [x2, y2] = end as [number, number];
    twiceM2 += (x1 - originX) * (y2 - originY) - (x2 - originX) * (y1 - originY);
  }
  return { amountM2: Math.abs(twiceM2) / 2, outline };
}

/** Edges with the area on their left: outer rings against the clock, holes with it. */
function orientedEdges(area: AreaShape): Edge[] {
  const polygons = area.geometry.type === "Polygon" ? [area.geometry.coordinates] : area.geometry.coordinates;
  return polygons.flatMap((rings) =>
    rings.flatMap((ring, index) => {
      const edges = ring.map((start, place): Edge => {
        const end = ring[(place + 1) % ring.length] as Position;
        return [start[0] as number, start[1] as number, end[0] as number, end[1] as number];
      });
      const against = edges.reduce((sum, [x1, y1, x2, y2]) => sum + (x2 - x1) * (y2 + y1), 0) < 0;
      const oriented = against === (index === 0) ? edges : edges.map(([x1, y1, x2, y2]): Edge => [x2, y2, x1, y1]);
      return oriented.filter(([x1, y1, x2, y2]) => x1 !== x2 || y1 !== y2);
    }),
  );
}

function piecesInside(edges: readonly Edge[], others: readonly Edge[], keepCommon: boolean): Position[][] {
  return edges.flatMap((edge) => {
    const [x1, y1, x2, y2] = edge;
    const near = others.filter((other) => boxesMeet(edge, other));
    const cuts = [0, ...near.flatMap((other) => cutsOf(edge, other)), 1].sort((first, second) => first - second);
    return cuts.slice(1).flatMap((to, index) => {
      const from = cuts[index] as number;
      if (to - from < 1e-12) return [];
      const at = (share: number): Position => [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
      const middle = at((from + to) / 2) as [number, number];
      const common = near.find((other) => distanceM(other, middle) < sameM);
      const isIn = common === undefined ? isInsideEdges(others, middle) : keepCommon && sameWay(edge, common);
      return isIn ? [[at(from), at(to)]] : [];
    });
  });
}

/** Where along `edge` (0 to 1) `other` crosses or touches it, or begins or ends on it. */
function cutsOf([x1, y1, x2, y2]: Edge, [ox1, oy1, ox2, oy2]: Edge): number[] {
  const [dx, dy, ex, ey] = [x2 - x1, y2 - y1, ox2 - ox1, oy2 - oy1];
  const length2 = dx * dx + dy * dy;
  const places = [
    [ox1, oy1],
    [ox2, oy2],
  ]
    .filter(([x, y]) => distanceM([x1, y1, x2, y2], [x as number, y as number]) < sameM)
    .map(([x, y]) => (((x as number) - x1) * dx + ((y as number) - y1) * dy) / length2);
  const turn = dx * ey - dy * ex;
  if (turn !== 0) {
    const along = ((ox1 - x1) * ey - (oy1 - y1) * ex) / turn;
    const alongOther = ((ox1 - x1) * dy - (oy1 - y1) * dx) / turn;
    if (alongOther >= 0 && alongOther <= 1) places.push(along);
  }
  return places.filter((place) => place > 0 && place < 1);
}

function boxesMeet(a: Edge, b: Edge): boolean {
  return (
    Math.min(a[0], a[2]) <= Math.max(b[0], b[2]) + sameM &&
    Math.max(a[0], a[2]) >= Math.min(b[0], b[2]) - sameM &&
    Math.min(a[1], a[3]) <= Math.max(b[1], b[3]) + sameM &&
    Math.max(a[1], a[3]) >= Math.min(b[1], b[3]) - sameM
  );
}

function distanceM([x1, y1, x2, y2]: Edge, [x, y]: readonly [number, number]): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const share = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}

function sameWay(a: Edge, b: Edge): boolean {
  return (a[2] - a[0]) * (b[2] - b[0]) + (a[3] - a[1]) * (b[3] - b[1]) > 0;
}

function isInsideEdges(edges: readonly Edge[], [x, y]: readonly [number, number]): boolean {
  let inside = false;
  for (const [x1, y1, x2, y2] of edges) {
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}
