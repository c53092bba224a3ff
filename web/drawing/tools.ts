// The registry of drawing tools, in the order of the tool bar: a new one is a file in tools/ and a line here.
import type { DrawingTool, ToolId } from "./tool.ts";
import { brushTool } from "./tools/brush.ts";
import { clickTool } from "./tools/click.ts";
import { eraseTool } from "./tools/erase.ts";
import { inspectTool } from "./tools/inspect.ts";
import { lassoTool } from "./tools/lasso.ts";
import { panTool } from "./tools/pan.ts";
import { parentTool } from "./tools/parent.ts";
import { pushTool } from "./tools/push.ts";
import { rectangleTool } from "./tools/rectangle.ts";

export const drawingTools: Readonly<Record<ToolId, DrawingTool>> = {
  inspect: inspectTool,
  pan: panTool,
  click: clickTool,
  brush: brushTool,
  rectangle: rectangleTool,
  lasso: lassoTool,
  parent: parentTool,
  push: pushTool,
  erase: eraseTool,
};
