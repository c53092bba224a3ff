// Reads MapInfo's two formats, TAB (binary) and MIF/MID (text), zipped or as loose parts.
import { epsgFromMifCoordSys } from "../coordinate-systems.ts";
import { issue } from "../issues.ts";
import { type EntryGroup, groupEntries } from "./entry-groups.ts";
import type { StatedSystem } from "./feature-layer.ts";
import { type GdalLayer, readWithGdal } from "./gdal.ts";
import { readGdalFormat } from "./gdal-format.ts";
import { type Format, type ReadContext, type ReadResult, refused, type Upload } from "./types.ts";

const beginning = (bytes: Uint8Array | undefined) =>
  new TextDecoder("windows-1252").decode((bytes ?? new Uint8Array()).subarray(0, 4_096));
const isTab = ({ parts }: EntryGroup) => /^\s*!table/i.test(beginning(parts.get("tab")));
const isMif = ({ parts }: EntryGroup) => /^\s*version\s+\d+/i.test(beginning(parts.get("mif")));

/** The system in the file's own CoordSys clause; MIF files without one are in degrees by definition, which coordinates must confirm. */
function mifSystem(mif: Uint8Array | undefined): StatedSystem | null {
  const clause = /CoordSys[^\r\n]*/i.exec(beginning(mif))?.[0];
  if (clause === undefined) return { epsg: 4326, name: "WGS 84", isDefault: true };
  if (/NonEarth/i.test(clause)) return null;
  return { epsg: epsgFromMifCoordSys(clause), name: clause.slice(0, 60), isDefault: false };
}

async function readGroup(group: EntryGroup, main: "tab" | "mif"): Promise<GdalLayer[]> {
  const files = [...group.parts].map(([extension, bytes]) => ({ path: `upload.${extension}`, bytes }));
  const layers = await readWithGdal(files, `upload.${main}`, "MapInfo File");
  return layers.map((layer) => ({
    ...layer,
    name: group.name,
    stated: main === "mif" ? mifSystem(group.parts.get("mif")) : layer.stated,
  }));
}

function mapInfoFormat(
  id: "mapinfo-tab" | "mapinfo-mif",
  name: string,
  main: "tab" | "mif",
  required: readonly string[],
): Format {
  const groupsOf = (upload: Upload) => groupEntries(upload.entries).filter(main === "tab" ? isTab : isMif);
  async function read(upload: Upload, context: ReadContext): Promise<ReadResult> {
    const file = upload.fileName;
    const groups = groupsOf(upload);
    const missing = groups.flatMap((group) =>
      required
        .filter((extension) => !group.parts.has(extension))
        .map((extension) => issue("mapinfo.part-missing", { file, part: `${group.name}.${extension}` })),
    );
    if (missing.length > 0) return refused(...missing);
    return readGdalFormat({ id, name }, file, context, [], async () => {
      const layers: GdalLayer[] = [];
      for (const group of groups) layers.push(...(await readGroup(group, main)));
      return layers;
    });
  }
  return { id, name, extensions: ["zip", main], detect: (upload) => groupsOf(upload).length > 0, read };
}

export const mapInfoTab = mapInfoFormat("mapinfo-tab", "MapInfo TAB", "tab", ["dat", "map", "id"]);
export const mapInfoMif = mapInfoFormat("mapinfo-mif", "MapInfo MIF", "mif", ["mid"]);
