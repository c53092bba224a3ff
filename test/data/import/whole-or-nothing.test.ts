// An import is whole or not there: called off in the middle, failing in the middle, or run twice.
import { beforeAll, describe, expect, test } from "vitest";
import { type ImportHost, type ImportProgress, runImport } from "../../../data/import.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { openWithPlanner, type Planner, rowCounts } from "./imports.ts";
import { areasFile, csv } from "./synthetic.ts";

const squares = Array.from({ length: 420 }, (_, index) => ({
  code: String(1001 + index),
  at: [index % 21, Math.floor(index / 21)] as const,
}));
const settings = { name: "NYKO prov", edition: "1", source: "Prov" };
const classes = Array.from({ length: 18 }, (_, age) => `${age} år`);
const people = csv(
  ["NYKO", ...classes],
  ...squares.map(({ code }, index) => [code, ...classes.map((_, age) => (index * 7 + age) % 40)]),
);

describe("whole or nothing", () => {
  forEachDatabase("imports", (open) => {
    let opened: Awaited<ReturnType<typeof openWithPlanner>>;
    let planner: Planner;
    let divisionId: string;

    beforeAll(async () => {
      opened = await openWithPlanner(open);
      planner = opened.planner;
      const result = await planner.run("omraden.geojson", areasFile(squares), { purpose: "areas", settings });
      divisionId = result.divisionId ?? "";
      expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
    });

    const population = () => ({ purpose: "population", divisionId, settings: { date: "2025-12-31" } }) as const;

    /** A host whose connection fails at the nth statement of the loading. */
    function failingHost(statementNumber: number): ImportHost {
      let isLoading = false;
      let count = 0;
      return {
        ...planner.host,
        onProgress: ({ stage }) => {
          isLoading = stage === "loading" || stage === "adjacency";
        },
        inTransaction: (work) =>
          planner.host.inTransaction((queryable) =>
            work({
              query(text, values) {
                if (isLoading) count += 1;
                if (isLoading && count === statementNumber) {
                  isLoading = false;
                  throw new Error("connection lost");
                }
                return queryable.query(text, values);
              },
            }),
          ),
      };
    }

    test.for([2, 3, 5, 6, 7])(
      "a connection lost at statement %i of loading people leaves no row",
      async (statementNumber) => {
        const before = await rowCounts(opened.test);
        await expect(runImport(people, "folk.csv", population(), failingHost(statementNumber))).rejects.toThrow(
          "connection lost",
        );
        expect(await rowCounts(opened.test)).toEqual(before);
        const [last] = await planner.many<{ status: string }>(
          "select status from jobs.imports order by created_at desc limit 1",
        );
        expect(last?.status).toBe("failed");
      },
    );

    test.for([1, 2, 3, 5, 8])(
      "a connection lost at statement %i of loading areas leaves no row",
      async (statementNumber) => {
        const before = await rowCounts(opened.test);
        const options = { purpose: "areas", divisionId: null, settings: { ...settings, name: "En annan" } } as const;
        await expect(
          runImport(areasFile(squares), "omraden.geojson", options, failingHost(statementNumber)),
        ).rejects.toThrow("connection lost");
        expect(await rowCounts(opened.test)).toEqual(before);
      },
    );

    test.for(["reading", "validating", "loading"] as const)(
      "called off while %s, people leave no row",
      async (stage) => {
        const before = await rowCounts(opened.test);
        const controller = new AbortController();
        const seen: ImportProgress["stage"][] = [];
        const result = await runImport(people, "folk.csv", population(), {
          ...planner.host,
          signal: controller.signal,
          onProgress: (progress) => {
            seen.push(progress.stage);
            if (progress.stage === stage) controller.abort();
          },
        });
        expect(result.status).toBe("cancelled");
        expect(seen).toContain(stage);
        expect(await rowCounts(opened.test)).toEqual(before);
      },
    );

    test("called off while neighbours are computed, areas leave no row", async () => {
      const before = await rowCounts(opened.test);
      const controller = new AbortController();
      const options = { purpose: "areas", divisionId: null, settings: { ...settings, name: "En tredje" } } as const;
      const result = await runImport(areasFile(squares), "omraden.geojson", options, {
        ...planner.host,
        signal: controller.signal,
        onProgress: ({ stage, fraction }) => {
          if (stage === "adjacency" && fraction > 0) controller.abort();
        },
      });
      expect(result.status).toBe("cancelled");
      expect(await rowCounts(opened.test)).toEqual(before);
    });

    test("the same file loads, is unchanged the second time, and a corrected one replaces it", async () => {
      const stages = new Set<string>();
      const first = await runImport(people, "folk.csv", population(), {
        ...planner.host,
        onProgress: ({ stage }) => stages.add(stage),
      });
      expect(first).toMatchObject({ status: "loaded", loadedCount: 420 * 18 });
      expect([...stages]).toEqual(["reading", "validating", "loading", "done"]);
      const before = await rowCounts(opened.test);
      expect((await planner.run("folk.csv", people, population())).status).toBe("unchanged");
      const text = new TextDecoder().decode(people);
      const differentlyWritten = new TextEncoder().encode(text.replace("NYKO", " nyko ").replace(/\r\n/g, "\n"));
      expect((await planner.run("samma.csv", differentlyWritten, population())).status).toBe("unchanged");
      const corrected = new TextEncoder().encode(text.replace(/^1001;0;/m, "1001;39;"));
      const second = await planner.run("folk.csv", corrected, population());
      expect(second.status).toBe("loaded");
      expect(second.issues.map(({ code }) => code)).toContain("count.replaced");
      expect(await rowCounts(opened.test)).toEqual(before);
      expect(
        await planner.many("select people from exact.population_counts where area_code = '1001' and age_from = 0"),
      ).toEqual([{ people: 39 }]);
      expect((await planner.run("folk.csv", people, population())).status).toBe("loaded");
    });

    test("each import is on record and in the log, and the mapping is remembered", async () => {
      const { id } = await planner.run("folk.csv", people, population());
      const [record] = await planner.many<{ status: string; hash: string }>(
        "select status, file_hash as hash from jobs.imports where id = $1::uuid",
        [id],
      );
      expect(record).toMatchObject({ status: "unchanged", hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
      const events = await opened.test.asOwner((owner) =>
        owner.query<{ action: string; details: unknown; division_id: string }>(
          "select action, details, division_id from audit.events where object_id = $1",
          [id],
        ),
      );
      expect(events.rows).toEqual([
        { action: "import.unchanged", details: { purpose: "population" }, division_id: divisionId },
      ]);
      const preview = await planner.preview("folk.csv", people, population());
      expect(preview).toMatchObject({ mappingSource: "remembered", loadable: true, rowCount: 420 });
      expect(preview.rows).toHaveLength(50);
    });
  });
});
