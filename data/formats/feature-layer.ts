// Makes a finished layer of raw features: geometries cleaned, coordinate system settled, everything converted to EPSG:3006.
import type { Geometry } from "geojson";
import { coordinateSystem, fitsSweden, sniffCoordinateSystem, toSweref99Tm } from "../coordinate-systems.ts";
import { type Issue, issue } from "../issues.ts";
import { describeColumn } from "../tabular/columns.ts";
import { cleanGeometry, everyPosition, mapPositions } from "./geometry.ts";
import { personalNumberIssue, type ScannedColumn } from "./personal-identity-number.ts";
import type { Cell, FeatureLayer, FeatureRow, LayerCoordinateSystem, ReadContext, ReadResult } from "./types.ts";

/** A layer as a reader found it. */
export interface RawLayer {
  readonly name: string;
  /** The system the file states; null when it states none. */
  readonly stated: StatedSystem | null;
  readonly features: readonly RawFeature[];
}

export interface StatedSystem {
  /** Null when the stated system is not a supported one. */
  readonly epsg: number | null;
  readonly name: string;
  /** True when the format implies the system and the file itself says nothing: then no contradiction is reported. */
  readonly isDefault: boolean;
}

export interface RawFeature {
  readonly properties: Readonly<Record<string, unknown>>;
  /** GeoJSON geometry in the file's own coordinates, not yet checked. */
  readonly geometry: unknown;
}

/** A layer, with what there is to say about it; or, when the file must be refused, why. */
export type LayerOutcome =
  | { readonly layer: FeatureLayer; readonly issues: readonly Issue[]; readonly refusal?: undefined }
  | { readonly refusal: Issue };

function cellOf(value: unknown): Cell | boolean {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return JSON.stringify(value);
}

const cellsOf = (properties: Readonly<Record<string, unknown>>): Record<string, Cell | boolean> =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, cellOf(value)]));

