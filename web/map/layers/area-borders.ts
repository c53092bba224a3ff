// Thin lines between areas. The lines of each pair are sent once; the team borders are painted on the same ones.
import type { MapLayer } from "../layers.ts";
import { emptyShapes, setSourceData } from "../source.ts";

export const areaBordersLayer: MapLayer = {
  sources: { borders: emptyShapes },
  styleLayers: [
    {
      id: "area-borders",
      type: "line",
      source: "borders",
      layout: { "line-join": "round" },
      paint: {
        "line-color": "#1C1C28",
        "line-opacity": ["interpolate", ["linear"], ["zoom"], 8, 0.28, 12, 0.5],
        "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.5, 13, 1.2],
      },
    },
  ],
  reads: ["geography"],
  update: (map, scene) => setSourceData(map, "borders", scene.geography.borders),
};
