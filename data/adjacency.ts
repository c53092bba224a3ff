// Which areas are neighbours, found from borders that are not perfect, and what was not perfect about them.
import type { Geometry, Position } from "geojson";
import { boxNeighbours, isInside } from "./adjacency/area-location.ts";
import { type BorderSide, measureSide, type SegmentMeetings, segmentAt } from "./adjacency/border-side.ts";
import { type AreaShape, type BoundarySegments, boundarySegments } from "./adjacency/boundary-segments.ts";
import { overlapOf } from "./adjacency/overlap.ts";
import { connectedParts } from "./adjacency/parts.ts";
import { courseAlong, nearness } from "./adjacency/segment-course.ts";
import { type SegmentGrid, segmentGrid } from "./adjacency/segment-grid.ts";

export type { AreaShape } from "./adjacency/boundary-segments.ts";

export interface AdjacencyOptions {
  /** Two borders at most this far apart (metres) are the same border. */
  readonly toleranceM: number;
  /** Hears how large a part (0 to 1) of the areas is done. */
  readonly onProgress?: (doneFraction: number) => void;
  readonly signal?: AbortSignal;
}

export interface AdjacencyEdge {
  /** The smaller of the two indexes. */
  readonly areaIndexA: number;
  readonly areaIndexB: number;
  /** Mean of what the two areas' own borders say. */
  readonly sharedLengthM: number;
  /** Largest distance between the borders where they count as the same. */
  readonly largestGapM: number;
}

export interface GeometryFinding {
  readonly kind: "overlap" | "gap" | "island" | "separate-part" | "sliver";
  readonly areaIndexA: number;
  readonly areaIndexB: number | null;
  readonly amountM2: number | null;
  /** Where to look, in EPSG:3006; null where it is the whole area. */
  readonly geometry: Geometry | null;
}

export interface AdjacencyResult {
  /** By areaIndexA, then areaIndexB. */
  readonly edges: AdjacencyEdge[];
  readonly findings: GeometryFinding[];
  /** Area indexes of each connected part, the largest first. One part means that all hang together. */
  readonly parts: number[][];
}

/** Openings up to this many tolerances wide are reported as gaps. */
const gapReachInTolerances = 5;
/** Within distance t a corner of 30° or more gives each border at most 4·t. */
const cornerInTolerances = 4;
/** Distances, in tolerances, that borders are measured within: wider, the tolerance itself, and finer. */
const scales = [gapReachInTolerances, 1, 0.1, 0.01, 0.001];
const toleranceScale = scales.indexOf(1);
/** Gaps under a tenth of the tolerance are rounding. */
const gapFromInTolerances = 0.1;
/** Borders drawn with the same coordinates still differ by rounding in the last bits. */
const leastToleranceM = 1e-6;
const progressEveryAreas = 100;

/**
 * Finds neighbours from the borders alone. For each piece of an area's border, the stretches that run beside another
 * area's border (within the tolerance and less than 30° apart in direction) or inside the other area are added up; two areas
 * are neighbours when the mean of both sides is longer than corner contacts can give. No node of one border needs to
 * be a node of the other. Equal on every machine and database: no geometry library takes part.
 */
export function computeAdjacency(areas: readonly AreaShape[], options: AdjacencyOptions): AdjacencyResult {
  if (!(options.toleranceM >= 0))
    throw new RangeError(`Expected a tolerance of 0 m or more, found ${options.toleranceM}.`);
  const toleranceM = Math.max(options.toleranceM, leastToleranceM);
  const segments = boundarySegments(areas);
  const sides = measureSides(segments, toleranceM, options);
  const edges: AdjacencyEdge[] = [];
  const findings: GeometryFinding[] = [];
  for (const [key, side] of sides) {
    const [a, b] = [Math.floor(key / areas.length), key % areas.length];
    const opposite = sides.get(b * areas.length + a);
    if (a > b && opposite !== undefined) continue;
    const pair = pairOf(areas, a, b, side, opposite, toleranceM);
    if (pair.edge !== null) edges.push(pair.edge);
    findings.push(...pair.findings);
  }
  edges.sort((first, second) => first.areaIndexA - second.areaIndexA || first.areaIndexB - second.areaIndexB);
  const parts = connectedParts(
    areas.map(({ areaIndex }) => areaIndex),
    edges,
  );
  findings.push(...sliversOf(areas, segments, toleranceM), ...separatesOf(parts));
  return { edges, findings, parts };
}

function measureSides(
  segments: BoundarySegments,
  toleranceM: number,
  { onProgress, signal }: AdjacencyOptions,
): Map<number, BorderSide> {
  const areaCount = segments.firstOf.length - 1;
  const reachM = toleranceM * gapReachInTolerances;
  const grid = segmentGrid(segments, reachM);
  const beside = boxNeighbours(segments, reachM);
  const sides = new Map<number, BorderSide>();
  for (let area = 0; area < areaCount; area++) {
    if (area % progressEveryAreas === 0) {
      signal?.throwIfAborted();
      onProgress?.(area / areaCount);
    }
    const around = beside[area] as number[];
    const measurement = {
      segments,
      toleranceM,
      scalesM: scales.map((scale) => scale * toleranceM),
      gapFromM: gapFromInTolerances * toleranceM,
      isEmpty: (x: number, y: number) => ![area, ...around].some((other) => isInside(segments, other, x, y)),
    };
    const meetings = meetingsOf(segments, grid, area, toleranceM, reachM);
    for (const other of around) {
      const side = measureSide(measurement, area, other, meetings.get(other) ?? new Map());
      if ((side.lengthsM[toleranceScale] as number) > 0 || side.gapLines.length > 0)
        sides.set(area * areaCount + other, side);
    }
  }
  onProgress?.(1);
  return sides;
}

