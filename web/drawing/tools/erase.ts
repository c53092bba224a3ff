// Erase: as the brush, and the areas are left without a team.
import { noTeam } from "../draft.ts";
import type { DrawingTool } from "../tool.ts";
import { brush } from "./brush.ts";

export const eraseTool: DrawingTool = { press: "stroke", target: noTeam, take: brush };
