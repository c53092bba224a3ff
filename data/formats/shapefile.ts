// Reads Shapefiles, zipped or as loose parts: several in one zip become several layers, and each missing part is told.
import { epsgFromWkt, nameInWkt } from "../coordinate-systems.ts";
import { type Issue, issue } from "../issues.ts";
import { decodeText } from "../tabular/text-encoding.ts";
import { type EntryGroup, groupEntries } from "./entry-groups.ts";
import type { StatedSystem } from "./feature-layer.ts";
import { type GdalLayer, readWithGdal } from "./gdal.ts";
import { readGdalFormat } from "./gdal-format.ts";
import { type Format, type ReadContext, type ReadResult, refused, type Upload } from "./types.ts";

type TextEncoding = "utf-8" | "windows-1252";

const isShapeContent = (bytes: Uint8Array | undefined) =>
  bytes?.[0] === 0 && bytes[1] === 0 && bytes[2] === 0x27 && bytes[3] === 0x0a;
const isShapefile = ({ parts }: EntryGroup) => isShapeContent(parts.get("shp")) || isShapeContent(parts.get("shx"));

const groupsOf = (upload: Upload) => groupEntries(upload.entries).filter(isShapefile);

function codePageEncoding(text: string): TextEncoding | undefined {
  const bare = text.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (/utf8|65001/.test(bare)) return "utf-8";
  if (/1252|88591$|885915|latin1|ansi$/.test(bare)) return "windows-1252";
  return undefined;
}

// Language driver ids of the dBASE header that mean Windows ANSI. Those of DOS code pages are left to guessing, with a warning.
function headerEncoding(dbf: Uint8Array): TextEncoding | undefined {
  const languageDriver = dbf[29];
  if (languageDriver === 0x57 || languageDriver === 0x03 || languageDriver === 0x58) return "windows-1252";
  return undefined;
}

interface ChosenEncoding {
  readonly encoding: TextEncoding;
  readonly issues: readonly Issue[];
}

/** The encoding of the attributes: .cpg first, then the header, else guessed; a claim of UTF-8 that does not hold is not believed. */
function chooseEncoding({ name, parts }: EntryGroup, file: string): ChosenEncoding {
  const dbf = parts.get("dbf") ?? new Uint8Array();
  const codePage = parts.get("cpg");
  const claim = codePage ? decodeText(codePage).text.trim() : "";
  const claimed = codePageEncoding(claim) ?? headerEncoding(dbf);
  const sniffed: TextEncoding = decodeText(dbf.subarray(32)).encoding === "utf-8" ? "utf-8" : "windows-1252";
  if (claimed === "utf-8" && sniffed !== "utf-8") {
    return {
      encoding: sniffed,
      issues: [issue("shapefile.encoding-wrong", { file, layer: name, claimed: "UTF-8", encoding: sniffed })],
    };
  }
  if (claimed) return { encoding: claimed, issues: [] };
  const hasForeignLetters = dbf.subarray(32).some((byte) => byte >= 0x80);
  if (!hasForeignLetters) return { encoding: "utf-8", issues: [] };
  return { encoding: sniffed, issues: [issue("shapefile.encoding-guessed", { file, layer: name, encoding: sniffed })] };
}

/** GDAL is told Latin-1, which keeps every byte as one character; here they become the text they stand for. */
function reencode(layer: GdalLayer, encoding: TextEncoding): GdalLayer {
  const decoder = new TextDecoder(encoding);
  const decode = (text: string) => decoder.decode(Buffer.from(text, "latin1"));
  const features = layer.features.map(({ properties, geometry }) => ({
    geometry,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        decode(name),
        typeof value === "string" ? decode(value) : value,
      ]),
    ),
  }));
  return { ...layer, features };
}

function statedSystem(projection: Uint8Array | undefined): StatedSystem | null {
  if (!projection) return null;
  const wkt = decodeText(projection).text.trim();
  return wkt === "" ? null : { epsg: epsgFromWkt(wkt), name: nameInWkt(wkt), isDefault: false };
}

async function readGroup(group: EntryGroup, encoding: TextEncoding): Promise<GdalLayer[]> {
  const files = ["shp", "shx", "dbf", "prj"].flatMap((extension) => {
    const bytes = group.parts.get(extension);
    return bytes ? [{ path: `upload.${extension}`, bytes }] : [];
  });
  const layers = await readWithGdal(files, "upload.shp", "ESRI Shapefile", ["ENCODING=ISO-8859-1"]);
  const stated = statedSystem(group.parts.get("prj"));
  return layers.map((layer) => ({ ...reencode(layer, encoding), name: group.name, stated }));
}

function missingParts({ name, parts }: EntryGroup, file: string): { fatal: Issue[]; remarks: Issue[] } {
  const place = { file, layer: name };
  return {
    fatal: [
      ...(parts.has("shp") ? [] : [issue("shapefile.shp-missing", place)]),
      ...(parts.has("dbf") ? [] : [issue("shapefile.dbf-missing", place)]),
    ],
    remarks: [
      ...(parts.has("shx") ? [] : [issue("shapefile.shx-missing", place)]),
      ...(parts.has("prj") ? [] : [issue("shapefile.prj-missing", place)]),
    ],
  };
}

async function read(upload: Upload, context: ReadContext): Promise<ReadResult> {
  const file = upload.fileName;
  const groups = groupsOf(upload);
  const missing = groups.map((group) => missingParts(group, file));
  const fatal = missing.flatMap((each) => each.fatal);
  if (fatal.length > 0) return refused(...fatal);
  const encodings = groups.map((group) => chooseEncoding(group, file));
  const found = [...missing.flatMap(({ remarks }) => remarks), ...encodings.flatMap(({ issues }) => issues)];
  return readGdalFormat({ id: "shapefile", name: "Shapefile" }, file, context, found, async () => {
    const layers: GdalLayer[] = [];
    for (const [index, group] of groups.entries())
      layers.push(...(await readGroup(group, encodings[index]?.encoding ?? "utf-8")));
    return layers;
  });
}

export const shapefile: Format = {
  id: "shapefile",
  name: "Shapefile",
  extensions: ["zip", "shp"],
  detect: (upload) => groupsOf(upload).length > 0,
  read,
};
