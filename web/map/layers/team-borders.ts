// Team borders, painted by feature state on the borders between areas so that they follow every change at once, and the municipality's border.
import type { MapLayer } from "../layers.ts";
import { emptySource, setSourceData } from "../source.ts";
import { stateFlags, whereFlagged } from "../state-flags.ts";

const width = { team: 2.6, municipality: 1.8 };
const paintParting = stateFlags("borders", "parting", ["team-borders-casing", "team-borders"]);

export const teamBordersLayer: MapLayer = {
  sources: { outline: emptySource },
  styleLayers: [
    {
      id: "team-borders-casing",
      type: "line",
      source: "borders",
      layout: { visibility: "none", "line-join": "round", "line-cap": "round" },
      paint: { "line-color": "#FFFFFF", "line-opacity": 0.9, "line-width": whereFlagged("parting", width.team + 2.6) },
    },
    {
      id: "team-borders",
      type: "line",
      source: "borders",
      layout: { visibility: "none", "line-join": "round", "line-cap": "round" },
      paint: { "line-color": "#1C1C28", "line-width": whereFlagged("parting", width.team) },
    },
    {
      id: "outline",
      type: "line",
      source: "outline",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": "#1C1C28", "line-width": width.municipality },
    },
  ],
  reads: ["geography", "teamIndexes"],
  update: (map, { geography, teamIndexes }, drawn) => {
    if (drawn?.geography !== geography) setSourceData(map, "outline", geography.outlineOf(geography.properties.keys()));
    paintParting(map, geography.borders.features.length, (id) => {
      const { a, b } = geography.borders.features[id]!.properties;
      return teamIndexes !== null && teamIndexes[a] !== teamIndexes[b];
    });
  },
};
