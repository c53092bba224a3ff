// The team's letter on each of its regions, none over another: at each zoom they stand where there is room, and still while one zooms in.
import type { Map as MapLibreMap } from "maplibre-gl";
import type { MapLayer } from "../layers.ts";
import {
  fromPlane,
  type LetteredPart,
  letteredParts,
  lettersWithRoom,
  plateRadiusPx,
  zoomWhileZooming,
} from "../letters-with-room.ts";
import type { MapScene } from "../scene.ts";
import { boldLabelFont, emptySource, setSourceData } from "../source.ts";

const rimPx = 2;
/** A letter is so much higher than its plate's radius. */
const letterHigherPx = 2;

type Shown = Pick<MapScene, "geography" | "teamIndexes">;

/** Of what was drawn last: where its letters stand is asked for again at every step of a zoom. */
let known: (Shown & { readonly parts: readonly LetteredPart[] }) | null = null;

function partsOf({ geography, teamIndexes }: Shown): readonly LetteredPart[] {
  if (!teamIndexes) return [];
  if (known?.geography !== geography || known.teamIndexes !== teamIndexes) {
    known = { geography, teamIndexes, parts: letteredParts(geography, teamIndexes) };
  }
  return known.parts;
}

function letters(scene: MapScene, zoom: number): GeoJSON.FeatureCollection {
  const placed = lettersWithRoom(partsOf(scene), zoom);
  return {
    type: "FeatureCollection",
    features: [
      ...placed.map(({ part: { team, isLargest }, at, size }, order): GeoJSON.Feature => {
        const { letter = "", colour = "#FFFFFF", note = "" } = scene.teams[team] ?? {};
        const radius = plateRadiusPx[size] - rimPx;
        return {
          type: "Feature",
          // Once a team: a loose part has the letter alone.
          properties: { letter, note: isLargest ? note : "", colour, order, radius, height: radius + letterHigherPx },
          geometry: { type: "Point", coordinates: fromPlane(at) },
        };
      }),
      ...placed.flatMap(({ at, leadsTo }): GeoJSON.Feature[] =>
        leadsTo === null
          ? []
          : [
              {
                type: "Feature",
                properties: {},
                geometry: { type: "LineString", coordinates: [fromPlane(leadsTo), fromPlane(at)] },
              },
            ],
      ),
    ],
  };
}

/** What each map was told last, and the zoom whose places that has: most steps of a zoom leave every letter where it stands. */
const told = new WeakMap<MapLibreMap, { readonly words: string; readonly zoom: number }>();

function place(map: MapLibreMap, scene: MapScene, zoom: number): void {
  const before = told.get(map);
  const data = letters(scene, zoom);
  const words = JSON.stringify(data);
  told.set(map, { words, zoom });
  if (before?.words !== words) setSourceData(map, "team-labels", data);
}

export const teamLabelsLayer: MapLayer = {
  sources: { "team-labels": emptySource },
  styleLayers: [
    {
      id: "team-leaders",
      type: "line",
      source: "team-labels",
      filter: ["==", ["geometry-type"], "LineString"],
      layout: { "line-cap": "round" },
      paint: { "line-color": "#1C1C28", "line-width": 2 },
    },
    // Under the letters, which have their places first: the note takes the side of its letter where no other letter is.
    {
      id: "team-notes",
      type: "symbol",
      source: "team-labels",
      filter: ["==", ["geometry-type"], "Point"],
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
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": ["get", "radius"],
        "circle-color": ["to-color", ["get", "colour"]],
        "circle-stroke-color": "#1C1C28",
        "circle-stroke-width": rimPx,
      },
    },
    {
      id: "team-labels",
      type: "symbol",
      source: "team-labels",
      filter: ["==", ["geometry-type"], "Point"],
      layout: {
        "text-field": ["get", "letter"],
        "text-font": boldLabelFont,
        "text-size": ["get", "height"],
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
  update: (map, scene) => place(map, scene, map.getZoom()),
  zoomed: (map, scene, isUnderWay) => {
    const shown = told.get(map)?.zoom ?? null;
    const zoom = isUnderWay ? zoomWhileZooming(shown, map.getZoom()) : map.getZoom();
    if (zoom !== shown) place(map, scene, zoom);
  },
};
