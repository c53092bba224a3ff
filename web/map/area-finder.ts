// Which area a point lies in: a grid over the areas' boxes, then the polygon itself.
import type { MultiPolygon, Polygon, Position } from "geojson";

/** West, south, east, north in degrees. */
type Box = readonly [number, number, number, number];

/** Whether a point is inside, holes counted as outside: even–odd over all rings. */
function contains(geometry: Polygon | MultiPolygon, x: number, y: number): boolean {
  let inside = false;
  const cross = (ring: readonly Position[]) => {
    for (let corner = 0, before = ring.length - 1; corner < ring.length; before = corner++) {
      const [x1, y1] = ring[corner]!;
      const [x2, y2] = ring[before]!;
      if (y1! > y !== y2! > y && x < ((x2! - x1!) * (y - y1!)) / (y2! - y1!) + x1!) inside = !inside;
    }
  };
  for (const rings of geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates) rings.forEach(cross);
  return inside;
}

/** A function from a point to the area it lies in, or null. Made once a division, in time linear in the areas. */
export function areaFinder(
  geometries: readonly (Polygon | MultiPolygon)[],
  boxes: readonly Box[],
): (longitude: number, latitude: number) => number | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    [west, south] = [Math.min(west, box[0]), Math.min(south, box[1])];
    [east, north] = [Math.max(east, box[2]), Math.max(north, box[3])];
  }
  const side = Math.max(1, Math.ceil(Math.sqrt(boxes.length)));
  const [width, height] = [(east - west) / side || 1, (north - south) / side || 1];
  const column = (x: number) => Math.min(side - 1, Math.max(0, Math.floor((x - west) / width)));
  const row = (y: number) => Math.min(side - 1, Math.max(0, Math.floor((y - south) / height)));
  const cells: number[][] = Array.from({ length: side * side }, () => []);
  for (const [area, box] of boxes.entries()) {
    for (let y = row(box[1]); y <= row(box[3]); y++) {
      for (let x = column(box[0]); x <= column(box[2]); x++) cells[y * side + x]!.push(area);
    }
  }
  return (x, y) => {
    if (!(x >= west && x <= east && y >= south && y <= north)) return null;
    for (const area of cells[row(y) * side + column(x)]!) {
      const box = boxes[area]!;
      if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
      if (contains(geometries[area]!, x, y)) return area;
    }
    return null;
  };
}
