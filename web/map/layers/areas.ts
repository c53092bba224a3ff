// The areas' polygons, sent to the map once and painted by feature state: the feature id is area_index.
import type { MapLayer } from "../layers.ts";
import { emptyShapes, setSourceData } from "../source.ts";

export const areaPolygonsLayer: MapLayer = {
  // Simplified by less than can be seen: neighbours simplified one by one do not fit each other.
  sources: { areas: { ...emptyShapes, tolerance: 0.1 } },
  styleLayers: [],
  reads: ["geography"],
  update: (map, scene) => setSourceData(map, "areas", scene.geography.polygons),
};

export const areaColoursLayer: MapLayer = {
  sources: {},
  styleLayers: [
    {
      id: "areas",
      type: "fill",
      source: "areas",
      paint: {
        "fill-color": ["to-color", ["coalesce", ["feature-state", "colour"], "#FFFFFF"]],
        "fill-opacity": 0.82,
        "fill-antialias": false,
      },
    },
  ],
  reads: ["areaColours"],
  update: (map, { areaColours }, drawn) => {
    const before = drawn?.areaColours.length === areaColours.length ? drawn.areaColours : null;
    for (const [id, colour] of areaColours.entries()) {
      if (before?.[id] !== colour) map.setFeatureState({ source: "areas", id }, { colour });
    }
  },
};
