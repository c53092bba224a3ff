// The invented terrain: coast, island, islets, lakes, rivers, roads and the municipality's outline, in metres from the frame's corner.
import { fractalNoise, smoothNoise } from "./noise.ts";

/** A place in the plane, metres east and north of the frame's south-west corner. */
export type Position = readonly [number, number];

/** What a place is made of. */
export const Ground = { outsideFrame: 0, sea: 1, otherMunicipality: 2, lake: 3, mainland: 4, island: 5 } as const;
export type Ground = (typeof Ground)[keyof typeof Ground];

/** The frame's south-west corner in SWEREF 99 TM (EPSG:3006), metres. The land drawn there is invented. */
export const frameOrigin = { eastM: 568000, northM: 6894000 };
/** Size of the drawn frame, metres. */
export const frameSize = { widthM: 72000, heightM: 57000 };

const kilometre = 1000;
const inMetres = (points: readonly Position[]): Position[] => points.map(([x, y]) => [x * kilometre, y * kilometre]);

// biome-ignore format: a line of coordinates is easier to follow than a column
const landOutline = inMetres([
  [90, 49.4], [58.6, 49.1], [55.2, 50.6], [50.9, 49.7], [48.2, 47.2], [45.1, 48.9], [43.6, 52.6], [38.3, 53.4],
  [36.1, 51.0], [30.4, 52.2], [27.2, 55.0], [21.6, 54.1], [14.4, 55.4], [8.2, 52.9], [9.4, 48.3], [5.1, 45.2],
  [6.0, 40.4], [2.1, 36.0], [4.6, 30.7], [9.3, 29.1], [8.0, 25.2], [3.4, 22.6], [2.6, 16.4], [7.9, 12.1],
  [13.2, 12.8], [17.6, 9.4], [22.4, 11.9], [27.1, 10.2], [30.0, 12.3], [34.8, 10.9], [37.4, 6.2], [44.2, 5.1],
  [47.0, 2.6], [52.8, 4.2], [56.4, 1.9], [60.4, 2.8], [90, 2.6],
]);

// biome-ignore format: a line of coordinates is easier to follow than a column
const coast = inMetres([
  [59.6, -4], [60.6, 2], [60.2, 6], [58.6, 9.4], [59.0, 13], [57.9, 14.6], [58.9, 17], [57.2, 20],
  [56.2, 22.6], [54.9, 24.2], [54.4, 26.6], [54.9, 28.4], [57.6, 29.7], [57.0, 32], [58.8, 36], [59.6, 39.6],
  [58.4, 42.6], [58.8, 44.2], [61.6, 47], [62.6, 52], [62, 62],
]);

const islandCentre: Position = [61500, 27200];
const islandRadii: Position = [2500, 5800];
const innerBay = { centre: [54700, 25500] as Position, radii: [4000, 800] as Position };
const islets: readonly { centre: Position; radiusM: number }[] = [
  { centre: [63900, 10400], radiusM: 430 },
  { centre: [62300, 8200], radiusM: 300 },
  { centre: [64600, 13000], radiusM: 260 },
  { centre: [62900, 42600], radiusM: 420 },
  { centre: [63900, 44300], radiusM: 280 },
  { centre: [65600, 24300], radiusM: 330 },
];
const lakes: readonly { centre: Position; radii: Position; lean: number }[] = [
  { centre: [33600, 21400], radii: [1150, 3300], lean: 0.35 },
  { centre: [13800, 30800], radii: [1900, 760], lean: 0.2 },
  { centre: [48600, 37600], radii: [800, 1900], lean: -0.3 },
];

// biome-ignore format: a line of coordinates is easier to follow than a column
const rivers: readonly { name: string; points: readonly Position[] }[] = [
  {
    name: "Södra älven",
    points: inMetres([
      [-6, 17.4], [2.6, 18.6], [9, 20.6], [15.6, 19.2], [21, 17.2], [26.2, 17.4], [31, 15.6], [36, 17.2],
      [39.4, 17.4], [44, 14.6], [49, 15.2], [53.4, 14.6], [58.2, 14.3],
    ]),
  },
  {
    name: "Norra älven",
    points: inMetres([
      [5, 61], [9.6, 54.6], [14.6, 49.2], [17.4, 45.6], [23, 44.8], [29.4, 42.4], [36.2, 42.2], [42, 43.8],
      [48, 42.6], [54, 43.4], [58.9, 43],
    ]),
  },
  {
    name: "Mellanån",
    points: inMetres([
      [38.4, 40.2], [42, 37], [44.4, 34.6], [45.2, 31], [44.4, 28.4], [46.6, 26.2], [49.6, 25.2], [51.6, 25.4],
    ]),
  },
];

