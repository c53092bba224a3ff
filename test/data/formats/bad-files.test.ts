// Files that must be refused: each with its code, in the real worker, in time, with a sentence that names the file.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { IssueCode } from "../../../data/issues.ts";
import { type UploadLimits, uploadLimits } from "../../../data/upload-limits.ts";
import { parseInProcess } from "../../../data/workers/parse-in-process.ts";
import { latin1, madeUpPersonalNumber, makeRawWorkbook, makeSquares, makeZip, utf8, utf16le } from "./make-files.ts";

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/geo/${name}`, import.meta.url)));
const first = (bytes: Uint8Array, share: number) => bytes.slice(0, Math.floor(bytes.length * share));
const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join("")}</row>`;
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const numeric = (at: string, value: string) => `<c r="${at}"><v>${value}</v></c>`;

/** Bytes that look random but are the same in every run. */
function noise(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state >> 16) & 0xff;
  });
}

function withNoise(bytes: Uint8Array, from: number, length: number): Uint8Array {
  const damaged = bytes.slice();
  damaged.set(noise(Math.min(length, bytes.length - from)), from);
  return damaged;
}

/** A database that is SQLite but has none of a GeoPackage's tables. */
function otherSqlite(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "annan-databas-"));
  const database = new DatabaseSync(join(folder, "a.db"));
  database.exec("create table people (name text); insert into people values ('x');");
  database.close();
  const bytes = new Uint8Array(readFileSync(join(folder, "a.db")));
  rmSync(folder, { recursive: true });
  return bytes;
}

interface BadFile {
  readonly what: string;
  readonly name: string;
  readonly bytes: () => Uint8Array;
  readonly code: IssueCode;
  readonly limits?: Partial<UploadLimits>;
  readonly row?: number;
  readonly column?: string;
}

const twelveDigits = madeUpPersonalNumber("20120314", "238");
const tenDigits = madeUpPersonalNumber("120314", "240");
const tenDigitsDashed = madeUpPersonalNumber("120314", "239", "-");
const coordinationNumber = madeUpPersonalNumber("20120374", "238");
const shapeParts = (...extensions: string[]) =>
  extensions.map((extension) => ({ name: `områden.${extension}`, content: noise(200) }));
const jsonStat = (changes: object) =>
  utf8(
    JSON.stringify({
      version: "2.0",
      class: "dataset",
      id: ["Region", "Tid"],
      size: [2, 1],
      dimension: {
        Region: { category: { index: ["a", "b"] } },
        Tid: { category: { index: { "2024": 0 } } },
      },
      value: [1, 2],
      ...changes,
    }),
  );

