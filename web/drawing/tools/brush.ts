// Brush: the areas nearest the pointer, 1 to 100 of them, all along its way.
import { nearestAreas } from "../area-field.ts";
import type { DrawingTool, Stroke, Surroundings, Taken } from "../tool.ts";

export const largestBrush = 100;

/** Asked anew only where the pointer has come into another area: between, nearly the same areas are nearest. */
export function brush({ field, brushSize }: Surroundings, { fresh }: Stroke): Taken {
  const areas = new Set<number>();
  let last: number | null = null;
  for (const [place, point] of fresh.entries()) {
    const area = field.areaAt(point);
    if (area === null || (area === last && place < fresh.length - 1)) continue;
    last = area;
    for (const near of nearestAreas(field, point, brushSize)) areas.add(near);
  }
  return { areas: [...areas] };
}

export const brushTool: DrawingTool = { press: "stroke", take: brush };
