// Small steps every layer takes with its GeoJSON source.
import type { FeatureCollection, Geometry } from "geojson";
import type { GeoJSONSource, GeoJSONSourceSpecification, Map as MapLibreMap } from "maplibre-gl";

export const noFeatures: FeatureCollection = { type: "FeatureCollection", features: [] };
export const emptySource: GeoJSONSourceSpecification = { type: "geojson", data: noFeatures };

/** Fonts found on the reader's own machine: without a glyph server nothing is fetched. */
export const labelFont = ["Arial", "Helvetica", "Liberation Sans", "sans-serif"];
export const boldLabelFont = ["Arial Bold", "Helvetica Bold", "Liberation Sans Bold", "sans-serif"];

/** Gives a source new data. A source that is not there is a fault of the layer and throws. */
export function setSourceData(map: MapLibreMap, id: string, data: FeatureCollection | Geometry): void {
  const source = map.getSource<GeoJSONSource>(id);
  if (!source) throw new Error(`The map has no source ${id}.`);
  source.setData(data as GeoJSON.GeoJSON);
}
