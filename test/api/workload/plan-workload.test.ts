// The load of a plan's teams on both databases: from protected counts alone, over several years and each year, the same for planners and managers.
import { beforeAll, expect, it } from "vitest";
import type { AreaValues } from "../../../api/contract/statistics.ts";
import type { PlanWorkload } from "../../../api/contract/workload.ts";
import { protectDivision } from "../../../api/protection/protect-division.ts";
import { empiricalBayesRates } from "../../../engine/workload/empirical-bayes.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";
import { areaCount, codeOf, gridMunicipality, ids } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
/** Two rows of squares for each of three teams, but for the last area, which is in none. */
const teamIndexes = Array.from({ length: areaCount }, (_, area) => (area === 0 ? -1 : Math.floor(area / 12)));

forEachDatabase("the load of a plan's teams", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;
  let manager: Client;
  let planId: string;

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
    manager = await under.as("manager");
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams };
    const made = await planner.send("post", `${base}/plans`).send({ name: "Förslag", from });
    const drawn = await planner
      .send("put", `${base}/plans/${made.body.id}/assignment`)
      .set("If-Match", made.headers.etag!)
      .send({ teamIndexes });
    await planner
      .send("patch", `${base}/plans/${made.body.id}`)
      .set("If-Match", drawn.headers.etag!)
      .send({ status: "proposed", acceptsFaults: true })
      .expect(200);
    planId = made.body.id;
  }, 120_000);

  const read = async (client: Client) =>
    (await client.send("get", `${base}/plans/${planId}/workload`).expect(200)).body as PlanWorkload;
  const values = async (key: string, period: string) =>
    (await manager.send("get", `${base}/divisions/${ids.division}/measures/${key}?period=${period}`).expect(200))
      .body as AreaValues;

  it("is reckoned from what managers are told, by Marshall's rates, and is the same for planners", async () => {
    const workload = await read(manager);
    expect(await read(planner)).toEqual(workload);
    // The seed has one case type, which is told as all clients.
    expect(workload.caseTypes.map(({ key }) => key)).toEqual(["clients-all"]);
    expect(workload.periods.map(({ period, years }) => [period, years])).toEqual([
      ["2025", 1],
      ["2024", 1],
      ["2023", 1],
    ]);
    const clients = await values("clients-all", "2024");
    const children = await values("children-0-19", "2025-12-31");
    const { toldWith } = clients.protection!;
    const firsts = [...new Set(toldWith)];
    // The suppressed area is told together with a neighbour.
    expect(firsts).toHaveLength(areaCount - 1);
    const sumOfGroup = ({ values: told }: AreaValues) =>
      firsts.map((first) =>
        told.reduce<number>((sum, value, area) => sum + (toldWith[area] === first ? (value ?? 0) : 0), 0),
      );
    const { rates: ratesOfGroups } = empiricalBayesRates(sumOfGroup(clients), sumOfGroup(children));
    const rates = toldWith.map((first) => ratesOfGroups[firsts.indexOf(first)]!);
    const [{ teams, unassigned, childrenDate }] = workload.periods.filter(({ period }) => period === "2024") as [
      PlanWorkload["periods"][number],
    ];
    expect(childrenDate).toBe("2025-12-31");
    for (const [team, told] of teams.entries()) {
      const own = teamIndexes.flatMap((index, area) => (index === team ? [area] : []));
      const expected = own.reduce((sum, area) => sum + rates[area]! * (children.values[area] ?? 0), 0);
      expect(told.expectedCases[0]).toBeCloseTo(expected, 9);
      expect(told.children).toBe(own.reduce((sum, area) => sum + (children.values[area] ?? 0), 0));
    }
    expect(unassigned).toMatchObject({ areaCount: 1, children: children.values[0] });
    // Who has no area is in no team's numbers, and told beside them as everywhere else.
    const { unplaced } = workload.periods.find(({ period }) => period === "2024")!;
    expect(clients.unplaced).toHaveLength(1);
    expect(unplaced).toEqual({
      clientsAYear: clients.unplaced[0]!.value,
      children: children.unplaced[0]?.value ?? null,
    });
    expect(teams[3]).toMatchObject({ expectedCases: [0], children: 0, roundedCaseCounts: 0 });
  });

  it("is by case type over whole three-year periods, and year by year in the same shares", async () => {
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        `insert into exact.client_counts (municipality_code, division_id, area_code, year, case_type, clients)
         select $1, $2, code, year, 'utredning', 10 + 5 * (position % 4) from unnest($3::text[]) with ordinality as area (code, position)
         cross join generate_series(2023, 2025) as year`,
        [gridMunicipality, ids.division, Array.from({ length: areaCount }, (_, area) => codeOf(area))],
      ),
    );
    const person = { kind: "person", municipalityCode: gridMunicipality, userId: ids.absent, role: "planner" } as const;
    await under.testDatabase.database.transaction({ ...person, teamIds: [] }, (transaction) =>
      protectDivision(transaction, testKeyedHash, gridMunicipality, ids.division, ["clients"]),
    );
    const { caseTypes, periods } = await read(manager);
    expect(caseTypes.map(({ key }) => key)).toEqual(["clients-barn", "clients-utredning"]);
    const [span, year] = periods;
    expect(span).toMatchObject({ period: "2023-2025", years: 3, typesTogether: false, typesFrom: null });
    expect(year).toMatchObject({ period: "2025", years: 1, typesTogether: true, typesFrom: "2023-2025" });
    const told = await values("clients-utredning", "2023-2025");
    const placed = told.values.filter((value) => value !== null);
    // Some 27 or 28 of 30 areas have 75 clients or so in three years; by the year a third.
    const cases = span!.teams.reduce((sum, team) => sum + team.expectedCases[1]!, span!.unassigned.expectedCases[1]!);
    expect(cases).toBeGreaterThan((0.8 * placed.reduce((sum, value) => sum + value, 0)) / 3);
    for (const [team, { expectedCases }] of year!.teams.entries()) {
      if (team === 3) continue;
      const ofSpan = span!.teams[team]!.expectedCases;
      const [ofYear, ofThree] = [expectedCases[1]! / expectedCases[0]!, ofSpan[1]! / ofSpan[0]!];
      expect(Math.abs(ofYear / ofThree - 1)).toBeLessThan(0.05);
    }
    const untold = span!.teams.reduce((sum, { untoldAreas }) => sum + untoldAreas, 0);
    const barn = await values("clients-barn", "2023-2025");
    const missing = told.values.filter((value, area) => area > 0 && (value === null || barn.values[area] === null));
    expect(untold).toBe(missing.length);
  });

  it("of a draft is the planner's alone, and a team's to nobody of a team", async () => {
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams };
    const draft = (await planner.send("post", `${base}/plans`).send({ name: "Utkast", from })).body.id;
    expect((await planner.send("get", `${base}/plans/${draft}/workload`)).status).toBe(200);
    expect((await manager.send("get", `${base}/plans/${draft}/workload`)).status).toBe(404);
    const team = await under.as("team");
    expect((await team.send("get", `${base}/plans/${planId}/workload`)).status).toBe(403);
  });
});
