// A real GIS client reads what the service answers: GDAL opens the areas as GeoJSON and as TopoJSON.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEmbeddedTestDatabase } from "../support/databases.ts";
import { areaCount, gridMunicipality, ids } from "./support/seeded-municipality.ts";
import { type Client, startService } from "./support/service-under-test.ts";

const hasGdal = spawnSync("ogrinfo", ["--version"]).status === 0;
if (!hasGdal && process.env.TEST_REQUIRE_ALL === "1") {
  throw new Error("gdal-bin is not installed, and TEST_REQUIRE_ALL=1 lets nothing be skipped.");
}

describe.skipIf(!hasGdal)("GDAL", () => {
  const folder = mkdtempSync(join(tmpdir(), "omradeslinjen-gdal-"));
  let team: Client;

  beforeAll(async () => {
    team = await (await startService(openEmbeddedTestDatabase)).as("team");
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ["geojson", "Polygon"],
    ["topojson", "Polygon"],
  ])("reads the areas as %s: all of them, with codes as text, in degrees", async (format, geometryType) => {
    const answer = await team.send("get", `/api/${gridMunicipality}/divisions/${ids.division}/areas?format=${format}`);
    expect(answer.status, answer.text).toBe(200);
    const file = join(folder, `areas.${format}`);
    writeFileSync(file, answer.text || JSON.stringify(answer.body));
    const summary = execFileSync("ogrinfo", ["-ro", "-al", "-so", file], { encoding: "utf8" });
    expect(summary).toContain(`Feature Count: ${areaCount}`);
    expect(summary).toMatch(new RegExp(`Geometry: (Multi )?${geometryType}|Geometry: Unknown`));
    expect(summary).toMatch(/code: String/);
    const [, west, south] = /Extent: \(([\d.]+), ([\d.]+)\)/.exec(summary) ?? [];
    expect(Number(west)).toBeGreaterThan(10);
    expect(Number(west)).toBeLessThan(25);
    expect(Number(south)).toBeGreaterThan(55);
    const first = execFileSync("ogrinfo", ["-ro", "-al", "-where", "code='0101'", file], { encoding: "utf8" });
    expect(first).toContain("code (String) = 0101");
  });
});
