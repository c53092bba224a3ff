// Measures, neighbours and the problem as one row of arrays: unknown is never zero unsaid, and nobody is counted twice.
import { beforeAll, expect, it } from "vitest";
import { forEachDatabase, type TestDatabase } from "../support/databases.ts";
import { everybody, fillTwoMunicipalities, ids, ours, theirs } from "./two-municipalities.ts";

const division = ids[ours].division;

forEachDatabase("measures and the problem", (open) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
    await opened.asOwner(fillTwoMunicipalities);
  }, 120_000);

  const asPlanner = <Row>(text: string, values: readonly unknown[] = []) =>
    opened.database.transaction(everybody.planner, (transaction) => transaction.many<Row>(text, values));

  interface Value {
    area_code: string;
    area_index: number | null;
    value: number | null;
    missing: boolean;
    missing_reason: string | null;
    estimated: boolean;
  }

  type Count = readonly [
    area: string,
    date: string,
    from: number,
    to: number,
    sex: string,
    people: number | null,
    reason?: string,
  ];

  /** Replaces the people by `counts`, asks for a measure of an age span, and answers values by area code. */
  async function measured(counts: readonly Count[], from: number, to: number | null, asOf: string | null = null) {
    await opened.asOwner(async (owner) => {
      await owner.query("delete from exact.population_counts where municipality_code = $1", [ours]);
      await owner.query(
        "update statistics.measures set age_from = $2, age_to = $3 where municipality_code = $1 and key = 'barn'",
        [ours, from, to],
      );
      for (const [area, date, ageFrom, ageTo, sex, people, reason] of counts) {
        await owner.query("insert into exact.population_counts values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", [
          ours,
          division,
          area,
          date,
          ageFrom,
          ageTo,
          sex,
          people,
          reason ?? null,
        ]);
      }
    });
    const rows = await asPlanner<Value>("select * from exact.measure_values($1, $2, 'barn', $3)", [
      ours,
      division,
      asOf,
    ]);
    expect(rows.map(({ area_code, area_index }) => [area_code, area_index])).toEqual([
      ["A0", 0],
      ["A1", 1],
      ["A2", 2],
      ["99", null],
    ]);
    return Object.fromEntries(rows.map((row) => [row.area_code, row]));
  }
  const at = "2025-12-31";

  it("adds women and men, and takes the row for both only where they are absent or unknown", async () => {
    const values = await measured(
      [
        ["A0", at, 0, 19, "F", 10],
        ["A0", at, 0, 19, "M", 12],
        ["A0", at, 0, 19, "T", 22],
        ["A1", at, 0, 19, "T", 7],
        ["A2", at, 0, 19, "F", 3],
        ["A2", at, 0, 19, "M", null, "suppressed"],
        ["A2", at, 0, 19, "T", 8],
        ["99", at, 0, 19, "F", 1],
      ],
      0,
      19,
    );
    expect(values.A0).toMatchObject({ value: 22, missing: false, estimated: false });
    expect(values.A1).toMatchObject({ value: 7 });
    expect(values.A2).toMatchObject({ value: 8, missing: false });
    expect(values["99"]).toMatchObject({ value: 1, area_index: null });
  });

  it("says unknown, and why, where any part is suppressed or the area has no rows at all", async () => {
    const values = await measured(
      [
        ["A0", at, 0, 9, "T", 5],
        ["A0", at, 10, 19, "T", null, "suppressed"],
        ["A1", at, 0, 9, "T", 0],
      ],
      0,
      19,
    );
    expect(values.A0).toMatchObject({ value: null, missing: true, missing_reason: "suppressed" });
    expect(values.A1).toMatchObject({ value: 0, missing: false, missing_reason: null });
    expect(values.A2).toMatchObject({ value: null, missing: true, missing_reason: "missing" });
  });

  it("cuts a class in proportion where the span ends inside it, and says so", async () => {
    const values = await measured(
      [
        ["A0", at, 15, 19, "T", 10],
        ["A0", at, 10, 14, "T", 7],
        ["A1", at, 10, 14, "T", 7],
        ["A2", at, 15, 19, "T", 0],
      ],
      10,
      17,
    );
    expect(values.A0?.value).toBeCloseTo(7 + 10 * (3 / 5), 9);
    expect(values.A0?.estimated).toBe(true);
    expect(values.A1).toMatchObject({ value: 7, estimated: false });
    expect(values.A2).toMatchObject({ value: 0, estimated: false });
  });

  it("takes an open class whole for an open span, and cuts it at 100 years for a closed one", async () => {
    const counts: Count[] = [
      ["A0", at, 65, 79, "T", 30],
      ["A0", at, 80, 999, "T", 21],
    ];
    expect((await measured(counts, 65, null)).A0).toMatchObject({ value: 51, estimated: false });
    const closed = (await measured(counts, 65, 90)).A0;
    expect(closed?.value).toBeCloseTo(30 + 21 * (11 / 21), 9);
    expect(closed?.estimated).toBe(true);
    expect((await measured(counts, 65, 120)).A0).toMatchObject({ value: 51, estimated: false });
  });

  it("does not add a total to its own parts", async () => {
    const values = await measured(
      [
        ["A0", at, 0, 999, "T", 100],
        ["A0", at, 0, 9, "T", 5],
        ["A0", at, 10, 19, "T", 6],
        ["A1", at, 0, 999, "T", 101],
      ],
      0,
      19,
    );
    expect(values.A0).toMatchObject({ value: 11, estimated: false });
    expect(values.A1?.value).toBeCloseTo(101 * (20 / 101), 9);
    expect(values.A1?.estimated).toBe(true);
  });

  it("refuses age classes that overlap without one holding the other", async () => {
    await expect(
      measured(
        [
          ["A0", at, 0, 9, "T", 5],
          ["A0", at, 6, 15, "T", 6],
        ],
        0,
        19,
      ),
    ).rejects.toMatchObject({ code: "OL005" });
  });

  it("takes the newest counts that are not later than asked", async () => {
    const counts: Count[] = [
      ["A0", "2023-12-31", 0, 19, "T", 3],
      ["A0", "2024-12-31", 0, 19, "T", 4],
      ["A0", at, 0, 19, "T", 5],
    ];
    expect((await measured(counts, 0, 19)).A0?.value).toBe(5);
    expect((await measured(counts, 0, 19, "2025-06-30")).A0?.value).toBe(4);
    expect((await measured(counts, 0, 19, "2020-01-01")).A0).toMatchObject({ value: null, missing: true });
  });

  it("adds clients over the newest years, by case type where the measure says so", async () => {
    await opened.asOwner(async (owner) => {
      await owner.query("delete from exact.client_counts where municipality_code = $1", [ours]);
      await owner.query(
        `insert into exact.client_counts (municipality_code, division_id, area_code, year, case_type, clients, missing_reason) values
          ($1, $2, 'A0', 2023, 'utredning', 100, null), ($1, $2, 'A0', 2024, 'utredning', 4, null), ($1, $2, 'A0', 2025, 'utredning', 5, null),
          ($1, $2, 'A0', 2025, 'insats', 2, null), ($1, $2, 'A1', 2025, 'utredning', null, 'less-than'), ($1, $2, '99', 2024, 'insats', 3, null)`,
        [ours, division],
      );
    });
    const values = async (key: string, asOf: string | null = null) =>
      Object.fromEntries(
        (await asPlanner<Value>("select * from exact.measure_values($1, $2, $3, $4)", [ours, division, key, asOf])).map(
          (row) => [row.area_code, row],
        ),
      );
    const clients = await values("klienter");
    expect(clients.A0?.value).toBe(11);
    expect(clients.A1).toMatchObject({ value: null, missing: true, missing_reason: "less-than" });
    expect(clients.A2).toMatchObject({ value: 0, missing: false });
    expect(clients["99"]?.value).toBe(3);
    expect((await values("utredningar")).A0?.value).toBe(5);
    expect((await values("klienter", "2024-12-31")).A0?.value).toBe(104);
    expect((await values("klienter", "2000-01-01")).A0).toMatchObject({
      value: null,
      missing: true,
      missing_reason: "missing",
    });
  });

  it("gives the neighbours that hold: computed, less the cut, with the added", async () => {
    const pairs = await asPlanner(
      "select area_index_a, area_index_b, shared_length_m, origin from geography.effective_adjacencies order by 1, 2",
    );
    expect(pairs).toEqual([
      { area_index_a: 0, area_index_b: 1, shared_length_m: 100, origin: "computed" },
      { area_index_a: 0, area_index_b: 2, shared_length_m: 0, origin: "added" },
    ]);
    const around = await asPlanner("select neighbour_index from geography.area_neighbours where area_index = 2");
    expect(around).toEqual([{ neighbour_index: 0 }]);
    await opened.asOwner((owner) =>
      owner.query(
        "update geography.adjacency_edits set removed_at = now() where municipality_code = $1 and action = 'cut'",
        [ours],
      ),
    );
    expect(await asPlanner("select 1 from geography.effective_adjacencies")).toHaveLength(3);
  });

  it("gives a division in one row of arrays, and nothing of people", async () => {
    for (const name of ["planner", "manager", "team"] as const) {
      const arrays = await opened.database.transaction(everybody[name], (transaction) =>
        transaction.one("select * from geography.division_arrays($1, $2)", [ours, division]),
      );
      expect(arrays, name).toEqual({
        codes: ["A0", "A1", "A2"],
        names: ["Ruta 0", "Ruta 1", "Ruta 2"],
        x_m: [600050, 600150, 600250],
        y_m: [6900050, 6900050, 6900050],
        area_m2: [10000, 10000, 10000],
        perimeter_m: [400, 400, 400],
        edge_a: [0, 0, 1],
        edge_b: [1, 2, 2],
        border_length_m: [100, 0, 100],
      });
    }
  });

  it("refuses a division that is not there, or not ours, and a measure that is not there", async () => {
    const ask = (code: string, id: string) => asPlanner("select * from geography.division_arrays($1, $2)", [code, id]);
    await expect(ask(ours, ids[theirs].division)).rejects.toMatchObject({ code: "OL002" });
    await expect(ask(theirs, ids[theirs].division)).rejects.toMatchObject({ code: "OL002" });
    const unknown = asPlanner("select * from exact.measure_values($1, $2, 'finns-inte')", [ours, division]);
    await expect(unknown).rejects.toMatchObject({ code: "OL003" });
  });

  it("keeps exact values from everybody but planners", async () => {
    for (const name of ["manager", "team", "admin", "operator", "anonymous"] as const) {
      const asked = opened.database.transaction(everybody[name], (transaction) =>
        transaction.many("select * from exact.measure_values($1, $2, 'barn')", [ours, division]),
      );
      await expect(asked).rejects.toMatchObject({ code: "42501" });
    }
  });
});
