// The team's letter on each of its regions.
import type { MapLayer } from "../layers.ts";
import type { MapScene } from "../scene.ts";
import { boldLabelFont, emptySource, noFeatures, setSourceData } from "../source.ts";
import { labelPointOf, regionsOf } from "../topology.ts";

function letters({ geography, teamIndexes, teams }: MapScene): GeoJSON.FeatureCollection {
  if (!teamIndexes) return noFeatures;
  return {
    type: "FeatureCollection",
    features: regionsOf(geography, teamIndexes).map(({ team, areas }, order) => ({
      type: "Feature",
      properties: { letter: teams[team]?.letter ?? "", colour: teams[team]?.colour ?? "#FFFFFF", order },
      geometry: { type: "Point", coordinates: labelPointOf(geography, areas) },
    })),
  };
}

export const teamLabelsLayer: MapLayer = {
  sources: { "team-labels": emptySource },
  styleLayers: [
    {
      id: "team-labels-plate",
      type: "circle",
      source: "team-labels",
      paint: {
        "circle-radius": 15,
        "circle-color": ["to-color", ["get", "colour"]],
        "circle-stroke-color": "#1C1C28",
        "circle-stroke-width": 2,
      },
    },
    {
      id: "team-labels",
      type: "symbol",
      source: "team-labels",
      layout: {
        "text-field": ["get", "letter"],
        "text-font": boldLabelFont,
        "text-size": 17,
        "text-allow-overlap": true,
        "text-ignore-placement": false,
        "symbol-sort-key": ["get", "order"],
      },
      paint: { "text-color": "#1C1C28" },
    },
  ],
  reads: ["geography", "teamIndexes", "teams"],
  update: (map, scene) => setSourceData(map, "team-labels", letters(scene)),
};
