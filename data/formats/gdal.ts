// The one place that talks to GDAL: opens files in its in-memory file system and gives layers back as raw features.
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { epsgFromWkt, nameInWkt } from "../coordinate-systems.ts";
import type { RawFeature, RawLayer, StatedSystem } from "./feature-layer.ts";
import type { UploadEntry } from "./types.ts";

interface GdalField {
  readonly name: string;
  readonly type: string;
}

interface GdalLayerInfo {
  readonly name: string;
  readonly featureCount: number;
  readonly fields: readonly GdalField[];
  readonly geometryFields: readonly {
    readonly type: string;
    readonly coordinateSystem?: { readonly wkt?: string } | null;
  }[];
}

interface GdalDataset {
  readonly pointer: number;
  readonly path: string;
  readonly type: string;
  readonly info?: { readonly driverShortName?: string; readonly layers?: readonly GdalLayerInfo[] };
}

interface GdalFileSystem {
  writeFile(path: string, bytes: Uint8Array): void;
  readFile(path: string): Uint8Array;
  readdir(path: string): string[];
  unlink(path: string): void;
}

// gdal3.js 2.8 documents neither its in-memory file system nor this shape of its answers.
interface Gdal {
  readonly Module: { readonly FS: GdalFileSystem };
  open(path: string, openOptions: readonly string[]): Promise<{ readonly datasets: readonly GdalDataset[] }>;
  close(dataset: GdalDataset): Promise<void>;
  ogr2ogr(dataset: GdalDataset, options: readonly string[]): Promise<{ readonly local: string }>;
}

type GdalInitialiser = (settings: object) => Promise<Gdal>;

/** GDAL could not read the file. The message is GDAL's own and may quote the file: it is never shown or logged. */
export class GdalFailure extends Error {}

/** A layer from GDAL, with what its reader wants to remark on. */
export interface GdalLayer extends RawLayer {
  /** Features the file claims to have. */
  readonly claimedCount: number;
  readonly hasGeometry: boolean;
  readonly hasExtraDimension: boolean;
  readonly hasCurves: boolean;
}

const requireModule = createRequire(import.meta.url);
let loading: Promise<Gdal> | undefined;

// Drivers that follow references out of a file, or that no accepted format needs, are switched off before GDAL starts.
const skippedDrivers =
  "OGR_VRT,CSV,GML,GPX,KML,GeoJSONSeq,ESRIJSON,TopoJSON,SQLite,OpenFileGDB,DXF,CAD,GeoRSS,PGDUMP,OSM,SVG,ODS,XLSX,SXF,MVT,MapML,GTFS,PMTiles,JSONFG,TIGER,PDF,MBTiles,PDS4,VICAR,PCIDSK,LVBAG,OGR_SDTS,S57,DGN,VRT";

/** The loaded GDAL of this thread: about 0.3 s the first time. `currentTime` stands in files that it writes. */
function loadGdal(currentTime?: string): Promise<Gdal> {
  const nodeBuild = requireModule.resolve("gdal3.js/node.js");
  const folder = join(dirname(nodeBuild), "dist", "package");
  const initialise = requireModule(nodeBuild) as GdalInitialiser;
  // gdal3.js puts "./" before the path, so it must be relative to the working folder.
  loading ??= initialise({
    path: relative(process.cwd(), folder),
    env: {
      GDAL_SKIP: skippedDrivers,
      OGR_SKIP: skippedDrivers,
      SHAPE_RESTORE_SHX: "YES",
      ...(currentTime === undefined ? {} : { OGR_CURRENT_DATE: currentTime }),
    },
    logHandler: () => undefined,
    errorHandler: () => undefined,
  });
  return loading;
}

/** After a crash inside WebAssembly the instance cannot be trusted: the next file gets a new one. */
function forgetGdal(): void {
  loading = undefined;
  for (const path of Object.keys(requireModule.cache)) {
    if (/[/\\]gdal3\.js[/\\]/.test(path)) delete requireModule.cache[path];
  }
}

function removeFiles(gdal: Gdal): void {
  const { FS } = gdal.Module;
  for (const folder of ["/input", "/output"]) {
    for (const name of FS.readdir(folder)) if (name !== "." && name !== "..") FS.unlink(`${folder}/${name}`);
  }
}

function statedSystem(wkt: string | undefined): StatedSystem | null {
  if (!wkt || /^\s*(ENGCRS|LOCAL_CS|ENGINEERINGCRS)/i.test(wkt) || /Undefined|Unknown/i.test(nameInWkt(wkt)))
    return null;
  return { epsg: epsgFromWkt(wkt), name: nameInWkt(wkt), isDefault: false };
}

