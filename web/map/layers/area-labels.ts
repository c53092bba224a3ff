// Codes, then codes and names, of the areas when there is room for them.
import type { MapLayer } from "../layers.ts";
import { emptySource, labelFont, setSourceData } from "../source.ts";

export const areaLabelsLayer: MapLayer = {
  sources: { "area-labels": emptySource },
  styleLayers: [
    {
      id: "area-labels",
      type: "symbol",
      source: "area-labels",
      minzoom: 10,
      layout: {
        "text-field": [
          "step",
          ["zoom"],
          ["get", "code"],
          11.5,
          ["format", ["get", "code"], { "font-scale": 0.9 }, "\n", {}, ["get", "name"], {}],
        ],
        "text-font": labelFont,
        "text-size": 12,
        "text-max-width": 9,
        "text-padding": 4,
      },
      paint: { "text-color": "#1C1C28", "text-halo-color": "#FFFFFF", "text-halo-width": 1.6 },
    },
  ],
  reads: ["geography"],
  update: (map, { geography }) =>
    setSourceData(map, "area-labels", {
      type: "FeatureCollection",
      features: geography.properties.map(({ code, name, labelPoint }) => ({
        type: "Feature",
        properties: { code, name: name === code ? "" : name },
        geometry: { type: "Point", coordinates: [...labelPoint] },
      })),
    }),
};
