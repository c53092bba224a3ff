// Areas that another plan places differently: hatched over the team's colour, with a white edge so that it is seen on any colour.
import { drawImage } from "../draw-image.ts";
import type { MapLayer } from "../layers.ts";

const none: readonly number[] = [];

/** Close enough that the smallest areas of a whole municipality show some. */
const patternSize = 8;

function hatching(): ImageData {
  return drawImage(patternSize, (context) => {
    for (const [colour, width] of [
      ["#FFFFFF", 3.2],
      ["#1C1C28", 1.4],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      for (const offset of [-patternSize, 0, patternSize]) {
        context.beginPath();
        context.moveTo(offset - 2, -2);
        context.lineTo(offset + patternSize + 2, patternSize + 2);
        context.stroke();
      }
    }
  });
}

export const changedLayer: MapLayer = {
  sources: {},
  styleLayers: [
    {
      id: "changed",
      type: "fill",
      source: "areas",
      filter: ["in", ["id"], ["literal", []]],
      paint: { "fill-pattern": "changed" },
    },
  ],
  images: () => ({ changed: hatching() }),
  reads: ["changedAreas"],
  update: (map, { changedAreas = none }) => map.setFilter("changed", ["in", ["id"], ["literal", [...changedAreas]]]),
};