function median(values: number[]): number {
  values.sort((one, other) => one - other);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** A point that stands for the layer: the median of the features' first vertices, so that single strays do not matter. */
function typicalPoint(geometries: readonly (Geometry | null)[]): { x: number; y: number } | null {
  const east: number[] = [];
  const north: number[] = [];
  for (const geometry of geometries) {
    if (!geometry) continue;
    everyPosition(geometry, (x, y) => {
      east.push(x);
      north.push(y);
      return false;
    });
  }
  return east.length === 0 ? null : { x: median(east), y: median(north) };
}

interface SettledSystem {
  readonly system: LayerCoordinateSystem;
  readonly issues: readonly Issue[];
}

const nameOf = (epsg: number) => coordinateSystem(epsg)?.name ?? String(epsg);

/** A system somebody named, if the point then lies in Sweden, in either order of the axes. The margin is wide: a claim is trusted. */
function fitNamed(
  epsg: number,
  point: { x: number; y: number },
  source: "file" | "asked",
): LayerCoordinateSystem | null {
  const marginDegrees = 2;
  const fits = fitsSweden(epsg, point.x, point.y, marginDegrees);
  const fitsSwapped = !fits && fitsSweden(epsg, point.y, point.x, marginDegrees);
  return fits || fitsSwapped ? { epsg, source, candidates: [epsg], axesSwapped: fitsSwapped } : null;
}

const unknownSystem = (candidates: readonly number[], axesSwapped: boolean): LayerCoordinateSystem => ({
  epsg: null,
  source: "unknown",
  candidates,
  axesSwapped,
});

function sniff(point: { x: number; y: number }, file: string): SettledSystem {
  const { candidates, axesSwapped } = sniffCoordinateSystem(point.x, point.y);
  const [epsg] = candidates;
  if (epsg === undefined) return { system: unknownSystem([], false), issues: [issue("crs.unknown", { file })] };
  if (candidates.length > 1) {
    const names = candidates.map(nameOf).join(", ");
    return {
      system: unknownSystem(candidates, axesSwapped),
      issues: [issue("crs.ambiguous", { file, candidates: names })],
    };
  }
  return {
    system: { epsg, source: "sniffed", candidates: [epsg], axesSwapped },
    issues: [issue("crs.sniffed", { file, epsg, name: nameOf(epsg) })],
  };
}

function settleChosen(epsg: number, point: { x: number; y: number }, file: string): SettledSystem {
  const name = nameOf(epsg);
  const system = coordinateSystem(epsg) ? fitNamed(epsg, point, "asked") : null;
  if (system) return { system, issues: [issue("crs.chosen", { file, epsg, name })] };
  const { candidates, axesSwapped } = sniffCoordinateSystem(point.x, point.y);
  return {
    system: unknownSystem(candidates, axesSwapped),
    issues: [issue("crs.not-chosen-fit", { file, epsg, name })],
  };
}

function settleStated(stated: StatedSystem, point: { x: number; y: number }, file: string): SettledSystem {
  if (stated.epsg === null) {
    const guessed = sniff(point, file);
    return {
      system: guessed.system,
      issues: [issue("crs.unsupported", { file, name: stated.name }), ...guessed.issues],
    };
  }
  const system = fitNamed(stated.epsg, point, "file");
  if (system) return { system, issues: [] };
  const guessed = sniff(point, file);
  if (stated.isDefault) return guessed;
  const contradicted = issue("crs.contradicted", { file, epsg: stated.epsg, name: nameOf(stated.epsg) });
  return { system: guessed.system, issues: [contradicted, ...guessed.issues] };
}

/** Who decides: the person's choice, else what the file states when the coordinates agree, else the size of the coordinates. */
function settleSystem(
  raw: RawLayer,
  geometries: readonly (Geometry | null)[],
  context: ReadContext,
  file: string,
): SettledSystem {
  const point = typicalPoint(geometries);
  if (!point) {
    const epsg = context.chosenEpsg ?? raw.stated?.epsg ?? null;
    const source = epsg === null ? "unknown" : context.chosenEpsg === null ? "file" : "asked";
    return { system: { epsg, source, candidates: epsg === null ? [] : [epsg], axesSwapped: false }, issues: [] };
  }
  if (context.chosenEpsg !== null) return settleChosen(context.chosenEpsg, point, file);
  const settled = raw.stated ? settleStated(raw.stated, point, file) : sniff(point, file);
  const swapped =
    settled.system.axesSwapped && settled.system.epsg !== null ? [issue("crs.axes-swapped", { file })] : [];
  return { system: settled.system, issues: [...settled.issues, ...swapped] };
}

// Sweden with its economic zone in EPSG:3006, generously: a vertex outside is a slip, not a coast.
const isNearSweden = (east: number, north: number) =>
  east > 150_000 && east < 1_050_000 && north > 6_000_000 && north < 7_800_000;

function geometryConverter({ epsg, axesSwapped }: LayerCoordinateSystem): (geometry: Geometry) => Geometry {
  if (epsg === null) return (geometry) => geometry;
  const convert = toSweref99Tm(epsg);
  return (geometry) => mapPositions(geometry, axesSwapped ? (x, y) => convert(y, x) : convert);
}

function* scannedColumns(features: readonly FeatureRow[], names: readonly string[]): Generator<ScannedColumn> {
  function* values(name: string): Generator<readonly [string, number]> {
    for (const { row, properties } of features) {
      const value = properties[name];
      if (value !== null && value !== undefined) yield [String(value), row];
    }
  }
  for (const name of names) yield { name, values: values(name) };
  yield { name: "–", values: names.map((name) => [name, 1] as const) };
}

function columnNames(features: readonly RawFeature[]): string[] {
  const names = new Set<string>();
  for (const { properties } of features) for (const name of Object.keys(properties)) names.add(name);
  return [...names];
}

function refusalOfSize(
  raw: RawLayer,
  names: readonly string[],
  file: string,
  { limits }: ReadContext,
): Issue | undefined {
  if (raw.features.length === 0) return issue("layer.empty", { file, layer: raw.name });
  if (raw.features.length > limits.rows) return issue("file.too-many-rows", { file, limit: limits.rows });
  if (names.length > limits.columns)
    return issue("file.too-many-columns", { file, found: names.length, limit: limits.columns });
  return undefined;
}

/**
 * A finished layer. Every feature is kept, in order; a geometry that cannot be used is null and its row has an issue. The whole file
 * is refused when the layer is empty or too large, or when an attribute holds personal identity numbers.
 */
function makeLayer(raw: RawLayer, context: ReadContext, file: string): LayerOutcome {
  const names = columnNames(raw.features);
  const refusal = refusalOfSize(raw, names, file, context);
  if (refusal) return { refusal };
  const issues: Issue[] = [];
  const geometries: (Geometry | null)[] = [];
  let vertexCount = 0;
  for (const [index, feature] of raw.features.entries()) {
    const cleaned = cleanGeometry(feature.geometry, index + 1);
    vertexCount += cleaned.vertexCount;
    if (vertexCount > context.limits.vertices) {
      return { refusal: issue("file.too-many-vertices", { file, limit: context.limits.vertices }) };
    }
    geometries.push(cleaned.geometry);
    issues.push(...cleaned.issues);
  }
  context.progress(0.7, "checking");
  const settled = settleSystem(raw, geometries, context, file);
  const convert = geometryConverter(settled.system);
  const features = raw.features.map(({ properties }, index): FeatureRow => {
    const geometry = geometries[index] ?? null;
    const row = index + 1;
    const converted = geometry && convert(geometry);
    if (converted && settled.system.epsg !== null && !everyPosition(converted, isNearSweden)) {
      issues.push(issue("geometry.outside-sweden", { row }));
    }
    return { row, properties: cellsOf(properties), geometry: converted };
  });
  const personalNumber = personalNumberIssue(scannedColumns(features, names), file);
  if (personalNumber) return { refusal: personalNumber };
  const layer: FeatureLayer = {
    name: raw.name,
    featureCount: features.length,
    coordinateSystem: settled.system,
    geometriesAre: settled.system.epsg === null ? "unconverted" : "EPSG:3006",
    columns: names.map((name) =>
      describeColumn(
        name,
        [name],
        features.map(({ properties }) => properties[name] ?? null),
      ),
    ),
    features,
  };
  return { layer, issues: [...settled.issues, ...issues] };
}

/** All layers of a file together: a features result, or the first refusal. An empty layer is skipped when another has features. */
export function makeFeaturesResult(
  format: "geopackage" | "shapefile" | "mapinfo-tab" | "mapinfo-mif" | "geojson" | "flatgeobuf",
  rawLayers: readonly RawLayer[],
  found: readonly Issue[],
  context: ReadContext,
  file: string,
): ReadResult {
  const layers: FeatureLayer[] = [];
  const issues: Issue[] = [...found];
  if (rawLayers.length === 0) return { kind: "refused", issues: [...issues, issue("layer.none", { file })] };
  const hasFeatures = rawLayers.some(({ features }) => features.length > 0);
  for (const raw of rawLayers) {
    if (hasFeatures && raw.features.length === 0) {
      issues.push(issue("layer.empty-skipped", { file, layer: raw.name }));
      continue;
    }
    const outcome = makeLayer(raw, context, file);
    if (outcome.refusal) return { kind: "refused", issues: [outcome.refusal] };
    layers.push(outcome.layer);
    issues.push(...outcome.issues);
  }
  return { kind: "features", format, layers, issues };
}
