// Files made to harm whoever reads them: bombs, names that climb out, and references to other places; each with what must come of it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { unpackArchive } from "../../../data/formats/archive.ts";
import type { IssueCode } from "../../../data/issues.ts";
import { uploadLimits } from "../../../data/upload-limits.ts";
import { makeSquares, makeZip, utf8, type ZipEntry } from "../formats/make-files.ts";

export interface HostileFile {
  readonly name: string;
  readonly what: string;
  readonly make: () => Uint8Array;
  /** The refusals it may get; "read" where it may also be read, without what it refers to. */
  readonly outcomes: readonly (IssueCode | "read")[];
  /** For a file that takes as long as it is given; otherwise the service's own limit. */
  readonly parseTimeMs?: number;
}

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, "../../fixtures/geo", name)));
const zeros = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024);

/** A directory of `count` entries that all lie over the first one's megabyte of zeros: some fifty bytes each. */
function overlapping(count: number): Uint8Array {
  const one = Buffer.from(makeZip([{ name: "0.csv", content: zeros(1) }]));
  const directoryAt = one.length - 22 - (46 + "0.csv".length);
  const entries = Array.from({ length: count }, (_, index) => {
    const name = Buffer.from(`${index}.csv`);
    const header = Buffer.from(one.subarray(directoryAt, directoryAt + 46));
    header.writeUInt16LE(name.length, 28);
    return Buffer.concat([header, name]);
  });
  const directory = Buffer.concat(entries);
  const end = Buffer.from(one.subarray(-22));
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  return new Uint8Array(Buffer.concat([one.subarray(0, directoryAt), directory, end]));
}

function nested(levels: number): Uint8Array {
  const inner = levels === 1 ? zeros(1) : nested(levels - 1);
  return makeZip([{ name: `${levels}.${levels === 1 ? "csv" : "zip"}`, content: inner }]);
}

/** A zip whose stored entry is a zip of the same name, as one that unpacks to itself for ever has it. */
function selfContaining(): Uint8Array {
  const name = "r/r.zip";
  return makeZip([{ name, content: makeZip([{ name, content: utf8("x"), method: 0 }]), method: 0 }]);
}

const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
const spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

const relations = (...each: readonly [type: string, target: string, mode?: string][]) =>
  `<?xml version="1.0"?><Relationships xmlns="${packageRelations}">${each
    .map(([type, target, mode], index) => {
      const targetMode = mode ? ` TargetMode="${mode}"` : "";
      return `<Relationship Id="rId${index + 1}" Type="${officeRelations}/${type}" Target="${target}"${targetMode}/>`;
    })
    .join("")}</Relationships>`;

const cell = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;

/** A sheet of one row, with a document type before it and something in its second cell. */
function sheet(documentType: string, value: string, padding = ""): string {
  const rows = `<row r="1">${cell("A1", "kod")}${cell("B1", "namn")}</row><row r="2">${cell("A2", "010101")}${cell("B2", value)}</row>`;
  return `<?xml version="1.0"?>${documentType}<worksheet xmlns="${spreadsheet}"><sheetData>${rows}${padding}</sheetData></worksheet>`;
}

function workbook(
  parts: Readonly<Record<string, string | Uint8Array>>,
  claims: Pick<ZipEntry, "claimedBytes"> = {},
): Uint8Array {
  const whole: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": `<?xml version="1.0"?><Types/>`,
    "_rels/.rels": relations(["officeDocument", "xl/workbook.xml"]),
    "xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns="${spreadsheet}" xmlns:r="${officeRelations}"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(["worksheet", "worksheets/sheet1.xml"]),
    "xl/worksheets/sheet1.xml": sheet("", "x"),
    ...parts,
  };
  return makeZip(
    Object.entries(whole).map(([name, content]) => ({
      name,
      content: typeof content === "string" ? utf8(content) : content,
      ...claims,
    })),
  );
}

/** Each entity ten times the one before: 10^30 laughs. */
const laughs = `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from(
  { length: 30 },
  (_, level) => `<!ENTITY a${level + 1} "${`&a${level};`.repeat(10)}">`,
).join("")}]>`;

/** The fixture's parts, some replaced, under one name. */
function partsOf(zip: string, replaced: Readonly<Record<string, string>>): Uint8Array {
  const unpacked = unpackArchive(fixture(zip), zip, uploadLimits);
  if (unpacked.refusal) throw new Error(`The fixture ${zip} cannot be unpacked`);
  const parts = unpacked.entries.map(({ path, bytes }) => [path.split(".").at(-1)!, bytes] as const);
  const whole = new Map<string, Uint8Array>([
    ...parts,
    ...Object.entries(replaced).map(([extension, content]) => [extension, utf8(content)] as const),
  ]);
  return makeZip([...whole].map(([extension, content]) => ({ name: `upload.${extension}`, content })));
}

