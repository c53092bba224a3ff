// Geographic files of every format and with every trap give the same areas in EPSG:3006, and say what was done.
import { readFileSync } from "node:fs";
import type { Position } from "geojson";
import { describe, expect, test } from "vitest";
import { type FeatureLayer, type FeaturesResult, type ReadOptions, readFile } from "../../../data/formats/index.ts";
import { makeSquares, makeZip, utf8 } from "./make-files.ts";

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/geo/${name}`, import.meta.url)));

async function readFeatures(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<FeaturesResult> {
  const result = await readFile(bytes, name, options);
  if (result.kind !== "features")
    throw new Error(`Expected features, found ${result.kind}: ${result.issues.map(({ code }) => code)}`);
  return result;
}

const codes = ({ issues }: { issues: readonly { code: string }[] }) => issues.map(({ code }) => code);

/** Vertices of a layer as text, area by area, rounded, without order or repetition: what is left is the place. */
function places(layer: FeatureLayer | undefined, toMetres: number): Record<string, string[]> {
  const byCode: Record<string, string[]> = {};
  for (const { properties, geometry } of layer?.features ?? []) {
    const areas =
      geometry?.type === "Polygon"
        ? [geometry.coordinates]
        : geometry?.type === "MultiPolygon"
          ? geometry.coordinates
          : [];
    const round = (value = Number.NaN) => Math.round(value / toMetres) * toMetres;
    const vertices = areas.flat(2).map(([east, north]: Position) => `${round(east)} ${round(north)}`);
    byCode[String(properties.nyko)] = [...new Set(vertices)].sort();
  }
  return byCode;
}

const expected = await readFeatures(fixture("squares.json"), "squares.json", { epsg: 3006 });

describe("the same three areas", () => {
  const files: readonly (readonly [name: string, format: string, epsg: number])[] = [
    ["squares.gpkg", "geopackage", 3006],
    ["squares.fgb", "flatgeobuf", 3006],
    ["squares-4326.geojson", "geojson", 4326],
    ["shape-3014-latin1.zip", "shapefile", 3014],
    ["shape-3021-utf8.zip", "shapefile", 3021],
    ["tab-3014.zip", "mapinfo-tab", 3014],
    ["mif-3014.zip", "mapinfo-mif", 3014],
  ];
  test.for(files)("in %s", async ([name, format, epsg]) => {
    const result = await readFeatures(fixture(name), name);
    const [layer] = result.layers;
    expect(result.format).toBe(format);
    expect(result.issues).toEqual([]);
    expect(layer).toMatchObject({ featureCount: 3, geometriesAre: "EPSG:3006" });
    expect(layer?.coordinateSystem).toEqual({ epsg, source: "file", candidates: [epsg], axesSwapped: false });
    expect(
      Object.fromEntries(layer?.features.map(({ properties }) => [properties.nyko, properties.namn]) ?? []),
    ).toEqual({
      "010101": "Skönsmon",
      "010102": "Ängom Årsta",
      "020101": "Alnö",
    });
    expect(layer?.columns.map(({ name: column, kind }) => [column, kind])).toEqual([
      ["nyko", "text"],
      ["namn", "text"],
      ["nivå", "integer"],
    ]);
    expect(places(layer, 0.1)).toEqual(places(expected.layers[0], 0.1));
  });

  test("with the hole and the second part kept", () => {
    const [withHole, inParts] = expected.layers[0]?.features ?? [];
    expect(withHole?.geometry).toMatchObject({ type: "Polygon", coordinates: { length: 2 } });
    expect(inParts?.geometry).toMatchObject({ type: "MultiPolygon", coordinates: { length: 2 } });
  });

  test("in a MIF and its MID sent beside each other", async () => {
    const companions = [{ path: "mif-3014.mid", bytes: fixture("mif-3014.mid") }];
    const result = await readFeatures(fixture("mif-3014.mif"), "mif-3014.mif", { companions });
    expect(places(result.layers[0], 0.1)).toEqual(places(expected.layers[0], 0.1));
  });

  test("in a GeoPackage inside a zip, with a paper beside it", async () => {
    const zip = makeZip([
      { name: "Leverans/nyko.gpkg", content: fixture("squares.gpkg") },
      { name: "Leverans/läsmig.txt", content: utf8("hej") },
    ]);
    const result = await readFeatures(zip, "leverans.zip");
    expect(result.format).toBe("geopackage");
    expect(places(result.layers[0], 0.1)).toEqual(places(expected.layers[0], 0.1));
  });

  test("in two Shapefiles in folders, each a layer with its own system", async () => {
    const { layers } = await readFeatures(fixture("shape-two-layers-in-folders.zip"), "leverans.zip");
    expect(layers.map(({ name, coordinateSystem }) => [name, coordinateSystem.epsg])).toEqual([
      ["ett", 3014],
      ["två", 3006],
    ]);
  });

  test("under a wrong extension, which is said", async () => {
    const result = await readFeatures(fixture("squares.gpkg"), "områden.geojson");
    expect(result.format).toBe("geopackage");
    expect(codes(result)).toEqual(["file.wrong-extension"]);
  });
});

describe("coordinate systems that are missing or wrong", () => {
  test("SWEREF 99 TM without .prj is recognised and said", async () => {
    const result = await readFeatures(fixture("shape-3006-no-prj.zip"), "deso.zip");
    expect(result.layers[0]?.coordinateSystem).toMatchObject({ epsg: 3006, source: "sniffed" });
    expect(codes(result)).toEqual(["shapefile.prj-missing", "crs.sniffed"]);
    expect(places(result.layers[0], 0.1)).toEqual(places(expected.layers[0], 0.1));
  });

  test("a local zone without .prj must be chosen, and its geometries are marked as not converted", async () => {
    const result = await readFeatures(fixture("shape-3014-no-prj.zip"), "nyko.zip");
    const [layer] = result.layers;
    expect(layer?.coordinateSystem).toMatchObject({ epsg: null, source: "unknown" });
    expect(layer?.coordinateSystem.candidates).toContain(3014);
    expect(layer?.geometriesAre).toBe("unconverted");
    expect(result.issues.find(({ code }) => code === "crs.ambiguous")).toMatchObject({ severity: "error" });
  });

  test("the same file with the zone chosen is read", async () => {
    const result = await readFeatures(fixture("shape-3014-no-prj.zip"), "nyko.zip", { epsg: 3014 });
    expect(result.layers[0]?.coordinateSystem).toMatchObject({ epsg: 3014, source: "asked" });
    expect(codes(result)).toEqual(["shapefile.prj-missing", "crs.chosen"]);
    expect(places(result.layers[0], 0.1)).toEqual(places(expected.layers[0], 0.1));
  });

  test("a choice that puts the areas outside Sweden is not accepted", async () => {
    const result = await readFeatures(fixture("shape-3006-no-prj.zip"), "deso.zip", { epsg: 3021 });
    expect(result.layers[0]?.geometriesAre).toBe("unconverted");
    expect(codes(result)).toContain("crs.not-chosen-fit");
  });

  test("GeoJSON in metres without crs is recognised by magnitude", async () => {
    const result = await readFeatures(utf8(makeSquares([{ nyko: "1" }], null)), "nyko.geojson");
    expect(result.layers[0]?.coordinateSystem).toMatchObject({ epsg: 3006, source: "sniffed" });
    expect(codes(result)).toEqual(["crs.sniffed"]);
  });

  test("a crs member that contradicts the coordinates is not believed", async () => {
    const result = await readFeatures(utf8(makeSquares([{ nyko: "1" }], "EPSG:4326")), "nyko.geojson");
    expect(result.layers[0]?.coordinateSystem).toMatchObject({ epsg: 3006, source: "sniffed" });
    expect(codes(result)).toEqual(["crs.contradicted", "crs.sniffed"]);
  });

  test("an unsupported system is named", async () => {
    const result = await readFeatures(utf8(makeSquares([{ nyko: "1" }], "EPSG:2154")), "nyko.geojson");
    expect(codes(result)).toEqual(["crs.unsupported", "crs.sniffed"]);
  });

  test("north before east is turned, and said", async () => {
    const swapped = makeSquares([{ nyko: "1" }]).replace(/\[(\d{6}),(\d{7})\]/g, "[$2,$1]");
    const result = await readFeatures(utf8(swapped), "nyko.geojson");
    expect(codes(result)).toEqual(["crs.axes-swapped"]);
    expect(result.layers[0]?.features[0]?.geometry).toMatchObject({
      coordinates: [
        [
          [619_000, 6_919_000],
          [619_100, 6_919_000],
          [619_100, 6_919_100],
          [619_000, 6_919_100],
          [619_000, 6_919_000],
        ],
      ],
    });
  });

  test("a single stray vertex does not change the system, and is told by row", async () => {
    const text = makeSquares([{ a: 1 }, { a: 2 }, { a: 3 }]).replace("[619200,6919100]", "[0,0]");
    const result = await readFeatures(utf8(text), "nyko.geojson");
    expect(result.layers[0]?.coordinateSystem.epsg).toBe(3006);
    expect(result.issues).toMatchObject([{ code: "geometry.outside-sweden", row: 2 }]);
  });

  test("coordinates that lie nowhere in Sweden are told, not guessed", async () => {
    const result = await readFeatures(
      utf8('{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[2.35,48.85]}}'),
      "paris.geojson",
    );
    expect(result.layers[0]?.geometriesAre).toBe("unconverted");
    expect(codes(result)).toContain("crs.unknown");
  });
});

describe("geometries with traps", () => {
  const readGeometry = (geometry: object | null) =>
    readFeatures(utf8(JSON.stringify({ type: "Feature", properties: { nyko: "1" }, geometry })), "a.geojson", {
      epsg: 3006,
    });
  const ring = [
    [619_000, 6_919_000],
    [619_100, 6_919_000],
    [619_100, 6_919_100],
    [619_000, 6_919_000],
  ];

  test("height and measure are left out, and said", async () => {
    const result = await readFeatures(fixture("z-m.gpkg"), "djup.gpkg");
    expect(codes(result)).toEqual(["geometry.extra-dimension-dropped"]);
    expect(places(result.layers[0], 0.1)).toEqual(places(expected.layers[0], 0.1));
  });

  test("curves become straight segments within the true circle, and that is said", async () => {
    const result = await readFeatures(fixture("curves.gpkg"), "bågar.gpkg");
    expect(codes(result)).toEqual(["geometry.curve-straightened"]);
    const geometry = result.layers[0]?.features[0]?.geometry;
    const vertices = geometry?.type === "Polygon" ? (geometry.coordinates[0] ?? []) : [];
    expect(vertices.length).toBeGreaterThan(50);
    for (const [east = 0, north = 0] of vertices)
      expect(Math.hypot(east - 620_000, north - 6_919_000)).toBeCloseTo(1_000, 3);
  });

  test("a row without geometry is kept and told", async () => {
    const result = await readGeometry(null);
    expect(result.layers[0]?.features).toEqual([{ row: 1, properties: { nyko: "1" }, geometry: null }]);
    expect(result.issues).toMatchObject([{ code: "geometry.missing", row: 1 }]);
  });

  test("a collection gives its polygons", async () => {
    const polygon = { type: "Polygon", coordinates: [ring] };
    const line = { type: "LineString", coordinates: ring };
    const result = await readGeometry({ type: "GeometryCollection", geometries: [line, polygon, polygon] });
    expect(result.layers[0]?.features[0]?.geometry).toEqual({ type: "MultiPolygon", coordinates: [[ring], [ring]] });
    expect(codes(result)).toContain("geometry.collection-reduced");
  });

  test("an open ring is closed and told", async () => {
    const result = await readGeometry({ type: "Polygon", coordinates: [[...ring.slice(0, 3)]] });
    expect(result.layers[0]?.features[0]?.geometry).toEqual({ type: "Polygon", coordinates: [ring] });
    expect(codes(result)).toContain("geometry.ring-closed");
  });

  const unusable: readonly (readonly [string, object, string])[] = [
    ["a ring of two points", { type: "Polygon", coordinates: [ring.slice(0, 2)] }, "geometry.malformed"],
    ["coordinates as text", { type: "Point", coordinates: ["619000", "6919000"] }, "geometry.invalid-coordinate"],
    ["a missing coordinate", { type: "Point", coordinates: [619_000] }, "geometry.invalid-coordinate"],
    ["an unknown type", { type: "Cirkel", coordinates: [1, 2] }, "geometry.malformed"],
    ["coordinates that are no list", { type: "Polygon", coordinates: { a: 1 } }, "geometry.malformed"],
    ["a polygon nested too shallow", { type: "MultiPolygon", coordinates: [ring] }, "geometry.malformed"],
  ];
  test.for(unusable)("%s: the row is kept, told, and without geometry", async ([, geometry, code]) => {
    const result = await readGeometry(geometry);
    expect(result.layers[0]?.features[0]?.geometry).toBeNull();
    expect(result.issues.find((found) => found.code === code)).toMatchObject({ row: 1 });
  });

  test("infinite coordinates are told", async () => {
    const result = await readFeatures(
      utf8('{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1e999,1]}}'),
      "a.geojson",
    );
    expect(codes(result)).toContain("geometry.invalid-coordinate");
  });

  test("an attribute called __proto__ is an attribute", async () => {
    const result = await readFeatures(
      utf8('{"type":"Feature","properties":{"__proto__":"x"},"geometry":null}'),
      "a.geojson",
    );
    expect(Object.keys(result.layers[0]?.features[0]?.properties ?? {})).toEqual(["__proto__"]);
  });
});

describe("parts of a Shapefile", () => {
  test("without .shx and .cpg it is still read, and both are said", async () => {
    const result = await readFeatures(fixture("shape-no-shx-no-cpg.zip"), "nyko.zip", { epsg: 3014 });
    expect(codes(result)).toEqual([
      "shapefile.shx-missing",
      "shapefile.prj-missing",
      "shapefile.encoding-guessed",
      "crs.chosen",
    ]);
    expect(result.layers[0]?.features.map(({ properties }) => properties.namn)).toEqual([
      "Skönsmon",
      "Ängom Årsta",
      "Alnö",
    ]);
  });
});
