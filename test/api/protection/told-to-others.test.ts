// What managers and teams are told through the service: protected numbers only, adding up, and nothing that exact numbers move.
import { beforeAll, expect, it } from "vitest";
import type { AreaDetail } from "../../../api/contract/divisions.ts";
import type { Plan, PlanBalance } from "../../../api/contract/plans.ts";
import type { AreaValues, Measure } from "../../../api/contract/statistics.ts";
import { programPerson } from "../../../api/program-person.ts";
import { protectDivision } from "../../../api/protection/protect-division.ts";
import { protectClientCount, roundByOffset, roundingOffset } from "../../../engine/disclosure/keyed-rounding.ts";
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
const division = `${base}/divisions/${ids.division}`;
const exactClients = 3;
const areas = Array.from({ length: areaCount }, (_, areaIndex) => areaIndex);
const subjectOf = (areaIndex: number) => ({
  family: "klienter",
  division: `${gridMunicipality}/rutor`,
  area: codeOf(areaIndex),
  measure: "total",
});
/** The area whose children are unknown is told together with the one above it, which gets the whole number. */
const neighbour = suppressedArea - 6;
const protectedClients = areas.map((areaIndex) => {
  if (areaIndex === suppressedArea) return 0;
  const exact = areaIndex === neighbour ? 2 * exactClients : exactClients;
  return protectClientCount(testKeyedHash, subjectOf(areaIndex), exact, childrenOf(areaIndex));
});
/** Team 0 has the upper two rows, the others share the rest. */
const adoptedTeams = areas.map((areaIndex) => Math.min(3, Math.floor(areaIndex / 12)));
const ownAreas = areas.filter((areaIndex) => adoptedTeams[areaIndex] === 0);
const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0);

