// The load of a plan's teams on both databases: from protected counts alone, over several years and each year, the same for planners and managers.
import { beforeAll, expect, it } from "vitest";
import type { AreaValues } from "../../../api/contract/statistics.ts";
import type { PlanWorkload } from "../../../api/contract/workload.ts";
import { protectDivision } from "../../../api/protection/protect-division.ts";
import { empiricalBayesRates } from "../../../engine/workload/empirical-bayes.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";
import {
  areaCount,
  childrenOf,
  codeOf,
  gridMunicipality,
  ids,
  suppressedArea,
} from "../support/seeded-municipality.ts";
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

  it("is reckoned from what managers are told, by Marshall's rates without what rounding adds to how areas differ, and is the same for planners", async () => {
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
    // Whose children are not told, so that there is no rate.
    const partly = toldWith[suppressedArea]!;
    const rated = firsts.filter((first) => first !== partly);
    const sumOfGroup = ({ values: told }: AreaValues) =>
      rated.map((first) => told.reduce<number>((sum, value, area) => sum + (toldWith[area] === first ? value! : 0), 0));
    const { rates: ratesOfGroups } = empiricalBayesRates(
      sumOfGroup(clients),
      sumOfGroup(children),
      // Every count is rounded.
      rated.map(() => 4),
    );
    const casesIn = (area: number) =>
      toldWith[area] === partly
        ? clients.values[area]!
        : ratesOfGroups[rated.indexOf(toldWith[area]!)]! * children.values[area]!;
    expect(children.values[suppressedArea]).toBeNull();
    expect(clients.values.filter((_count, area) => toldWith[area] === partly)).not.toContain(null);
    const [{ teams, unassigned, childrenDate }] = workload.periods.filter(({ period }) => period === "2024") as [
      PlanWorkload["periods"][number],
    ];
    expect(childrenDate).toBe("2025-12-31");
    for (const [team, told] of teams.entries()) {
      const own = teamIndexes.flatMap((index, area) => (index === team ? [area] : []));
      const expected = own.reduce((sum, area) => sum + casesIn(area), 0);
      expect(told.expectedCases[0]).toBeCloseTo(expected, 9);
      expect(told.children).toBe(own.reduce((sum, area) => sum + (children.values[area] ?? 0), 0));
      // Not known is told beside the number and is not 0; its cases are known.
      expect(told.unknownChildAreas).toBe(own.includes(suppressedArea) ? 1 : 0);
      expect(told.unknownCaseAreas).toBe(0);
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

  it("has at least the children that are told of some ages, and at least their cases where the file says of neither", async () => {
    const [withoutOld, withoutClients] = [codeOf(13), codeOf(14)];
    await under.testDatabase.asOwner(async (owner) => {
      await owner.query(
        `insert into statistics.measures (municipality_code, key, name_sv, name_en, kind, age_from, age_to)
         values ($1, 'children-0-5', 'Barn 0–5 år', 'Children 0–5', 'population', 0, 5)`,
        [gridMunicipality],
      );
      await owner.query(
        `insert into exact.population_counts (municipality_code, division_id, area_code, reference_date, age_from, age_to, sex, people, missing_reason)
         select $1, $2, code, date '2025-12-31', age_from, age_to, 'T', people, case when people is null then 'less-than' end
         from unnest($3::text[]) as code, (values (0, 5, 60), (6, 19, null)) as class (age_from, age_to, people)`,
        [gridMunicipality, ids.division, [withoutOld, withoutClients]],
      );
      await owner.query(
        `update exact.client_counts set clients = null, missing_reason = 'less-than'
         where municipality_code = $1 and area_code = $2`,
        [gridMunicipality, withoutClients],
      );
    });
    const before = await read(manager);
    const person = { kind: "person", municipalityCode: gridMunicipality, userId: ids.absent, role: "planner" } as const;
    await under.testDatabase.database.transaction({ ...person, teamIds: [] }, (transaction) =>
      protectDivision(transaction, testKeyedHash, gridMunicipality, ids.division, ["population", "clients"]),
    );
    const workload = await read(manager);
    const children = await values("children-0-19", "2025-12-31");
    expect([children.values[13], children.values[14]]).toEqual([null, null]);
    const [year, yearBefore] = [workload, before].map(
      ({ periods }) => periods.find(({ period }) => period === "2025")!.teams[1]!,
    );
    expect([year!.unknownChildAreas, yearBefore!.unknownChildAreas]).toEqual([2, 0]);
    expect([year!.unknownCaseAreas, yearBefore!.unknownCaseAreas]).toEqual([1, 0]);
    // Sixty of each are told.
    expect(year!.children - yearBefore!.children).toBe(120 - childrenOf(13) - childrenOf(14));
    expect(year!.expectedCases.every((cases) => cases > 0)).toBe(true);
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
