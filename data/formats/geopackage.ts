// Reads GeoPackage, the format of Lantmäteriet, SCB and QGIS.
import { readWithGdal } from "./gdal.ts";
import { readGdalFormat } from "./gdal-format.ts";
import type { Format, Upload } from "./types.ts";

const sqliteMagic = "SQLite format 3\0";

/** True for an SQLite database of any kind. */
export function isSqlite(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 16)) === sqliteMagic;
}

// The application id at byte 68 is GPKG or GP10/GP11 in a GeoPackage; other SQLite databases have something else there.
function detect({ entries }: Upload): boolean {
  const [entry] = entries;
  if (!entry || entries.length > 1 || !isSqlite(entry.bytes)) return false;
  return new TextDecoder("latin1").decode(entry.bytes.subarray(68, 70)) === "GP";
}

export const geopackage: Format = {
  id: "geopackage",
  name: "GeoPackage",
  extensions: ["gpkg"],
  detect,
  read: ({ entries, fileName }, context) =>
    readGdalFormat({ id: "geopackage", name: "GeoPackage" }, fileName, context, [], () =>
      readWithGdal([{ path: "upload.gpkg", bytes: entries[0]?.bytes ?? new Uint8Array() }], "upload.gpkg", "GPKG"),
    ),
};
