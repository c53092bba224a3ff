// A plan as GeoJSON: the areas with their outlines and teams.
import {
  type ExportedPlan,
  type PlacedArea,
  type PlanRow,
  planColumns,
  planNameColumn,
  planRows,
} from "./plan-rows.ts";

/** An area with its outline as GeoJSON text, in the system that the file is to have. */
export interface OutlinedArea extends PlacedArea {
  readonly geometry: string;
}

/**
 * A GeoJSON collection; a team without areas is a feature without a shape. In degrees (RFC 7946) when `epsg` is left out,
 * else with the older `crs` member, which GIS programs still read.
 */
export function planGeoJson(plan: ExportedPlan, areas: readonly OutlinedArea[], epsg?: number): string {
  const head = {
    type: "FeatureCollection",
    name: plan.name,
    ...(epsg === undefined ? {} : { crs: { type: "name", properties: { name: `urn:ogc:def:crs:EPSG::${epsg}` } } }),
  };
  // The outlines come from the database as text and go out as text: parsing them would only cost time and digits.
  const features = planRows(plan, areas).map(
    (row, index) =>
      `{"type":"Feature","properties":${JSON.stringify(attributesOf(row, plan))},"geometry":${
        row.area === null ? "null" : areas[index]!.geometry
      }}`,
  );
  return `${JSON.stringify(head).slice(0, -1)},"features":[\n${features.join(",\n")}\n]}\n`;
}

function attributesOf(row: PlanRow, plan: ExportedPlan): Record<string, string | number | null> {
  return Object.fromEntries([
    ...planColumns.map(({ attribute, value }) => [attribute, value(row)]),
    [planNameColumn.attribute, plan.name],
  ]);
}
