// What a drawing adds to the map: locked areas are crosshatched, areas that a preview moves are hatched, and the line of a stroke.
import { drawImage } from "../draw-image.ts";
import type { MapLayer } from "../layers.ts";
import { emptyShapes, noFeatures, setOverlayData } from "../source.ts";
import { stateFlagsOf, whereFlagged } from "../state-flags.ts";

const ink = "#1C1C28";

/** Patterns fit edge to edge: diagonals one way, or both. */
function hatching(size: number, both: boolean): ImageData {
  return drawImage(size, (context) => {
    context.strokeStyle = ink;
    context.lineWidth = both ? 1 : 1.8;
    for (const offset of [-size, 0, size]) {
      context.beginPath();
      context.moveTo(offset, size);
      context.lineTo(offset + size, 0);
      if (both) {
        context.moveTo(offset, 0);
        context.lineTo(offset + size, size);
      }
      context.stroke();
    }
  });
}

function oneFeature(geometry: GeoJSON.Geometry): GeoJSON.FeatureCollection {
  return { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry }] };
}

const paintLocked = stateFlagsOf("areas", "locked", ["locked"]);
const paintMoving = stateFlagsOf("areas", "moving", ["moving"]);

export const drawingLayer: MapLayer = {
  sources: { stroke: emptyShapes, aimed: emptyShapes },
  styleLayers: [
    {
      id: "locked",
      type: "fill",
      source: "areas",
      layout: { visibility: "none" },
      paint: { "fill-pattern": "crosshatching", "fill-opacity": whereFlagged("locked", 0.55) },
    },
    {
      id: "moving",
      type: "fill",
      source: "areas",
      layout: { visibility: "none" },
      paint: { "fill-pattern": "hatching", "fill-opacity": whereFlagged("moving", 0.6) },
    },
    {
      id: "aimed",
      type: "line",
      source: "aimed",
      layout: { visibility: "none", "line-join": "round" },
      paint: { "line-color": ink, "line-width": 3, "line-opacity": 0.75 },
    },
    {
      id: "stroke",
      type: "line",
      source: "stroke",
      layout: { visibility: "none", "line-join": "round", "line-cap": "round" },
      paint: { "line-color": "#A90074", "line-width": 2.5, "line-dasharray": [2, 1.5] },
    },
  ],
  images: () => ({ hatching: hatching(14, false), crosshatching: hatching(10, true) }),
  reads: ["geography", "drawing"],
  update: (map, { geography, drawing }, drawn) => {
    const before = drawn?.drawing;
    const count = geography.areaCount;
    if (drawing?.lockedAreas !== before?.lockedAreas) paintLocked(map, count, drawing?.lockedAreas ?? []);
    if (drawing?.movingAreas !== before?.movingAreas) paintMoving(map, count, drawing?.movingAreas ?? []);
    if (drawing?.aimedAreas !== before?.aimedAreas) {
      const aimed = drawing?.aimedAreas ?? [];
      setOverlayData(map, "aimed", aimed.length === 0 ? noFeatures : oneFeature(geography.outlineOf(aimed)));
    }
    const line = drawing?.strokeLine ?? null;
    if (line === (before?.strokeLine ?? null)) return;
    const coordinates = (line ?? []).map((point) => [...point]);
    setOverlayData(map, "stroke", line ? oneFeature({ type: "LineString", coordinates }) : noFeatures);
  },
};
