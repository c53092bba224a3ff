// Makes the files the import tests need: zips with chosen faults, workbooks cell by cell, and small tables.
import { crc32, deflateRawSync } from "node:zlib";

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Text as Windows-1252 bytes; only characters of Latin-1 may occur. */
export const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

export const utf16le = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));

/** One entry of a zip; every header field can be set to something untrue. */
export interface ZipEntry {
  readonly name: string | Uint8Array;
  readonly content?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly unixMode?: number;
  readonly claimedCompressedBytes?: number;
  readonly claimedBytes?: number;
  readonly checksum?: number;
  /** Bytes to store instead of the deflated content. */
  readonly rawPart?: Uint8Array;
}

interface ZipFaults {
  readonly claimedEntries?: number;
  readonly directoryOffset?: number;
}

function header(entry: ZipEntry, name: Uint8Array, part: Uint8Array, content: Uint8Array): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(entry.flags ?? 0x800, 2);
  common.writeUInt16LE(entry.method ?? 8, 4);
  common.writeUInt32LE(entry.checksum ?? crc32(content), 10);
  common.writeUInt32LE(entry.claimedCompressedBytes ?? part.length, 14);
  common.writeUInt32LE(entry.claimedBytes ?? content.length, 18);
  common.writeUInt16LE(name.length, 22);
  return common;
}

/** A zip of the entries given, deflated unless told otherwise. */
export function makeZip(entries: readonly ZipEntry[], faults: ZipFaults = {}): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = typeof entry.name === "string" ? utf8(entry.name) : entry.name;
    const content = entry.content ?? new Uint8Array();
    const part = entry.rawPart ?? (entry.method === 0 ? content : deflateRawSync(content));
    const common = header(entry, name, part, content);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, name, part]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), common, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(faults.claimedEntries ?? entries.length, 8);
  end.writeUInt16LE(faults.claimedEntries ?? entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(faults.directoryOffset ?? offset, 16);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}

const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const package_ = "http://schemas.openxmlformats.org/package/2006";

/** A workbook with one sheet whose XML is given, for sheets no spreadsheet program would write. */
export function makeRawWorkbook(sheetData: string): Uint8Array {
  const entry = (name: string, content: string): ZipEntry => ({
    name,
    content: utf8(`<?xml version="1.0"?>${content}`),
  });
  return makeZip([
    entry(
      "[Content_Types].xml",
      `<Types xmlns="${package_}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    entry(
      "_rels/.rels",
      `<Relationships xmlns="${package_}/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    entry(
      "xl/workbook.xml",
      `<workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    entry(
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${package_}/relationships"><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    entry("xl/worksheets/sheet1.xml", `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`),
  ]);
}

/** A GeoJSON text of one square near Sundsvall per property object, in EPSG:3006 with a crs member. */
export function makeSquares(properties: readonly object[], crs: string | null = "EPSG:3006"): string {
  const features = properties.map((each, index) => {
    const east = 619_000 + index * 100;
    const corners = [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
      [0, 0],
    ].map(([x = 0, y = 0]) => [east + x, 6_919_000 + y]);
    return { type: "Feature", properties: each, geometry: { type: "Polygon", coordinates: [corners] } };
  });
  return JSON.stringify({
    type: "FeatureCollection",
    ...(crs === null ? {} : { crs: { type: "name", properties: { name: crs } } }),
    features,
  });
}

/** A made-up personal identity number with a correct check digit: born on a day that the caller chooses. */
export function madeUpPersonalNumber(birthDate: string, serial: string, separator = ""): string {
  const nine = birthDate.slice(-6) + serial;
  const sum = [...nine].reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${birthDate}${separator}${serial}${(10 - (sum % 10)) % 10}`;
}
