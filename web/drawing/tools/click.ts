// Click: one area at a time, taken or left.
import type { DrawingTool } from "../tool.ts";

export const clickTool: DrawingTool = {
  press: "tap",
  take: ({ field }, { path }) => {
    const area = field.areaAt(path[0]!);
    return { areas: area === null ? [] : [area] };
  },
};
