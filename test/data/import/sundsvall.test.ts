// Sundsvall's real open data, from file to database, in every format it comes in.
import { beforeAll, describe, expect, test } from "vitest";
import { forEachDatabase } from "../../support/databases.ts";
import { hasSharedData } from "../../support/shared-data.ts";
import { addPlanner, openWithPlanner, type Planner, sharedFile } from "./imports.ts";
import { areasFile } from "./synthetic.ts";

const describeWithData = hasSharedData ? describe : describe.skip;

interface Neighbours {
  readonly a: string;
  readonly b: string;
  readonly sharedLengthM: number;
}

async function neighbours(planner: Planner, divisionId: string): Promise<Neighbours[]> {
  return planner.many<Neighbours>(
    `select a.code as a, b.code as b, pair.shared_length_m as "sharedLengthM"
     from geography.adjacencies as pair
     join geography.areas as a on a.municipality_code = pair.municipality_code and a.division_id = pair.division_id and a.area_index = pair.area_index_a
     join geography.areas as b on b.municipality_code = pair.municipality_code and b.division_id = pair.division_id and b.area_index = pair.area_index_b
     where pair.division_id = $1::uuid order by 1, 2`,
    [divisionId],
  );
}

async function measure(
  planner: Planner,
  divisionId: string,
  key: string,
): Promise<{ total: number; estimated: boolean; unknown: number }> {
  const rows = await planner.many<{ value: number | null; estimated: boolean }>(
    "select value, estimated from exact.measure_values($1, $2::uuid, $3)",
    [planner.municipalityCode, divisionId, key],
  );
  return {
    total: rows.reduce((sum, { value }) => sum + (value ?? 0), 0),
    estimated: rows.some(({ estimated }) => estimated),
    unknown: rows.filter(({ value }) => value === null).length,
  };
}

