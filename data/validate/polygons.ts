// What a feature's geometry must be to become an area: polygons with a surface, inside Sweden.
import type { Geometry, MultiPolygon, Position } from "geojson";
import { fitsSweden } from "../coordinate-systems.ts";
import { type Issue, issue } from "../issues.ts";

/** Square metres by the shoelace formula over all rings; holes taken away. For judging sizes, not for storing. */
export function roughAreaM2(geometry: MultiPolygon): number {
  const ringArea = (ring: readonly Position[]) => {
    let doubled = 0;
    for (let index = 0; index + 1 < ring.length; index += 1) {
      const [x1 = 0, y1 = 0] = ring[index] ?? [];
      const [x2 = 0, y2 = 0] = ring[index + 1] ?? [];
      doubled += x1 * y2 - x2 * y1;
    }
    return Math.abs(doubled) / 2;
  };
  let sum = 0;
  for (const [outer = [], ...holes] of geometry.coordinates) {
    sum += ringArea(outer) - holes.reduce((hole, ring) => hole + ringArea(ring), 0);
  }
  return sum;
}

function polygonsOf(geometry: Geometry): Position[][][] | null {
  if (geometry.type === "Polygon") return [geometry.coordinates];
  return geometry.type === "MultiPolygon" ? geometry.coordinates : null;
}

/** The feature's polygons as one multipolygon in EPSG:3006, or the issue that says why they cannot be used. */
export function takePolygons(geometry: Geometry, row: number, area: string): MultiPolygon | Issue {
  const polygons = polygonsOf(geometry);
  if (polygons === null) return issue("area.not-polygon", { row, area, geometryType: geometry.type });
  const filled = polygons.filter((rings) => (rings[0]?.length ?? 0) >= 4);
  if (filled.length === 0) return issue("area.empty-geometry", { row, area });
  for (const rings of filled) {
    for (const ring of rings) {
      for (const [x = Number.NaN, y = Number.NaN] of ring) {
        if (!Number.isFinite(x) || !Number.isFinite(y)) return issue("geometry.invalid-coordinate", { row });
      }
    }
  }
  const [[[x = 0, y = 0] = []] = []] = filled[0] ?? [];
  if (!fitsSweden(3006, x, y)) return issue("geometry.outside-sweden", { row });
  return { type: "MultiPolygon", coordinates: filled };
}
