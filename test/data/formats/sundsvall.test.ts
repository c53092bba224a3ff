// Sundsvall's real DeSO areas in three formats and three coordinate systems are the same areas.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Position } from "geojson";
import { describe, expect, test } from "vitest";
import { type FeatureRow, readFile, type TableSheet } from "../../../data/formats/index.ts";
import { hasSharedData, sharedDataFolder } from "../../support/shared-data.ts";

const read = (path: string) =>
  readFile(new Uint8Array(readFileSync(join(sharedDataFolder, path))), path.split("/").at(-1) ?? path);

async function areasOf(path: string): Promise<Map<string, FeatureRow>> {
  const result = await read(path);
  if (result.kind !== "features") throw new Error(`Expected features, found ${JSON.stringify(result.issues)}`);
  expect(result.issues).toEqual([]);
  return new Map(result.layers[0]?.features.map((feature) => [String(feature.properties.deso), feature]));
}

function vertices({ geometry }: FeatureRow): Position[] {
  if (geometry?.type === "Polygon") return geometry.coordinates.flat();
  return geometry?.type === "MultiPolygon" ? geometry.coordinates.flat(2) : [];
}

/** The largest distance in metres from a vertex of one area to the nearest vertex of the other, over all areas. */
function largestDifferenceM(one: Map<string, FeatureRow>, other: Map<string, FeatureRow>): number {
  let largest = 0;
  for (const [code, area] of one) {
    const candidates = vertices(other.get(code) ?? area);
    for (const [east = 0, north = 0] of vertices(area)) {
      const nearest = Math.min(...candidates.map(([x = 0, y = 0]) => Math.hypot(x - east, y - north)));
      largest = Math.max(largest, nearest);
    }
  }
  return largest;
}

async function sheetOf(path: string): Promise<TableSheet> {
  const result = await read(path);
  const sheet = result.kind === "table" ? result.sheets[0] : undefined;
  if (!sheet) throw new Error(`Expected a table, found ${JSON.stringify(result.issues)}`);
  return sheet;
}

describe.skipIf(!hasSharedData)("Sundsvall's real files (skipped where ../shared/data is absent)", () => {
  test("GeoPackage (3006), Shapefile (3014) and GeoJSON (4326) hold the same 59 areas in the same places", async () => {
    const geojson = await areasOf("sundsvall/deso2025.geojson");
    const geopackage = await areasOf("formats/sundsvall_deso2025_sweref99tm.gpkg");
    const shapefile = await areasOf("formats/sundsvall_deso2025_sweref991715.zip");
    expect(geojson.size).toBe(59);
    expect([...geopackage.keys()].sort()).toEqual([...geojson.keys()].sort());
    expect([...shapefile.keys()].sort()).toEqual([...geojson.keys()].sort());
    for (const [code, { properties }] of geojson) {
      expect(geopackage.get(code)?.properties).toEqual(properties);
      expect(shapefile.get(code)?.properties).toEqual(properties);
      expect(vertices(geopackage.get(code)!).length).toBe(vertices(geojson.get(code)!).length);
    }
    const toGeoPackage = largestDifferenceM(geojson, geopackage);
    const toShapefile = largestDifferenceM(geojson, shapefile);
    console.log(`largest difference from the GeoJSON: GeoPackage ${toGeoPackage} m, Shapefile ${toShapefile} m`);
    expect(toGeoPackage).toBeLessThan(0.001);
    expect(toShapefile).toBeLessThan(0.001);
  });

  test("SCB's CSV and Excel exports become the same table with usable headings", async () => {
    const csv = await sheetOf("formats/scb_export_folkmangd_deso_alder_2022_lan22_latin1.csv");
    const xlsx = await sheetOf("formats/scb_export_folkmangd_deso_alder_2022_lan22.xlsx");
    const ages = ["totalt", "0-4 år", "5-9 år", "10-14 år", "15-19 år", "20-24 år"];
    const headings = [[], ...ages.map((age) => ["2022", age, "totalt"])];
    for (const sheet of [csv, xlsx]) {
      expect(sheet.titleRows).toEqual(["Folkmängden per region efter region, år, ålder och kön"]);
      expect(sheet.columns.map(({ headings: parts }) => parts)).toEqual(headings);
      expect(sheet.columns[2]?.name).toBe("2022 / 0-4 år / totalt");
      expect(sheet.headerRow).toBe(5);
      expect(sheet.rows.length).toBe(156);
      expect(sheet.footnotes.at(-1)).toBe("000005FF");
    }
    expect(csv).toMatchObject({ encoding: "windows-1252", delimiter: ";" });
    expect(csv.rows.map(({ row, cells }) => [row, ...cells.map(String)])).toEqual(
      xlsx.rows.map(({ row, cells }) => [row, ...cells.map(String)]),
    );
    const sundsvall = csv.rows.filter(({ cells }) => String(cells[0]).startsWith("2281"));
    expect(sundsvall.length).toBe(58);
    expect(sundsvall.reduce((sum, { cells }) => sum + Number(cells[1]), 0)).toBe(99_361);
  });

  test("SCB's PxWeb answer is a table of keys and values", async () => {
    const sheet = await sheetOf("formats/scb_pxweb_json_folkmangd_regso_alder_kon_2024_0581.json");
    expect(sheet.columns.map(({ name }) => name)).toEqual(["region", "ålder", "kön", "år", "Folkmängden per region"]);
    expect(sheet.rows.length).toBe(40 * 18 * 3);
    expect(sheet.rows[0]?.cells).toEqual(["0581R001_RegSO2025", "totalt", "1", "2024", "1011"]);
  });

  test("every table of the municipality has its headings on the first row and no complaint", async () => {
    for (const [name, rows] of [
      ["population_age_sex_2025", 59],
      ["indicators_deso2025", 59],
      ["regso2025_summary", 31],
      ["schools_with_grade9", 17],
    ] as const) {
      const sheet = await sheetOf(`sundsvall/${name}.csv`);
      expect([sheet.headerRow, sheet.rows.length]).toEqual([1, rows]);
    }
  });
});
