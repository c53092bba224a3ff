// Rectangle: every area whose label point lies between the corner pressed and the pointer.
import type { Point } from "../area-field.ts";
import type { DrawingTool } from "../tool.ts";

function corners(path: readonly Point[]): readonly [Point, Point] {
  return [path[0]!, path.at(-1)!];
}

export const rectangleTool: DrawingTool = {
  press: "span",
  take: ({ field }, { path }) => {
    const [[x1, y1], [x2, y2]] = corners(path);
    const [west, east, south, north] = [Math.min(x1, x2), Math.max(x1, x2), Math.min(y1, y2), Math.max(y1, y2)];
    const areas: number[] = [];
    for (const [area, [x, y]] of field.labelPoints.entries()) {
      if (x >= west && x <= east && y >= south && y <= north) areas.push(area);
    }
    return { areas };
  },
  outline: (path) => {
    const [[x1, y1], [x2, y2]] = corners(path);
    return [
      [x1, y1],
      [x2, y1],
      [x2, y2],
      [x1, y2],
      [x1, y1],
    ];
  },
};
