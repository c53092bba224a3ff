// A grid over all segments, to find those near a given one without trying every pair.
import type { BoundarySegments } from "./boundary-segments.ts";

export interface SegmentGrid {
  /** Calls `visit` once for each segment whose grid cells the given segment's come near; itself too. */
  near(segment: number, visit: (candidate: number) => void): void;
}

const fewestCells = 1;
const mostCellsASide = 2048;

/** Two segments within `reachM` of each other are always found by `near`; others may be. */
export function segmentGrid(segments: BoundarySegments, reachM: number): SegmentGrid {
  const { count, coordinates } = segments;
  const box = boundingBox(coordinates);
  const meanLengthM = meanLength(segments);
  const widthM = Math.max(box.maxX - box.minX, box.maxY - box.minY, 1);
  const cellM = Math.max(meanLengthM * 2, reachM * 2, widthM / mostCellsASide);
  const columns = Math.max(fewestCells, Math.ceil((box.maxX - box.minX + 2 * reachM) / cellM) + 1);
  const rows = Math.max(fewestCells, Math.ceil((box.maxY - box.minY + 2 * reachM) / cellM) + 1);

  /** Walks the cells of a segment, piece by piece so that a long slanting one does not fill its whole box. */
  const eachCell = (segment: number, marginM: number, visit: (cell: number) => void): void => {
    const offset = segment * 4;
    const x1 = coordinates[offset] as number;
    const y1 = coordinates[offset + 1] as number;
    const dx = (coordinates[offset + 2] as number) - x1;
    const dy = (coordinates[offset + 3] as number) - y1;
    const pieces = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / cellM));
    for (let piece = 0; piece < pieces; piece++) {
      const ax = x1 + (dx * piece) / pieces;
      const ay = y1 + (dy * piece) / pieces;
      const bx = x1 + (dx * (piece + 1)) / pieces;
      const by = y1 + (dy * (piece + 1)) / pieces;
      const firstColumn = Math.max(0, Math.floor((Math.min(ax, bx) - marginM - box.minX) / cellM));
      const lastColumn = Math.min(columns - 1, Math.floor((Math.max(ax, bx) + marginM - box.minX) / cellM));
      const firstRow = Math.max(0, Math.floor((Math.min(ay, by) - marginM - box.minY) / cellM));
      const lastRow = Math.min(rows - 1, Math.floor((Math.max(ay, by) + marginM - box.minY) / cellM));
      for (let row = firstRow; row <= lastRow; row++) {
        for (let column = firstColumn; column <= lastColumn; column++) visit(row * columns + column);
      }
    }
  };

  // Counting sort: how many in each cell, where each cell begins, then the segments themselves.
  const begins = new Int32Array(columns * rows + 1);
  for (let segment = 0; segment < count; segment++) {
    eachCell(segment, 0, (cell) => {
      begins[cell + 1] = (begins[cell + 1] as number) + 1;
    });
  }
  for (let cell = 0; cell < columns * rows; cell++) {
    begins[cell + 1] = (begins[cell + 1] as number) + (begins[cell] as number);
  }
  const filled = begins.slice();
  const members = new Int32Array(begins[columns * rows] as number);
  for (let segment = 0; segment < count; segment++) {
    eachCell(segment, 0, (cell) => {
      const place = filled[cell] as number;
      members[place] = segment;
      filled[cell] = place + 1;
    });
  }

  const seenBy = new Int32Array(count).fill(-1);
  return {
    near(segment, visit) {
      eachCell(segment, reachM, (cell) => {
        const end = begins[cell + 1] as number;
        for (let place = begins[cell] as number; place < end; place++) {
          const candidate = members[place] as number;
          if (seenBy[candidate] === segment) continue;
          seenBy[candidate] = segment;
          visit(candidate);
        }
      });
    },
  };
}

function boundingBox(coordinates: Float64Array) {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < coordinates.length; index += 2) {
    const x = coordinates[index] as number;
    const y = coordinates[index + 1] as number;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return { minX, minY, maxX, maxY };
}

function meanLength({ count, coordinates }: BoundarySegments): number {
  let sumM = 0;
  for (let offset = 0; offset < coordinates.length; offset += 4) {
    sumM += Math.hypot(
      (coordinates[offset + 2] as number) - (coordinates[offset] as number),
      (coordinates[offset + 3] as number) - (coordinates[offset + 1] as number),
    );
  }
  return count === 0 ? 1 : sumM / count;
}
