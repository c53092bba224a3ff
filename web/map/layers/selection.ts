// Chosen areas (solid double line round them) and the area the keyboard or pointer is at (dashed).
import type { MapLayer } from "../layers.ts";
import type { MapScene } from "../scene.ts";
import { emptyShapes, setOverlayData } from "../source.ts";

/** Only what is chosen is sent: a line of every area, drawn unseen, costs as much as a seen one. */
function outlines({ geography, selectedAreas, activeArea }: MapScene): GeoJSON.FeatureCollection {
  const outline = (kind: string, areas: readonly number[]): GeoJSON.Feature[] =>
    areas.length === 0 ? [] : [{ type: "Feature", properties: { kind }, geometry: geography.outlineOf(areas) }];
  return {
    type: "FeatureCollection",
    features: [...outline("selected", selectedAreas), ...outline("active", activeArea === null ? [] : [activeArea])],
  };
}

export const selectionLayer: MapLayer = {
  sources: { selection: emptyShapes },
  styleLayers: [
    {
      id: "selected-casing",
      type: "line",
      source: "selection",
      filter: ["==", ["get", "kind"], "selected"],
      layout: { "line-join": "round" },
      paint: { "line-color": "#FFFFFF", "line-width": 7 },
    },
    {
      id: "selected",
      type: "line",
      source: "selection",
      filter: ["==", ["get", "kind"], "selected"],
      layout: { "line-join": "round" },
      paint: { "line-color": "#A90074", "line-width": 3.5 },
    },
    {
      id: "active",
      type: "line",
      source: "selection",
      filter: ["==", ["get", "kind"], "active"],
      layout: { "line-join": "round" },
      paint: { "line-color": "#1C1C28", "line-width": 2.5, "line-dasharray": [2, 1.2] },
    },
  ],
  reads: ["geography", "selectedAreas", "activeArea"],
  update: (map, scene) => setOverlayData(map, "selection", outlines(scene)),
};
