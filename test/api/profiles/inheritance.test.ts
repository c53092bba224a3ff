// What a team's profile inherits when boundaries change, on both databases: shares by told children, nobody else's areas, nothing lost.
import { beforeAll, expect, it } from "vitest";
import type { Plan } from "../../../api/contract/plans.ts";
import { type ProfileInheritance, ProfileKey } from "../../../api/contract/profiles.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { areaCount, childrenOf, codeOf, gridMunicipality, ids } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const [teamA, teamB, teamC] = ids.teams;
/** Two rows for each of three teams. */
const rows = Array.from({ length: areaCount }, (_, areaIndex) => Math.floor(areaIndex / 12));
/** Team A keeps its first row and takes the third, which was B's; C is gone and its areas are B's. */
const redrawn = rows.map((team, areaIndex) => {
  const row = Math.floor(areaIndex / 6);
  if (row === 1) return 1;
  if (row === 2) return 0;
  return team === 2 ? 1 : team;
});
const childrenIn = (areas: readonly number[]) => areas.reduce((sum, areaIndex) => sum + childrenOf(areaIndex), 0);
const areasOf = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

forEachDatabase("what profiles inherit", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;
  let before: Plan;
  let after: Plan;

  async function adopt(name: string, teamIds: readonly string[], teamIndexes: readonly number[], day: string) {
    const { body: draft } = await planner
      .send("post", `${base}/plans`)
      .send({ name, from: { kind: "empty", divisionId: ids.division, teamIds } });
    const step = async (method: "put" | "patch", path: string, plan: Plan, body: object): Promise<Plan> => {
      const sent = planner.send(method, `${base}/plans/${plan.id}${path}`).set("If-Match", `"${plan.version}"`);
      return (await sent.send(body).expect(200)).body;
    };
    const drawn = await step("put", "/assignment", draft, { teamIndexes });
    const proposed = await step("patch", "", drawn, { status: "proposed", acceptsFaults: true });
    return step("patch", "", proposed, { status: "adopted", adoptedFrom: day });
  }
  const inheritance = async (client: Client, plan: Plan, query = ""): Promise<ProfileInheritance> =>
    (await client.send("get", `${base}/plans/${plan.id}/inheritance${query}`).expect(200)).body;

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
    before = await adopt("Före", ids.teams.slice(0, 3), rows, "2024-01-01");
    after = await adopt("Efter", ids.teams.slice(0, 2), redrawn, "2025-01-01");
  }, 120_000);

  it("has nothing to inherit in the first plan", async () => {
    expect(await inheritance(planner, before)).toEqual({
      planId: before.id,
      earlier: null,
      measure: null,
      teams: [],
      withoutHeir: [],
    });
  });

  it("tells each earlier team with the share of the children that it speaks for", async () => {
    const told = await inheritance(await under.as("manager"), after);
    expect(told.earlier).toMatchObject({ planId: before.id, sameDivision: true, adoptedFrom: "2024-01-01" });
    const [a, b] = told.teams;
    const [first, third] = [areasOf(0, 6), areasOf(12, 6)];
    const children = childrenIn([...first, ...third]);
    expect(a).toMatchObject({ teamId: teamA, areaCount: 12, children, profileKey: `team.${after.id}.${teamA}` });
    expect(a!.inherits).toEqual([
      {
        teamId: teamB,
        letter: "B",
        name: "Team 2",
        profileKey: `team.${before.id}.${teamB}`,
        areaCodes: third.map(codeOf),
        children: childrenIn(third),
        uncertainty: 0,
        share: childrenIn(third) / children,
      },
      expect.objectContaining({ teamId: teamA, share: childrenIn(first) / children, areaCodes: first.map(codeOf) }),
    ]);
    // One of B's areas is not told by its source: no share is made up for what it is part of.
    expect(b!.children).toBeNull();
    expect(b!.inherits.map(({ teamId, share }) => [teamId, share])).toEqual([
      [teamC, null],
      [teamA, null],
      [teamB, null],
    ]);
    expect(told.withoutHeir).toEqual([]);
    const all = told.teams.flatMap(({ inherits }) => inherits.flatMap(({ areaCodes }) => areaCodes));
    expect(all.sort()).toEqual(areasOf(0, areaCount).map(codeOf));
  });

  it("tells a team of its own alone, and the same numbers", async () => {
    const told = await inheritance(await under.as("team"), after);
    const byManager = await inheritance(await under.as("manager"), after);
    expect(told.teams).toEqual([byManager.teams[0]]);
  });

  it("names a team whose areas nobody took over, and compares with any plan that was adopted", async () => {
    const { body: plan } = await planner.send("post", `${base}/plans`).send({
      name: "Bara A",
      from: { kind: "empty", divisionId: ids.division, teamIds: [teamA] },
    });
    const drawn = await planner
      .send("put", `${base}/plans/${plan.id}/assignment`)
      .set("If-Match", `"${plan.version}"`)
      .send({ teamIndexes: rows.map((team) => (team === 0 ? 0 : -1)) });
    const told = await inheritance(planner, drawn.body, `?earlierPlanId=${before.id}`);
    expect(told.withoutHeir.map(({ teamId }) => teamId)).toEqual([teamB, teamC]);
    await planner.send("get", `${base}/plans/${before.id}/inheritance?earlierPlanId=${plan.id}`).expect(404);
    await planner.send("get", `${base}/plans/${before.id}/inheritance?earlierPlanId=${ids.absent}`).expect(404);
  });

  it("says in the database which profiles a team keeps and which it may read", async () => {
    const keys = [
      `team.${after.id}.${teamA}`,
      `team.${before.id}.${teamA}`,
      `team.${before.id}.${teamB}`,
      `team.${before.id}.${teamC}`,
      `area.${ids.division}.0101`,
      `area.${ids.division}.01`,
      `area.${ids.division}.0201`,
      `area.${ids.division}.9`,
      `team.${ids.absent}.${teamA}`,
      "annat",
    ];
    const identity = { municipalityCode: gridMunicipality, userId: ids.absent, teamIds: [teamA!] } as const;
    const answers = await under.testDatabase.database.transaction(
      { kind: "person", role: "team", ...identity },
      (transaction) =>
        transaction.many<{ key: string; own: boolean; inherits: boolean }>(
          `select key, planning.is_own_profile(key) as own, planning.inherits_profile(key) as inherits
           from unnest($1::text[]) with ordinality as asked (key, position) order by position`,
          [keys],
        ),
    );
    expect(keys.map((key) => ProfileKey.safeParse(key).success)).toEqual(keys.map((key) => key !== "annat"));
    expect(answers.filter(({ own }) => own).map(({ key }) => key)).toEqual([keys[0], keys[1], keys[4], keys[5]]);
    expect(answers.filter(({ inherits }) => inherits).map(({ key }) => key)).toEqual([keys[0], keys[1], keys[2]]);
  });
});
