// What a drawing tool is: a name, how it is pressed, and which areas a stroke takes.
import type { AreaField, Point } from "./area-field.ts";

export const toolIds = ["inspect", "pan", "click", "brush", "rectangle", "lasso", "parent", "push", "erase"] as const;
export type ToolId = (typeof toolIds)[number];

export interface Surroundings {
  readonly field: AreaField;
  /** Team of an area as accepted, −1 = none. */
  readonly teamOf: (area: number) => number;
  /** Areas the brush takes at once. */
  readonly brushSize: number;
  /** Which parents are taken whole; see `ParentLevels`. */
  readonly parentLevel: number;
}

export interface Stroke {
  /** Where the pointer has been since it was pressed, that first. */
  readonly path: readonly Point[];
  /** The last points of the path: those that have come since the tool was asked last. */
  readonly fresh: readonly Point[];
  /** How near is near, in degrees of latitude: some pixels. */
  readonly near: number;
}

/** Areas taken; with the team they go to where the tool decides that itself. */
export interface Taken {
  readonly areas: readonly number[];
  readonly target?: number;
}

export interface DrawingTool {
  /**
   * `tap`: takes where it is pressed, and leaves what was taken already. `stroke`: takes all along the way. `span`: takes
   * what the whole way so far encloses. `look` takes nothing and shows the area; `move` moves the map.
   */
  readonly press: "tap" | "stroke" | "span" | "look" | "move";
  /** The only team it gives areas to. */
  readonly target?: number;
  readonly take: (surroundings: Surroundings, stroke: Stroke) => Taken;
  /** The line that is drawn while a span is made. */
  readonly outline?: (path: readonly Point[]) => readonly Point[];
}

export const nothingTaken: Taken = { areas: [] };
