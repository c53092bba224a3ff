// The team's letter on each of its regions.
import type { MapLayer } from "../layers.ts";
import type { MapScene } from "../scene.ts";
import { boldLabelFont, emptySource, noFeatures, setSourceData } from "../source.ts";
import { labelPointOf, regionsOf } from "../topology.ts";

function letters({ geography, teamIndexes, teams }: MapScene): GeoJSON.FeatureCollection {
  if (!teamIndexes) return noFeatures;
  const regions = regionsOf(geography, teamIndexes);
  return {
    type: "FeatureCollection",
    features: regions.map(({ team, areas }, order) => ({
      type: "Feature",
      properties: {
        letter: teams[team]?.letter ?? "",
        // Once a team: a loose part has the letter alone.
        note: regions.findIndex((region) => region.team === team) === order ? (teams[team]?.note ?? "") : "",
        colour: teams[team]?.colour ?? "#FFFFFF",
        order,
      },
      geometry: { type: "Point", coordinates: labelPointOf(geography, areas) },
    })),
  };
}

export const teamLabelsLayer: MapLayer = {
  sources: { "team-labels": emptySource },
  styleLayers: [
    // Under the letters, which have their places first: the note takes the side of its letter where no other letter is.
    {
      id: "team-notes",
      type: "symbol",
      source: "team-labels",
      layout: {
        "text-field": ["get", "note"],
        "text-font": boldLabelFont,
        "text-size": 14,
        "text-variable-anchor": ["top", "bottom", "left", "right"],
        "text-radial-offset": 1.35,
        "text-allow-overlap": true,
      },
      paint: { "text-color": "#1C1C28", "text-halo-color": "#FFFFFF", "text-halo-width": 2 },
    },
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
        // As wide as its plate.
        "text-padding": 8,
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
