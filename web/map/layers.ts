// The layers of the map in the order they are drawn. A new layer is a file in layers/ and a line here.
import type { LayerSpecification, Map as MapLibreMap, SourceSpecification } from "maplibre-gl";
import { adjacencyLayer } from "./layers/adjacency.ts";
import { areaBordersLayer } from "./layers/area-borders.ts";
import { areaLabelsLayer } from "./layers/area-labels.ts";
import { areaColoursLayer, areaPolygonsLayer } from "./layers/areas.ts";
import { arenasLayer } from "./layers/arenas.ts";
import { changedLayer } from "./layers/changed.ts";
import { drawingLayer } from "./layers/drawing.ts";
import { keptTogetherLayer } from "./layers/kept-together.ts";
import { roadsLayer } from "./layers/roads.ts";
import { seaLayer } from "./layers/sea.ts";
import { selectionLayer } from "./layers/selection.ts";
import { teamBordersLayer } from "./layers/team-borders.ts";
import { teamLabelsLayer } from "./layers/team-labels.ts";
import { untoldLayer } from "./layers/untold.ts";
import { waterLayer } from "./layers/water.ts";
import type { MapScene } from "./scene.ts";

export interface MapLayer {
  /** Sources this layer brings; their ids are unique over all layers. */
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  /** Drawn in this order. */
  readonly styleLayers: readonly LayerSpecification[];
  /** The parts of the scene it reads: it is updated when one of them is another object than before. */
  readonly reads: readonly (keyof MapScene)[];
  /** Images it draws for itself, added before the first update. */
  readonly images?: () => Readonly<Record<string, ImageData>>;
  /** `drawn` is the scene before, null the first time. */
  readonly update: (map: MapLibreMap, scene: MapScene, drawn: MapScene | null) => void;
  /** Hears of every step of a zoom, and when it is over, where what it draws depends on that. */
  readonly zoomed?: (map: MapLibreMap, scene: MapScene, isUnderWay: boolean) => void;
}

/** Neighbours in the list share their source where they can: the map is masked anew at each change of source. */
export const mapLayers: readonly MapLayer[] = [
  seaLayer,
  areaPolygonsLayer,
  areaColoursLayer,
  untoldLayer,
  changedLayer,
  waterLayer,
  roadsLayer,
  areaBordersLayer,
  teamBordersLayer,
  keptTogetherLayer,
  drawingLayer,
  adjacencyLayer,
  selectionLayer,
  areaLabelsLayer,
  arenasLayer,
  teamLabelsLayer,
];
