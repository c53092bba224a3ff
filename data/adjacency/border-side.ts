// One area's border seen against one other area: how far it follows it, at what distance, and where it lies inside it.
import type { Position } from "geojson";
import { isInside } from "./area-location.ts";
import type { BoundarySegments } from "./boundary-segments.ts";
import { complementOf, type Interval, totalLengthM, unionOf } from "./intervals.ts";
import { type Course, courseWithin, gapAt, type Segment } from "./segment-course.ts";

/** What was met beside one segment. */
export interface SegmentMeetings {
  readonly courses: Course[];
  readonly near: Interval[];
}

export interface BorderSide {
  /** Length that follows the other area or lies inside it, within each of the asked distances. */
  readonly lengthsM: readonly number[];
  readonly largestGapM: number;
  /** Between the two borders, where they are apart by more than `gapFromM`. */
  readonly gapM2: number;
  readonly gapLines: Position[][];
  /** Length inside the other area, deeper than the tolerance. */
  readonly insideM: number;
}

export interface SideMeasurement {
  readonly segments: BoundarySegments;
  readonly toleranceM: number;
  /** Distances to measure lengths within. */
  readonly scalesM: readonly number[];
  /** Gaps narrower than this are not worth reporting. */
  readonly gapFromM: number;
  /** True where no area lies: an opening between two borders is a gap only if no third area fills it. */
  readonly isEmpty: (x: number, y: number) => boolean;
}

/** Measures the border of `area` against `other`, from what was met beside each of its segments. */
export function measureSide(
  measurement: SideMeasurement,
  area: number,
  other: number,
  meetings: ReadonlyMap<number, SegmentMeetings>,
): BorderSide {
  const { segments, scalesM, toleranceM } = measurement;
  const lengthsM = scalesM.map(() => 0);
  const gapLines: Position[][] = [];
  let [largestGapM, gapM2, insideM] = [0, 0, 0];
  const inside = insidePieces(segments, area, other, meetings);

  for (const index of new Set([...meetings.keys(), ...inside.keys()])) {
    const segment = segmentAt(segments, index);
    const courses = meetings.get(index)?.courses ?? [];
    const within = inside.get(index) ?? [];
    insideM += totalLengthM(within);
    scalesM.forEach((scaleM, scale) => {
      const following = courses.map((course) => courseWithin(course, scaleM)).filter((course) => course !== null);
      lengthsM[scale] = (lengthsM[scale] as number) + totalLengthM(unionOf([...following, ...within]));
    });
    for (const piece of nearestCourses(courses)) {
      const gapM = gapAt(piece, (piece.fromM + piece.toM) / 2);
      const endGapM = Math.max(piece.gapFromM, piece.gapToM);
      if (endGapM <= toleranceM) largestGapM = Math.max(largestGapM, endGapM);
      if (gapM <= measurement.gapFromM) continue;
      if (!measurement.isEmpty(...middleOfGap(segment, piece))) continue;
      gapM2 += gapM * (piece.toM - piece.fromM);
      gapLines.push([placeOn(segment, piece.fromM), placeOn(segment, piece.toM)]);
    }
  }
  return { lengthsM, largestGapM, gapM2, gapLines, insideM };
}

export function segmentAt({ coordinates }: BoundarySegments, index: number): Segment {
  const offset = index * 4;
  return {
    x1: coordinates[offset] as number,
    y1: coordinates[offset + 1] as number,
    x2: coordinates[offset + 2] as number,
    y2: coordinates[offset + 3] as number,
  };
}

/** Cuts overlapping courses where any begins or ends, and keeps the nearest of them on each piece. */
function nearestCourses(courses: readonly Course[]): Course[] {
  if (courses.length < 2) return [...courses];
  const cuts = [...new Set(courses.flatMap(({ fromM, toM }) => [fromM, toM]))].sort((a, b) => a - b);
  return cuts.slice(1).flatMap((toM, place) => {
    const fromM = cuts[place] as number;
    const middleM = (fromM + toM) / 2;
    const covering = courses.filter((course) => course.fromM <= fromM && course.toM >= toM);
    if (covering.length === 0) return [];
    const nearest = covering.reduce((best, course) => (gapAt(course, middleM) < gapAt(best, middleM) ? course : best));
    return [{ ...nearest, fromM, toM, gapFromM: gapAt(nearest, fromM), gapToM: gapAt(nearest, toM) }];
  });
}

/**
 * The stretches of the border that lie inside the other area and away from its border. Where the border is away from
 * the other's, being inside can not change, so one look per unbroken stretch is enough.
 */
function insidePieces(
  segments: BoundarySegments,
  area: number,
  other: number,
  meetings: ReadonlyMap<number, SegmentMeetings>,
): Map<number, Interval[]> {
  const found = new Map<number, Interval[]>();
  let known: boolean | null = null;
  let last: Segment | null = null;
  for (let index = segments.firstOf[area] as number; index < (segments.firstOf[area + 1] as number); index++) {
    const segment = segmentAt(segments, index);
    if (last === null || last.x2 !== segment.x1 || last.y2 !== segment.y1) known = null;
    last = segment;
    const lengthM = Math.hypot(segment.x2 - segment.x1, segment.y2 - segment.y1);
    const away = complementOf(meetings.get(index)?.near ?? [], lengthM);
    for (const piece of away) {
      if (piece.fromM > 0 || known === null) {
        const [x, y] = placeOn(segment, (piece.fromM + piece.toM) / 2) as [number, number];
        known = isInside(segments, other, x, y);
      }
      if (known) found.set(index, [...(found.get(index) ?? []), piece]);
    }
    if (away.at(-1)?.toM !== lengthM) known = null;
  }
  return found;
}

function placeOn(segment: Segment, placeM: number): Position {
  const share = placeM / Math.hypot(segment.x2 - segment.x1, segment.y2 - segment.y1);
  return [segment.x1 + (segment.x2 - segment.x1) * share, segment.y1 + (segment.y2 - segment.y1) * share];
}

function middleOfGap(segment: Segment, course: Course): [number, number] {
  const [x, y] = placeOn(segment, (course.fromM + course.toM) / 2) as [number, number];
  const { x1, y1, x2, y2 } = course.other;
  const [dx, dy] = [x2 - x1, y2 - y1];
  const share = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy);
  return [(x + x1 + share * dx) / 2, (y + y1 + share * dy) / 2];
}
