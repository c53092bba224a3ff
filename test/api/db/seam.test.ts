// The seam: both engines answer alike, hold answers against their declared shape, and keep nothing of a failed transaction.
import { beforeAll, expect, it } from "vitest";
import type { Identity } from "../../../api/db/database.ts";
import { forEachDatabase, type TestDatabase } from "../../support/databases.ts";

const anonymous: Identity = { kind: "anonymous" };
const operator: Identity = { kind: "operator", municipalityCode: null };
const planner: Identity = {
  kind: "person",
  municipalityCode: "2281",
  userId: "11111111-1111-4111-8111-111111111111",
  role: "planner",
  teamIds: [],
};

forEachDatabase("the seam", (open, kind) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  }, 120_000);

  it("gives the same JavaScript values from both engines", async () => {
    const row = await opened.database.transaction(anonymous, (transaction) =>
      transaction.one(
        `select 1::int as small, 9007199254740991::bigint as big, 1.50::numeric as exact, true as yes, null::text as none,
           date '2025-12-31' as day, timestamptz '2025-12-31 23:59:58.5+01' as moment, '\\x00ff'::bytea as bytes,
           '{"a":[1]}'::jsonb as json, array[1.5,null]::float8[] as floats, array['a','b "c"','d,\\e',null,''] as texts,
           array[]::int[] as nothing, array[1,2]::smallint[] as smalls`,
      ),
    );
    expect(row).toEqual({
      small: 1,
      big: 9007199254740991,
      exact: 1.5,
      yes: true,
      none: null,
      day: "2025-12-31",
      moment: new Date("2025-12-31T22:59:58.500Z"),
      bytes: new Uint8Array([0, 255]),
      json: { a: [1] },
      floats: [1.5, null],
      texts: ["a", 'b "c"', "d,\\e", null, ""],
      nothing: [],
      smalls: [1, 2],
    });
  });

  it("takes the same JavaScript values to both engines", async () => {
    const row = await opened.database.transaction(anonymous, (transaction) =>
      transaction.one(
        "select $1::int as a, $2::text[] as b, $3::jsonb as c, $4::bytea as d, $5::timestamptz as e, $6::float8[] as f, $7::bool as g, $8::date as h",
        [
          7,
          ['x "y"', null, "å\\ö"],
          { k: [1, 2] },
          new Uint8Array([1, 2, 255]),
          new Date(0),
          new Float64Array([0.1, 2]),
          false,
          "2024-02-29",
        ],
      ),
    );
    expect(row).toEqual({
      a: 7,
      b: ['x "y"', null, "å\\ö"],
      c: { k: [1, 2] },
      d: new Uint8Array([1, 2, 255]),
      e: new Date(0),
      f: [0.1, 2],
      g: false,
      h: "2024-02-29",
    });
  });

  it("refuses a whole number that JavaScript can not hold exactly", async () => {
    const asked = opened.database.transaction(anonymous, (transaction) =>
      transaction.one("select 9007199254740993::bigint"),
    );
    await expect(asked).rejects.toThrow(/9007199254740993/);
  });

  it("answers another number of rows than declared with a fault that says both numbers", async () => {
    const ask = (text: string, method: "one" | "maybeOne") =>
      opened.database.transaction(anonymous, (transaction) => transaction[method](text));
    await expect(ask("select 1 where false", "one")).rejects.toMatchObject({ code: "database.shape" });
    await expect(ask("select generate_series(1, 2)", "one")).rejects.toThrow(/exactly one row, found 2/);
    await expect(ask("select generate_series(1, 2)", "maybeOne")).rejects.toMatchObject({ code: "database.shape" });
    expect(await ask("select 1 where false", "maybeOne")).toBeNull();
  });

  it("undoes everything when too few rows were touched", async () => {
    const work = opened.database.transaction(operator, async (transaction) => {
      await transaction.affected("insert into geography.municipalities (code, name) values ('0001', 'Ett')", [], 1);
      await transaction.affected("update geography.municipalities set name = 'Två' where code = '0002'", [], 1);
    });
    await expect(work).rejects.toThrow(/1 rows touched, found 0/);
    const { rows } = await opened.asOwner((owner) =>
      owner.query("select 1 from geography.municipalities where code = '0001'"),
    );
    expect(rows).toEqual([]);
  });

  it("does not call a transaction done whose statement failed and was swallowed", async () => {
    const work = opened.database.transaction(operator, async (transaction) => {
      await transaction.affected("insert into geography.municipalities (code, name) values ('0003', 'Tre')", [], 1);
      await transaction.query("select 1/0").catch(() => {});
    });
    await expect(work).rejects.toMatchObject({ code: "25P02" });
  });

  it("survives 5,000 SQL errors in a row", async () => {
    for (let count = 0; count < 5000; count++) {
      const failing = opened.database.transaction(anonymous, (transaction) => transaction.query("select 1/0"));
      await expect(failing).rejects.toMatchObject({ code: "22012" });
    }
    const row = await opened.database.transaction(anonymous, (transaction) => transaction.one("select 1 as alive"));
    expect(row).toEqual({ alive: 1 });
  }, 120_000);

  it("gives up a statement at its deadline, keeps nothing of it, and serves the next", async () => {
    const work = opened.database.transaction(
      operator,
      async (transaction) => {
        await transaction.affected("insert into geography.municipalities (code, name) values ('0004', 'Fyra')", [], 1);
        await transaction.query("select pg_sleep(30)");
      },
      { deadlineMilliseconds: 500 },
    );
    await expect(work).rejects.toMatchObject({ code: "database.deadline" });
    const codes = await opened.database.transaction(operator, (transaction) =>
      transaction.many("select code from geography.municipalities where code = '0004'"),
    );
    expect(codes).toEqual([]);
  }, 30_000);

  it("gives up work that waits for something else at its deadline, too", async () => {
    const work = opened.database.transaction(anonymous, () => new Promise(() => {}), { deadlineMilliseconds: 200 });
    await expect(work).rejects.toMatchObject({ code: "database.deadline" });
    expect(await opened.database.transaction(anonymous, (transaction) => transaction.one("select 1 as alive"))).toEqual(
      { alive: 1 },
    );
  });

  it("runs no statement of a transaction that has ended, so that none lands in another's", async () => {
    let late: Promise<unknown> = Promise.resolve();
    await opened.database.transaction(anonymous, async (transaction) => {
      late = new Promise((resolve) => setTimeout(resolve, 100)).then(() => transaction.query("select 1"));
      late.catch(() => {});
    });
    await expect(late).rejects.toMatchObject({ code: "database.closed" });
  });

  it("undoes a transaction whose caller went away", async () => {
    const controller = new AbortController();
    const work = opened.database.transaction(
      operator,
      async (transaction) => {
        await transaction.affected("insert into geography.municipalities (code, name) values ('0005', 'Fem')", [], 1);
        controller.abort();
        await transaction.query("select 1");
      },
      { signal: controller.signal },
    );
    await expect(work).rejects.toMatchObject({ code: "database.cancelled" });
    const { rows } = await opened.asOwner((owner) =>
      owner.query("select 1 from geography.municipalities where code = '0005'"),
    );
    expect(rows).toEqual([]);
  });

  it("refuses to write in a transaction that only reads", async () => {
    const work = opened.database.transaction(
      operator,
      (transaction) => transaction.query("insert into geography.municipalities (code, name) values ('0006', 'Sex')"),
      { readOnly: true },
    );
    await expect(work).rejects.toMatchObject({ code: "25006" });
  });

  it("reports an overlay on an invalid polygon instead of an answer that is silently empty", async () => {
    const overlay = opened.database.transaction(planner, (transaction) =>
      transaction.many(
        `select st_area(st_intersection(
           st_geomfromtext('POLYGON((0 0,10 10,10 0,0 10,0 0))'), st_geomfromtext('POLYGON((0 0,5 5,5 0,0 5,0 0))'))) as area_m2`,
      ),
    );
    await expect(overlay).rejects.toMatchObject({ code: kind === "embedded" ? "database.engine-fault" : "XX000" });
    const repaired = await opened.database.transaction(planner, (transaction) =>
      transaction.one<{ area_m2: number }>(
        `select st_area(st_intersection(
           geography.polygons_only(st_geomfromtext('POLYGON((0 0,10 10,10 0,0 10,0 0))')),
           geography.polygons_only(st_geomfromtext('POLYGON((0 0,5 5,5 0,0 5,0 0))')))) as area_m2`,
      ),
    );
    expect(repaired.area_m2).toBeCloseTo(6.25, 6);
  }, 30_000);

  it("raises its own code when nothing of a geometry is left", async () => {
    const work = opened.database.transaction(planner, (transaction) =>
      transaction.one("select geography.polygons_only(st_geomfromtext('LINESTRING(0 0,1 1)'))"),
    );
    await expect(work).rejects.toMatchObject({ code: "OL001" });
  });

  it("never carries row values in an error", async () => {
    const work = opened.database.transaction(operator, (transaction) =>
      transaction.query("insert into geography.municipalities (code, name) values ('hemlig', 'x')"),
    );
    const error = await work.catch((caught: unknown) => caught);
    expect(JSON.stringify({ ...(error as object), message: (error as Error).message })).not.toContain("hemlig");
    expect(error).toMatchObject({ code: "23514", table: "municipalities" });
  });

  it("is heard when a committed transaction notifies, also after the engine was reopened, and not when undone", async () => {
    const heard: string[] = [];
    const stop = await opened.database.listen("progress-test", (payload) => heard.push(payload));
    const notify = (payload: string) =>
      opened.database.transaction(anonymous, (transaction) =>
        transaction.query("select pg_notify('progress-test', $1)", [payload]),
      );
    await notify("one");
    await opened.database
      .transaction(anonymous, async (transaction) => {
        await transaction.query("select pg_notify('progress-test', 'undone')");
        throw new Error("changed my mind");
      })
      .catch(() => {});
    await opened.database
      .transaction(anonymous, (transaction) => transaction.query("select pg_sleep(30)"), { deadlineMilliseconds: 200 })
      .catch(() => {});
    await notify("two");
    await expect.poll(() => heard).toEqual(["one", "two"]);
    await stop();
    await notify("three");
    expect(heard).toEqual(["one", "two"]);
  }, 30_000);

  it("keeps what was committed when it is synced and the engine is then killed", async () => {
    await opened.database.transaction(operator, (transaction) =>
      transaction.query("insert into geography.municipalities (code, name) values ('0007', 'Sju')"),
    );
    await opened.database.sync();
    await opened.database
      .transaction(anonymous, (transaction) => transaction.query("select pg_sleep(30)"), { deadlineMilliseconds: 200 })
      .catch(() => {});
    const row = await opened.database.transaction(operator, (transaction) =>
      transaction.one("select name from geography.municipalities where code = '0007'"),
    );
    expect(row).toEqual({ name: "Sju" });
  }, 30_000);
});
