// The demonstration's files go through the same import as everybody's, and a second time change nothing.
import { beforeAll, describe, expect, test } from "vitest";
import { createDemonstration, createDemonstrationCases, demonstrationMunicipality } from "../../../data/demo/index.ts";
import type { ImportOptions, ImportResult } from "../../../data/import.ts";
import { openEmbeddedTestDatabase } from "../../support/databases.ts";
import { openWithPlanner, type Planner, rowCounts } from "./imports.ts";

const extraSettings: Record<string, Record<string, string>> = {
  areas: { name: "NYKO 2025", edition: "2025", source: "Påhittad" },
  background: { attribution: "Påhittad" },
};

describe("the demonstration municipality", { timeout: 120_000 }, () => {
  const files = createDemonstration();
  const results = new Map<string, ImportResult>();
  let planner: Planner;
  let divisionId = "";
  let opened: Awaited<ReturnType<typeof openWithPlanner>>;

  const optionsOf = (file: (typeof files)[number]): Partial<ImportOptions> & Pick<ImportOptions, "purpose"> => ({
    purpose: file.purpose,
    divisionId: file.purpose === "areas" ? null : divisionId,
    settings: extraSettings[file.purpose] ?? (file.purpose === "arenas" ? { source: file.name } : {}),
  });

  beforeAll(async () => {
    opened = await openWithPlanner(openEmbeddedTestDatabase, demonstrationMunicipality.code);
    planner = opened.planner;
    for (const file of files) {
      const result = await planner.run(file.name, file.bytes, optionsOf(file));
      results.set(file.name, result);
      if (file.purpose === "areas") divisionId = result.divisionId ?? "";
    }
  }, 300_000);

  test.for(files.map(({ name }) => name))("%s is loaded without an error", (name) => {
    expect(results.get(name)?.issues.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(results.get(name)?.status).toBe("loaded");
  });

  test("every file again is unchanged, and no table has other rows", async () => {
    const before = await rowCounts(opened.test);
    for (const file of files) {
      expect([file.name, (await planner.run(file.name, file.bytes, optionsOf(file))).status]).toEqual([
        file.name,
        "unchanged",
      ]);
    }
    expect(await rowCounts(opened.test)).toEqual(before);
  });

  test("single years and five-year classes of one date are kept side by side, nobody counted twice", async () => {
    const [row] = await planner.many<{ children: number; everybody: number; estimated: boolean }>(
      `select (select sum(value) from exact.measure_values($1, $2::uuid, 'children-0-17'))::integer as children,
         (select bool_or(estimated) from exact.measure_values($1, $2::uuid, 'children-0-17')) as estimated,
         (select sum(value) from exact.measure_values($1, $2::uuid, 'population-total'))::integer as everybody`,
      [planner.municipalityCode, divisionId],
    );
    const decode = (name: string) =>
      new TextDecoder("windows-1252")
        .decode(files.find((file) => file.name === name)?.bytes)
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(";"));
    const sum = (rows: string[][]) => rows.reduce((total, cells) => total + Number(cells.at(-1)), 0);
    const children = decode("befolkning-0-20-ettarsklasser.csv").filter(
      ([, date, , age]) => date === "2025-12-31" && Number(age) <= 17,
    );
    expect(row).toEqual({
      children: sum(children),
      estimated: false,
      everybody: sum(decode("befolkning-femarsklasser.csv")),
    });
  });

  test("one row per case gives the same counts as the client file, and no row is kept or shown", async () => {
    const cases = createDemonstrationCases();
    const preview = await planner.preview(cases.name, cases.bytes, { purpose: "case-rows", divisionId });
    expect(preview.loadable, JSON.stringify(preview.issues)).toBe(true);
    expect(preview.rows).toEqual([]);
    expect(preview.columns.flatMap(({ samples }) => samples)).toEqual([]);
    const counts = () =>
      planner.many(
        "select area_code, case_type, clients from exact.client_counts where year = 2025 and clients > 0 order by 1, 2, 3",
      );
    const before = await counts();
    const result = await planner.run(cases.name, cases.bytes, { purpose: "case-rows", divisionId });
    expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
    expect(await counts()).toEqual(before);
  });
});
