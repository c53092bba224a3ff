// Schools, pre-schools and other arenas: the kind told by shape, priority by a ring and a star.
import type { Arena } from "../../../api/contract/teams.ts";
import { type ArenaKind, arenaShapes, shapePath, starShape } from "../arena-shapes.ts";
import { drawImage } from "../draw-image.ts";
import type { MapLayer } from "../layers.ts";
import { emptySource, setSourceData } from "../source.ts";

const size = 30;
const middle = size / 2;

function drawShape(context: CanvasRenderingContext2D, kind: ArenaKind, radius: number): void {
  const corners = arenaShapes[kind];
  const circle = new Path2D();
  circle.arc(middle, middle, radius, 0, 2 * Math.PI);
  const shape = corners ? new Path2D(shapePath(corners, middle, middle, radius)) : circle;
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = "#FFFFFF";
  context.stroke(shape);
  context.fillStyle = "#FFFFFF";
  context.fill(shape);
  context.lineWidth = 2;
  context.strokeStyle = "#1C1C28";
  context.stroke(shape);
}

function icon(kind: ArenaKind, priority: boolean): ImageData {
  return drawImage(size, (context) => {
    const radius = kind === "school" || kind === "youth-centre" ? 8 : 6.2;
    if (!priority) return drawShape(context, kind, radius * 0.72);
    context.beginPath();
    context.arc(middle, middle, 13, 0, 2 * Math.PI);
    context.fillStyle = "#FFFFFF";
    context.fill();
    context.lineWidth = 2.2;
    context.strokeStyle = "#A90074";
    context.stroke();
    drawShape(context, kind, radius * 1.15);
    context.fillStyle = "#A90074";
    context.fill(new Path2D(shapePath(starShape, middle, middle + 0.4, 5)));
  });
}

function points(arenas: readonly Arena[]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: arenas.flatMap(({ name, kind, priority, longitude, latitude }) =>
      longitude === null || latitude === null
        ? []
        : [
            {
              type: "Feature" as const,
              properties: {
                name,
                icon: `arena-${kind}${priority ? "-priority" : ""}`,
                rank: priority ? 0 : kind === "school" ? 1 : 2,
              },
              geometry: { type: "Point" as const, coordinates: [longitude, latitude] },
            },
          ],
    ),
  };
}

export const arenasLayer: MapLayer = {
  sources: { arenas: emptySource },
  styleLayers: [
    {
      id: "arenas",
      type: "symbol",
      source: "arenas",
      layout: {
        "icon-image": ["get", "icon"],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 8, 0.62, 12, 1],
        "icon-allow-overlap": ["step", ["zoom"], false, 10, true],
        "icon-padding": 0,
        "symbol-sort-key": ["get", "rank"],
        "text-field": ["step", ["zoom"], "", 12.5, ["get", "name"]],
        "text-font": ["Arial", "Helvetica", "Liberation Sans", "sans-serif"],
        "text-size": 12,
        "text-anchor": "left",
        "text-offset": [1.2, 0],
        "text-optional": true,
      },
      paint: { "text-color": "#1C1C28", "text-halo-color": "#FFFFFF", "text-halo-width": 1.6 },
    },
  ],
  images: () =>
    Object.fromEntries(
      (Object.keys(arenaShapes) as ArenaKind[]).flatMap((kind) => [
        [`arena-${kind}`, icon(kind, false)],
        [`arena-${kind}-priority`, icon(kind, true)],
      ]),
    ),
  reads: ["arenas"],
  update: (map, scene) => setSourceData(map, "arenas", points(scene.arenas)),
};
