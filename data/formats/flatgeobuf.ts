// Reads FlatGeobuf, the compact streaming format of newer GIS tools.
import { readWithGdal } from "./gdal.ts";
import { readGdalFormat } from "./gdal-format.ts";
import type { Format, Upload } from "./types.ts";

const magic = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62];

function detect({ entries }: Upload): boolean {
  const [entry] = entries;
  return entry !== undefined && entries.length === 1 && magic.every((byte, index) => entry.bytes[index] === byte);
}

export const flatgeobuf: Format = {
  id: "flatgeobuf",
  name: "FlatGeobuf",
  extensions: ["fgb"],
  detect,
  read: ({ entries, fileName }, context) =>
    readGdalFormat({ id: "flatgeobuf", name: "FlatGeobuf" }, fileName, context, [], () =>
      readWithGdal([{ path: "upload.fgb", bytes: entries[0]?.bytes ?? new Uint8Array() }], "upload.fgb", "FlatGeobuf"),
    ),
};
