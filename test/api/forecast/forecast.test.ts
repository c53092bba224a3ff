// Forecast and watch on both databases: a history from protected numbers alone, limits, and a check whose mends mend.
import { pino } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import type { ForecastHistory, LoadLimits, WatchedMonth } from "../../../api/contract/forecast.ts";
import type { Plan } from "../../../api/contract/plans.ts";
import { DatabaseError } from "../../../api/db/errors.ts";
import type { OwnerConnection } from "../../../api/db/owner.ts";
import { checkMonth, startMonthlyCheck } from "../../../api/forecast/monthly-check.ts";
import { monthOf, type TeamWatch } from "../../../api/forecast/team-watch.ts";
import { protectDivision } from "../../../api/protection/protect-division.ts";
import { deviationFractions } from "../../../engine/workload/band-chance.ts";
import { forEachDatabase, takesLongPart } from "../../support/databases.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";
import { areaCount, codeOf, gridMunicipality, ids } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const about = `${base}/divisions/${ids.division}`;
const years = [2020, 2021, 2022, 2023, 2024, 2025];
/** Two of each sex and age and one more per row; the first area has fewer than fifty children. */
const perSexAndAge = (area: number) => (area === 0 ? 1 : 2 + Math.floor(area / 6));
const clientsOf = (area: number, year: number) => (area < 12 ? 14 : 9) + ((area + year) % 3);

async function addHistory(owner: OwnerConnection): Promise<void> {
  const areas = Array.from({ length: areaCount }, (_, area) => area);
  await owner.query(`delete from exact.population_counts where municipality_code = $1`, [gridMunicipality]);
  await owner.query(`delete from exact.client_counts where municipality_code = $1`, [gridMunicipality]);
  await owner.query(`delete from protected.publication_areas where municipality_code = $1`, [gridMunicipality]);
  await owner.query(
    `insert into exact.population_counts (municipality_code, division_id, area_code, reference_date, age_from, age_to, sex, people)
     select $1, $2, code, (year || '-12-31')::date, age, age, sex, people
     from unnest($3::text[], $4::integer[]) as counted (code, people)
     cross join unnest($5::integer[]) as year cross join generate_series(0, 17) as age cross join unnest(array['F', 'M']) as sex`,
    [gridMunicipality, ids.division, areas.map(codeOf), areas.map(perSexAndAge), years],
  );
  await owner.query(
    `insert into statistics.measures (municipality_code, key, name_sv, name_en, kind, age_from, age_to, position)
     select $1, 'children-' || first || '-' || last, 'Barn ' || first || '–' || last, 'Children', 'population', first, last, 20
     from (values (0, 5), (6, 12), (13, 17), (0, 17)) as span (first, last)`,
    [gridMunicipality],
  );
  const counts = areas.flatMap((area) =>
    years.map((year) => ({ code: codeOf(area), year, clients: clientsOf(area, year) })),
  );
  await owner.query(
    `insert into exact.client_counts (municipality_code, division_id, area_code, year, case_type, clients)
     select $1, $2, code, year, type, clients
     from unnest($3::text[], $4::integer[], $5::integer[]) as counted (code, year, clients)
     cross join unnest(array['utredning', 'ansökan']) as type`,
    [
      ...[gridMunicipality, ids.division, counts.map(({ code }) => code)],
      ...[counts.map(({ year }) => year), counts.map(({ clients }) => clients)],
    ],
  );
}