/** The GeoPackage of squares after some SQL; it is made in `folder`. */
function geopackage(folder: string, statements: string): Uint8Array {
  const path = join(folder, "making.gpkg");
  writeFileSync(path, fixture("squares.gpkg"));
  const database = new DatabaseSync(path, { defensive: false } as never);
  database.exec(statements);
  database.close();
  return new Uint8Array(readFileSync(path));
}

const asTable = (name: string) =>
  `insert into gpkg_contents (table_name, data_type, identifier, srs_id) values ('${name}', 'features', '${name}', 3006);
   insert into gpkg_geometry_columns values ('${name}', 'geom', 'POLYGON', 3006, 0, 0);`;

const bombs = (folder: string): HostileFile[] => [
  {
    name: "overlappande.zip",
    what: "900 entries over one and the same megabyte",
    make: () => overlapping(900),
    outcomes: ["archive.too-many-bytes"],
  },
  {
    name: "hundratusen.zip",
    what: "100,000 entries",
    make: () =>
      makeZip(
        Array.from({ length: 100_000 }, (_, index) => ({ name: `${index}.csv`, method: 0 })),
        { claimedEntries: 0xffff },
      ),
    outcomes: ["archive.too-many-entries"],
  },
  { name: "nästlad.zip", what: "zips in zips, ten deep", make: () => nested(10), outcomes: ["archive.nested"] },
  { name: "sig-själv.zip", what: "a zip that holds itself", make: selfContaining, outcomes: ["archive.nested"] },
  {
    name: "bomb.xlsx",
    what: "a workbook whose sheet inflates to 520 MB",
    make: () => workbook({ "xl/worksheets/sheet1.xml": zeros(520) }),
    outcomes: ["archive.too-many-bytes"],
  },
  {
    name: "tomrum.xlsx",
    what: "64 MB of blanks in a sheet",
    make: () => workbook({ "xl/worksheets/sheet1.xml": sheet("", "x", " ".repeat(64 * 1024 * 1024)) }),
    outcomes: ["read", "file.too-slow", "file.out-of-memory", "file.unreadable"],
    parseTimeMs: 8_000,
  },
  {
    name: "lögn.xlsx",
    what: "a workbook whose parts claim 4 GB each",
    make: () => workbook({}, { claimedBytes: 0xfffffff0 }),
    outcomes: ["read", "file.unreadable", "file.out-of-memory"],
  },
  {
    name: "skratt.xlsx",
    what: "10^30 entities in a sheet",
    make: () => workbook({ "xl/worksheets/sheet1.xml": sheet(laughs, "&a30;") }),
    outcomes: ["read", "file.unreadable"],
  },
  {
    name: "skratt.kml",
    what: "10^30 entities in KML",
    make: () => utf8(`<?xml version="1.0"?>${laughs}<kml><Document><name>&a30;</name></Document></kml>`),
    outcomes: ["file.unknown-format"],
  },
  {
    name: "oändlig.gpkg",
    what: "a GeoPackage whose table counts for ever",
    make: () =>
      geopackage(
        folder,
        `create view evig as with recursive n(fid) as (select 1 union all select fid + 1 from n)
           select fid, (select geom from squares limit 1) as geom from n; ${asTable("evig")}`,
      ),
    outcomes: ["file.too-slow", "file.unreadable", "file.out-of-memory"],
    parseTimeMs: 8_000,
  },
];

const climbers: readonly HostileFile[] = [
  "../../climbed.csv",
  "..\\..\\climbed.csv",
  "/tmp/climbed.csv",
  "C:\\climbed.csv",
  "a/../../climbed.csv",
  "\\\\server\\share\\climbed.csv",
].map((path, index) => ({
  name: `klättrare-${index}.zip`,
  what: `the entry ${path}`,
  make: () => makeZip([{ name: path, content: utf8("kod;antal\n1;2\n") }]),
  outcomes: ["archive.unsafe-name"],
}));

const link: HostileFile = {
  name: "länk.zip",
  what: "a symbolic link to /etc and a file through it",
  make: () =>
    makeZip([
      { name: "ut", content: utf8("/etc"), unixMode: 0o120777 },
      { name: "ut/climbed.csv", content: utf8("kod;antal\n1;2\n") },
    ]),
  outcomes: ["archive.unsafe-name"],
};

