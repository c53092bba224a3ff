// The areas of a division as TopoJSON or GeoJSON text.
import type { Feature, FeatureCollection, MultiPolygon } from "geojson";
import { topology } from "topojson-server";
import type { AreaProperties } from "../contract/divisions.ts";
import type { AreaOutline } from "./divisions.store.ts";

/** GeoJSON in degrees; a feature's id is its area_index. */
export function geoJsonOf(outlines: readonly AreaOutline[]): FeatureCollection<MultiPolygon, AreaProperties> {
  const features = outlines.map(
    ({ areaIndex, geometry, code, name, parentCode, areaM2, labelPoint }): Feature<MultiPolygon, AreaProperties> => ({
      type: "Feature",
      id: areaIndex,
      properties: {
        code,
        name,
        parentCode,
        areaM2: Math.round(areaM2),
        labelPoint: [roundDegrees(labelPoint[0]), roundDegrees(labelPoint[1])],
      },
      geometry: JSON.parse(geometry) as MultiPolygon,
    }),
  );
  return { type: "FeatureCollection", features };
}

/**
 * TopoJSON with one object `areas`. Quantised to steps of about a metre, so that shared borders are one arc; between
 * 10,000 and 1,000,000 steps across the division.
 */
export function topoJsonOf(outlines: readonly AreaOutline[]): string {
  const collection = geoJsonOf(outlines);
  return JSON.stringify(topology({ areas: collection }, quantizationSteps(collection)));
}

const metresPerDegree = 111_320;

function quantizationSteps(collection: FeatureCollection<MultiPolygon, AreaProperties>): number {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { geometry } of collection.features) {
    for (const [ring] of geometry.coordinates) {
      for (const [longitude, latitude] of ring as [number, number][]) {
        west = Math.min(west, longitude);
        east = Math.max(east, longitude);
        south = Math.min(south, latitude);
        north = Math.max(north, latitude);
      }
    }
  }
  const extentM = Math.max(east - west, north - south) * metresPerDegree;
  return Math.round(Math.min(1_000_000, Math.max(10_000, extentM)));
}

function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