forEachDatabase("forecast and watch", (open, kind) => {
  /** For what the engine takes seconds for, with the same reading of the database as the others. */
  const itOnce = takesLongPart(kind) ? it : () => {};
  let under: ServiceUnderTest;
  let manager: Client;
  let planner: Client;

  beforeAll(async () => {
    under = await startService(open);
    await under.testDatabase.asOwner(addHistory);
    const { database } = under.testDatabase;
    const person = { kind: "person", municipalityCode: gridMunicipality, userId: ids.absent, role: "planner" } as const;
    await database.transaction({ ...person, teamIds: [] }, (transaction) =>
      protectDivision(transaction, testKeyedHash, gridMunicipality, ids.division, ["population", "clients"]),
    );
    [manager, planner] = await Promise.all([under.as("manager"), under.as("planner")]);
  }, 120_000);

  const history = async (client: Client) =>
    (await client.send("get", `${about}/forecast-history`).expect(200)).body as ForecastHistory;

  it("answers planners and managers the same history, of protected numbers", async () => {
    const told = await history(manager);
    expect(await history(planner)).toEqual(told);
    expect(told.children.years).toEqual(years);
    expect(told.children.classes.map(({ to }) => to)).toEqual([5, 12, 17]);
    expect(told.cases.years).toEqual(years);
    expect(told.cases.counts.flat().every((count) => count === null || Number.isInteger(count))).toBe(true);
    const { body: values } = await manager.send("get", `${about}/measures/clients-all?period=2024`).expect(200);
    expect(told.cases.counts[4]).toEqual(values.values);
    expect(told.cases.unplaced).toHaveLength(years.length);
    expect(told.cases.unplaced[4]).toBe(values.unplaced[0].value);
    expect(told.caseTypes).toMatchObject({ firstYear: 2023, lastYear: 2025 });
    expect(told.caseTypes.types.map(({ key }) => key)).toEqual(["clients-ansokan", "clients-utredning"]);
    // The first area is told with a neighbour.
    expect(told.toldWith.filter((first, area) => first !== area)).toHaveLength(1);
  });

  it("parts all children of an area among its classes that are withheld", async () => {
    const before = (await history(manager)).children;
    expect(before).toMatchObject({ partedAreaCount: 0, untoldAreaCount: 0 });
    const withheld = [7, 8];
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        `delete from protected.area_values where municipality_code = $1 and area_code = any($2::text[])
         and measure_key in ('children-6-12', 'children-13-17')`,
        [gridMunicipality, withheld.map(codeOf)],
      ),
    );
    const { body: measure } = await manager
      .send("get", `${about}/measures/children-6-12?period=2025-12-31`)
      .expect(200);
    expect(withheld.map((area) => measure.values[area])).toEqual([null, null]);
    const after = (await history(manager)).children;
    expect(after).toMatchObject({ partedAreaCount: 2, untoldAreaCount: 0 });
    // Areas have alike many of every age, so that what was withheld is found again, but for the rounding of the smallest.
    for (const area of withheld) {
      const [known, found] = [before, after].map(({ people }) => people.at(-1)!.map((own) => own[area]!));
      expect(found![0]).toBe(known![0]);
      expect(found![1]! + found![2]!).toBeCloseTo(known![1]! + known![2]!, 9);
      expect(Math.abs(found![1]! - known![1]!)).toBeLessThan(0.05);
    }
  });

  it("says how many of the counts have reached the cap, and of how many", async () => {
    const { atCap, cases, caseTypes } = await history(manager);
    expect(atCap.yearly.told).toBe(cases.counts.flat().filter((count) => count !== null).length);
    expect(atCap.byType.told).toBe(
      caseTypes.types.flatMap(({ counts }) => counts).filter((count) => count !== null).length,
    );
    for (const { reached, told } of [atCap.yearly, atCap.byType]) expect(reached).toBeLessThan(told);
  });

  it("tells single years of the municipality without the areas whose numbers are rounded", async () => {
    const { children } = await history(manager);
    const whole = Array.from({ length: areaCount }, (_, area) => 2 * perSexAndAge(area)).reduce(
      (sum, own) => sum + own,
    );
    const small = Array.from({ length: areaCount }, (_, area) => 36 * perSexAndAge(area)).filter((own) => own < 50);
    expect(small).toEqual([36]);
    // The one with few is joined with a neighbour, whose numbers are rounded too.
    const joined = await under.testDatabase.asOwner((owner) =>
      owner.query<{ index: number }>(
        `select areas.area_index as index from protected.publication_areas as drawn
         join geography.areas using (municipality_code, division_id)
         where areas.code = drawn.area_code and drawn.division_id = $1 and areas.kind = 'placed' and drawn.publication_area in (
           select publication_area from protected.publication_areas where division_id = $1
           group by publication_area having count(*) > 1)`,
        [ids.division],
      ),
    );
    expect(joined.rows).toHaveLength(2);
    // Each of their classes is a rounded count; no other area has any.
    expect(children.rounded.map((own) => own.flatMap((count, area) => (count > 0 ? [[area, count]] : [])))).toEqual(
      years.map(() => joined.rows.map(({ index }) => [index, 3]).sort(([a], [b]) => a! - b!)),
    );
    const leftOut = joined.rows.reduce((sum, { index }) => sum + 2 * perSexAndAge(index), 0);
    for (const totals of children.totals!) expect(totals).toEqual(Array(18).fill(whole - leftOut));
  });

  it("is for planners and managers, and of one's own municipality", async () => {
    for (const role of ["team", "admin", "reviewer"] as const) {
      const other = await under.as(role);
      await other.send("get", `${about}/forecast-history`).expect(403);
      await other.send("get", `${about}/watch`).expect(403);
    }
    await manager.send("get", `${base}/divisions/${ids.otherDivision}/forecast-history`).expect(404);
    await manager.send("post", `${base}/divisions/${ids.otherDivision}/watch`).expect(404);
  });

  it("keeps the limits of balanced and full, and never writes over somebody else's", async () => {
    const first = await manager.send("get", `${base}/load-limits`).expect(200);
    expect(first.body as LoadLimits).toMatchObject({ version: 0, bandFraction: 0.05, capacityPerPosition: null });
    const save = (version: number, body: object) =>
      manager.send("put", `${base}/load-limits`).set("If-Match", `"${version}"`).send(body);
    const wished = { bandFraction: 0.08, capacityPerPosition: 1600, firstLineCapacityPerPosition: 900 };
    const saved = await save(0, wished).expect(200);
    expect(saved.body).toMatchObject({ version: 1, ...wished });
    await save(1, { ...wished, firstLineCapacityPerPosition: 0 }).expect(422);
    await save(0, { bandFraction: 0.2, capacityPerPosition: null }).expect(412);
    await save(1, { bandFraction: 0.9, capacityPerPosition: null }).expect(422);
    await manager.send("put", `${base}/load-limits`).send({ bandFraction: 0.2, capacityPerPosition: null }).expect(428);
    expect((await save(1, { bandFraction: 0.05, capacityPerPosition: null }).expect(200)).body.version).toBe(2);
  });

  describe("the watch", () => {
    const findings = async () =>
      ((await manager.send("get", `${about}/watch`).expect(200)).body as { months: WatchedMonth[] }).months;
    const checkNow = async () => (await manager.send("post", `${about}/watch`).expect(200)).body as WatchedMonth;
    const today = monthOf(new Date());

    it("says that there is no division of today to watch", async () => {
      expect(await findings()).toEqual([]);
      expect(await checkNow()).toMatchObject({ month: today, finding: null, lack: "no-plan" });
    });

    it("finds the team that always has too much, with a staffing move and a boundary move that mend it", async () => {
      const plan = await adopt(
        planner,
        Array.from({ length: areaCount }, (_, area) => Math.floor(area / 12)),
      );
      const { finding, lack } = await checkNow();
      expect(lack).toBeNull();
      expect(finding!.planId).toBe(plan.id);
      const investigation = finding!.kinds.find(({ kind }) => kind === "investigation")!;
      expect(investigation.teams.map(({ letter, signal }) => [letter, signal?.side ?? null])).toEqual([
        ["A", "above"],
        ["B", "below"],
        ["C", "below"],
      ]);
      // What A has too much the others lack: B too, whose sum over the years is past the limit.
      const lastOfB = investigation.teams[1]!.years.at(-1)!;
      expect(lastOfB.deviation).toBeLessThan(-0.05);
      expect(lastOfB.below).toBeGreaterThan(4);
      expect(investigation.teams[0]!.years.map(({ year }) => year)).toEqual(years);
      const quarter = investigation.staffing.find(({ step }) => step === 0.25)!;
      expect(quarter.moved).toBeGreaterThan(0);
      // The loads behind the deviations, up to what they all are multiples of.
      const loads = investigation.teams.map(({ expectedDeviation, positions }) => (1 + expectedDeviation!) * positions);
      for (const deviation of deviationFractions(loads, quarter.positions))
        expect(Math.abs(deviation)).toBeLessThan(0.05);
      const { move, reasons } = finding!.boundary!;
      expect(reasons).toEqual([]);
      expect(move!.areas.length).toBeGreaterThan(0);
      expect(move!.areas.every(({ fromTeamId, toTeamId }) => fromTeamId !== toTeamId)).toBe(true);
      expect(move!.movedChildren).toBeGreaterThanOrEqual(move!.movedAtLeast ?? 0);
      for (const { largest, teams, margins } of move!.deviations) {
        // Nor is a deviation after the move told without its chance, which the move hardly changes.
        expect(margins).toHaveLength(3);
        for (const margin of margins!) expect(margin).toBeGreaterThan(0.005);
        expect(largest).toBeLessThan(0.0501);
        expect(Math.max(...teams!.map(Math.abs))).toBe(largest);
      }
      const children = move!.areas.reduce((sum, area) => sum + area.children!, 0);
      expect(children).toBeCloseTo(move!.movedChildren, 6);
      // Every deviation has its chance beside it; A's is far beyond.
      for (const { teams } of finding!.kinds)
        for (const { expectedMargin } of teams) expect(expectedMargin).toBeGreaterThan(0.005);
      expect(investigation.teams[0]!.expectedDeviation).toBeGreaterThan(investigation.teams[0]!.expectedMargin!);
      expect((await findings())[0]).toMatchObject({ month: today, finding: { planId: plan.id } });
      expect(await findings()).toHaveLength(1);
    }, 60_000);

    itOnce(
      "keeps the rules chosen for today's division, as far as it does itself",
      async () => {
        const before = (await findings())[0]!.finding!.boundary!;
        expect(before).toMatchObject({ rules: null, outOfTime: false });
        const { areas, flows } = before.move!;
        expect(flows!.reduce((sum, { areaCount: own }) => sum + own, 0)).toBe(areas.length);
        for (const { without } of flows!) {
          expect(without).not.toBeNull();
          if (without!.rule === "balance") expect(without!.margin).toBeGreaterThan(0.005);
        }
        const [first] = areas;
        const [teamA, , teamC] = ids.teams;
        const rules = {
          balancedMeasures: [{ measureKey: "children-0-17", toleranceFraction: 0.5 }],
          locks: [
            { areaCode: first!.code, teamId: first!.fromTeamId, reason: "Nära skolan" },
            { areaCode: codeOf(0), teamId: teamC },
          ],
          keepTogether: [{ name: "Ihop", areaCodes: [codeOf(0), codeOf(1)] }],
          keepApart: [{ areaCodes: [codeOf(0), codeOf(areaCount - 1)] }],
        };
        const teams = [teamA, ids.teams[1], teamC].map((teamId) => ({
          ...{ teamId, investigationPositions: 3, firstLinePositions: 1 },
        }));
        const saved = { divisionId: ids.division, name: "Gällande", teams, rules };
        const { body: ruleSet } = await planner.send("post", `${base}/rule-sets`).send(saved).expect(201);
        expect((await checkNow()).finding!.boundary!.rules, "saved, but not chosen").toBeNull();
        const from = { kind: "plan", planId: (await findings())[0]!.finding!.planId };
        const copied = await planner.send("post", `${base}/plans`).send({ name: "Med villkor", from }).expect(201);
        let plan = copied.body as Plan;
        const change = async (method: "put" | "patch", path: string, body: object) => {
          const request = planner.send(method, `${base}/plans/${plan.id}${path}`).set("If-Match", `"${plan.version}"`);
          plan = (await request.send(body).expect(200)).body;
        };
        await change("put", "/rules", { kind: "rule-set", id: ruleSet.id, version: 1 });
        await change("patch", "", { status: "proposed", acceptsFaults: true });
        await change("patch", "", { status: "adopted", adoptedFrom: new Date().toISOString().slice(0, 10) });
        await manager.send("get", `${base}/rule-sets`).expect(403);
        const { finding } = await checkNow();
        const { move, rules: told } = finding!.boundary!;
        expect(told).toEqual({ source: "rule-set", locks: 1, groups: 1, catchments: 0, pairs: 1, brokenToday: 1 });
        expect(move!.areas.map(({ code }) => code)).not.toContain(first!.code);
        expect(move!.movedChildren).toBeGreaterThanOrEqual(before.move!.movedChildren);
        expect(JSON.stringify(finding)).not.toContain("Nära skolan");
      },
      60_000,
    );

    it("finds nothing where every team is within the band", async () => {
      const { version } = (await manager.send("get", `${base}/load-limits`)).body as LoadLimits;
      const wide = { bandFraction: 0.5, capacityPerPosition: null };
      await manager.send("put", `${base}/load-limits`).set("If-Match", `"${version}"`).send(wide).expect(200);
      const { finding } = await checkNow();
      expect(finding!.boundary).toBeNull();
      for (const { teams, staffing } of finding!.kinds) {
        expect(teams.every(({ signal }) => signal === null)).toBe(true);
        expect(staffing).toEqual([]);
      }
    });

    it("looks once a month by the clock it is given, whoever has looked, and keeps each month's finding", async () => {
      const checkOn = (day: string) => checkMonth(under.testDatabase.database, under.service.watch, new Date(day));
      const months = async () => (await findings()).map(({ month }) => month);
      expect(await months()).toEqual([today]);
      expect(await checkOn("2030-01-31T22:30:00Z")).toMatchObject([
        { municipality: gridMunicipality, month: "2030-01" },
      ]);
      // In Stockholm it is February.
      expect(await checkOn("2030-01-31T23:30:00Z")).toMatchObject([{ month: "2030-02" }]);
      expect(await checkOn("2030-02-27T10:00:00Z")).toEqual([]);
      expect(await months()).toEqual(["2030-02", "2030-01", today]);
    });

    itOnce(
      "judges investigation by months too, where twelve are told since the division applies, and mends by what came in",
      async () => {
        const checkOn = (day: string) => checkMonth(under.testDatabase.database, under.service.watch, new Date(day));
        const latest = async () => (await findings())[0]!;
        expect((await latest()).finding!.kinds.every(({ inflow }) => inflow === undefined)).toBe(true);
        const addFlow = (fromMonth: string, toMonth: string) =>
          under.testDatabase.asOwner((owner) =>
            owner.query(
              `insert into protected.flow_months (municipality_code, month, unit, case_type, received)
               select $1, month, team.letter, type, case when team.letter = 'B' then 45 else 30 end
               from generate_series($2::date, $3::date, interval '1 month') as month
               cross join unnest(array['A', 'B', 'C']) as team (letter) cross join unnest(array['anmälan', 'ansökan']) as type`,
              [gridMunicipality, `${fromMonth}-01`, `${toMonth}-01`],
            ),
          );
        const saveBand = async (bandFraction: number) => {
          const { version } = (await manager.send("get", `${base}/load-limits`)).body as LoadLimits;
          const limits = { bandFraction, capacityPerPosition: null };
          await manager.send("put", `${base}/load-limits`).set("If-Match", `"${version}"`).send(limits).expect(200);
        };
        await addFlow("2029-01", "2029-11");
        expect(await checkOn("2030-02-28T10:00:00Z"), "a later month has been told").toHaveLength(1);
        expect((await latest()).finding!.kinds[0]!.inflow, "eleven months").toBeUndefined();
        expect(await checkOn("2030-02-28T11:00:00Z")).toEqual([]);
        await addFlow("2029-12", "2029-12");
        await saveBand(0.1);
        expect(await checkOn("2030-02-28T12:00:00Z")).toMatchObject([{ month: "2030-02" }]);
        const { finding, checkedAt } = await latest();
        expect(checkedAt).toMatch(/^2030-02-28T12:00:00/);
        const [investigation, firstLine] = ["investigation", "firstLine"].map(
          (kind) => finding!.kinds.find((own) => own.kind === kind)!,
        );
        expect(firstLine!.inflow).toBeUndefined();
        expect(investigation!.inflow).toMatchObject({ from: "2029-01", to: "2029-12", months: 12, isSignalled: true });
        const [ofA, ofB] = investigation!.teams;
        expect(ofB!.signal).toEqual({ side: "above", since: "2029-01", by: "months" });
        // What years say of a team is said still.
        expect(ofA!.signal).toMatchObject({ side: "above", by: "years" });
        // B has 90 of 210 a month and a third of the positions.
        expect(ofB!.expectedDeviation).toBeCloseTo(2 / 7, 9);
        expect(ofB!.months).toHaveLength(12);
        expect(ofB!.months![0]).toMatchObject({ month: "2029-01", deviation: expect.closeTo(2 / 7, 9) });
        expect(ofB!.years.map(({ year }) => year)).toEqual(years);
        const { positions } = investigation!.staffing.find(({ step }) => step === 0.25)!;
        expect(positions[1]).toBeGreaterThan(ofB!.positions);
        const { move } = finding!.boundary!;
        expect(move!.areas.some(({ fromTeamId }) => fromTeamId === ofB!.teamId)).toBe(true);
        const after = move!.deviations.find(({ kind }) => kind === "investigation")!;
        expect(Math.max(...after.teams!.map(Math.abs))).toBeLessThan(0.1001);
        for (const { without } of move!.flows!) expect(without).not.toBeNull();
        await saveBand(0.5);
        await under.testDatabase.asOwner((owner) =>
          owner.query("delete from protected.flow_months where municipality_code = $1", [gridMunicipality]),
        );
      },
      120_000,
    );

    it("tries again soon where the database was in the way, and says what it was", async () => {
      const { database } = under.testDatabase;
      const lines: string[] = [];
      let tries = 0;
      const watch: TeamWatch = {
        check: (...asked) => {
          tries += 1;
          if (tries === 1) throw new DatabaseError("database.deadline", "The transaction was not done in time.");
          return under.service.watch.check(...asked);
        },
      };
      const monthly = startMonthlyCheck(database, watch, pino({}, { write: (line) => lines.push(line) }), {
        clock: () => new Date("2030-03-15T10:00:00Z"),
        againMs: 1,
      });
      const months = async () => (await findings()).map(({ month }) => month);
      await expect.poll(months, { timeout: 20_000 }).toContain("2030-03");
      await monthly.stop();
      expect(tries).toBe(2);
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([
        { level: 50, name: "DatabaseError", code: "database.deadline" },
      ]);
    });

    it("judges nobody in the first line where an area's children are not told, and proposes no mend that rests on them", async () => {
      const kindsOf = ({ finding }: WatchedMonth) =>
        ["investigation", "firstLine"].map((kind) => finding!.kinds.find((own) => own.kind === kind)!);
      const told = kindsOf(await checkNow());
      expect(told.flatMap(({ teams }) => teams.map(({ untoldAreas }) => untoldAreas))).toEqual(Array(6).fill(0));
      for (const { teams } of told) expect(teams[0]!.years.map(({ year }) => year)).toEqual(years);
      await under.testDatabase.asOwner((owner) =>
        owner.query(
          `delete from protected.area_values where municipality_code = $1 and area_code = $2
           and measure_key like 'children-%' and period = '2025-12-31'`,
          [gridMunicipality, codeOf(20)],
        ),
      );
      const { version } = (await manager.send("get", `${base}/load-limits`)).body as LoadLimits;
      const narrow = { bandFraction: 0.05, capacityPerPosition: null };
      await manager.send("put", `${base}/load-limits`).set("If-Match", `"${version}"`).send(narrow).expect(200);
      const untold = await checkNow();
      const [investigation, firstLine] = kindsOf(untold);
      expect(firstLine!.teams.map(({ untoldAreas }) => untoldAreas)).toEqual([0, 1, 0]);
      for (const team of firstLine!.teams) {
        expect(team.signal).toBeNull();
        expect(team.years.map(({ year }) => year)).toEqual(years.slice(0, -1));
      }
      // All cases are told, so that the signal stands, but not what a move would lead to.
      expect(investigation!.teams.map(({ signal }) => signal?.side ?? null)).toEqual(["above", "below", "below"]);
      for (const { teams, staffing } of [investigation!, firstLine!]) {
        expect(staffing).toEqual([]);
        for (const { expectedDeviation, expectedMargin } of teams)
          expect([expectedDeviation, expectedMargin]).toEqual([null, null]);
      }
      expect(untold.finding!.boundary).toBeNull();
    });
  });
});

/** Adopts a division into the first three teams, from yesterday. */
async function adopt(planner: Client, teamIndexes: readonly number[]): Promise<Plan> {
  const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams.slice(0, 3) };
  const made = await planner.send("post", `${base}/plans`).send({ name: "Dagens", from }).expect(201);
  const send = (method: "put" | "patch", path: string, version: number, body: object) =>
    planner.send(method, `${base}/plans/${path}`).set("If-Match", `"${version}"`).send(body).expect(200);
  const assigned = await send("put", `${made.body.id}/assignment`, made.body.version, { teamIndexes });
  const proposed = await send("patch", made.body.id, assigned.body.version, {
    status: "proposed",
    acceptsFaults: true,
  });
  const adoptedFrom = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  return (await send("patch", made.body.id, proposed.body.version, { status: "adopted", adoptedFrom })).body as Plan;
}
