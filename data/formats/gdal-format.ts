// What the formats read by GDAL have in common: one call, and the remarks on what was left out or is not as claimed.
import { type Issue, issue } from "../issues.ts";
import { makeFeaturesResult } from "./feature-layer.ts";
import { GdalFailure, type GdalLayer } from "./gdal.ts";
import { type FormatId, type ReadContext, type ReadResult, refused } from "./types.ts";

type GeographicFormat = Extract<FormatId, "geopackage" | "shapefile" | "mapinfo-tab" | "mapinfo-mif" | "flatgeobuf">;

function remarksOn(layer: GdalLayer, file: string): Issue[] {
  const place = { file, layer: layer.name };
  if (!layer.hasGeometry) return [issue("layer.no-geometry", place)];
  return [
    ...(layer.hasExtraDimension ? [issue("geometry.extra-dimension-dropped", place)] : []),
    ...(layer.hasCurves ? [issue("geometry.curve-straightened", place)] : []),
  ];
}

function incompleteLayer(layers: readonly GdalLayer[], file: string): Issue | undefined {
  const layer = layers.find(({ hasGeometry, claimedCount, features }) => hasGeometry && claimedCount > features.length);
  if (!layer) return undefined;
  return issue("layer.incomplete", {
    file,
    layer: layer.name,
    claimed: layer.claimedCount,
    found: layer.features.length,
  });
}

/** Runs a reader built on GDAL and turns its layers, or its failure, into a result. `found` are the remarks made before reading. */
export async function readGdalFormat(
  format: { readonly id: GeographicFormat; readonly name: string },
  file: string,
  context: ReadContext,
  found: readonly Issue[],
  readLayers: () => Promise<GdalLayer[]>,
): Promise<ReadResult> {
  let layers: GdalLayer[];
  try {
    layers = await readLayers();
  } catch (error) {
    if (!(error instanceof GdalFailure)) throw error;
    return refused(issue("file.unreadable", { file, format: format.name }), ...found);
  }
  context.progress(0.5, "reading");
  const incomplete = incompleteLayer(layers, file);
  if (incomplete) return refused(incomplete);
  const remarks = [...found, ...layers.flatMap((layer) => remarksOn(layer, file))];
  return makeFeaturesResult(
    format.id,
    layers.filter(({ hasGeometry }) => hasGeometry),
    remarks,
    context,
    file,
  );
}
