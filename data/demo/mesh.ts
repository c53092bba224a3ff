// The fine mesh of the demonstration: scattered points (dense in towns and along shores), their neighbours and what lies there.
import { smoothNoise } from "./noise.ts";
import { places } from "./places.ts";
import { createRandom } from "./random.ts";
import { frameSize, Ground, type Position, type Terrain } from "./terrain.ts";
import { type Triangulation, triangulate } from "./triangulation.ts";

/** Mesh points (metres from the frame's corner) and their neighbours in one compact list. */
export interface Mesh {
  count: number;
  x: Float64Array;
  y: Float64Array;
  /** Ground at each point, as in `Ground`. */
  ground: Uint8Array;
  /** Land that each point stands for, m². */
  landM2: Float64Array;
  triangulation: Triangulation;
  /** Neighbours of point i: `neighbours[firstNeighbour[i]]` up to `firstNeighbour[i + 1]`. */
  firstNeighbour: Int32Array;
  neighbours: Int32Array;
  /** What it costs a growing area to step to that neighbour: metres, dearer across rivers and roads. */
  stepCost: Float64Array;
  /** Where on the way to that neighbour a border is drawn if it falls between the two, 0…1. */
  borderAt: Float64Array;
}

const largestLeafM = 3200;
const jitter = 0.32;

function wantedSpacingM(terrain: Terrain, x: number, y: number): number {
  let spacing = 700;
  for (const place of places) {
    const dx = x - place.eastKm * 1000;
    const dy = y - place.northKm * 1000;
    const beyondCore = Math.max(0, Math.sqrt(dx * dx + dy * dy) - 1100 * place.coreKm);
    const inCore = place.kind === "town" ? 78 : place.kind === "village" ? 110 : 600;
    spacing = Math.min(spacing, inCore + 0.25 * beyondCore);
  }
  return Math.min(spacing, 150 + 0.4 * terrain.shoreDistanceM(x, y));
}

function scatterPoints(seed: number, terrain: Terrain): { x: Float64Array; y: Float64Array } {
  const random = createRandom(seed, "mesh");
  const xs: number[] = [];
  const ys: number[] = [];
  function fill(left: number, bottom: number, size: number): void {
    const middleX = left + size / 2;
    const middleY = bottom + size / 2;
    if (size > 60 && size > 1.42 * wantedSpacingM(terrain, middleX, middleY)) {
      const half = size / 2;
      fill(left, bottom, half);
      fill(left + half, bottom, half);
      fill(left + half, bottom + half, half);
      fill(left, bottom + half, half);
      return;
    }
    xs.push(middleX + random.between(-jitter, jitter) * size);
    ys.push(middleY + random.between(-jitter, jitter) * size);
  }
  for (let bottom = -largestLeafM; bottom < frameSize.heightM + largestLeafM; bottom += largestLeafM) {
    for (let left = -largestLeafM; left < frameSize.widthM + largestLeafM; left += largestLeafM) {
      fill(left, bottom, largestLeafM);
    }
  }
  const far = 20 * frameSize.widthM;
  xs.push(-far, 2 * far, frameSize.widthM / 2);
  ys.push(-far, -far, 2 * far);
  return { x: Float64Array.from(xs), y: Float64Array.from(ys) };
}

/** Where the straight way from p to q crosses a line, 0…1 of the way, or −1. */
function crossingShare(p: Position, q: Position, a: Position, b: Position): number {
  const rx = q[0] - p[0];
  const ry = q[1] - p[1];
  const sx = b[0] - a[0];
  const sy = b[1] - a[1];
  const cross = rx * sy - ry * sx;
  if (cross === 0) return -1;
  const t = ((a[0] - p[0]) * sy - (a[1] - p[1]) * sx) / cross;
  const u = ((a[0] - p[0]) * ry - (a[1] - p[1]) * rx) / cross;
  return t > 0 && t < 1 && u >= 0 && u <= 1 ? t : -1;
}

/** Line segments in a coarse grid, to find quickly those near a place. */
class SegmentGrid {
  readonly #cells = new Map<number, [Position, Position][]>();
  readonly #cellM = 1600;