const badFiles: readonly BadFile[] = [
  // the file as a whole
  { what: "no bytes at all", name: "tom.csv", bytes: () => new Uint8Array(), code: "file.empty" },
  { what: "random bytes", name: "slump.gpkg", bytes: () => noise(5_000), code: "file.unknown-format" },
  { what: "only zero bytes", name: "nollor.shp", bytes: () => new Uint8Array(5_000), code: "file.unknown-format" },
  {
    what: "more bytes than accepted",
    name: "stor.csv",
    bytes: () => new Uint8Array(uploadLimits.compressedBytes + 1),
    code: "file.too-large",
  },
  {
    what: "a PDF",
    name: "beslut.pdf",
    bytes: () => latin1(`%PDF-1.7\n${"\u0000\u0001\u0002".repeat(50)}`),
    code: "file.unknown-format",
  },
  {
    what: "a PNG picture",
    name: "karta.png",
    bytes: () => latin1("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"),
    code: "file.unknown-format",
  },
  {
    what: "a gzip file",
    name: "data.gz",
    bytes: () => new Uint8Array(gzipSync(noise(500))),
    code: "file.unknown-format",
  },
  {
    what: "a program",
    name: "setup.csv",
    bytes: () => latin1(`MZ\x90\0\x03\0\0\0${"\0".repeat(100)}`),
    code: "file.unknown-format",
  },
  {
    what: "an error page saved as GeoJSON",
    name: "deso.geojson",
    bytes: () => utf8("<!DOCTYPE html><html><body>502 Bad Gateway</body></html>"),
    code: "file.html",
  },
  {
    what: "a web page with BOM and blanks",
    name: "tabell.csv",
    bytes: () => utf8("\ufeff\n  <html lang='sv'>a;b\n1;2</html>"),
    code: "file.html",
  },
  {
    what: "a WFS exception in XML",
    name: "deso.json",
    bytes: () => utf8("<?xml version='1.0'?><ows:ExceptionReport/>"),
    code: "file.unknown-format",
  },
  {
    what: "an old or encrypted Excel file",
    name: "barn.xlsx",
    bytes: () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, ...noise(600)]),
    code: "file.old-excel",
  },
  { what: "one word without any row", name: "ord.csv", bytes: () => utf8("hej"), code: "file.unknown-format" },

  // zip files
  {
    what: "a zip cut in the middle",
    name: "deso.zip",
    bytes: () => first(fixture("shape-3014-latin1.zip"), 0.5),
    code: "archive.damaged",
  },
  {
    what: "a zip without its last byte",
    name: "deso.zip",
    bytes: () => fixture("shape-3014-latin1.zip").slice(0, -1),
    code: "archive.damaged",
  },
  {
    what: "a zip signature and noise",
    name: "deso.zip",
    bytes: () => Uint8Array.from([0x50, 0x4b, 3, 4, ...noise(3_000)]),
    code: "archive.damaged",
  },
  { what: "a zip without entries", name: "tom.zip", bytes: () => makeZip([]), code: "archive.empty" },
  {
    what: "a zip of folders only",
    name: "mappar.zip",
    bytes: () => makeZip([{ name: "a/" }, { name: "a/b/" }]),
    code: "archive.empty",
  },
  {
    what: "an encrypted zip",
    name: "hemlig.zip",
    bytes: () => makeZip([{ name: "a.shp", content: noise(100), flags: 1 }]),
    code: "archive.encrypted",
  },
  {
    what: "a strongly encrypted zip",
    name: "hemlig.zip",
    bytes: () => makeZip([{ name: "a.shp", content: noise(100), flags: 0x41 }]),
    code: "archive.encrypted",
  },
  {
    what: "a zip in a zip",
    name: "dubbel.zip",
    bytes: () => makeZip([{ name: "inre.zip", content: makeZip([{ name: "a.csv", content: utf8("a;b\n1;2") }]) }]),
    code: "archive.nested",
  },
  {
    what: "a zip in a zip under another name",
    name: "dubbel.zip",
    bytes: () => makeZip([{ name: "inre.csv", content: makeZip([{ name: "a.csv", content: utf8("a;b") }]) }]),
    code: "archive.nested",
  },
  {
    what: "a name that climbs out",
    name: "väg.zip",
    bytes: () => makeZip([{ name: "../../etc/a.csv", content: utf8("a;b\n1;2") }]),
    code: "archive.unsafe-name",
  },
  {
    what: "a name that climbs out with backslashes",
    name: "väg.zip",
    bytes: () => makeZip([{ name: "a\\..\\..\\b.csv", content: utf8("a;b\n1;2") }]),
    code: "archive.unsafe-name",
  },
  {
    what: "an absolute name",
    name: "väg.zip",
    bytes: () => makeZip([{ name: "/tmp/a.csv", content: utf8("a;b\n1;2") }]),
    code: "archive.unsafe-name",
  },
  {
    what: "a name with a drive",
    name: "väg.zip",
    bytes: () => makeZip([{ name: "C:\\a.csv", content: utf8("a;b\n1;2") }]),
    code: "archive.unsafe-name",
  },
  {
    what: "a name with a zero byte",
    name: "väg.zip",
    bytes: () => makeZip([{ name: "a.csv\0.exe", content: utf8("a;b\n1;2") }]),
    code: "archive.unsafe-name",
  },
  {
    what: "a symbolic link",
    name: "länk.zip",
    bytes: () => makeZip([{ name: "a.csv", content: utf8("/etc/passwd"), unixMode: 0o120777 }]),
    code: "archive.unsafe-name",
  },
  {
    what: "a device file",
    name: "länk.zip",
    bytes: () => makeZip([{ name: "a.csv", content: utf8("x"), unixMode: 0o020666 }]),
    code: "archive.unsafe-name",
  },
  {
    what: "too many entries",
    name: "många.zip",
    bytes: () => makeZip(Array.from({ length: 1_001 }, (_, index) => ({ name: `${index}.csv` }))),
    code: "archive.too-many-entries",
  },
  {
    what: "a claim of 65,000 entries",
    name: "många.zip",
    bytes: () => makeZip([{ name: "a.csv", content: utf8("a;b\n1;2") }], { claimedEntries: 65_000 }),
    code: "archive.too-many-entries",
  },
  {
    what: "a claim of one entry too many",
    name: "fel.zip",
    bytes: () => makeZip([{ name: "a.csv", content: utf8("a;b\n1;2") }], { claimedEntries: 2 }),
    code: "archive.damaged",
  },
  {
    what: "a claim of 4 GB compressed",
    name: "fyra.zip",
    bytes: () => makeZip([{ name: "a.csv", content: utf8("a;b\n1;2"), claimedCompressedBytes: 0xfffffffe }]),
    code: "archive.damaged",
  },
  {
    what: "a zip64 claim without zip64 field",
    name: "fyra.zip",
    bytes: () => makeZip([{ name: "a.csv", content: utf8("a;b\n1;2"), claimedCompressedBytes: 0xffffffff }]),
    code: "archive.damaged",
  },
  {
    what: "a directory beyond the end",
    name: "fel.zip",
    bytes: () => makeZip([{ name: "a.csv", content: utf8("a;b\n1;2") }], { directoryOffset: 0x7fffffff }),
    code: "archive.damaged",
  },
  {
    what: "a wrong checksum",
    name: "fel.zip",
    bytes: () => makeZip([{ name: "a.csv", content: utf8("a;b\n1;2"), checksum: 1 }]),
    code: "archive.damaged",
  },
  {
    what: "an entry that cannot be inflated",
    name: "fel.zip",
    bytes: () => makeZip([{ name: "a.csv", content: utf8("a;b"), rawPart: noise(500) }]),
    code: "archive.damaged",
  },
  {
    what: "a compression nobody uses",
    name: "bzip.zip",
    bytes: () => makeZip([{ name: "a.csv", content: noise(50), method: 12 }]),
    code: "archive.unsupported-compression",
  },
  {
    what: "520 MB of zeros in half a megabyte",
    name: "bomb.zip",
    bytes: () => makeZip([{ name: "a.csv", content: new Uint8Array(520 * 1024 * 1024), claimedBytes: 10 }]),
    code: "archive.too-many-bytes",
  },
  {
    what: "a bomb of many entries",
    name: "bomb.zip",
    bytes: () =>
      makeZip(Array.from({ length: 60 }, (_, index) => ({ name: `${index}.csv`, content: new Uint8Array(100_000) }))),
    code: "archive.too-many-bytes",
    limits: { inflatedBytes: 5_000_000 },
  },
  {
    what: "a zip with nothing to import",
    name: "bilder.zip",
    bytes: () =>
      makeZip([
        { name: "a.jpg", content: noise(99) },
        { name: "b.jpg", content: noise(99) },
      ]),
    code: "archive.unknown-content",
  },

  // Shapefile and MapInfo
  {
    what: "a Shapefile without .dbf",
    name: "deso.zip",
    bytes: () => fixture("shape-no-dbf.zip"),
    code: "shapefile.dbf-missing",
  },
  {
    what: "a Shapefile of which only .shx and .dbf came",
    name: "deso.zip",
    bytes: () =>
      makeZip([
        { name: "a.shx", content: Uint8Array.from([0, 0, 0x27, 0x0a, ...new Uint8Array(96)]) },
        { name: "a.dbf", content: noise(100) },
      ]),
    code: "shapefile.shp-missing",
  },
  {
    what: "a .shp that is only a header",
    name: "deso.zip",
    bytes: () =>
      makeZip([
        { name: "a.shp", content: Uint8Array.from([0, 0, 0x27, 0x0a, ...new Uint8Array(30)]) },
        { name: "a.dbf", content: noise(100) },
      ]),
    code: "file.unreadable",
  },
  {
    what: "a .shp of noise after its signature",
    name: "deso.zip",
    bytes: () =>
      makeZip([
        { name: "a.shp", content: Uint8Array.from([0, 0, 0x27, 0x0a, ...noise(3_000)]) },
        { name: "a.dbf", content: noise(900) },
      ]),
    code: "file.unreadable",
  },
  {
    what: "Shapefile parts without any signature",
    name: "deso.zip",
    bytes: () => makeZip(shapeParts("shp", "shx", "dbf")),
    code: "archive.unknown-content",
  },
  {
    what: "a TAB without its data files",
    name: "nyko.zip",
    bytes: () => makeZip([{ name: "nyko.tab", content: utf8("!table\n!version 300\n") }]),
    code: "mapinfo.part-missing",
  },
  {
    what: "a TAB with noise for data",
    name: "nyko.zip",
    bytes: () =>
      makeZip([
        { name: "nyko.tab", content: utf8("!table\n!version 300\n") },
        ...["dat", "map", "id"].map((each) => ({ name: `nyko.${each}`, content: noise(2_000) })),
      ]),
    code: "file.unreadable",
  },
  { what: "a MIF without MID", name: "nyko.mif", bytes: () => fixture("mif-3014.mif"), code: "mapinfo.part-missing" },
  {
    what: "a MIF of a heading only",
    name: "nyko.zip",
    bytes: () =>
      makeZip([
        { name: "a.mif", content: utf8("Version 300\nColumns 1\n a Char(3)\nData\n") },
        { name: "a.mid", content: utf8("") },
      ]),
    code: "layer.empty",
  },
  {
    what: "a MIF of noise",
    name: "nyko.zip",
    bytes: () =>
      makeZip([
        { name: "a.mif", content: utf8(`Version 300\n${"x y z\n".repeat(50)}`) },
        { name: "a.mid", content: utf8("1\n") },
      ]),
    code: "file.unreadable",
  },

  // GeoPackage and FlatGeobuf
  { what: "an SQLite database that is no GeoPackage", name: "deso.gpkg", bytes: otherSqlite, code: "file.unreadable" },
  {
    what: "a GeoPackage cut in the middle",
    name: "deso.gpkg",
    bytes: () => first(fixture("squares.gpkg"), 0.4),
    code: "file.unreadable",
  },
  {
    what: "a GeoPackage with noise for tables",
    name: "deso.gpkg",
    bytes: () => withNoise(fixture("squares.gpkg"), 100, 60_000),
    code: "file.unreadable",
  },
  {
    what: "a GeoPackage header and nothing else",
    name: "deso.gpkg",
    bytes: () => fixture("squares.gpkg").slice(0, 100),
    code: "file.unreadable",
  },
  {
    what: "a FlatGeobuf cut in the middle",
    name: "deso.fgb",
    bytes: () => first(fixture("squares.fgb"), 0.6),
    code: "layer.incomplete",
  },
  {
    what: "a FlatGeobuf signature and noise",
    name: "deso.fgb",
    bytes: () => withNoise(fixture("squares.fgb"), 8, 3_000),
    code: "layer.none",
  },

  // GeoJSON
  {
    what: "GeoJSON cut off",
    name: "deso.geojson",
    bytes: () => first(utf8(makeSquares([{ a: 1 }, { a: 2 }])), 0.8),
    code: "json.damaged",
  },
  {
    what: "GeoJSON with NaN",
    name: "deso.geojson",
    bytes: () =>
      utf8(
        '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,1]}}]}',
      ),
    code: "json.damaged",
  },
  {
    what: "arrays a hundred thousand deep",
    name: "djup.geojson",
    bytes: () => utf8(`{"type":"FeatureCollection","features":${"[".repeat(100_000)}`),
    code: "json.too-deep",
  },
  {
    what: "a property 200 deep",
    name: "djup.geojson",
    bytes: () => utf8(makeSquares([{ a: 0 }]).replace('"a":0', `"a":${"[".repeat(200)}${"]".repeat(200)}`)),
    code: "json.too-deep",
  },
  {
    what: "bare arrays a million deep",
    name: "djup.json",
    bytes: () => utf8("[".repeat(1_000_000)),
    code: "json.too-deep",
  },
  {
    what: "features that are no list",
    name: "deso.geojson",
    bytes: () => utf8('{"type":"FeatureCollection","features":{"a":1}}'),
    code: "json.unexpected-shape",
  },
  {
    what: "no features",
    name: "deso.geojson",
    bytes: () => utf8('{"type":"FeatureCollection","features":[]}'),
    code: "layer.empty",
  },
  {
    what: "JSON of another kind",
    name: "svar.json",
    bytes: () => utf8('{"error":{"message":"not found"}}'),
    code: "json.unknown-kind",
  },
  {
    what: "JSON that is a list of numbers",
    name: "svar.json",
    bytes: () => utf8("[1,2,3]"),
    code: "json.unknown-kind",
  },
  {
    what: "TopoJSON",
    name: "deso.json",
    bytes: () => utf8('{"type":"Topology","objects":{},"arcs":[]}'),
    code: "json.unknown-kind",
  },
  {
    what: "too many vertices",
    name: "deso.geojson",
    bytes: () => utf8(makeSquares(Array.from({ length: 50 }, (_, a) => ({ a })))),
    code: "file.too-many-vertices",
    limits: { vertices: 200 },
  },
  {
    what: "too many features",
    name: "deso.geojson",
    bytes: () => utf8(makeSquares(Array.from({ length: 50 }, (_, a) => ({ a })))),
    code: "file.too-many-rows",
    limits: { rows: 49 },
  },
  {
    what: "too many attributes",
    name: "deso.geojson",
    bytes: () => utf8(makeSquares(Array.from({ length: 2_001 }, (_, index) => ({ [`k${index}`]: 1 })))),
    code: "file.too-many-columns",
  },
  {
    what: "personal numbers among the attributes",
    name: "ärenden.geojson",
    bytes: () =>
      utf8(
        makeSquares([
          { kod: "1", klient: "-" },
          { kod: "2", klient: twelveDigits },
        ]),
      ),
    code: "file.personal-identity-number",
    row: 2,
    column: "klient",
  },

  // PxWeb and JSON-stat
  {
    what: "PxWeb without data",
    name: "scb.json",
    bytes: () => utf8('{"columns":[{"code":"Region","text":"region"}]}'),
    code: "json.unexpected-shape",
  },
  {
    what: "PxWeb with a row too short",
    name: "scb.json",
    bytes: () => utf8('{"columns":[{"text":"region"},{"text":"antal"}],"data":[{"key":["a"],"values":[]}]}'),
    code: "json.unexpected-shape",
  },
  {
    what: "PxWeb without rows",
    name: "scb.json",
    bytes: () => utf8('{"columns":[{"text":"region"}],"data":[]}'),
    code: "table.no-rows",
  },
  {
    what: "JSON-stat whose sizes do not fit",
    name: "scb.json",
    bytes: () => jsonStat({ size: [3, 1] }),
    code: "json.unexpected-shape",
  },
  {
    what: "JSON-stat with a value too few",
    name: "scb.json",
    bytes: () => jsonStat({ value: [1] }),
    code: "json.unexpected-shape",
  },
  {
    what: "JSON-stat that claims 10^12 cells",
    name: "scb.json",
    bytes: () => {
      const codes = Array.from({ length: 1_000 }, (_, index) => `c${index}`);
      return jsonStat({
        id: ["A", "B", "C", "D"],
        size: [1_000, 1_000, 1_000, 1_000],
        dimension: Object.fromEntries(["A", "B", "C", "D"].map((id) => [id, { category: { index: codes } }])),
        value: {},
      });
    },
    code: "file.too-many-rows",
  },

  // CSV
  { what: "empty lines only", name: "barn.csv", bytes: () => utf8("\n;;;\n\n;;;\n"), code: "table.no-rows" },
  { what: "headings only", name: "barn.csv", bytes: () => utf8("område;0-5;6-9\n"), code: "table.no-rows" },
  {
    what: "a quote that never ends",
    name: "barn.csv",
    bytes: () => utf8('område;antal\n110101;"12\n110102;13\n'),
    code: "table.unclosed-quote",
  },
  {
    what: "too many rows",
    name: "barn.csv",
    bytes: () => utf8(`kod;antal\n${"a;1\n".repeat(30)}`),
    code: "file.too-many-rows",
    limits: { rows: 20 },
  },
  {
    what: "too many columns",
    name: "barn.csv",
    bytes: () => utf8(`${"a;".repeat(2_100)}\n${"1;".repeat(2_100)}1\n`),
    code: "file.too-many-columns",
  },
  {
    what: "zero bytes inside a CSV",
    name: "barn.csv",
    bytes: () => utf8("kod;antal\n1;\0\0\0\n"),
    code: "file.unknown-format",
  },
  {
    what: "personal numbers with twelve digits",
    name: "ärenden.csv",
    bytes: () => utf8(`NYKO;Klient;År\n110101;${twelveDigits};2024\n`),
    code: "file.personal-identity-number",
    row: 2,
    column: "Klient",
  },
  {
    what: "personal numbers with ten digits and a dash",
    name: "ärenden.csv",
    bytes: () => latin1(`NYKO;Klient;År\n110101;x;2023\n110101;${tenDigitsDashed};2024\n`),
    code: "file.personal-identity-number",
    row: 3,
    column: "Klient",
  },
  {
    what: "a personal number in a note among telephone numbers",
    name: "ärenden.csv",
    bytes: () =>
      utf8(
        `NYKO;Anteckning\n110101;ring 0701234567\n110101;tel 0702345678\n110101;barn ${tenDigits} ring 0703456789\n110101;tel 0704567890\n`,
      ),
    code: "file.personal-identity-number",
    row: 4,
    column: "Anteckning",
  },
  {
    what: "coordination numbers",
    name: "ärenden.csv",
    bytes: () => utf8(`NYKO,Klient\n110101,${coordinationNumber}\n`),
    code: "file.personal-identity-number",
    row: 2,
    column: "Klient",
  },
  {
    what: "personal numbers in UTF-16",
    name: "ärenden.csv",
    bytes: () => utf16le(`NYKO\tKlient\n110101\t${twelveDigits}\n`),
    code: "file.personal-identity-number",
    row: 2,
    column: "Klient",
  },
  {
    what: "a personal number in running text",
    name: "ärenden.csv",
    bytes: () => utf8(`NYKO;Anteckning\n110101;Avser barn ${tenDigitsDashed}, se akt\n`),
    code: "file.personal-identity-number",
    row: 2,
    column: "Anteckning",
  },
  {
    what: "a personal number above the headings",
    name: "ärenden.csv",
    bytes: () => utf8(`Utdrag för ${twelveDigits};;\n;;\nNYKO;a;b\n110101;1;2\n`),
    code: "file.personal-identity-number",
  },
  {
    what: "a mistyped personal number under its heading",
    name: "ärenden.csv",
    bytes: () =>
      utf8(`NYKO;Personnummer\n110101;${twelveDigits.slice(0, -1)}${(Number(twelveDigits.at(-1)) + 1) % 10}\n`),
    code: "file.personal-identity-number",
    row: 2,
    column: "Personnummer",
  },

  // Excel
  {
    what: "a workbook cut off",
    name: "barn.xlsx",
    bytes: () => first(makeRawWorkbook(row(1, text("A1", "kod"))), 0.7),
    code: "archive.damaged",
  },
  {
    what: "a cell in the last column of the last row",
    name: "barn.xlsx",
    bytes: () => makeRawWorkbook(row(1, text("A1", "kod")) + row(1_048_576, text("XFD1048576", "x"))),
    code: "file.too-many-rows",
  },
  {
    what: "a cell in the last column",
    name: "barn.xlsx",
    bytes: () => makeRawWorkbook(row(1, text("A1", "kod"), text("XFD1", "x"))),
    code: "file.too-many-columns",
  },
  {
    what: "a row beyond what Excel has",
    name: "barn.xlsx",
    bytes: () => makeRawWorkbook(row(1, text("A1", "kod")) + row(999_999_999, text("A999999999", "x"))),
    code: "file.too-many-rows",
  },
  { what: "a sheet without cells", name: "barn.xlsx", bytes: () => makeRawWorkbook(""), code: "table.no-rows" },
  {
    what: "a text that is nowhere",
    name: "barn.xlsx",
    bytes: () => makeRawWorkbook(row(1, '<c r="A1" t="s"><v>99</v></c>')),
    code: "file.unreadable",
  },
  {
    what: "a sheet of broken XML",
    name: "barn.xlsx",
    bytes: () => makeRawWorkbook("<row><c r='A1'"),
    code: "file.unreadable",
  },
  {
    what: "a workbook without its relations",
    name: "barn.xlsx",
    bytes: () => makeZip([{ name: "xl/workbook.xml", content: utf8("<workbook/>") }]),
    code: "file.unreadable",
  },
  {
    what: "personal numbers as Excel numbers",
    name: "ärenden.xlsx",
    bytes: () =>
      makeRawWorkbook(
        row(1, text("A1", "kod"), text("B1", "klient")) + row(2, text("A2", "1"), numeric("B2", twelveDigits)),
      ),
    code: "file.personal-identity-number",
    row: 2,
    column: "klient",
  },
];

describe("files that must be refused", () => {
  test.for(badFiles)("$name: $what → $code", { timeout: 30_000 }, async (bad) => {
    const started = performance.now();
    const limits = { ...uploadLimits, ...bad.limits };
    const result = await parseInProcess(bad.bytes(), bad.name, { limits });
    expect(result.kind).toBe("refused");
    const reason = result.issues.find(({ severity }) => severity === "error");
    expect(reason).toMatchObject({
      code: bad.code,
      ...(bad.row ? { row: bad.row } : {}),
      ...(bad.column ? { column: bad.column } : {}),
    });
    for (const sentence of [reason?.message.sv, reason?.message.en]) {
      expect(sentence).toContain(bad.name);
      expect(sentence).not.toMatch(/[{}]|undefined|NaN/);
      if (bad.column) expect(sentence).toContain(bad.column);
    }
    expect(JSON.stringify(result)).not.toMatch(
      new RegExp([twelveDigits, tenDigits, tenDigitsDashed, coordinationNumber].join("|")),
    );
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test("there are at least sixty of them", () => {
    expect(badFiles.length).toBeGreaterThanOrEqual(60);
  });
});
