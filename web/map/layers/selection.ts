// Chosen areas (solid double line) and the area the keyboard or pointer is at (dashed).
import type { MapLayer } from "../layers.ts";
import { stateFlagsOf, whereFlagged } from "../state-flags.ts";

const paintSelected = stateFlagsOf("areas", "selected", ["selected-casing", "selected"]);
const paintActive = stateFlagsOf("areas", "active", ["active"]);

export const selectionLayer: MapLayer = {
  sources: {},
  styleLayers: [
    {
      id: "selected-casing",
      type: "line",
      source: "areas",
      layout: { visibility: "none", "line-join": "round" },
      paint: { "line-color": "#FFFFFF", "line-width": 7, "line-opacity": whereFlagged("selected", 1) },
    },
    {
      id: "selected",
      type: "line",
      source: "areas",
      layout: { visibility: "none", "line-join": "round" },
      paint: { "line-color": "#A90074", "line-width": 3.5, "line-opacity": whereFlagged("selected", 1) },
    },
    {
      id: "active",
      type: "line",
      source: "areas",
      layout: { visibility: "none", "line-join": "round" },
      paint: {
        "line-color": "#1C1C28",
        "line-width": 2.5,
        "line-dasharray": [2, 1.2],
        "line-opacity": whereFlagged("active", 1),
      },
    },
  ],
  reads: ["geography", "selectedAreas", "activeArea"],
  update: (map, { geography, selectedAreas, activeArea }, drawn) => {
    if (drawn?.selectedAreas !== selectedAreas) paintSelected(map, geography.areaCount, selectedAreas);
    if (drawn?.activeArea !== activeArea)
      paintActive(map, geography.areaCount, activeArea === null ? [] : [activeArea]);
  },
};