const referring = (address: string, folder: string): HostileFile[] => [
  ...[`${address}/x.dtd`, "file:///etc/passwd"].map(
    (target, index): HostileFile => ({
      name: `entitet-${index}.xlsx`,
      what: `a sheet with an entity from ${target}`,
      make: () =>
        workbook({ "xl/worksheets/sheet1.xml": sheet(`<!DOCTYPE x [<!ENTITY x SYSTEM "${target}">]>`, "&x;") }),
      outcomes: ["read", "file.unreadable"],
    }),
  ),
  {
    name: "länkad.xlsx",
    what: "a workbook with links and a sheet elsewhere",
    make: () =>
      workbook({
        "xl/_rels/workbook.xml.rels": relations(
          ["worksheet", "worksheets/sheet1.xml"],
          ["externalLink", `${address}/other.xlsx`, "External"],
          ["attachedTemplate", `${address}/template.xltx`, "External"],
        ),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(["hyperlink", `${address}/sheet`, "External"]),
      }),
    outcomes: ["read"],
  },
  {
    name: "utifrån.xlsx",
    what: "a workbook whose only sheet lies elsewhere",
    make: () =>
      workbook({ "xl/_rels/workbook.xml.rels": relations(["worksheet", `${address}/sheet1.xml`, "External"]) }),
    outcomes: ["file.unreadable"],
  },
  {
    name: "system.geojson",
    what: "GeoJSON whose coordinate system is an address",
    make: () =>
      utf8(
        makeSquares([{ kod: "1" }]).replace(
          /"crs":\{.*?\}\}/,
          `"crs":{"type":"link","properties":{"href":"${address}/crs","type":"proj4"}}`,
        ),
      ),
    outcomes: ["read"],
  },
  {
    name: "system.zip",
    what: "a Shapefile whose coordinate system is an address",
    make: () => partsOf("shape-3014-latin1.zip", { prj: `${address}/crs.wkt`, cpg: `/vsicurl/${address}/cpg` }),
    outcomes: ["read", "file.unreadable"],
  },
  {
    name: "skarvad.zip",
    what: "a MapInfo table that is sewn together from tables elsewhere",
    make: () =>
      partsOf("tab-3014.zip", {
        tab: `!table\n!version 300\n\nDefinition Table\n  Type NATIVE Charset "WindowsLatin1"\n  Fields 1\n    Table Char (100) ;\nbegin_metadata\n"\\IsSeamless" = "TRUE"\n"\\Tables" = "/vsicurl/${address}/x.tab"\nend_metadata\n`,
      }),
    outcomes: ["read", "file.unreadable", "layer.empty", "layer.none", "layer.incomplete"],
  },
  {
    name: "vy.tab.zip",
    what: "a MapInfo view of a table elsewhere",
    make: () =>
      partsOf("tab-3014.zip", {
        tab: `!table\n!version 100\nOpen Table "/vsicurl/${address}/x.tab" Hide\nCreate View v As\nSelect * From x\n`,
      }),
    outcomes: ["read", "file.unreadable", "layer.empty", "layer.none"],
  },
  {
    name: "virtuell.gpkg",
    what: "a GeoPackage with a table that is a file elsewhere",
    make: () =>
      geopackage(
        folder,
        `pragma writable_schema = on;
         insert into sqlite_master (type, name, tbl_name, rootpage, sql) values
           ('table', 'ute', 'ute', 0, 'create virtual table ute using VirtualOGR(''/vsicurl/${address}/x.gpkg'')');
         ${asTable("ute")} pragma writable_schema = off;`,
      ),
    outcomes: ["read", "file.unreadable"],
  },
  ...(
    [
      [
        "vrt",
        `<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/vsicurl/${address}/x.gpkg</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>`,
      ],
      [
        "gml",
        `<?xml version="1.0"?><gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml" xsi:schemaLocation="x ${address}/x.xsd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>`,
      ],
      ["kml", `<?xml version="1.0"?><kml><NetworkLink><Link><href>${address}/x.kml</href></Link></NetworkLink></kml>`],
      ["xml", `<OGRWFSDataSource><URL>${address}/wfs</URL></OGRWFSDataSource>`],
      ["svg", `<svg xmlns="http://www.w3.org/2000/svg"><image href="${address}/x.png"/></svg>`],
    ] as const
  ).map(
    ([extension, content]): HostileFile => ({
      name: `hänvisning.${extension}`,
      what: `${extension.toUpperCase()} that refers elsewhere`,
      make: () => utf8(content),
      outcomes: ["file.unknown-format"],
    }),
  ),
  {
    name: "/vsicurl/adress.gpkg",
    what: "a file name that is an address to GDAL",
    make: () => fixture("squares.gpkg"),
    outcomes: ["read"],
  },
];

/** Every file that is tried. `address` is a server of the test's own, `folder` where files may be made. */
export function hostileFiles(address: string, folder: string): readonly HostileFile[] {
  return [...bombs(folder), ...climbers, link, ...referring(address, folder)];
}
