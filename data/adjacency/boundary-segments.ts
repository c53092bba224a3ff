// The boundaries of all areas as one list of straight segments in typed arrays, area by area and ring by ring.
import type { MultiPolygon, Polygon, Position } from "geojson";

export interface AreaShape {
  readonly areaIndex: number;
  /** In EPSG:3006, metres. */
  readonly geometry: Polygon | MultiPolygon;
}

export interface BoundarySegments {
  readonly count: number;
  /** x1, y1, x2, y2 of each segment, metres. */
  readonly coordinates: Float64Array;
  /** Position in the list of areas of each segment's area. */
  readonly areaOf: Int32Array;
  /** First segment of each area, and one past the last: area a has segments firstOf[a] … firstOf[a + 1] − 1. */
  readonly firstOf: Int32Array;
  /** minX, minY, maxX, maxY of each area. */
  readonly boxes: Float64Array;
}

/** Segments without length are left out; a ring that is not closed is closed. */
export function boundarySegments(areas: readonly AreaShape[]): BoundarySegments {
  const coordinates: number[] = [];
  const areaOf: number[] = [];
  const firstOf = new Int32Array(areas.length + 1);
  const boxes = new Float64Array(areas.length * 4);
  areas.forEach((area, position) => {
    firstOf[position] = areaOf.length;
    const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
    for (const ring of ringsOf(area)) {
      ring.forEach((start, index) => {
        const end = ring[(index + 1) % ring.length] as Position;
        const [x1, y1] = finitePoint(start, area.areaIndex);
        const [x2, y2] = finitePoint(end, area.areaIndex);
        box[0] = Math.min(box[0], x1);
        box[1] = Math.min(box[1], y1);
        box[2] = Math.max(box[2], x1);
        box[3] = Math.max(box[3], y1);
        if (x1 === x2 && y1 === y2) return;
        coordinates.push(x1, y1, x2, y2);
        areaOf.push(position);
      });
    }
    boxes.set(box, position * 4);
  });
  firstOf[areas.length] = areaOf.length;
  return {
    count: areaOf.length,
    coordinates: Float64Array.from(coordinates),
    areaOf: Int32Array.from(areaOf),
    firstOf,
    boxes,
  };
}

/** All rings of an area, outer rings and holes. */
function ringsOf(area: AreaShape): Position[][] {
  return area.geometry.type === "Polygon" ? area.geometry.coordinates : area.geometry.coordinates.flat();
}

function finitePoint(point: Position, areaIndex: number): [number, number] {
  const [x, y] = point;
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    throw new RangeError(`Expected finite coordinates in area ${areaIndex}, found (${x}, ${y}).`);
  }
  return [x as number, y as number];
}
