// How one segment runs beside another: where it follows it, at what distance, and where it is near it at all.
import type { Interval } from "./intervals.ts";

/** A stretch of a segment that follows another one; distances at its two ends, linear between them. */
export interface Course extends Interval {
  readonly gapFromM: number;
  readonly gapToM: number;
  readonly other: Segment;
}

/** Two segments follow each other when they differ less than 30° in direction. */
const followingCosine = Math.cos(Math.PI / 6);

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/**
 * Where `segment` lies beside `other`: within `withinM` at right angles from it, between its ends. Null when it does
 * not, or when the two run in different directions. The distance to a straight line is linear along the segment, so
 * the stretch is one interval. A segment shorter than `directionFromM` has no direction worth comparing.
 */
export function courseAlong(segment: Segment, other: Segment, withinM: number, directionFromM: number): Course | null {
  const lengthM = Math.hypot(segment.x2 - segment.x1, segment.y2 - segment.y1);
  const otherLengthM = Math.hypot(other.x2 - other.x1, other.y2 - other.y1);
  const ux = (other.x2 - other.x1) / otherLengthM;
  const uy = (other.y2 - other.y1) / otherLengthM;
  const vx = (segment.x2 - segment.x1) / lengthM;
  const vy = (segment.y2 - segment.y1) / lengthM;
  const cosine = ux * vx + uy * vy;
  const bothLong = lengthM > directionFromM && otherLengthM > directionFromM;
  if (bothLong && Math.abs(cosine) < followingCosine) return null;

  // Along the other segment, and across it, at the start and per metre of this one.
  const alongStart = (segment.x1 - other.x1) * ux + (segment.y1 - other.y1) * uy;
  const acrossStart = (segment.y1 - other.y1) * ux - (segment.x1 - other.x1) * uy;
  const acrossSlope = vy * ux - vx * uy;
  const beside = clip(
    clip({ fromM: 0, toM: lengthM }, alongStart, cosine, 0, otherLengthM),
    acrossStart,
    acrossSlope,
    -withinM,
    withinM,
  );
  if (beside === null) return null;
  return {
    ...beside,
    gapFromM: Math.abs(acrossStart + acrossSlope * beside.fromM),
    gapToM: Math.abs(acrossStart + acrossSlope * beside.toM),
    other,
  };
}

/** The part of a course at most `withinM` away; null when none is. */
export function courseWithin(course: Course, withinM: number): Course | null {
  const { fromM, toM, gapFromM, gapToM } = course;
  if (Math.max(gapFromM, gapToM) <= withinM) return course;
  if (Math.min(gapFromM, gapToM) > withinM) return null;
  const turnM = fromM + ((withinM - gapFromM) / (gapToM - gapFromM)) * (toM - fromM);
  return gapFromM <= withinM
    ? { ...course, toM: turnM, gapToM: withinM }
    : { ...course, fromM: turnM, gapFromM: withinM };
}

/** Distance to the other border at a place of the course. */
export function gapAt({ fromM, toM, gapFromM, gapToM }: Course, placeM: number): number {
  return gapFromM + ((placeM - fromM) / (toM - fromM)) * (gapToM - gapFromM);
}

/**
 * Where `segment` is within `withinM` of any point of `other`: one interval, since the points near a segment are a
 * convex set. Null when it is nowhere.
 */
export function nearness(segment: Segment, other: Segment, withinM: number): Interval | null {
  const lengthM = Math.hypot(segment.x2 - segment.x1, segment.y2 - segment.y1);
  const parts = [
    strip(segment, other, lengthM, withinM),
    disc(segment, other.x1, other.y1, lengthM, withinM),
    disc(segment, other.x2, other.y2, lengthM, withinM),
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return { fromM: Math.min(...parts.map(({ fromM }) => fromM)), toM: Math.max(...parts.map(({ toM }) => toM)) };
}

function strip(segment: Segment, other: Segment, lengthM: number, withinM: number): Interval | null {
  const otherLengthM = Math.hypot(other.x2 - other.x1, other.y2 - other.y1);
  const ux = (other.x2 - other.x1) / otherLengthM;
  const uy = (other.y2 - other.y1) / otherLengthM;
  const vx = (segment.x2 - segment.x1) / lengthM;
  const vy = (segment.y2 - segment.y1) / lengthM;
  const along = (segment.x1 - other.x1) * ux + (segment.y1 - other.y1) * uy;
  const across = (segment.y1 - other.y1) * ux - (segment.x1 - other.x1) * uy;
  const whole = { fromM: 0, toM: lengthM };
  return clip(clip(whole, along, ux * vx + uy * vy, 0, otherLengthM), across, vy * ux - vx * uy, -withinM, withinM);
}

function disc(segment: Segment, x: number, y: number, lengthM: number, radiusM: number): Interval | null {
  const vx = (segment.x2 - segment.x1) / lengthM;
  const vy = (segment.y2 - segment.y1) / lengthM;
  const middleM = (x - segment.x1) * vx + (y - segment.y1) * vy;
  const acrossM = (y - segment.y1) * vx - (x - segment.x1) * vy;
  const half2 = radiusM * radiusM - acrossM * acrossM;
  if (half2 < 0) return null;
  const halfM = Math.sqrt(half2);
  const fromM = Math.max(0, middleM - halfM);
  const toM = Math.min(lengthM, middleM + halfM);
  return fromM <= toM ? { fromM, toM } : null;
}

/** The part of an interval where start + slope · m lies between low and high. */
function clip(interval: Interval | null, start: number, slope: number, low: number, high: number): Interval | null {
  if (interval === null) return null;
  // Two borders drawn alike are parallel to within rounding; a slope that can not leave the strip is none.
  if (Math.abs(slope) * (interval.toM - interval.fromM) < 1e-9) {
    const value = start + slope * interval.fromM;
    return value >= low && value <= high ? interval : null;
  }
  const first = (low - start) / slope;
  const second = (high - start) / slope;
  const fromM = Math.max(interval.fromM, Math.min(first, second));
  const toM = Math.min(interval.toM, Math.max(first, second));
  return fromM < toM ? { fromM, toM } : null;
}
