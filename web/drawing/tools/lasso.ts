// Lasso: every area whose label point lies inside the line drawn, which closes itself.
import type { Point } from "../area-field.ts";
import type { DrawingTool } from "../tool.ts";

/** Even–odd; a point on the line itself may count either way. */
function isInside(path: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  for (let corner = 0, before = path.length - 1; corner < path.length; before = corner++) {
    const [x1, y1] = path[corner]!;
    const [x2, y2] = path[before]!;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

export const lassoTool: DrawingTool = {
  press: "span",
  take: ({ field }, { path }) => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    const corners = new Set<string>();
    for (const [x, y] of path) {
      [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
      corners.add(`${x} ${y}`);
    }
    const areas: number[] = [];
    for (const [area, [x, y]] of field.labelPoints.entries()) {
      if (x < west || x > east || y < south || y > north) continue;
      // By keyboard the line goes from label point to label point: the areas it was laid through are inside.
      if (isInside(path, x, y) || corners.has(`${x} ${y}`)) areas.push(area);
    }
    return { areas };
  },
  outline: (path) => [...path, path[0]!],
};
