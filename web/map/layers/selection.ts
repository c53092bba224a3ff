// Chosen areas (solid double line) and the area the keyboard or pointer is at (dashed).
import type { MapLayer } from "../layers.ts";

export const selectionLayer: MapLayer = {
  sources: {},
  styleLayers: [
    {
      id: "selected-casing",
      type: "line",
      source: "areas",
      filter: ["in", ["id"], ["literal", []]],
      layout: { "line-join": "round" },
      paint: { "line-color": "#FFFFFF", "line-width": 7 },
    },
    {
      id: "selected",
      type: "line",
      source: "areas",
      filter: ["in", ["id"], ["literal", []]],
      layout: { "line-join": "round" },
      paint: { "line-color": "#A90074", "line-width": 3.5 },
    },
    {
      id: "active",
      type: "line",
      source: "areas",
      filter: ["==", ["id"], -1],
      layout: { "line-join": "round" },
      paint: { "line-color": "#1C1C28", "line-width": 2.5, "line-dasharray": [2, 1.2] },
    },
  ],
  reads: ["selectedAreas", "activeArea"],
  update: (map, scene) => {
    for (const id of ["selected-casing", "selected"]) {
      map.setFilter(id, ["in", ["id"], ["literal", [...scene.selectedAreas]]]);
    }
    map.setFilter("active", ["==", ["id"], scene.activeArea ?? -1]);
  },
};
