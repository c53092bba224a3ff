// Team borders and the municipality's border. Only borders that part teams are sent, and of those only what has changed.
import type { GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import type { MapLayer } from "../layers.ts";
import type { MapScene } from "../scene.ts";
import { emptyShapes, setSourceData } from "../source.ts";
import type { AreaGeography } from "../topology.ts";

const width = { team: 2.6, municipality: 1.8 };

/** What each map has been told: the borders, by their ids, that part two teams. */
const told = new WeakMap<MapLibreMap, { readonly geography: AreaGeography; readonly parting: ReadonlySet<number> }>();

function partingBorders({ geography, teamIndexes }: Pick<MapScene, "geography" | "teamIndexes">): Set<number> {
  const parting = new Set<number>();
  if (teamIndexes === null) return parting;
  for (const [id, { properties }] of geography.borders.features.entries()) {
    if (teamIndexes[properties.a] !== teamIndexes[properties.b]) parting.add(id);
  }
  return parting;
}

function without(ids: ReadonlySet<number>, others: ReadonlySet<number>): number[] {
  return Array.from(ids).filter((id) => !others.has(id));
}

function tellParting(map: MapLibreMap, geography: AreaGeography, parting: ReadonlySet<number>): void {
  const before = told.get(map);
  told.set(map, { geography, parting });
  const bordersOf = (ids: Iterable<number>) => Array.from(ids, (id) => geography.borders.features[id]!);
  if (before?.geography !== geography) {
    setSourceData(map, "team-borders", { type: "FeatureCollection", features: bordersOf(parting) });
    return;
  }
  const remove = without(before.parting, parting);
  const add = bordersOf(without(parting, before.parting));
  if (remove.length > 0 || add.length > 0) map.getSource<GeoJSONSource>("team-borders")!.updateData({ remove, add });
}

export const teamBordersLayer: MapLayer = {
  sources: { "team-borders": emptyShapes, outline: emptyShapes },
  styleLayers: [
    {
      id: "team-borders-casing",
      type: "line",
      source: "team-borders",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": "#FFFFFF", "line-opacity": 0.9, "line-width": width.team + 2.6 },
    },
    {
      id: "team-borders",
      type: "line",
      source: "team-borders",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": "#1C1C28", "line-width": width.team },
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
  update: (map, scene, drawn) => {
    const { geography } = scene;
    if (drawn?.geography !== geography) setSourceData(map, "outline", geography.outlineOf(geography.properties.keys()));
    tellParting(map, geography, partingBorders(scene));
  },
};
