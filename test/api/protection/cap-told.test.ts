// Numbers at the cap through the service: told as least numbers in areas, facts and sums, and alike however far above the cap the exact ones are.
import { beforeAll, expect, it } from "vitest";
import type { AreaDetail } from "../../../api/contract/divisions.ts";
import type { Plan, PlanBalance } from "../../../api/contract/plans.ts";
import type { AreaValues } from "../../../api/contract/statistics.ts";
import { programPerson } from "../../../api/program-person.ts";
import { protectDivision } from "../../../api/protection/protect-division.ts";
import { largestProtectedCount, roundingOffset } from "../../../engine/disclosure/keyed-rounding.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";
import { areaCount, childrenOf, codeOf, gridMunicipality, ids } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const division = `${base}/divisions/${ids.division}`;
const areas = Array.from({ length: areaCount }, (_, areaIndex) => areaIndex);
/** Far above the cap, and just so large that rounding alone gives the cap: both in the first team. */
const [above, exactlyAt] = [3, 5];
/** Of children 0–17, that is nine tenths of those told for 0–19. */
const capOf = (areaIndex: number) => largestProtectedCount(0.9 * childrenOf(areaIndex));
const offsetOf = (areaIndex: number) =>
  roundingOffset(testKeyedHash, {
    family: "klienter",
    division: `${gridMunicipality}/rutor`,
    area: codeOf(areaIndex),
    measure: "total",
  });
/** Team 0 has the upper two rows, the others share the rest. */
const adoptedTeams = areas.map((areaIndex) => Math.min(3, Math.floor(areaIndex / 12)));

forEachDatabase("numbers at the cap", (open) => {
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
  const count = async (clients: Readonly<Record<number, number>>) => {
    const changed = Object.keys(clients).map(Number);
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        `update exact.client_counts set clients = other.clients from unnest($2::text[], $3::integer[]) as other (code, clients)
         where municipality_code = $1 and area_code = other.code`,
        [gridMunicipality, changed.map(codeOf), changed.map((area) => clients[area]!)],
      ),
    );
    const person = await programPerson(under.testDatabase.database, gridMunicipality);
    await under.testDatabase.database.transaction(person, (transaction) =>
      protectDivision(transaction, testKeyedHash, gridMunicipality, ids.division, ["population", "clients"]),
    );
  };

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
    manager = await under.as("manager");
    team = await under.as("team");
    await count({ [above]: 3900, [exactlyAt]: capOf(exactlyAt) - offsetOf(exactlyAt) });
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams };
    const made = await planner.send("post", `${base}/plans`).send({ name: "Indelning", from });
    plan = made.body as Plan;
    const path = `${base}/plans/${plan.id}`;
    for (const [target, method, body] of [
      [`${path}/assignment`, "put", { teamIndexes: adoptedTeams }],
      [path, "patch", { status: "proposed", acceptsFaults: true }],
      [path, "patch", { status: "adopted", adoptedFrom: "2026-01-01" }],
    ] as const) {
      const answer = await planner.send(method, target).set("If-Match", `"${plan.version}"`).send(body);
      expect(answer.status, answer.text).toBe(200);
      plan = answer.body as Plan;
    }
  }, 120_000);

  it("are the cap, and marked, whether the exact one is above it or not", async () => {
    for (const client of [manager, team]) {
      const told = await read<AreaValues>(client, `${division}/measures/clients-all`);
      expect([told.values[above], told.values[exactlyAt]]).toEqual([capOf(above), capOf(exactlyAt)]);
      expect(told.protection!.atCap).toEqual(areas.map((area) => area === above || area === exactlyAt));
      expect([told.protection!.cappedInMean, told.protection!.unplacedAtCap]).toEqual([2, false]);
      const { measures } = await read<AreaDetail>(client, `${division}/areas/${codeOf(above)}`);
      const marks = measures.map(({ key, atCap, meanAtLeast }) => [key, atCap, meanAtLeast]);
      expect(marks).toEqual([
        ["children-0-19", false, false],
        ["clients-all", true, true],
      ]);
    }
    const exact = await read<AreaDetail>(planner, `${division}/areas/${codeOf(above)}`);
    expect(exact.measures.some(({ atCap, meanAtLeast }) => atCap || meanAtLeast)).toBe(false);
  });

  it("make the sums that they are in least sums, and the targets of the other teams", async () => {
    const balance = await read<PlanBalance>(manager, `${base}/plans/${plan.id}/balance`);
    const clients = balance.measures.find(({ measureKey }) => measureKey === "clients-all")!;
    expect(clients.teams.map(({ atLeast }) => atLeast)).toEqual(
      [true, false, false].concat(plan.teams.slice(3).map(() => false)),
    );
    expect(clients.teams.map(({ targetAtLeast }) => targetAtLeast)).toEqual(plan.teams.map((_, index) => index > 0));
    expect([clients.unassignedAtLeast, clients.unplacedAtLeast]).toEqual([false, false]);
    const children = balance.measures.find(({ measureKey }) => measureKey === "children-0-19")!;
    expect(children.teams.some(({ atLeast, targetAtLeast }) => atLeast || targetAtLeast)).toBe(false);
    const own = await read<PlanBalance>(team, `${base}/plans/${plan.id}/balance`);
    const [mine] = own.measures.find(({ measureKey }) => measureKey === "clients-all")!.teams;
    expect([mine!.atLeast, mine!.targetAtLeast]).toEqual([true, false]);
  });

  it("give answers alike to the byte however far above the cap the exact numbers are", async () => {
    const answers = async () => {
      const all: unknown[] = [];
      for (const client of [manager, team]) {
        for (const path of [
          `${division}/measures`,
          `${division}/measures/clients-all`,
          `${division}/areas/${codeOf(above)}`,
          `${base}/plans/${plan.id}/balance`,
        ]) {
          const { status, text, headers } = await client.send("get", path);
          all.push([path, status, text, headers.etag]);
        }
      }
      return all;
    };
    const before = await answers();
    await count({ [above]: capOf(above) - offsetOf(above), [exactlyAt]: 4000 });
    expect(await answers()).toEqual(before);
    await count({ [above]: capOf(above) - offsetOf(above) - 1 });
    expect(await answers()).not.toEqual(before);
  });
});
