// Whole parent: every area of the same higher area, at the level chosen.
import type { DrawingTool } from "../tool.ts";

export const parentTool: DrawingTool = {
  press: "tap",
  take: ({ field, parentLevel }, { path }) => {
    const area = field.areaAt(path[0]!);
    return { areas: area === null ? [] : field.parents.areasBeside(area, parentLevel) };
  },
};
