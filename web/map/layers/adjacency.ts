// Which areas are neighbours: a line between their label points, dashed when linked by hand, crossed red when cut.
import type { MapLayer } from "../layers.ts";
import type { MapScene } from "../scene.ts";
import { emptyShapes, noFeatures, setOverlayData } from "../source.ts";

function edges({ adjacency, geography }: MapScene): GeoJSON.FeatureCollection {
  if (!adjacency) return noFeatures;
  const line = (a: number, b: number, kind: string): GeoJSON.Feature => ({
    type: "Feature",
    properties: { kind },
    geometry: {
      type: "LineString",
      coordinates: [[...geography.properties[a]!.labelPoint], [...geography.properties[b]!.labelPoint]],
    },
  });
  return {
    type: "FeatureCollection",
    features: [
      ...adjacency.edges.map(([a, b, , byHand]) => line(a, b, byHand ? "added" : "computed")),
      ...adjacency.edits
        .filter((edit) => edit.action === "cut")
        .map((edit) => line(edit.areaIndexA, edit.areaIndexB, "cut")),
      ...adjacency.findings
        .filter((finding) => finding.geometry)
        .map((finding) => ({
          type: "Feature" as const,
          properties: { kind: "finding" },
          geometry: finding.geometry as GeoJSON.Geometry,
        })),
    ],
  };
}

export const adjacencyLayer: MapLayer = {
  sources: { adjacency: emptyShapes },
  styleLayers: [
    {
      id: "findings",
      type: "fill",
      source: "adjacency",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": "#A90074", "fill-opacity": 0.6 },
    },
    {
      id: "edges-computed",
      type: "line",
      source: "adjacency",
      filter: ["==", ["get", "kind"], "computed"],
      paint: { "line-color": "#005595", "line-width": 1.4, "line-opacity": 0.75 },
    },
    {
      id: "edges-added",
      type: "line",
      source: "adjacency",
      filter: ["==", ["get", "kind"], "added"],
      paint: { "line-color": "#00733B", "line-width": 4, "line-dasharray": [2, 1] },
    },
    {
      id: "edges-cut",
      type: "line",
      source: "adjacency",
      filter: ["==", ["get", "kind"], "cut"],
      paint: { "line-color": "#B92424", "line-width": 4, "line-dasharray": [0.4, 1] },
    },
  ],
  reads: ["geography", "adjacency"],
  update: (map, scene) => setOverlayData(map, "adjacency", edges(scene)),
};