interface WrittenFeature {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly geometry?: unknown;
}

async function readLayer(gdal: Gdal, dataset: GdalDataset, info: GdalLayerInfo): Promise<GdalLayer> {
  const { FS } = gdal.Module;
  const [geometryField] = info.geometryFields;
  const geometryType = geometryField?.type ?? "None";
  const features: RawFeature[] = [];
  if (geometryField) {
    const options = ["-f", "GeoJSON", "-dim", "XY", "-nlt", "CONVERT_TO_LINEAR", "-lco", "RFC7946=NO", info.name];
    const written = await gdal.ogr2ogr(dataset, options);
    const text = Buffer.from(FS.readFile(written.local)).toString("utf8");
    FS.unlink(written.local);
    const collection = JSON.parse(text) as { features?: readonly WrittenFeature[] };
    for (const { properties, geometry } of collection.features ?? []) {
      features.push({ properties: properties ?? {}, geometry: geometry ?? null });
    }
  }
  return {
    name: info.name,
    claimedCount: info.featureCount,
    stated: statedSystem(geometryField?.coordinateSystem?.wkt),
    features,
    hasGeometry: geometryField !== undefined,
    hasExtraDimension: /(Z|M)$/.test(geometryType),
    hasCurves: /Curve|Surface|CircularString/.test(geometryType),
  };
}

async function readDataset(
  gdal: Gdal,
  mainPath: string,
  driver: string,
  openOptions: readonly string[],
): Promise<GdalLayer[]> {
  const { datasets } = await gdal.open(`/input/${mainPath}`, openOptions);
  const [dataset] = datasets;
  if (!dataset) throw new GdalFailure("GDAL opened nothing");
  try {
    if (dataset.info?.driverShortName !== driver) throw new GdalFailure(`expected driver ${driver}`);
    const layers: GdalLayer[] = [];
    for (const info of dataset.info.layers ?? []) {
      if (info.name.startsWith("-")) throw new GdalFailure("layer name would be taken for an option");
      layers.push(await readLayer(gdal, dataset, info));
    }
    return layers;
  } finally {
    await gdal.close(dataset);
  }
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * All layers of a dataset. `files` are placed beside each other in memory under the names given, `mainPath` is the one to open, and
 * `driver` the only GDAL driver that may have opened it. Nothing touches the disk, and nothing stays in memory. Throws GdalFailure.
 */
export function readWithGdal(
  files: readonly UploadEntry[],
  mainPath: string,
  driver: "GPKG" | "ESRI Shapefile" | "MapInfo File" | "FlatGeobuf",
  openOptions: readonly string[] = [],
): Promise<GdalLayer[]> {
  const reading = turn.then(async () => {
    const gdal = await loadGdal();
    try {
      for (const { path, bytes } of files) gdal.Module.FS.writeFile(`/input/${path}`, bytes);
      const layers = await readDataset(gdal, mainPath, driver, openOptions);
      removeFiles(gdal);
      return layers;
    } catch (error) {
      forgetGdal();
      if (error instanceof GdalFailure) throw error;
      throw new GdalFailure("GDAL failed", { cause: error });
    }
  });
  turn = reading.catch(() => undefined);
  return reading;
}

export interface GeoPackageLayer {
  readonly name: string;
  /** A GeoJSON collection in EPSG:3006. Text stays text, also where it looks like a date. */
  readonly geoJson: string;
  /** When the content was last changed, as the file tells it (ISO 8601, UTC). */
  readonly changedAt: string;
}

/**
 * The bytes of a GeoPackage with one layer of multipolygons in EPSG:3006; the same layer gives the same bytes. Only in a
 * thread that has not used GDAL before: the time a file tells is settled when GDAL is loaded. Throws GdalFailure.
 */
export async function writeGeoPackage({ name, geoJson, changedAt }: GeoPackageLayer): Promise<Uint8Array> {
  if (loading) throw new Error("GDAL was loaded in this thread before, so that the file would tell a wrong time.");
  const gdal = await loadGdal(changedAt);
  const { FS } = gdal.Module;
  FS.writeFile("/input/plan.geojson", new TextEncoder().encode(geoJson));
  const { datasets } = await gdal.open("/input/plan.geojson", ["DATE_AS_STRING=YES"]);
  if (!datasets[0]) throw new GdalFailure("GDAL opened nothing");
  const options = ["-f", "GPKG", "-a_srs", "EPSG:3006", "-nln", name, "-nlt", "MULTIPOLYGON"];
  const written = await gdal.ogr2ogr(datasets[0], options);
  return Uint8Array.from(FS.readFile(written.local));
}