/** What each segment of an area's border meets, by the other area and the segment. */
function meetingsOf(
  segments: BoundarySegments,
  grid: SegmentGrid,
  area: number,
  toleranceM: number,
  reachM: number,
): Map<number, Map<number, SegmentMeetings>> {
  const met = new Map<number, Map<number, SegmentMeetings>>();
  for (let index = segments.firstOf[area] as number; index < (segments.firstOf[area + 1] as number); index++) {
    const segment = segmentAt(segments, index);
    grid.near(index, (candidate) => {
      const other = segments.areaOf[candidate] as number;
      if (other === area) return;
      const candidateSegment = segmentAt(segments, candidate);
      const course = courseAlong(segment, candidateSegment, reachM, 2 * toleranceM);
      const near = nearness(segment, candidateSegment, toleranceM);
      if (course === null && near === null) return;
      const bySegment = met.get(other) ?? new Map<number, SegmentMeetings>();
      const meetings = bySegment.get(index) ?? { courses: [], near: [] };
      if (course !== null) meetings.courses.push(course);
      if (near !== null) meetings.near.push(near);
      bySegment.set(index, meetings);
      met.set(other, bySegment);
    });
  }
  return met;
}

function pairOf(
  areas: readonly AreaShape[],
  a: number,
  b: number,
  side: BorderSide,
  opposite: BorderSide | undefined,
  toleranceM: number,
): { edge: AdjacencyEdge | null; findings: GeometryFinding[] } {
  const [shapeA, shapeB] = [areas[a] as AreaShape, areas[b] as AreaShape];
  const names = {
    areaIndexA: Math.min(shapeA.areaIndex, shapeB.areaIndex),
    areaIndexB: Math.max(shapeA.areaIndex, shapeB.areaIndex),
  };
  const meansM = side.lengthsM.map((lengthM, scale) => (lengthM + (opposite?.lengthsM[scale] ?? 0)) / 2);
  const edge = isBorder(meansM, toleranceM)
    ? {
        ...names,
        sharedLengthM: meansM[toleranceScale] as number,
        largestGapM: Math.max(side.largestGapM, opposite?.largestGapM ?? 0),
      }
    : null;
  const findings: GeometryFinding[] = [];
  const isDeep = side.insideM + (opposite?.insideM ?? 0) > toleranceM;
  if (isDeep) {
    const { amountM2, outline } = overlapOf(shapeA, shapeB);
    findings.push({ kind: "overlap", ...names, amountM2, geometry: { type: "MultiLineString", coordinates: outline } });
  } else {
    const gap = side.gapM2 >= (opposite?.gapM2 ?? 0) ? side : (opposite as BorderSide);
    const gapLengthM = gap.gapLines.reduce(
      (sumM, [start, end]) => sumM + distanceM(start as Position, end as Position),
      0,
    );
    if (gapLengthM > cornerInTolerances * gapReachInTolerances * toleranceM) {
      findings.push({
        kind: "gap",
        ...names,
        amountM2: gap.gapM2,
        geometry: { type: "MultiLineString", coordinates: gap.gapLines },
      });
    }
  }
  return { edge, findings };
}

/**
 * Tells a border from a corner by how its length depends on the distance it is measured within. At a corner the length
 * is in proportion to the distance, however sharp the angle. A border keeps most of its length at a finer distance
 * (drawn alike), or gains little at a wider one (drawn apart).
 */
function isBorder(lengthsM: readonly number[], toleranceM: number): boolean {
  return scales.some((scale, place) => {
    const lengthM = lengthsM[place] as number;
    if (place < toleranceScale || lengthM <= cornerInTolerances * scale * toleranceM) return false;
    const isKept = (lengthsM[place + 1] ?? 0) > lengthM / 2;
    const isFull = (lengthsM[place - 1] as number) < lengthM * 2;
    return isKept || isFull;
  });
}

function distanceM(start: Position, end: Position): number {
  return Math.hypot((end[0] as number) - (start[0] as number), (end[1] as number) - (start[1] as number));
}

/** Areas whose mean width (twice the size over the border's length) is less than the tolerance. */
function sliversOf(areas: readonly AreaShape[], segments: BoundarySegments, toleranceM: number): GeometryFinding[] {
  return areas.flatMap((area, position) => {
    let [twiceM2, borderM] = [0, 0];
    const { x1: originX, y1: originY } = segmentAt(segments, segments.firstOf[position] as number);
    for (
      let index = segments.firstOf[position] as number;
      index < (segments.firstOf[position + 1] as number);
      index++
    ) {
      const { x1, y1, x2, y2 } = segmentAt(segments, index);
      twiceM2 += (x1 - originX) * (y2 - originY) - (x2 - originX) * (y1 - originY);
      borderM += Math.hypot(x2 - x1, y2 - y1);
    }
    const amountM2 = Math.abs(twiceM2) / 2;
    if (borderM === 0 || (2 * amountM2) / borderM >= toleranceM) return [];
    return [
      { kind: "sliver" as const, areaIndexA: area.areaIndex, areaIndexB: null, amountM2, geometry: area.geometry },
    ];
  });
}

function separatesOf(parts: readonly number[][]): GeometryFinding[] {
  return parts.slice(1).map((part) => ({
    kind: part.length === 1 ? ("island" as const) : ("separate-part" as const),
    areaIndexA: part[0] as number,
    areaIndexB: null,
    amountM2: null,
    geometry: null,
  }));
}
