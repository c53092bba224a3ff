// Divides the land into a NYKO hierarchy: districts, places, parts, block groups and the smallest areas, every one in one piece.
import { growRegions, nearestPoint, splitGroup } from "./growth.ts";
import { connectedGroups, type Mesh } from "./mesh.ts";
import { fractalNoise } from "./noise.ts";
import { districts, type Place, places } from "./places.ts";
import { createRandom, type SeededRandom } from "./random.ts";
import { Ground, type Position, type Terrain } from "./terrain.ts";

/** One area of the lowest level: its six-digit code and the mesh points it consists of. */
export interface LandArea {
  code: string;
  place: Place;
  /** Number of its level-3 part within the place, from 0. */
  part: number;
  points: number[];
}

/** Names and land of the lowest level, in code order, and how many people each mesh point attracts. */
interface Hierarchy {
  areas: LandArea[];
  attraction: Float64Array;
}

/** How many people a point attracts: much in the cores, some along the valleys and shores, little in the forests. */
function attractionOfPoints(mesh: Mesh, seed: number, terrain: Terrain, pointsOfPlace: number[][]): Float64Array {
  const attraction = new Float64Array(mesh.count);
  const valleyLines = [...terrain.rivers, ...terrain.roads].flatMap(({ points }) => points);
  for (const [number, place] of places.entries()) {
    for (const i of pointsOfPlace[number]!) {
      const dx = (mesh.x[i]! / 1000 - place.eastKm) / place.coreKm;
      const dy = (mesh.y[i]! / 1000 - place.northKm) / place.coreKm;
      const near = 1 / (1 + (dx * dx + dy * dy) * (dx * dx + dy * dy));
      const far = place.kind === "countryside" ? 0.5 * valleyShare(mesh, i, valleyLines) : 0.04;
      const clumps = 1 + 0.8 * fractalNoise(seed + 300, mesh.x[i]!, mesh.y[i]!, 2600);
      attraction[i] = mesh.landM2[i]! * (near + far) * clumps;
    }
  }
  return attraction;
}

/** 1 at a river or a road, falling to a twentieth in the forest far from both. */
function valleyShare(mesh: Mesh, point: number, lines: readonly Position[]): number {
  let leastM2 = Number.POSITIVE_INFINITY;
  for (const [x, y] of lines) leastM2 = Math.min(leastM2, (mesh.x[point]! - x) ** 2 + (mesh.y[point]! - y) ** 2);
  return 0.05 + 0.95 / (1 + leastM2 / 1100 ** 2);
}

/** Shares a whole number out as evenly as possible, larger parts first. */
function evenShares(total: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, i) => Math.floor(total / parts) + (i < total % parts ? 1 : 0));
}

/** Parts from north to south, so that codes run as they do on a municipality's sheet. */
function northToSouth<T extends { points: number[] }>(mesh: Mesh, parts: T[]): T[] {
  const meanNorth = (points: number[]): number => points.reduce((sum, i) => sum + mesh.y[i]!, 0) / points.length;
  return parts
    .map((part) => ({ part, north: meanNorth(part.points) }))
    .sort((a, b) => b.north - a.north)
    .map(({ part }) => part);
}

/** What a split shall balance, for the points of a group: mostly people, partly land, so that no forest area gets endless. */
function writeWeights(
  weight: Float64Array,
  mesh: Mesh,
  group: readonly number[],
  attraction: Float64Array,
  place: Place,
): void {
  let people = 0;
  let land = 0;
  for (const i of group) {
    people += attraction[i]!;
    land += mesh.landM2[i]!;
  }
  const landShare = place.kind === "countryside" ? 0.42 : 0.16;
  for (const i of group) {
    weight[i] = ((1 - landShare) * attraction[i]!) / people + (landShare * mesh.landM2[i]!) / land;
  }
}

interface Part {
  points: number[];
  areaCount: number;
}

/** Splits one part into connected parts with the given numbers of smallest areas, from north to south. */
type Split = (part: Part, counts: number[], place: Place, random: SeededRandom) => Part[];

function createSplit(mesh: Mesh, attraction: Float64Array): Split {
  const weight = new Float64Array(mesh.count);
  return (part, counts, place, random) => {
    writeWeights(weight, mesh, part.points, attraction, place);
    const groups = splitGroup(mesh, part.points, weight, counts, random);
    return northToSouth(
      mesh,
      groups.map((points, i) => ({ points, areaCount: counts[i]! })),
    );
  };
}

/** One digit for a level: 0 for an only child, otherwise 1, 2, 3 …. */
const levelDigit = (number: number, siblings: number): string => String(siblings === 1 ? 0 : number + 1);

function dividePlace(place: Place, points: number[], split: Split, random: SeededRandom): LandArea[] {
  const partCount = Math.max(Math.min(place.parts.length, place.areaCount), Math.round(place.areaCount / 6));
  const areas: LandArea[] = [];
  const parts = split({ points, areaCount: place.areaCount }, evenShares(place.areaCount, partCount), place, random);
  for (const [p, part] of parts.entries()) {
    const blockCount = Math.max(1, Math.round(part.areaCount / 2.4));
    const blocks = split(part, evenShares(part.areaCount, blockCount), place, random);
    for (const [b, block] of blocks.entries()) {
      const prefix = place.code + levelDigit(p, parts.length) + levelDigit(b, blocks.length);
      const smallest = split(block, evenShares(block.areaCount, block.areaCount), place, random);
      for (const [s, area] of smallest.entries()) {
        areas.push({ code: prefix + String(s + 1).padStart(2, "0"), place, part: p, points: area.points });
      }
    }
  }
  return areas;
}

