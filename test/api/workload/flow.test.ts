// Monthly flow on both databases: imported all or nothing, rounded by one offset in all months, told to managers and planners alike.
import { beforeAll, expect, it } from "vitest";
import type { Import } from "../../../api/contract/imports.ts";
import type { Flow } from "../../../api/contract/workload.ts";
import { protectMissing } from "../../../api/protection/protect-missing.ts";
import { roundByOffset, roundingOffset } from "../../../engine/disclosure/keyed-rounding.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";
import { gridMunicipality } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const months = ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06"];
const header = "Månad;Team;Ärendetyp;Inkomna;Till utredning;Öppna ärenden;Dagar i förhandsbedömning;Dagar i utredning";
const csv = (...rows: readonly (readonly (string | number)[])[]) =>
  `${header}\r\n${rows.map((row) => `${row.join(";")}\r\n`).join("")}`;
const row = (month: string, received = 33, team = "A", type = "orosanmälan") =>
  [month, team, type, received, 12, 41, "9,6", 88] as const;

forEachDatabase("monthly flow", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;
  let manager: Client;

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
    manager = await under.as("manager");
  }, 120_000);

  async function load(content: string): Promise<Import> {
    const started = await planner
      .send("post", `${base}/imports`)
      .attach("file", Buffer.from(content), "flode.csv")
      .field("options", JSON.stringify({ purpose: "flow", settings: {} }))
      .expect(202);
    await under.service.imports.ended(started.body.id);
    return (await planner.send("get", `${base}/imports/${started.body.id}`).expect(200)).body;
  }
  const read = async (client = manager) => (await client.send("get", `${base}/flow`).expect(200)).body as Flow;
  const offset = (measure: string, unit = "A") =>
    roundingOffset(testKeyedHash, { family: "flode", division: gridMunicipality, area: unit, measure });

  it("is nothing until a file has been imported", async () => {
    expect((await read()).rows).toEqual([]);
  });

  it("is rounded by one secret offset in every month, the same for planners and managers", async () => {
    const loaded = await load(csv(...months.map((month, place) => row(month, 30 + place)), row("2025-01", 7, "B")));
    expect(loaded.status, JSON.stringify(loaded.issues)).toBe("loaded");
    const { rows, teams, largestError } = await read();
    expect([largestError, teams.map(({ unit }) => unit)]).toEqual([4, ["A", "B"]]);
    const own = rows.filter(({ unit }) => unit === "A");
    const u = offset("inkomna|orosanmalan");
    expect(own.map(({ received }) => received)).toEqual(months.map((_month, place) => roundByOffset(30 + place, u)));
    expect(own[0]).toMatchObject({ month: "2025-01", daysAssessment: 10, daysInvestigation: 88 });
    expect(own[0]!.openCases).toBe(roundByOffset(41, offset("oppna|orosanmalan")));
    // Seven cases are told as 5 or 10; their days only where 10 are told.
    const few = rows.find(({ unit }) => unit === "B")!;
    expect(few.daysAssessment).toBe(few.received === 10 ? 10 : null);
    expect(await read(planner)).toEqual(await read());
  });

  it("of a file that is loaded again changes nothing, and a new file replaces its months alone", async () => {
    const before = await read();
    expect(
      (await load(csv(...months.map((month, place) => row(month, 30 + place)), row("2025-01", 7, "B")))).status,
    ).toBe("unchanged");
    expect(await read()).toEqual(before);
    expect((await load(csv(row("2025-06", 90)))).status).toBe("loaded");
    const after = await read();
    expect(after.rows.filter(({ month }) => month !== "2025-06")).toEqual(
      before.rows.filter(({ month }) => month !== "2025-06"),
    );
    expect(after.rows.at(-1)!.received).toBeGreaterThanOrEqual(86);
  });

  it("is rounded anew at a start that finds none, to the same", async () => {
    const before = await read();
    await under.testDatabase.asOwner((owner) => owner.query("delete from protected.flow_months"));
    expect((await read()).rows).toEqual([]);
    await protectMissing(under.testDatabase.database, testKeyedHash, () => {});
    expect(await read()).toEqual(before);
  });

  it("names a case type only where it is told of in five rows", async () => {
    await load(csv(...months.map((month) => row(month)), row("2025-06", 20, "A", "ovanlig typ")));
    expect((await read()).rows.map(({ caseType }) => caseType)).not.toContain("ovanlig typ");
  });

  it("understands months as they are written, leaves totals out, and takes a file without teams", async () => {
    const content = csv(
      ["mars 2024", "", "orosanmälan", 50, 20, 60, "", ""],
      ["2024-04-30", "", "orosanmälan", 51, 20, 60, "", ""],
      ["202405", "Totalt", "orosanmälan", 900, 20, 60, "", ""],
    );
    const loaded = await load(content);
    expect(loaded.issues.map(({ code }) => code)).toContain("client.totals-left-out");
    expect(
      (await read()).rows.filter(({ month }) => month.startsWith("2024")).map(({ month, unit }) => [month, unit]),
    ).toEqual([
      ["2024-03", ""],
      ["2024-04", ""],
    ]);
  });

  it.each([
    ["a month that is none", "flow.unknown-month", csv(row("2025-13"))],
    ["a team that is not there", "flow.unknown-team", csv(row("2025-01", 30, "Okänt"))],
    ["the same row twice", "flow.duplicate", csv(row("2025-01"), row("2025-01"))],
    ["part of a case", "count.fraction", csv(["2025-01", "A", "barn", "3,5", 1, 1, 1, 1])],
    ["days of a hundred years", "flow.days-out-of-range", csv(["2025-01", "A", "barn", 3, 1, 1, 36_500, 1])],
    ["no numbers at all", "flow.no-numbers", "Månad;Team\r\n2025-01;A\r\n"],
    ["a person's name as a case type", "client.case-type-refused", csv(row("2025-01", 30, "A", "Anna Andersson"))],
  ])("refuses a file with %s, and nothing of it stays", async (_what, code, content) => {
    const before = await read();
    const refused = await load(content);
    expect(refused.status).toBe("refused");
    expect(refused.issues.map((issue) => issue.code)).toContain(code);
    expect(await read()).toEqual(before);
  });

  it("is saved as a file by those who see it: a team says so of a tree's follow-up alone, and the log of nothing else", async () => {
    const team = await under.as("team");
    const save = async (client: Client, table: string) =>
      (await client.send("post", `${base}/saved-tables`).send({ table, format: "csv" })).status;
    expect([await save(manager, "flow"), await save(team, "flow"), await save(team, "follow-up")]).toEqual([
      204, 403, 204,
    ]);
    const { rows } = await under.testDatabase.asOwner((owner) =>
      owner.query("select role, object_id from audit.events where action = 'data.exported' order by sequence", []),
    );
    expect(rows).toEqual([
      { role: "manager", object_id: "flow" },
      { role: "team", object_id: "follow-up" },
    ]);
  });

  it("is nothing for a team, and its exact counts are nobody's but a planner's", async () => {
    const team = await under.as("team");
    expect((await team.send("get", `${base}/flow`)).status).toBe(403);
  });
});
