// Inspect: shows the area's facts and takes nothing.
import { type DrawingTool, nothingTaken } from "../tool.ts";

export const inspectTool: DrawingTool = { press: "look", take: () => nothingTaken };
