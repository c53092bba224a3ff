// The protected base table through the real import: the same whatever happens around it, drawn from population alone, and never exact.
import { beforeAll, describe, expect, it } from "vitest";
import { protectMissing } from "../../../api/protection/protect-missing.ts";
import {
  largestProtectedCount,
  protectClientCount,
  roundByOffset,
  roundingOffset,
} from "../../../engine/disclosure/keyed-rounding.ts";
import { addPlanner, type Planner } from "../../data/import/imports.ts";
import { areasFile, csv } from "../../data/import/synthetic.ts";
import { forEachDatabase, type TestDatabase } from "../../support/databases.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";
import { childrenOfArea, clientsFile, clientsOf, codes, populationFile, squares, years } from "./ten-areas.ts";

interface Told {
  readonly measure: string;
  readonly period: string;
  readonly area: string;
  readonly value: number | null;
  readonly reason: string | null;
  readonly rounded: boolean;
}

describe("the protected base table", { timeout: 120_000 }, () => {
  forEachDatabase("through imports", (open) => {
    let opened: TestDatabase;
    let nextMunicipality = 2300;
    beforeAll(async () => {
      opened = await open();
    }, 120_000);

    const municipalityWithAreas = async () => {
      const planner = await addPlanner(opened, String(nextMunicipality++));
      return { planner, divisionId: await addDivision(planner, "nyko-2024") };
    };
    const addDivision = async (planner: Planner, key: string) => {
      const result = await planner.run(`${key}.geojson`, areasFile(squares), {
        purpose: "areas",
        settings: { key, name: key, edition: "1", source: "Prov" },
      });
      expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
      return result.divisionId!;
    };
    const population = (planner: Planner, divisionId: string, children = childrenOfArea, date = "2024-12-31") =>
      planner.run("folk.csv", populationFile(children, date), { purpose: "population", divisionId });
    const clients = (planner: Planner, divisionId: string, file = clientsFile()) =>
      planner.run("klienter.csv", file, { purpose: "clients", divisionId });
    const table = (planner: Planner, divisionId: string) =>
      planner.many<Told>(
        `select measure_key as measure, period, area_code as area, value, missing_reason as reason, rounded
         from protected.area_values where division_id = $1::uuid order by 1, 2, 3`,
        [divisionId],
      );
    const groups = (planner: Planner, divisionId: string) =>
      planner.many<{ area: string; name: string; told: boolean }>(
        `select area_code as area, publication_area as name, told from protected.publication_areas
         where division_id = $1::uuid order by 1`,
        [divisionId],
      );
    const complete = async () => {
      const made = await municipalityWithAreas();
      expect((await population(made.planner, made.divisionId)).status).toBe("loaded");
      expect((await clients(made.planner, made.divisionId)).status).toBe("loaded");
      return made;
    };

    it("joins areas with few children, and rounds totals by the formula, at the publication area", async () => {
      const { planner, divisionId } = await complete();
      const drawn = await groups(planner, divisionId);
      // 0103 (20) and 0201 (30) join the neighbour of the longest border; all borders are alike, so the lowest index.
      expect(drawn.filter(({ area, name }) => area !== name)).toEqual([
        { area: "0103", name: "0102", told: true },
        { area: "0201", name: "0101", told: true },
        { area: "99", name: "utan", told: false },
      ]);
      const told = (await table(planner, divisionId)).filter(({ measure }) => measure === "clients-all");
      for (const year of years) {
        for (const [area, code] of codes.entries()) {
          const members = drawn.flatMap(({ area: own, name }) =>
            name === drawn.find((one) => one.area === code)!.name ? [codes.indexOf(own)] : [],
          );
          const exact = members.reduce((sum, own) => sum + clientsOf(own, year, 0) + clientsOf(own, year, 1), 0);
          const children = members.reduce((sum, own) => sum + childrenOfArea[own]!, 0);
          const subject = {
            family: "klienter",
            division: `${planner.municipalityCode}/nyko-2024`,
            area: codes[Math.min(...members)]!,
            measure: "total",
          };
          const expected = protectClientCount(testKeyedHash, subject, exact, children);
          const own = told.filter(
            ({ period, area: at }) => period === String(year) && members.some((m) => codes[m] === at),
          );
          expect(own.reduce((sum, { value }) => sum + value!, 0)).toBe(expected);
          expect(expected).toBeLessThanOrEqual(largestProtectedCount(children));
          expect(own.every(({ rounded, value }) => rounded && Number.isInteger(value))).toBe(true);
          expect(area).toBeGreaterThanOrEqual(0);
        }
        const rest = told.find(({ period, area }) => period === String(year) && area === "99");
        expect(rest).toMatchObject({ value: null, reason: "protected" });
      }
    });

    it("tells case types over whole fixed periods only", async () => {
      const { planner, divisionId } = await municipalityWithAreas();
      await population(planner, divisionId);
      await clients(planner, divisionId, clientsFile([2022, 2023, 2024]));
      const keys = async () => [
        ...new Set((await table(planner, divisionId)).map(({ measure, period }) => `${measure} ${period}`)),
      ];
      expect((await keys()).filter((key) => key.startsWith("clients"))).toEqual([
        "clients-all 2022",
        "clients-all 2023",
        "clients-all 2024",
      ]);
      await clients(planner, divisionId, clientsFile([2025]));
      expect((await keys()).filter((key) => key.startsWith("clients-") && !key.includes("all"))).toEqual([
        "clients-missbruk 2023-2025",
        "clients-vald 2023-2025",
      ]);
    });

    it("names no case type that occurs in a few areas only", async () => {
      const { planner, divisionId } = await complete();
      const rare = csv(
        ["NYKO", "År", "Ärendetyp", "Antal klienter"],
        ...years.flatMap((year) => codes.slice(0, 3).map((code) => [code, year, "Tvångsgifte", 4])),
      );
      expect((await clients(planner, divisionId, rare)).status).toBe("loaded");
      const names = await planner.many<{ name: string }>(
        `select name_sv as name from protected.measures where division_id = $1::uuid and kind = 'clients' order by position, 1`,
        [divisionId],
      );
      expect(names.map(({ name }) => name)).toEqual([
        "Klienter, alla ärendetyper",
        "Klienter, Missbruk",
        "Klienter, Våld",
      ]);
    });

    it("is the same after the file again, in another order, and after other numbers and back", async () => {
      const { planner, divisionId } = await complete();
      const before = await table(planner, divisionId);
      expect((await clients(planner, divisionId)).status).toBe("unchanged");
      expect(await table(planner, divisionId)).toEqual(before);
      expect((await clients(planner, divisionId, clientsFile(years, 7))).status).toBe("loaded");
      expect(await table(planner, divisionId)).not.toEqual(before);
      expect((await clients(planner, divisionId)).status).toBe("loaded");
      expect(await table(planner, divisionId)).toEqual(before);
    });

    it("is the same when the population comes after the clients, and told only then", async () => {
      const { planner, divisionId } = await municipalityWithAreas();
      const first = await clients(planner, divisionId);
      expect(first.issues.map(({ code }) => code)).toContain("protection.no-children");
      expect(await table(planner, divisionId)).toEqual([]);
      await population(planner, divisionId);
      const late = await table(planner, divisionId);
      // Another municipality has other roundings, so the order is compared in a division of one and the same name.
      await opened.asOwner(async (owner) => {
        for (const name of ["measures", "publication_areas", "client_years"]) {
          await owner.query(`delete from protected.${name} where municipality_code = $1`, [planner.municipalityCode]);
        }
        await owner.query("delete from exact.client_counts where municipality_code = $1", [planner.municipalityCode]);
        await owner.query("delete from jobs.imports where municipality_code = $1", [planner.municipalityCode]);
      });
      await population(planner, divisionId, childrenOfArea, "2024-12-30");
      await opened.asOwner((owner) =>
        owner.query(
          "delete from exact.population_counts where municipality_code = $1 and reference_date = '2024-12-30'",
          [planner.municipalityCode],
        ),
      );
      await population(planner, divisionId);
      await clients(planner, divisionId);
      expect(await table(planner, divisionId)).toEqual(late);
    });

    it("is the same when it is made anew for data from before there was protection", async () => {
      const { planner, divisionId } = await complete();
      const before = await table(planner, divisionId);
      const means = () =>
        planner.many("select * from protected.means where division_id = $1::uuid order by 3, 4", [divisionId]);
      const meansBefore = await means();
      await opened.asOwner(async (owner) => {
        for (const name of ["measures", "publication_areas", "client_years"]) {
          await owner.query(`delete from protected.${name} where municipality_code = $1`, [planner.municipalityCode]);
        }
      });
      expect(await table(planner, divisionId)).toEqual([]);
      const told: string[] = [];
      await protectMissing(opened.database, testKeyedHash, ({ sv }) => void told.push(sv));
      expect(await table(planner, divisionId)).toEqual(before);
      expect(await means()).toEqual(meansBefore);
      expect(told).toHaveLength(1);
      await protectMissing(opened.database, testKeyedHash, ({ sv }) => void told.push(sv));
      expect(told).toHaveLength(1);
    });

    it("keeps its publication areas when a later population would draw others", async () => {
      const { planner, divisionId } = await complete();
      const before = await groups(planner, divisionId);
      const clientsBefore = (await table(planner, divisionId)).filter(({ measure }) => measure.startsWith("clients"));
      const grown = childrenOfArea.map((children) => (children < 50 ? 200 : 10));
      expect((await population(planner, divisionId, grown, "2025-12-31")).status).toBe("loaded");
      expect(await groups(planner, divisionId)).toEqual(before);
      await clients(planner, divisionId, clientsFile(years, 7));
      await clients(planner, divisionId);
      expect(await groups(planner, divisionId)).toEqual(before);
      const after = (await table(planner, divisionId)).filter(({ measure }) => measure.startsWith("clients"));
      expect(after).toEqual(clientsBefore);
    });

    it("tells a year's clients in one division only, and says so to the planner", async () => {
      const { planner, divisionId } = await complete();
      const other = await addDivision(planner, "annan");
      await population(planner, other);
      const result = await clients(planner, other);
      expect(result.issues.find(({ code }) => code === "protection.years-elsewhere")?.message.sv).toContain(
        "2023, 2024, 2025",
      );
      expect((await table(planner, other)).filter(({ measure }) => measure.startsWith("clients"))).toEqual([]);
      expect((await table(planner, divisionId)).some(({ measure }) => measure.startsWith("clients"))).toBe(true);
    });

    it("tells people as imported, but rounds them where an area has few children or is joined with one that has", async () => {
      const { planner, divisionId } = await complete();
      const told = (await table(planner, divisionId)).filter(({ measure }) => measure === "children-0-17");
      const drawn = await groups(planner, divisionId);
      const isJoined = (code: string) => {
        const { name } = drawn.find(({ area }) => area === code)!;
        return drawn.filter((one) => one.name === name).length > 1;
      };
      for (const [area, code] of codes.entries()) {
        const own = told.find(({ area: at }) => at === code)!;
        const isSmall = isJoined(code);
        const subject = {
          family: "befolkning",
          division: `${planner.municipalityCode}/nyko-2024`,
          area: code,
          measure: "from-birth",
        };
        const expected = isSmall
          ? roundByOffset(childrenOfArea[area]!, roundingOffset(testKeyedHash, subject))
          : childrenOfArea[area];
        expect([code, own.value, own.rounded]).toEqual([code, expected, isSmall]);
      }
    });

    it("keeps missing apart from zero and from withheld", async () => {
      const { planner, divisionId } = await municipalityWithAreas();
      await population(planner, divisionId);
      const file = csv(
        ["NYKO", "År", "Ärendetyp", "Antal klienter"],
        ["0104", 2024, "Våld", ".."],
        ["0105", 2024, "Våld", 0],
        ["0202", 2024, "Våld", 40],
      );
      expect((await clients(planner, divisionId, file)).status).toBe("loaded");
      const told = await table(planner, divisionId);
      const at = (area: string) => told.find((one) => one.measure === "clients-all" && one.area === area);
      // Not "suppressed": that it is small is not told either.
      expect(at("0104")).toMatchObject({ value: null, reason: "missing" });
      expect(at("0105")).toMatchObject({ value: 0, reason: null });
      expect(at("99")).toMatchObject({ value: null, reason: "protected" });
    });

    it("leaves nothing of an import that fails while it protects", async () => {
      const { planner, divisionId } = await municipalityWithAreas();
      await population(planner, divisionId);
      const before = await table(planner, divisionId);
      const failing = { ...planner.host, protect: () => Promise.reject(new Error("protection failed")) };
      const { runImport } = await import("../../../data/import.ts");
      const options = { purpose: "clients" as const, divisionId, settings: {} };
      await expect(runImport(clientsFile(), "klienter.csv", options, failing)).rejects.toThrow("protection failed");
      expect(await table(planner, divisionId)).toEqual(before);
      expect(
        await planner.many("select 1 from exact.client_counts where division_id = $1::uuid", [divisionId]),
      ).toEqual([]);
    });
  });
});