describeWithData("Sundsvall's open data (skipped where ../shared/data is absent)", () => {
  forEachDatabase("import of real files", (open) => {
    let opened: Awaited<ReturnType<typeof openWithPlanner>>;
    let planner: Planner;
    let divisionId: string;
    let test2018: string;

    beforeAll(async () => {
      opened = await openWithPlanner(open);
      planner = opened.planner;
      const areas = await planner.run("deso2025.geojson", sharedFile("sundsvall", "deso2025.geojson"), {
        purpose: "areas",
      });
      expect(areas).toMatchObject({ status: "loaded", loadedCount: 59 });
      divisionId = areas.divisionId ?? "";
      const older = await planner.run("deso2018.geojson", sharedFile("sundsvall", "deso2018.geojson"), {
        purpose: "areas",
      });
      expect(older).toMatchObject({ status: "loaded", loadedCount: 58 });
      test2018 = older.divisionId ?? "";
    });

    test("areas are numbered in code order, with parents, names and label points inside", async () => {
      const rows = await planner.many<{ code: string; index: number; parent: string; inside: boolean; areaM2: number }>(
        `select code, area_index as index, parent_code as parent, st_intersects(geometry, label_point) as inside, area_m2 as "areaM2"
         from geography.areas where division_id = $1::uuid order by area_index`,
        [divisionId],
      );
      expect(rows.map(({ index }) => index)).toEqual(rows.map((_, position) => position));
      expect(rows.map(({ code }) => code)).toEqual(rows.map(({ code }) => code).sort());
      expect(rows.every(({ inside }) => inside)).toBe(true);
      expect(rows[0]).toMatchObject({ code: "2281A0010", parent: "2281R020" });
      expect(rows.reduce((sum, { areaM2 }) => sum + areaM2, 0) / 1e6).toBeCloseTo(4470, -1);
      expect(
        await planner.many(
          "select name from geography.parent_areas where division_id = $1::uuid and code = '2281R020'",
          [divisionId],
        ),
      ).toEqual([{ name: "Njurunda Södra" }]);
      expect(await neighbours(planner, divisionId)).toHaveLength(152);
    });

    test("GeoPackage and Shapefile give the same areas and the same neighbours as GeoJSON", async () => {
      const expected = await neighbours(planner, divisionId);
      for (const fileName of ["sundsvall_deso2025_sweref99tm.gpkg", "sundsvall_deso2025_sweref991715.zip"]) {
        const result = await planner.run(fileName, sharedFile("formats", fileName), {
          purpose: "areas",
          settings: { name: fileName },
        });
        expect(result, JSON.stringify(result.issues)).toMatchObject({ status: "loaded", loadedCount: 59 });
        const found = await neighbours(planner, result.divisionId ?? "");
        expect(found.map(({ a, b }) => `${a} ${b}`)).toEqual(expected.map(({ a, b }) => `${a} ${b}`));
        for (const [index, { sharedLengthM }] of found.entries()) {
          expect(Math.abs(sharedLengthM - (expected[index]?.sharedLengthM ?? 0))).toBeLessThan(1);
        }
        expect(
          await planner.many(
            "select name from geography.parent_areas where division_id = $1::uuid and code = '2281R020'",
            [result.divisionId],
          ),
        ).toEqual([{ name: "Njurunda Södra" }]);
      }
    });

    test("the same areas again are unchanged, and another content under the same name is refused", async () => {
      const again = await planner.run("deso2025.geojson", sharedFile("sundsvall", "deso2025.geojson"), {
        purpose: "areas",
      });
      expect(again).toMatchObject({ status: "unchanged", divisionId });
      const other = await planner.run("deso2018.geojson", sharedFile("sundsvall", "deso2018.geojson"), {
        purpose: "areas",
        settings: { name: "DeSO 2025" },
      });
      expect(other.status).toBe("refused");
      expect(other.issues.map(({ code }) => code)).toContain("area.division-changed");
    });

    test("population by age gives 21,398 children 0–19 and is unchanged the second time", async () => {
      const bytes = sharedFile("sundsvall", "population_age_sex_2025.csv");
      const first = await planner.run("population_age_sex_2025.csv", bytes, { purpose: "population", divisionId });
      expect(first, JSON.stringify(first.issues)).toMatchObject({ status: "loaded", loadedCount: 59 * 34 });
      expect(await measure(planner, divisionId, "children-0-19")).toEqual({
        total: 21_398,
        estimated: false,
        unknown: 0,
      });
      expect((await measure(planner, divisionId, "children-0-17")).estimated).toBe(true);
      expect((await measure(planner, divisionId, "population-total")).total).toBe(98_981);
      expect(first.issues.map(({ code }) => code)).toContain("count.total-differs");
      const second = await planner.run("kopia.csv", bytes, {
        purpose: "population",
        divisionId,
        settings: { date: "2025-12-31" },
      });
      expect(second.status).toBe("unchanged");
    });

    test.for([
      "scb_export_folkmangd_deso_alder_2022_lan22.xlsx",
      "scb_export_folkmangd_deso_alder_2022_lan22_latin1.csv",
    ])("SCB's county-wide export %s gives Sundsvall's areas alone", async (fileName) => {
      const preview = await planner.preview(fileName, sharedFile("formats", fileName), {
        purpose: "population",
        divisionId: test2018,
      });
      expect(preview.loadable, JSON.stringify(preview.issues)).toBe(true);
      expect(preview.onlyInFile.length).toBeGreaterThan(50);
      expect(preview.onlyInFile.every((code) => !code.startsWith("2281"))).toBe(true);
      expect(preview.onlyInDivision).toEqual([]);
      const result = await planner.run(fileName, sharedFile("formats", fileName), {
        purpose: "population",
        divisionId: test2018,
      });
      expect(["loaded", "unchanged"]).toContain(result.status);
      const [row] = await planner.many<{ people: number }>(
        `select people from exact.population_counts where division_id = $1::uuid and area_code = '2281A0010'
             and reference_date = '2022-12-31' and age_from = 0 and age_to = 4`,
        [test2018],
      );
      expect(row).toEqual({ people: 106 });
    });

    test("a table of the older vintage is refused for the newer division, and says why", async () => {
      const fileName = "scb_export_folkmangd_deso_alder_2022_lan22.xlsx";
      const result = await planner.run(fileName, sharedFile("formats", fileName), {
        purpose: "population",
        divisionId,
      });
      expect(result.status).toBe("refused");
      expect(result.issues[0]).toMatchObject({ code: "code.other-vintage" });
    });

    test("indicators by column, and a summary per RegSO on the DeSO division", async () => {
      const wide = await planner.run("indicators_deso2025.csv", sharedFile("sundsvall", "indicators_deso2025.csv"), {
        purpose: "indicators",
        divisionId,
      });
      expect(wide, JSON.stringify(wide.issues)).toMatchObject({ status: "loaded", loadedCount: 59 * 12 });
      const [value] = await planner.many(
        `select value from statistics.indicator_values where indicator_key = 'unemployed-20-64' and area_code = '2281A0010' and period = 2024`,
      );
      expect(value).toEqual({ value: 3.558 });
      const summary = await planner.run("regso2025_summary.csv", sharedFile("sundsvall", "regso2025_summary.csv"), {
        purpose: "indicators",
        divisionId,
      });
      expect(summary, JSON.stringify(summary.issues)).toMatchObject({ status: "loaded", loadedCount: 31 });
      const again = await planner.run("indicators_deso2025.csv", sharedFile("sundsvall", "indicators_deso2025.csv"), {
        purpose: "indicators",
        divisionId,
      });
      expect(again.status).toBe("unchanged");
    });

    test("a PxWeb answer with SCB's suffixes and -4, 80- and 1+2 is read to the last number", async () => {
      const fileName = "scb_pxweb_json_folkmangd_regso_alder_kon_2024_0581.json";
      const norrkoping = await addPlanner(opened.test, "0581");
      const codes = [
        ...new Set(
          JSON.parse(new TextDecoder().decode(sharedFile("formats", fileName))).data.map(({ key }: { key: string[] }) =>
            key[0]?.slice(0, 8),
          ),
        ),
      ] as string[];
      const areas = areasFile(codes.map((code, index) => ({ code, at: [index % 8, Math.floor(index / 8)] })));
      const division = await norrkoping.run("regso.geojson", areas, {
        purpose: "areas",
        settings: { name: "RegSO 2025", edition: "2025", source: "SCB" },
      });
      expect(division, JSON.stringify(division.issues)).toMatchObject({ status: "loaded", loadedCount: 40 });
      const bytes = sharedFile("formats", fileName);
      const result = await norrkoping.run(fileName, bytes, { purpose: "population", divisionId: division.divisionId });
      expect(result, JSON.stringify(result.issues)).toMatchObject({ status: "loaded", loadedCount: 40 * 17 * 2 });
      const cells = JSON.parse(new TextDecoder().decode(bytes)).data as { key: string[]; values: string[] }[];
      const expected = cells
        .filter(({ key }) => key[2] !== "1+2" && ["-4", "5-9", "10-14", "15-19"].includes(key[1] ?? ""))
        .reduce((sum, { values }) => sum + Number(values[0]), 0);
      const children = await measure(norrkoping, division.divisionId ?? "", "children-0-19");
      expect(children).toEqual({ total: expected, estimated: false, unknown: 0 });
      expect(result.issues.map(({ code }) => code)).toContain("code.repaired-edition-suffix");
    });

    test("the 17 schools lie in the areas the file names", async () => {
      const bytes = sharedFile("sundsvall", "schools_with_grade9.csv");
      const result = await planner.run("schools_with_grade9.csv", bytes, { purpose: "arenas" });
      expect(result, JSON.stringify(result.issues)).toMatchObject({ status: "loaded", loadedCount: 17 });
      const found = await planner.many<{ id: string; area: string }>(
        `select arena.external_id as id, area.code as area from geography.arenas as arena
         join geography.areas as area on area.division_id = $1::uuid and st_intersects(area.geometry, arena.point) order by 1`,
        [divisionId],
      );
      const lines = new TextDecoder().decode(bytes).trim().split("\n").slice(1);
      const named = lines.map((line) => ({ id: line.split(",")[0], area: line.split(",").at(-1)?.trim() }));
      expect(found).toEqual(named.sort((a, b) => ((a.id ?? "") < (b.id ?? "") ? -1 : 1)));
      expect((await planner.run("schools.csv", bytes, { purpose: "arenas" })).status).toBe("unchanged");
    });
  });
});
