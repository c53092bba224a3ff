// Pan: the pointer and the arrow keys move the map.
import { type DrawingTool, nothingTaken } from "../tool.ts";

export const panTool: DrawingTool = { press: "move", take: () => nothingTaken };