// biome-ignore format: a line of coordinates is easier to follow than a column
const roads: readonly { name: string; points: readonly Position[] }[] = [
  {
    name: "Kustvägen",
    points: inMetres([
      [54, -4], [55.4, 3], [54.6, 9], [53.2, 13], [53.4, 16], [54, 19.4], [52.4, 22.6], [50.9, 24.6], [51.2, 27],
      [52.2, 30.6], [53.6, 34], [54.2, 39], [53.4, 43.6], [54.8, 48], [55.6, 61],
    ]),
  },
  {
    name: "Inlandsvägen",
    points: inMetres([
      [-6, 19.6], [3, 19.8], [9, 21.6], [15.6, 20.4], [21, 18.6], [26.2, 18.6], [31.4, 16.8], [36.4, 18.4],
      [39.6, 19.6], [43.4, 22.6], [47, 24.2], [51.1, 24.62],
    ]),
  },
  {
    name: "Norra älvdalsvägen",
    points: inMetres([
      [12, 61], [13.4, 52.6], [17, 47], [23.4, 45.9], [29.6, 43.6], [36.2, 43.6], [42, 45], [48, 44], [53.7, 43.6],
    ]),
  },
  {
    name: "Kovlandsvägen",
    points: inMetres([
      [51.2, 27], [47.6, 29], [45.6, 32], [44.2, 35.6], [40.4, 39.4], [36.2, 43.6],
    ]),
  },
  {
    name: "Brovägen",
    points: inMetres([
      [52.2, 30.6], [55.4, 29.9], [57.4, 29.6], [59.7, 29.4], [60.8, 28.4], [61.2, 24.6],
    ]),
  },
];

/** Where the bridge to the island stands: a place on each shore. */
export const bridge: { mainland: Position; island: Position } = { mainland: [57000, 29700], island: [59600, 29400] };

/** A named line of the background. */
export interface TerrainLine {
  name: string;
  points: Position[];
}

/** The terrain of one seed. */
export interface Terrain {
  /** What the ground is at a place. */
  groundAt(x: number, y: number): Ground;
  /** Distance in metres, roughly, to the nearest shore; used to draw shores finer. */
  shoreDistanceM(x: number, y: number): number;
  rivers: TerrainLine[];
  roads: TerrainLine[];
}

/** Smooths a line by cutting its corners (Chaikin 1974); the ends stay. */
function cutCorners(points: readonly Position[], rounds: number): Position[] {
  let line = [...points];
  for (let round = 0; round < rounds; round++) {
    const next: Position[] = [line[0]!];
    for (let i = 0; i + 1 < line.length; i++) {
      const [ax, ay] = line[i]!;
      const [bx, by] = line[i + 1]!;
      next.push([ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25], [ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75]);
    }
    next.push(line.at(-1)!);
    line = next;
  }
  return line;
}

/** Rounds a line off and moves it by noise; lines of the same seed that meet keep meeting. */
function meander(points: readonly Position[], seed: number, amplitudeM: number, wavelengthM: number): Position[] {
  return cutCorners(points, 4).map(([x, y]) => [
    x + amplitudeM * fractalNoise(seed, x, y, wavelengthM),
    y + amplitudeM * fractalNoise(seed + 40, x, y, wavelengthM),
  ]);
}

