// Which school an area belongs to: the nearest by way of neighbouring areas, so that every catchment hangs together.
import type { Municipality } from "./municipality.ts";

/** The stages that have catchments. */
export type Stage = "F-6" | "7-9";

/**
 * Shares all areas out among schools, given the area of each school; returns the school's number for each area.
 * Distances are added up from area to neighbouring area (Dijkstra 1959), the bridge counts as a border.
 * Throws if an area cannot be reached from any school.
 */
export function shareCatchments({ mesh, areas, neighbours }: Municipality, schoolAreas: readonly number[]): number[] {
  const owner = new Array<number>(areas.length).fill(-1);
  const distance = new Float64Array(areas.length).fill(Number.POSITIVE_INFINITY);
  const settled = new Uint8Array(areas.length);
  for (const [number, area] of schoolAreas.entries()) {
    if (owner[area] !== -1) continue;
    owner[area] = number;
    distance[area] = 0;
  }
  for (let round = 0; round < areas.length; round++) {
    let nearest = -1;
    for (let i = 0; i < areas.length; i++) {
      if (!settled[i] && owner[i] !== -1 && (nearest < 0 || distance[i]! < distance[nearest]!)) nearest = i;
    }
    if (nearest < 0) throw new Error(`only ${round} of ${areas.length} areas can be reached from a school`);
    settled[nearest] = 1;
    const from = areas[nearest]!.centre;
    for (const next of neighbours[nearest]!) {
      const to = areas[next]!.centre;
      const step = Math.sqrt((mesh.x[from]! - mesh.x[to]!) ** 2 + (mesh.y[from]! - mesh.y[to]!) ** 2);
      if (settled[next] || distance[nearest]! + step >= distance[next]!) continue;
      distance[next] = distance[nearest]! + step;
      owner[next] = owner[nearest]!;
    }
  }
  return owner;
}
