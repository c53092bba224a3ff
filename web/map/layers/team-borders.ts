// Team borders and the municipality's border, drawn from the topology so that they follow every assignment at once.
import type { FeatureCollection } from "geojson";
import type { MapLayer } from "../layers.ts";
import type { MapScene } from "../scene.ts";
import { emptySource, setSourceData } from "../source.ts";

/** Lines between areas of different teams (and, without a plan, only the municipality's outer border). */
function bordersOf({ geography, teamIndexes }: MapScene): FeatureCollection {
  const between = teamIndexes ? geography.bordersBetween((a, b) => teamIndexes[a] !== teamIndexes[b]) : null;
  return {
    type: "FeatureCollection",
    features: [
      { type: "Feature", properties: { kind: "municipality" }, geometry: geography.outline },
      ...(between ? [{ type: "Feature" as const, properties: { kind: "team" }, geometry: between }] : []),
    ],
  };
}

const width = { team: 2.6, municipality: 1.8 };

export const teamBordersLayer: MapLayer = {
  sources: { "team-borders": emptySource },
  styleLayers: [
    {
      id: "team-borders-casing",
      type: "line",
      source: "team-borders",
      filter: ["==", ["get", "kind"], "team"],
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": "#FFFFFF", "line-width": width.team + 2.6, "line-opacity": 0.9 },
    },
    {
      id: "team-borders",
      type: "line",
      source: "team-borders",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: {
        "line-color": "#1C1C28",
        "line-width": ["case", ["==", ["get", "kind"], "team"], width.team, width.municipality],
      },
    },
  ],
  reads: ["geography", "teamIndexes"],
  update: (map, scene) => setSourceData(map, "team-borders", bordersOf(scene)),
};
