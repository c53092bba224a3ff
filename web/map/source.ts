// Small steps every layer takes with its GeoJSON source.
import type { FeatureCollection, Geometry } from "geojson";
import type { GeoJSONSource, GeoJSONSourceSpecification, Map as MapLibreMap } from "maplibre-gl";

export const noFeatures: FeatureCollection = { type: "FeatureCollection", features: [] };
export const emptySource: GeoJSONSourceSpecification = { type: "geojson", data: noFeatures };
/** Of lines and fills: a tile brings no more from outside itself than the widest line needs (the usual 128 px is half as much again to draw). */
export const emptyShapes: GeoJSONSourceSpecification = { ...emptySource, buffer: 8 };

/** Fonts found on the reader's own machine: without a glyph server nothing is fetched. */
export const labelFont = ["Arial", "Helvetica", "Liberation Sans", "sans-serif"];
export const boldLabelFont = ["Arial Bold", "Helvetica Bold", "Liberation Sans Bold", "sans-serif"];

/** Gives a source new data. A source that is not there is a fault of the layer and throws. */
export function setSourceData(map: MapLibreMap, id: string, data: FeatureCollection | Geometry): void {
  const source = map.getSource<GeoJSONSource>(id);
  if (!source) throw new Error(`The map has no source ${id}.`);
  source.setData(data as GeoJSON.GeoJSON);
}

/**
 * As `setSourceData`, of what is often nothing: its layers are then not drawn at all. Each source drawn has the whole map
 * masked for it anew, whether it shows anything or not.
 */
export function setOverlayData(map: MapLibreMap, id: string, data: FeatureCollection): void {
  setSourceData(map, id, data);
  const visibility = data.features.length > 0 ? "visible" : "none";
  for (const layer of map.getLayersOrder()) {
    if (map.getLayer(layer)!.source === id) map.setLayoutProperty(layer, "visibility", visibility);
  }
}
