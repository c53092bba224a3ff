// Lakes and rivers, over the areas' colours so that the place can be recognised.
import type { MapLayer } from "../layers.ts";

export const waterLayer: MapLayer = {
  sources: {},
  styleLayers: [
    {
      id: "lakes",
      type: "fill",
      source: "background",
      filter: ["==", ["get", "kind"], "lake"],
      paint: { "fill-color": "#D5E4EF", "fill-outline-color": "#9DBBD1" },
    },
    {
      id: "rivers",
      type: "line",
      source: "background",
      filter: ["==", ["get", "kind"], "river"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": "#BBD3E4", "line-width": ["interpolate", ["linear"], ["zoom"], 8, 1.5, 13, 6] },
    },
  ],
  reads: [],
  update: () => {},
};
