// Areas whose value is unknown are hatched: unknown is neither zero nor the lowest class.

import { drawImage } from "../draw-image.ts";
import type { MapLayer } from "../layers.ts";

/** Diagonal lines that fit edge to edge. */
function hatch(): ImageData {
  return drawImage(16, (context) => {
    context.strokeStyle = "#767A86";
    context.lineWidth = 1.5;
    for (const offset of [-16, 0, 16]) {
      context.beginPath();
      context.moveTo(offset, 16);
      context.lineTo(offset + 16, 0);
      context.stroke();
    }
  });
}

export const unknownLayer: MapLayer = {
  sources: {},
  styleLayers: [
    {
      id: "unknown",
      type: "fill",
      source: "areas",
      filter: ["in", ["id"], ["literal", []]],
      paint: { "fill-pattern": "unknown-hatch" },
    },
  ],
  images: () => ({ "unknown-hatch": hatch() }),
  reads: ["unknownAreas"],
  update: (map, scene) => map.setFilter("unknown", ["in", ["id"], ["literal", [...scene.unknownAreas]]]),
};
