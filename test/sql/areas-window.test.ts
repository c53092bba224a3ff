// A window of the map under the policy on areas: reads one municipality's areas by the key, never everybody's.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgresqlTestDatabase, type TestDatabase } from "../support/databases.ts";
import { hasPostgresql } from "../support/postgresql-server.ts";
import { everybody } from "./two-municipalities.ts";

const municipalities = 20;
const areasEach = 2000;

describe.skipIf(!hasPostgresql && process.env.TEST_REQUIRE_ALL !== "1")(
  "a window of areas (PostgreSQL, skipped where it is not installed)",
  () => {
    let opened: TestDatabase;
    beforeAll(async () => {
      opened = await openPostgresqlTestDatabase();
      await opened.asOwner((owner) =>
        owner.script(`
        insert into geography.municipalities (code, name) select lpad((2281 + m)::text, 4, '0'), 'Kommun' from generate_series(0, ${municipalities - 1}) as m;
        insert into geography.divisions (municipality_code, key, name, kind, edition, source, source_epsg, content_hash)
          select code, 'rutor', 'Rutor', 'other', '1', 'test', 3006, 'x' from geography.municipalities;
        insert into geography.areas (municipality_code, division_id, code, area_index, kind, name, geometry)
          select municipality_code, id, n::text, n, 'placed', 'Ruta',
            st_multi(st_makeenvelope(600000 + (n % 50) * 100, 6900000 + n / 50 * 100, 600100 + (n % 50) * 100, 6900100 + n / 50 * 100, 3006))
          from geography.divisions cross join generate_series(0, ${areasEach - 1}) as n;
        analyze geography.areas`),
      );
    }, 120_000);
    afterAll(() => opened.close());

    it("finds a window's areas of one's own municipality, by the key", async () => {
      await opened.database.transaction(everybody.planner, async (transaction) => {
        const query = `select code from geography.areas where geometry && st_makeenvelope(600010, 6900010, 600290, 6900090, 3006)`;
        expect(await transaction.many(query)).toHaveLength(3);
        const plan = await transaction.many<{ "QUERY PLAN": string }>(
          `explain (analyze, costs off, timing off) ${query}`,
        );
        const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
        expect(text).toMatch(/Index Cond: .*municipality_code/);
        const removed = Number(/Rows Removed by Filter: (\d+)/.exec(text)?.[1] ?? 0);
        expect(removed).toBeLessThan(areasEach);
      });
    });
  },
);
