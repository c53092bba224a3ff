// The larger roads, thin and light.
import type { MapLayer } from "../layers.ts";

export const roadsLayer: MapLayer = {
  sources: {},
  styleLayers: [
    {
      id: "roads-casing",
      type: "line",
      source: "background",
      filter: ["==", ["get", "kind"], "road"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": "#5B5F6B",
        "line-opacity": 0.55,
        "line-width": ["interpolate", ["linear"], ["zoom"], 8, 1.6, 13, 5],
      },
    },
    {
      id: "roads",
      type: "line",
      source: "background",
      filter: ["==", ["get", "kind"], "road"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": "#FFFFFF", "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.8, 13, 3.4] },
    },
  ],
  reads: [],
  update: () => {},
};
