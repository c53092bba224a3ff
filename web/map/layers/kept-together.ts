// Groups of areas that rules keep together: a broken line round each.
import type { MapLayer } from "../layers.ts";
import { emptyShapes, setOverlayData } from "../source.ts";

export const keptTogetherLayer: MapLayer = {
  sources: { "kept-together": emptyShapes },
  styleLayers: [
    {
      id: "kept-together",
      type: "line",
      source: "kept-together",
      layout: { "line-join": "round" },
      paint: { "line-color": "#A90074", "line-width": 2.5, "line-dasharray": [2.5, 1.5] },
    },
  ],
  reads: ["geography", "keptTogether"],
  update: (map, { geography, keptTogether = [] }) => {
    setOverlayData(map, "kept-together", {
      type: "FeatureCollection",
      features: keptTogether.map((areas) => ({
        type: "Feature",
        properties: {},
        geometry: geography.outlineOf(areas),
      })),
    });
  },
};
