// Push a border: drag from it; the team on the side one comes from gains the areas one goes into.
import { type AreaField, type Point, squareDistance } from "../area-field.ts";
import { type DrawingTool, nothingTaken, type Stroke, type Surroundings } from "../tool.ts";

/** The first point that is far enough from where the pointer was pressed to tell a direction. */
function firstAway({ path, near }: Stroke): Point | null {
  return path.find((point) => squareDistance(path[0]!, point) > (near / 2) ** 2) ?? null;
}

function isAtBorder(field: AreaField, teamOf: (area: number) => number, area: number): boolean {
  const { adjacencyOffset, adjacencyTarget } = field.neighbours;
  for (let edge = adjacencyOffset[area]!; edge < adjacencyOffset[area + 1]!; edge++) {
    if (teamOf(adjacencyTarget[edge]!) !== teamOf(area)) return true;
  }
  return false;
}

/** The team that gains: that of the area a little behind where the pointer was pressed, when it lies at a border. */
function gainingTeam({ field, teamOf }: Surroundings, stroke: Stroke): number | null {
  const away = firstAway(stroke);
  if (!away) return null;
  const [x, y] = stroke.path[0]!;
  const length = Math.hypot(away[0] - x, away[1] - y);
  const behind: Point = [x - ((away[0] - x) / length) * stroke.near, y - ((away[1] - y) / length) * stroke.near];
  const area = field.areaAt(behind) ?? field.areaAt([x, y]);
  if (area === null || teamOf(area) < 0 || !isAtBorder(field, teamOf, area)) return null;
  return teamOf(area);
}

export const pushTool: DrawingTool = {
  press: "stroke",
  take: (surroundings, stroke) => {
    const { field, teamOf } = surroundings;
    const target = gainingTeam(surroundings, stroke);
    if (target === null) return nothingTaken;
    const areas = new Set<number>();
    for (const point of stroke.fresh) {
      const area = field.areaAt(point);
      if (area !== null && teamOf(area) !== target) areas.add(area);
    }
    return { areas: [...areas], target };
  },
};