  constructor(lines: readonly { points: readonly Position[] }[]) {
    for (const { points } of lines) {
      for (let i = 0; i + 1 < points.length; i++) this.#add(points[i]!, points[i + 1]!);
    }
  }

  #key(column: number, row: number): number {
    return (column + 100) * 1000 + row + 100;
  }

  #add(a: Position, b: Position): void {
    const size = this.#cellM;
    for (let c = Math.floor(Math.min(a[0], b[0]) / size) - 1; c <= Math.floor(Math.max(a[0], b[0]) / size) + 1; c++) {
      for (let r = Math.floor(Math.min(a[1], b[1]) / size) - 1; r <= Math.floor(Math.max(a[1], b[1]) / size) + 1; r++) {
        const key = this.#key(c, r);
        const cell = this.#cells.get(key);
        if (cell) cell.push([a, b]);
        else this.#cells.set(key, [[a, b]]);
      }
    }
  }

  /** Share of the way from p to q at which a segment is crossed, or −1. */
  crossing(p: Position, q: Position): number {
    const near = this.#cells.get(this.#key(Math.floor(p[0] / this.#cellM), Math.floor(p[1] / this.#cellM)));
    for (const [a, b] of near ?? []) {
      const share = crossingShare(p, q, a, b);
      if (share >= 0) return share;
    }
    return -1;
  }
}