/** The municipality's border on land: straight stretches between boundary stones, moved by noise. */
function raggedOutline(seed: number): Position[] {
  return landOutline.flatMap((from, i) => {
    const to = landOutline[(i + 1) % landOutline.length]!;
    const length = Math.sqrt((to[0] - from[0]) ** 2 + (to[1] - from[1]) ** 2);
    const stretches = Math.max(1, Math.round(length / 1900));
    return Array.from({ length: stretches }, (_, k): Position => {
      const x = from[0] + ((to[0] - from[0]) * k) / stretches;
      const y = from[1] + ((to[1] - from[1]) * k) / stretches;
      return [x + 1500 * fractalNoise(seed, x, y, 2700), y + 1500 * fractalNoise(seed + 60, x, y, 2700)];
    });
  });
}

function coastEastAt(y: number): number {
  for (let i = 0; i + 1 < coast.length; i++) {
    const [x0, y0] = coast[i]!;
    const [x1, y1] = coast[i + 1]!;
    if (y <= y1) return x0 + ((x1 - x0) * (y - y0)) / (y1 - y0);
  }
  return coast.at(-1)![0];
}

function isInside(polygon: readonly Position[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]!;
    const [xj, yj] = polygon[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** How far inside (positive) or outside (negative, metres) an ellipse a place lies, roughly. */
function ellipseDepthM(x: number, y: number, centre: Position, radii: Position, lean = 0): number {
  const dy = y - centre[1];
  const dx = x - centre[0] - lean * dy;
  const u = dx / radii[0];
  const v = dy / radii[1];
  return (1 - Math.sqrt(u * u + v * v)) * Math.min(radii[0], radii[1]);
}

/** Builds the terrain of a seed: the large shapes are fixed, the shores' and rivers' bends follow the seed. */
export function createTerrain(seed: number): Terrain {
  const shoreSeed = seed * 7 + 11;

  const outline = raggedOutline(shoreSeed + 500);

  /** How far noise moves a shore here, metres. */
  const bendM = (x: number, y: number): number =>
    4300 * fractalNoise(shoreSeed, x, y, 5200) + 1500 * fractalNoise(shoreSeed + 9, x, y, 1700);

  function mainlandDepthM(x: number, y: number, bend: number): number {
    const nearTown = Math.max(0, 1 - Math.abs(y - 27500) / 6000);
    let depth = coastEastAt(y) - x + bend * (1 - 0.72 * nearTown);
    depth = Math.min(depth, -ellipseDepthM(x, y, innerBay.centre, innerBay.radii) + 0.13 * bend);
    const ragged = 0.12 * bend + 170 * smoothNoise(shoreSeed + 20, x, y, 520);
    for (const islet of islets) {
      const distance = Math.sqrt((x - islet.centre[0]) ** 2 + (y - islet.centre[1]) ** 2);
      depth = Math.max(depth, islet.radiusM - distance + ragged);
    }
    return depth;
  }

  const islandDepthM = (x: number, y: number, bend: number): number =>
    ellipseDepthM(x, y, islandCentre, islandRadii, 0.12) - 0.36 * bend;

  const lakeDepthM = (x: number, y: number, bend: number): number =>
    Math.max(...lakes.map((lake) => ellipseDepthM(x, y, lake.centre, lake.radii, lake.lean))) + 0.3 * bend;

  function groundAt(x: number, y: number): Ground {
    if (x < 0 || y < 0 || x > frameSize.widthM || y > frameSize.heightM) return Ground.outsideFrame;
    const bend = bendM(x, y);
    if (islandDepthM(x, y, bend) > 0) return Ground.island;
    if (mainlandDepthM(x, y, bend) <= 0) return Ground.sea;
    if (!isInside(outline, x, y)) return Ground.otherMunicipality;
    return lakeDepthM(x, y, bend) > 0 ? Ground.lake : Ground.mainland;
  }

  return {
    groundAt,
    shoreDistanceM: (x, y) => {
      const bend = bendM(x, y);
      const depths = [mainlandDepthM(x, y, bend), islandDepthM(x, y, bend), lakeDepthM(x, y, bend)];
      return Math.min(...depths.map((depth) => Math.abs(depth)));
    },
    rivers: rivers.map(({ name, points }, i) => ({
      name,
      points: meander(points, shoreSeed + 200 + 100 * i, 1700, 3600),
    })),
    roads: roads.map(({ name, points }) => ({ name, points: meander(points, shoreSeed + 50, 800, 4200) })),
  };
}
