// Whether points lie inside areas.
import type { BoundarySegments } from "./boundary-segments.ts";

/** Even-odd rule over all rings, so holes and several parts need no care. On the border itself the answer is either. */
export function isInside(segments: BoundarySegments, area: number, x: number, y: number): boolean {
  const { boxes, coordinates, firstOf } = segments;
  const box = area * 4;
  if (x < (boxes[box] as number) || x > (boxes[box + 2] as number)) return false;
  if (y < (boxes[box + 1] as number) || y > (boxes[box + 3] as number)) return false;
  let inside = false;
  const end = (firstOf[area + 1] as number) * 4;
  for (let offset = (firstOf[area] as number) * 4; offset < end; offset += 4) {
    const y1 = coordinates[offset + 1] as number;
    const y2 = coordinates[offset + 3] as number;
    if (y1 > y === y2 > y) continue;
    const x1 = coordinates[offset] as number;
    const x2 = coordinates[offset + 2] as number;
    if (x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}

/** For each area, the other areas whose boxes come within `marginM` of its own. */
export function boxNeighbours({ boxes }: BoundarySegments, marginM: number): number[][] {
  const count = boxes.length / 4;
  const byLeft = Array.from({ length: count }, (_, area) => area).sort((a, b) => side(a, 0) - side(b, 0));
  const neighbours: number[][] = Array.from({ length: count }, () => []);
  function side(area: number, which: number): number {
    return boxes[area * 4 + which] as number;
  }
  let open: number[] = [];
  for (const area of byLeft) {
    open = open.filter((other) => side(other, 2) + marginM >= side(area, 0));
    for (const other of open) {
      if (side(other, 1) - marginM > side(area, 3) || side(other, 3) + marginM < side(area, 1)) continue;
      neighbours[area]?.push(other);
      neighbours[other]?.push(area);
    }
    open.push(area);
  }
  return neighbours;
}
