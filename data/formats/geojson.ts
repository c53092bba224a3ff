// Reads GeoJSON: RFC 7946, and the older kind with a crs member that Swedish map servers still send.
import { epsgFromGeoJsonCrs } from "../coordinate-systems.ts";
import { issue } from "../issues.ts";
import type { RawFeature, RawLayer } from "./feature-layer.ts";
import { makeFeaturesResult } from "./feature-layer.ts";
import { isObject, looksLikeJson, parseJson } from "./json-text.ts";
import { type Format, type ReadContext, type ReadResult, refused, type Upload } from "./types.ts";

const geometryTypes = [
  "Point",
  "MultiPoint",
  "LineString",
  "MultiLineString",
  "Polygon",
  "MultiPolygon",
  "GeometryCollection",
];
const rootTypes = new RegExp(`"type"\\s*:\\s*"(?:FeatureCollection|Feature|${geometryTypes.join("|")})"`);

/** A feature with its id as an attribute when it has no attribute of that name; anything else is a row without content. */
function rawFeature(value: unknown): RawFeature {
  if (!isObject(value)) return { properties: {}, geometry: "malformed" };
  const properties = isObject(value.properties) ? value.properties : {};
  const { id } = value;
  const hasOwnId = Object.hasOwn(properties, "id") || (typeof id !== "string" && typeof id !== "number");
  return { properties: hasOwnId ? properties : { id, ...properties }, geometry: value.geometry };
}

function featuresOf(root: Readonly<Record<string, unknown>>): RawFeature[] | null {
  if (root.type === "FeatureCollection") {
    return Array.isArray(root.features) ? root.features.map(rawFeature) : null;
  }
  if (root.type === "Feature") return [rawFeature(root)];
  return geometryTypes.includes(String(root.type)) ? [{ properties: {}, geometry: root }] : null;
}

// RFC 7946 says degrees when nothing is said; files with metres and no crs member are common, so that is only a default.
function statedSystem(crs: unknown): RawLayer["stated"] {
  if (!isObject(crs)) return { epsg: 4326, name: "WGS 84", isDefault: true };
  const name = isObject(crs.properties) ? crs.properties.name : undefined;
  return { epsg: epsgFromGeoJsonCrs(crs), name: typeof name === "string" ? name : "crs", isDefault: false };
}

async function read(upload: Upload, context: ReadContext): Promise<ReadResult> {
  const file = upload.fileName;
  const [entry] = upload.entries;
  const parsed = parseJson(entry?.bytes ?? new Uint8Array(), file, context.limits);
  if (parsed.refusal) return refused(parsed.refusal);
  const root = parsed.value;
  const features = isObject(root) ? featuresOf(root) : null;
  if (!isObject(root) || !features) {
    return refused(issue("json.unexpected-shape", { file, format: "GeoJSON", member: "features" }));
  }
  context.progress(0.4, "reading");
  const ownName = typeof root.name === "string" ? root.name : "";
  const name = ownName || (entry?.path.split("/").at(-1) ?? file).replace(/\.[^.]*$/, "");
  const layer: RawLayer = { name, stated: statedSystem(root.crs), features };
  return makeFeaturesResult("geojson", [layer], [], context, file);
}

function detect(upload: Upload): boolean {
  const [entry, ...others] = upload.entries;
  if (!entry || others.length > 0 || !looksLikeJson(entry.bytes)) return false;
  const ends = [entry.bytes.subarray(0, 100_000), entry.bytes.subarray(-1_000)].map((part) =>
    new TextDecoder().decode(part),
  );
  return ends.some((text) => rootTypes.test(text));
}

export const geojson: Format = { id: "geojson", name: "GeoJSON", extensions: ["geojson", "json"], detect, read };