/** Steps from each point of an area to the nearest point outside it. */
function depthWithin(mesh: Mesh, area: LandArea): Map<number, number> {
  const members = new Set(area.points);
  const depth = new Map<number, number>();
  const neighboursOf = (i: number) => mesh.neighbours.subarray(mesh.firstNeighbour[i]!, mesh.firstNeighbour[i + 1]!);
  let rim = area.points.filter((i) => neighboursOf(i).some((j) => !members.has(j)));
  for (let level = 0; rim.length > 0; level++) {
    for (const i of rim) depth.set(i, level);
    rim = [...new Set(rim.flatMap((i) => [...neighboursOf(i)]))].filter((j) => members.has(j) && !depth.has(j));
  }
  return depth;
}

/** Cuts a hamlet out of the middle of the countryside's roomiest area, so that one area lies wholly inside another. */
function addEnclave(mesh: Mesh, areas: LandArea[], placeCode: string): void {
  let host = areas[0]!;
  let hostDepth = new Map<number, number>();
  let deepest = -1;
  for (const area of areas) {
    if (area.place.code !== placeCode) continue;
    const depth = depthWithin(mesh, area);
    const most = Math.max(...depth.values());
    if (most <= deepest) continue;
    [host, hostDepth, deepest] = [area, depth, most];
  }
  const centre = host.points.find((i) => hostDepth.get(i) === deepest)!;
  const around = [...mesh.neighbours.subarray(mesh.firstNeighbour[centre]!, mesh.firstNeighbour[centre + 1]!)];
  const enclave = new Set([centre, ...around.filter((i) => (hostDepth.get(i) ?? 0) >= 2)]);
  host.points = host.points.filter((i) => !enclave.has(i));
  const siblings = areas.filter((area) => area.code.startsWith(host.code.slice(0, 4))).length;
  const code = host.code.slice(0, 4) + String(siblings + 1).padStart(2, "0");
  areas.push({ code, place: host.place, part: host.part, points: [...enclave] });
}

/** Gives every islet to the area with the nearest shore, which then consists of several parts. */
function addIslets(mesh: Mesh, areas: LandArea[], islets: readonly number[][]): void {
  const shore = areas.flatMap((area) => area.points);
  const areaOfPoint = new Map(areas.flatMap((area) => area.points.map((point) => [point, area] as const)));
  for (const islet of islets) {
    const first = islet[0]!;
    areaOfPoint.get(nearestPoint(mesh, shore, mesh.x[first]!, mesh.y[first]!))!.points.push(...islet);
  }
}

/** Lets the places grow; a district that falls apart is hastened until it hangs together. */
function growPlaces(mesh: Mesh, land: readonly number[]): number[][] {
  const seeds = places.map((place) => {
    const ground = place.code.startsWith("2") ? Ground.island : Ground.mainland;
    const candidates = land.filter((i) => mesh.ground[i] === ground);
    const point = nearestPoint(mesh, candidates, place.eastKm * 1000, place.northKm * 1000);
    return { point, slowness: place.slowness };
  });
  for (let round = 0; round < 20; round++) {
    const pointsOfPlace = growRegions(mesh, land, seeds);
    const torn = districts.filter(({ code }) => {
      const points = new Set(pointsOfPlace.filter((_, i) => places[i]!.code.startsWith(code)).flat());
      return connectedGroups(mesh, (i) => points.has(i)).length > 1;
    });
    if (torn.length === 0) return pointsOfPlace;
    for (const [i, place] of places.entries()) {
      if (torn.some(({ code }) => place.code.startsWith(code))) seeds[i]!.slowness *= 0.88;
    }
  }
  throw new Error(`a district is still in several pieces after 20 rounds on ${land.length} mesh points`);
}

/** Divides mainland and island into the whole hierarchy of the seed. */
export function createHierarchy(seed: number, terrain: Terrain, mesh: Mesh, islets: readonly number[][]): Hierarchy {
  const onIslet = new Set(islets.flat());
  const land = Array.from({ length: mesh.count }, (_, i) => i).filter(
    (i) => (mesh.ground[i] === Ground.mainland || mesh.ground[i] === Ground.island) && !onIslet.has(i),
  );
  const pointsOfPlace = growPlaces(mesh, land);
  const attraction = attractionOfPoints(mesh, seed, terrain, pointsOfPlace);
  const split = createSplit(mesh, attraction);
  const areas = places.flatMap((place, number) =>
    dividePlace(place, pointsOfPlace[number]!, split, createRandom(seed, `areas ${place.code}`)),
  );
  addEnclave(mesh, areas, "64");
  addIslets(mesh, areas, islets);
  areas.sort((a, b) => (a.code < b.code ? -1 : 1));
  return { areas, attraction };
}
