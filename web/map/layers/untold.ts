// Areas without a number, each kind with a pattern of its own: unknown is hatched, withheld is dotted, outside one's area is barred.
import { drawImage } from "../draw-image.ts";
import type { MapLayer } from "../layers.ts";
import { type UntoldKind, untoldKinds } from "../scene.ts";

const ink = "#767A86";

/** Patterns fit edge to edge. */
const patterns: Record<UntoldKind, () => ImageData> = {
  unknown: () =>
    drawImage(16, (context) => {
      context.strokeStyle = ink;
      context.lineWidth = 1.5;
      for (const offset of [-16, 0, 16]) {
        context.beginPath();
        context.moveTo(offset, 16);
        context.lineTo(offset + 16, 0);
        context.stroke();
      }
    }),
  withheld: () =>
    drawImage(12, (context) => {
      context.fillStyle = ink;
      for (const [x, y] of [
        [3, 3],
        [9, 9],
      ] as const) {
        context.beginPath();
        context.arc(x, y, 1.7, 0, 2 * Math.PI);
        context.fill();
      }
    }),
  outside: () =>
    drawImage(16, (context) => {
      context.strokeStyle = "#B9BDC7";
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(0, 8);
      context.lineTo(16, 8);
      context.stroke();
    }),
};

export const untoldLayer: MapLayer = {
  sources: {},
  styleLayers: untoldKinds.map((kind) => ({
    id: `untold-${kind}`,
    type: "fill" as const,
    source: "areas",
    filter: ["in", ["id"], ["literal", []]],
    paint: { "fill-pattern": `untold-${kind}` },
  })),
  images: () => Object.fromEntries(untoldKinds.map((kind) => [`untold-${kind}`, patterns[kind]()])),
  reads: ["untoldAreas"],
  update: (map, scene) => {
    for (const kind of untoldKinds) {
      map.setFilter(`untold-${kind}`, ["in", ["id"], ["literal", [...scene.untoldAreas[kind]]]]);
    }
  },
};