/** Share of the way from p to q where the ground changes, by halving. */
function groundChangeShare(terrain: Terrain, p: Position, q: Position): number {
  const ground = terrain.groundAt(p[0], p[1]);
  let low = 0;
  let high = 1;
  for (let i = 0; i < 9; i++) {
    const middle = (low + high) / 2;
    if (terrain.groundAt(p[0] + middle * (q[0] - p[0]), p[1] + middle * (q[1] - p[1])) === ground) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** How hard the ground is to spread over, 0.2…2: bends the borders in large and in small. */
function roughnessAt(seed: number, x: number, y: number): number {
  const wide = 0.45 * smoothNoise(seed + 77, x, y, 3100) + 0.5 * smoothNoise(seed + 79, x, y, 1200);
  return Math.max(0.2, 1 + wide + 0.25 * smoothNoise(seed + 78, x, y, 480));
}

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

function listNeighbours(count: number, { corners, triangleCount }: Triangulation): [Int32Array, Int32Array] {
  const lists: number[][] = Array.from({ length: count }, () => []);
  for (let t = 0; t < triangleCount; t++) {
    for (let i = 0; i < 3; i++) lists[corners[3 * t + i]!]!.push(corners[3 * t + ((i + 1) % 3)]!);
  }
  const first = new Int32Array(count + 1);
  for (let i = 0; i < count; i++) first[i + 1] = first[i]! + lists[i]!.length;
  return [first, Int32Array.from(lists.flat())];
}

function landOfPoints(mesh: Pick<Mesh, "x" | "y" | "count" | "triangulation">): Float64Array {
  const landM2 = new Float64Array(mesh.count);
  const { corners, triangleCount } = mesh.triangulation;
  for (let t = 0; t < triangleCount; t++) {
    const [a, b, c] = [corners[3 * t]!, corners[3 * t + 1]!, corners[3 * t + 2]!];
    if (Math.max(a, b, c) >= mesh.count - 3) continue;
    const twice =
      (mesh.x[b]! - mesh.x[a]!) * (mesh.y[c]! - mesh.y[a]!) - (mesh.y[b]! - mesh.y[a]!) * (mesh.x[c]! - mesh.x[a]!);
    for (const corner of [a, b, c]) landM2[corner] = landM2[corner]! + twice / 6;
  }
  return landM2;
}

/** Builds the mesh of a seed over the terrain. */
export function createMesh(seed: number, terrain: Terrain): Mesh {
  const { x, y } = scatterPoints(seed, terrain);
  const count = x.length;
  const triangulation = triangulate(x, y);
  const [firstNeighbour, neighbours] = listNeighbours(count, triangulation);
  const ground = Uint8Array.from(x, (_, i) => terrain.groundAt(x[i]!, y[i]!));
  const stepCost = new Float64Array(neighbours.length);
  const borderAt = new Float64Array(neighbours.length).fill(0.5);
  const rivers = new SegmentGrid(terrain.rivers);
  const roads = new SegmentGrid(terrain.roads);
  for (let i = 0; i < count - 3; i++) {
    for (let n = firstNeighbour[i]!; n < firstNeighbour[i + 1]!; n++) {
      const j = neighbours[n]!;
      if (j < i || j >= count - 3) continue;
      const p: Position = [x[i]!, y[i]!];
      const q: Position = [x[j]!, y[j]!];
      const length = Math.sqrt((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2);
      const roughness = roughnessAt(seed, (p[0] + q[0]) / 2, (p[1] + q[1]) / 2);
      const atRiver = rivers.crossing(p, q);
      const atRoad = roads.crossing(p, q);
      const cost = length * roughness * (atRiver >= 0 ? 6 : 1) * (atRoad >= 0 ? 3 : 1);
      const alongLine = atRiver >= 0 ? atRiver : atRoad >= 0 ? atRoad : 0.5;
      const at = ground[i] === ground[j] ? alongLine : groundChangeShare(terrain, p, q);
      const reverse = neighbours.indexOf(i, firstNeighbour[j]!);
      stepCost[n] = cost;
      stepCost[reverse] = cost;
      borderAt[n] = within(at, 0.14, 0.86);
      borderAt[reverse] = 1 - borderAt[n]!;
    }
  }
  const mesh = { count, x, y, ground, triangulation, firstNeighbour, neighbours, stepCost, borderAt };
  return { ...mesh, landM2: landOfPoints(mesh) };
}

/** Groups of points of the wanted grounds that hang together, largest first. */
export function connectedGroups(mesh: Mesh, belongs: (point: number) => boolean): number[][] {
  const seen = new Uint8Array(mesh.count);
  const groups: number[][] = [];
  for (let start = 0; start < mesh.count; start++) {
    if (seen[start] || !belongs(start)) continue;
    const group = [start];
    seen[start] = 1;
    for (let i = 0; i < group.length; i++) {
      for (let n = mesh.firstNeighbour[group[i]!]!; n < mesh.firstNeighbour[group[i]! + 1]!; n++) {
        const next = mesh.neighbours[n]!;
        if (seen[next] || !belongs(next)) continue;
        seen[next] = 1;
        group.push(next);
      }
    }
    groups.push(group);
  }
  return groups.sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

/** Turns ponds and stray rocks of a few mesh points into what surrounds them, and returns the islets that stay. */
export function tidyGround(mesh: Mesh): number[][] {
  for (const wet of [Ground.sea, Ground.lake]) {
    const groups = connectedGroups(mesh, (i) => mesh.ground[i] === wet);
    for (const [rank, group] of groups.entries()) {
      const isKept = wet === Ground.sea ? rank === 0 : group.length > 12;
      if (!isKept) for (const point of group) mesh.ground[point] = dryNeighbourGround(mesh, group);
    }
  }
  const islets: number[][] = [];
  for (const dry of [Ground.mainland, Ground.island]) {
    for (const group of connectedGroups(mesh, (i) => mesh.ground[i] === dry).slice(1)) {
      if (group.length >= 4 && touchesOnly(mesh, group, Ground.sea)) islets.push(group);
      else for (const point of group) mesh.ground[point] = surroundingGround(mesh, group);
    }
  }
  return islets;
}

function borderingPoints(mesh: Mesh, group: readonly number[]): number[] {
  const members = new Set(group);
  return group
    .flatMap((i) => [...mesh.neighbours.subarray(mesh.firstNeighbour[i]!, mesh.firstNeighbour[i + 1]!)])
    .filter((i) => !members.has(i));
}

const touchesOnly = (mesh: Mesh, group: readonly number[], ground: Ground): boolean =>
  borderingPoints(mesh, group).every((i) => mesh.ground[i] === ground);

function surroundingGround(mesh: Mesh, group: readonly number[]): number {
  const counts = new Uint32Array(6);
  for (const i of borderingPoints(mesh, group)) counts[mesh.ground[i]!]!++;
  return counts.indexOf(Math.max(...counts));
}

function dryNeighbourGround(mesh: Mesh, group: readonly number[]): number {
  const ground = surroundingGround(mesh, group);
  return ground === Ground.outsideFrame ? Ground.otherMunicipality : ground;
}