forEachDatabase("what others than planners are told", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;
  let manager: Client;
  let team: Client;
  let plan: Plan;

  const read = async <Body>(client: Client, path: string): Promise<Body> => {
    const answer = await client.send("get", path);
    expect(answer.status, answer.text).toBe(200);
    return answer.body as Body;
  };
  const clientsOf = (client: Client) => read<AreaValues>(client, `${division}/measures/clients-all`);
  const change = async (path: string, version: number, body: object, method: "put" | "patch") => {
    const answer = await planner.send(method, path).set("If-Match", `"${version}"`).send(body);
    expect(answer.status, answer.text).toBe(200);
    return answer.body as Plan;
  };

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
    manager = await under.as("manager");
    team = await under.as("team");
  }, 120_000);

  it("lists protected measures with their periods, the same to manager and team", async () => {
    const { measures } = await read<{ measures: Measure[] }>(manager, `${division}/measures`);
    expect(measures.map(({ key, periods }) => [key, periods])).toEqual([
      ["children-0-19", ["2025-12-31"]],
      ["clients-all", ["2025", "2024", "2023"]],
    ]);
    expect(await read(team, `${division}/measures`)).toEqual({ measures });
  });

  it("tells a manager every area's protected count, and a total that is the sum of what is told", async () => {
    const told = await clientsOf(manager);
    expect(told.values).toEqual(protectedClients);
    expect(told.total).toBe(sum(protectedClients) + sum(told.unplaced.map(({ value }) => value)));
    expect(told.mean).toBeCloseTo(sum(protectedClients) / areaCount, 9);
    expect(told.period).toBe("2025");
    const toldWith = areas.map((area) => (area === suppressedArea ? neighbour : area));
    expect(told.protection).toMatchObject({ largestError: 4, rounded: areas.map(() => true), toldWith });
    expect(told.unplaced).toEqual([{ code: "utan", name: "Utan område", value: 0, missingReason: null }]);
    expect((await clientsOf(planner)).values).toEqual(areas.map(() => 3 * exactClients));
  });

  it("tells people as imported, and missing as missing", async () => {
    const told = await read<AreaValues>(manager, `${division}/measures/children-0-19`);
    // The area whose children are not known is joined with a neighbour, whose number is rounded therefore.
    const joined = [neighbour, suppressedArea];
    const rounded = (area: number) => {
      const subject = { ...subjectOf(area), family: "befolkning", measure: "from-birth" };
      return roundByOffset(childrenOf(area), roundingOffset(testKeyedHash, subject));
    };
    const expected = areas.map((area) => (joined.includes(area) ? rounded(area) : childrenOf(area)));
    expect(told.values).toEqual(expected.with(suppressedArea, null as never));
    expect(told.missingReasons[suppressedArea]).toBe("suppressed");
    expect(told.protection!.rounded).toEqual(areas.map((area) => area !== suppressedArea && joined.includes(area)));
  });

  it("tells a team nothing of any area before a plan is adopted, but the municipality's mean", async () => {
    const told = await clientsOf(team);
    expect(told.values).toEqual(areas.map(() => null));
    expect(told.missingReasons).toEqual(areas.map(() => "outside"));
    expect([told.total, told.unplaced]).toEqual([null, []]);
    expect(told.mean).toBe((await clientsOf(manager)).mean);
  });

  it("tells a team its own areas by the adopted plan, and of others only that they are others'", async () => {
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams };
    const made = await planner.send("post", `${base}/plans`).send({ name: "Indelning", from });
    expect(made.status, made.text).toBe(201);
    plan = made.body as Plan;
    const path = `${base}/plans/${plan.id}`;
    plan = await change(`${path}/assignment`, plan.version, { teamIndexes: adoptedTeams }, "put");
    plan = await change(path, plan.version, { status: "proposed", acceptsFaults: true }, "patch");
    expect((await clientsOf(team)).values).toEqual(areas.map(() => null));
    plan = await change(path, plan.version, { status: "adopted", adoptedFrom: "2026-01-01" }, "patch");
    const told = await clientsOf(team);
    expect(told.values).toEqual(areas.map((area) => (ownAreas.includes(area) ? protectedClients[area] : null)));
    expect(told.missingReasons).toEqual(areas.map((area) => (ownAreas.includes(area) ? null : "outside")));
    expect([told.total, told.unplaced]).toEqual([null, []]);
  });

  it("tells a published plan's sums from protected numbers, which add up to the sum of the areas", async () => {
    const balance = await read<PlanBalance>(manager, `${base}/plans/${plan.id}/balance`);
    const clients = balance.measures.find(({ measureKey }) => measureKey === "clients-all")!;
    for (const [teamIndex, told] of clients.teams.entries()) {
      const own = areas.filter((area) => adoptedTeams[area] === teamIndex);
      expect(told.value).toBe(sum(own.map((area) => protectedClients[area]!)));
      const publicationAreas = own.includes(suppressedArea) ? own.length - 1 : own.length;
      expect(told.likelyError).toBeCloseTo(1.96 * 2 * Math.sqrt(publicationAreas), 9);
    }
    expect(sum(clients.teams.map(({ value }) => value)) + clients.unassigned!).toBe(clients.placedTotal);
    expect(clients.total).toBe((await clientsOf(manager)).total);
    expect(clients.period).toBe("2025");
  });

  it("tells a team its own sum beside its share by the mean, and no other team's", async () => {
    const own = await read<PlanBalance>(team, `${base}/plans/${plan.id}/balance`);
    const all = await read<PlanBalance>(manager, `${base}/plans/${plan.id}/balance`);
    const clientsIn = (balance: PlanBalance) =>
      balance.measures.find(({ measureKey }) => measureKey === "clients-all")!;
    expect(clientsIn(own).teams).toHaveLength(1);
    const [mine] = clientsIn(own).teams;
    const [same] = clientsIn(all).teams;
    expect(mine!.teamId).toBe(ids.teams[0]);
    expect(mine!.value).toBe(same!.value);
    expect(mine!.target).toBeCloseTo(same!.target, 9);
    const { total, placedTotal, unplacedTotal, unassigned } = clientsIn(own);
    expect([total, placedTotal, unplacedTotal, unassigned]).toEqual([null, null, null, null]);
  });

  it("tells a team nothing of a proposed plan that would give it other areas", async () => {
    const made = await planner
      .send("post", `${base}/plans`)
      .send({ name: "Större", from: { kind: "plan", planId: plan.id } });
    let larger = made.body as Plan;
    const path = `${base}/plans/${larger.id}`;
    const teamIndexes = adoptedTeams.map((own, area) => (area === 12 ? 0 : own));
    larger = await change(`${path}/assignment`, larger.version, { teamIndexes }, "put");
    await change(path, larger.version, { status: "proposed", acceptsFaults: true }, "patch");
    const balance = await read<PlanBalance>(team, `${path}/balance`);
    expect(balance.measures.every(({ teams }) => teams.length === 0)).toBe(true);
    expect(balance.teams).toHaveLength(4);
  });

  it("tells one area's protected counts to a manager, and to a team only where it is its own", async () => {
    const [inside, outside] = [ownAreas[3]!, 20];
    for (const client of [manager, team]) {
      const { measures } = await read<AreaDetail>(client, `${division}/areas/${codeOf(inside)}`);
      const clients = measures.find(({ key }) => key === "clients-all")!;
      expect(clients.quantity.value).toBe(protectedClients[inside]);
      expect([clients.rounded, clients.toldWith]).toEqual([true, []]);
    }
    expect((await read<AreaDetail>(manager, `${division}/areas/${codeOf(outside)}`)).measures).toHaveLength(2);
    expect((await read<AreaDetail>(team, `${division}/areas/${codeOf(outside)}`)).measures).toEqual([]);
  });

  it("tells administrators and log reviewers nothing", async () => {
    for (const role of ["admin", "reviewer"] as const) {
      const client = await under.as(role);
      for (const path of [
        `${division}/measures`,
        `${division}/measures/clients-all`,
        `${base}/plans/${plan.id}/balance`,
      ]) {
        expect((await client.send("get", path)).status).toBe(403);
      }
    }
  });

  it("writes planners' reading of exact counts to the log, and no others'", async () => {
    const roles = await under.testDatabase.asOwner((owner) =>
      owner.query<{ role: string }>("select distinct role from audit.events where action = 'counts.read'"),
    );
    expect(roles.rows).toEqual([{ role: "planner" }]);
  });

  it("answers others to the byte alike, ETags too, after exact numbers changed under the same protected ones", async () => {
    const paths = [
      `${division}/measures`,
      `${division}/measures/clients-all`,
      `${division}/measures/clients-all?period=2024`,
      `${division}/measures/children-0-19`,
      `${division}/areas/${codeOf(3)}`,
      `${division}/indicators`,
      `${base}/plans`,
      `${base}/plans/${plan.id}`,
      `${base}/plans/${plan.id}/balance`,
      `${base}/divisions`,
    ];
    const answers = async () => {
      const all: unknown[] = [];
      for (const client of [manager, team]) {
        for (const path of paths) {
          const { status, text, headers } = await client.send("get", path);
          all.push([path, status, text, headers.etag, headers["content-length"]]);
        }
      }
      return all;
    };
    const before = await answers();
    const exactBefore = (await clientsOf(planner)).values;
    const others = areas.map((area) => {
      const told = protectedClients[area];
      if (area === suppressedArea || area === neighbour) return exactClients;
      const offset = roundingOffset(testKeyedHash, subjectOf(area));
      return [0, 1, 2, 4, 5, 6, 7, 8].find((count) => roundByOffset(count, offset) === told) ?? exactClients;
    });
    expect(others.filter((count) => count !== exactClients).length).toBeGreaterThan(areaCount / 2);
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        `update exact.client_counts set clients = other.clients from unnest($2::text[], $3::integer[]) as other (code, clients)
         where municipality_code = $1 and area_code = other.code`,
        [gridMunicipality, areas.map(codeOf), others],
      ),
    );
    const person = await programPerson(under.testDatabase.database, gridMunicipality);
    await under.testDatabase.database.transaction(person, (transaction) =>
      protectDivision(transaction, testKeyedHash, gridMunicipality, ids.division, ["population", "clients"]),
    );
    expect((await clientsOf(planner)).values).not.toEqual(exactBefore);
    expect(await answers()).toEqual(before);
  });
});
