// The sea and the land around the municipality, under everything.
import type { MapLayer } from "../layers.ts";
import { emptyShapes, noFeatures, setSourceData } from "../source.ts";

export const seaLayer: MapLayer = {
  sources: { background: emptyShapes },
  styleLayers: [
    { id: "land", type: "background", paint: { "background-color": "#EEF0EE" } },
    {
      id: "sea",
      type: "fill",
      source: "background",
      filter: ["==", ["get", "kind"], "sea"],
      paint: { "fill-color": "#D5E4EF" },
    },
  ],
  reads: ["background"],
  update: (map, scene) => setSourceData(map, "background", scene.background ?? noFeatures),
};
