// The rules that judge a plan, on both databases: chosen, undone, kept by copies and runs, the same wherever it is judged, and the planners' own.
import { beforeAll, expect, it } from "vitest";
import type { PlanRules } from "../../api/contract/explanations.ts";
import type { PlanHistory } from "../../api/contract/plan-life.ts";
import type { Plan, PlanBalance, PlanSummary } from "../../api/contract/plans.ts";
import type { DecisionRecord } from "../../api/contract/record.ts";
import type { RuleSet } from "../../api/contract/rules.ts";
import type { Run } from "../../api/contract/runs.ts";
import { readSchemaFiles } from "../../api/db/schema-files.ts";
import type { Bundle } from "../../api/record/bundle.ts";
import { verifyBundle } from "../../api/record/verify-bundle.ts";
import { forEachDatabase } from "../support/databases.ts";
import { areaCount, codeOf, gridMunicipality, ids, otherMunicipality } from "./support/seeded-municipality.ts";
import { type Client, type Method, type ServiceUnderTest, startService } from "./support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const [teamA, teamB, teamC] = ids.teams;
const teamIds = ids.teams.slice(0, 3);
/** Two rows of squares to each of three teams. */
const rows = Array.from({ length: areaCount }, (_, areaIndex) => Math.floor(areaIndex / 12));
const teams = teamIds.map((teamId) => ({ teamId, investigationPositions: 1, firstLinePositions: 1 }));
const byHand = {
  balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.07, toleranceNumber: 90_000 }],
  targets: "shares",
  shares: [
    { teamId: teamA, share: 1 },
    { teamId: teamB, share: 1 },
    { teamId: teamC, share: 2 },
  ],
  locks: [{ areaCode: codeOf(0), teamId: teamA, reason: "Familjecentralen" }],
};

forEachDatabase("the rules that judge a plan", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;
  let byHandSet: RuleSet;
  let equalSet: RuleSet;

  async function send<Body>(
    method: Method,
    path: string,
    status: number,
    body?: object,
    version?: number,
  ): Promise<Body> {
    const request = planner.send(method, `${base}/${path}`);
    if (version !== undefined) request.set("If-Match", `"${version}"`);
    const answer = await request.send(body);
    expect(answer.status, answer.text).toBe(status);
    return answer.body as Body;
  }
  const save = (name: string, rules: object, ofTeams: object[] = teams) =>
    send<RuleSet>("post", "rule-sets", 201, { divisionId: ids.division, name, teams: ofTeams, rules });
  const choose = (plan: Plan, judge: object, status = 200) =>
    send<Plan>("put", `plans/${plan.id}/rules`, status, judge, plan.version);
  const putForward = (plan: Plan) =>
    send<Plan>("patch", `plans/${plan.id}`, 200, { status: "proposed", acceptsFaults: true }, plan.version);
  const of = ({ id, version }: RuleSet) => ({ kind: "rule-set", id, version });
  const sharesOf = (plan: Plan) => plan.teams.map(({ targetShare }) => targetShare);
  async function draft(): Promise<Plan> {
    const from = { kind: "empty", divisionId: ids.division, teamIds };
    const plan = await send<Plan>("post", "plans", 201, { name: "Ritat", from });
    return send<Plan>("put", `plans/${plan.id}/assignment`, 200, { teamIndexes: rows }, plan.version);
  }
  const children = async (client: Client, plan: Plan) => {
    const answer = await client.send("get", `${base}/plans/${plan.id}/balance`);
    expect(answer.status, answer.text).toBe(200);
    return (answer.body as PlanBalance).measures.find(({ measureKey }) => measureKey === "children-0-19")!;
  };
  const targetsTold = async (client: Client, plan: Plan) => {
    const { teams: told, placedTotal } = await children(client, plan);
    return told.map(({ target }) => target / placedTotal!);
  };

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
    byHandSet = await save("För hand", byHand);
    equalSet = await save("Lika", { ...byHand, targets: "equal", shares: [], locks: [] });
  }, 120_000);

  it("are the positions and the usual tolerance until a planner chooses others, also where others are saved", async () => {
    const plan = await draft();
    expect(plan.judgedBy).toEqual({ kind: "usual", ruleSet: null });
    const positions = plan.teams.map((team) => team.investigationPositions + team.firstLinePositions);
    const sum = positions.reduce((total, own) => total + own, 0);
    expect(sharesOf(plan)).toEqual(positions.map((own) => own / sum));
    const rules = await send<PlanRules>("get", `plans/${plan.id}/rules`, 200);
    expect(rules.judgedBy.kind).toBe("usual");
    expect(rules.rules.balancedMeasures).toMatchObject([{ toleranceFraction: 0.01, toleranceNumber: null }]);
    expect(plan.tolerances).toEqual([]);
  });

  it("judge the plan by the same shares in its balance, its explanation, its record and its proof", async () => {
    const chosen = await choose(await draft(), of(byHandSet));
    const ruleSet = { id: byHandSet.id, version: 1, name: "För hand" };
    expect(chosen).toMatchObject({ judgedBy: { kind: "rule-set", ruleSet }, teamIndexes: rows, revision: 3 });
    expect(sharesOf(chosen)).toEqual([0.25, 0.25, 0.5]);
    expect(await targetsTold(planner, chosen)).toEqual([0.25, 0.25, 0.5]);
    const rules = await send<PlanRules>("get", `plans/${chosen.id}/rules`, 200);
    expect(rules).toMatchObject({ judgedBy: { kind: "rule-set", ruleSet }, rules: byHand });
    const explained = await send<{ rulesFrom: { sv: string } }>("get", `plans/${chosen.id}/explanation`, 200);
    expect(explained.rulesFrom.sv).toContain("För hand, version 1");
    const record = await send<DecisionRecord>("get", `plans/${chosen.id}/record`, 200);
    const text = JSON.stringify(record.sections);
    expect(text).toContain("Målen är satta för hand: A 25,0\u00a0%, B 25,0\u00a0%, C 50,0\u00a0%.");
    expect(text).toContain("Familjecentralen");
    expect(text).not.toContain("Inga villkor");
    const answer = await planner.send("get", `${base}/plans/${chosen.id}/bundle`).buffer(true);
    const bundle = JSON.parse(answer.text) as Bundle;
    expect(await verifyBundle(answer.text, () => undefined)).toEqual({
      ...{ difference: null, run: "none", bound: "recounted" },
    });
    const placeOf = async (change: (changed: Bundle) => unknown) => {
      const changed = structuredClone(bundle);
      change(changed);
      return (await verifyBundle(JSON.stringify(changed), () => undefined)).difference?.place;
    };
    expect(await placeOf(({ plan }) => (plan.targets.shares[0]!.share = 3))).toBe("plan.teams.0");
    expect(await placeOf(({ plan }) => (plan.teams[1]!.targetShare = 0.3))).toBe("plan.targetShare.1");
    expect(await placeOf(({ judgedBy }) => (judgedBy.rules!.locks = []))).toBe("judgedBy.rules");
    expect(await placeOf(({ judgedBy }) => (judgedBy.rules!.targets = "equal"))).toBe("judgedBy.rules.targets");
    expect(await placeOf(({ judgedBy }) => (judgedBy.ruleSet!.name = "Andra"))).toBe("judgedBy");
  });

  it("are a file's targets to the bit, in balance, record and proof, and can be the file's again after others", async () => {
    // Shares that add up to a little less than one: divided by their sum they would be others.
    const shares = [0.1, 0.2, 0.7];
    const drawn = await draft();
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        `insert into planning.plan_revisions (municipality_code, plan_id, revision, team_indexes, judged_by, target_shares)
         values ($1, $2, 3, $3::smallint[], 'file', $4)`,
        [gridMunicipality, drawn.id, rows, shares],
      ),
    );
    const read = await send<Plan>("get", `plans/${drawn.id}`, 200);
    expect(read.judgedBy).toEqual({ kind: "file", ruleSet: null });
    expect(sharesOf(read)).toEqual(shares);
    const { rules, sentence } = await send<PlanRules>("get", `plans/${read.id}/rules`, 200);
    expect(rules).toMatchObject({ targets: "shares", balancedMeasures: [{ toleranceFraction: 0.01 }] });
    expect(rules.shares.map(({ share }) => share)).toEqual(shares);
    expect(sentence.sv).toContain("målen i filen som det lästes in från");
    const text = JSON.stringify((await send<DecisionRecord>("get", `plans/${read.id}/record`, 200)).sections);
    expect(text).toContain("i filen som det lästes in från (A 10,0\u00a0%, B 20,0\u00a0%, C 70,0\u00a0%)");
    const { text: bundle } = await planner.send("get", `${base}/plans/${read.id}/bundle`).buffer(true);
    expect((JSON.parse(bundle) as Bundle).plan.targets.targets).toBe("told");
    expect((await verifyBundle(bundle, () => undefined)).difference).toBeNull();
    const changed = bundle.replaceAll('"share": 0.7', '"share": 0.8');
    expect((await verifyBundle(changed, () => undefined)).difference).not.toBeNull();
    const copy = await send<Plan>("post", "plans", 201, { name: "Kopia", from: { kind: "plan", planId: read.id } });
    expect(sharesOf(copy)).toEqual(shares);
    const other = await choose(read, of(equalSet));
    expect(sharesOf(other)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    const again = await choose(other, { kind: "file" });
    expect([again.judgedBy!.kind, sharesOf(again)]).toEqual(["file", shares]);
    await choose(await draft(), { kind: "file" }, 422);
  });

  it("stay with what is drawn, go with a copy, come back with a revision, and are told in the history", async () => {
    const chosen = await choose(await draft(), of(byHandSet));
    const teamIndexes = rows.map((team, area) => (area === 12 ? 0 : team));
    const drawn = await send<Plan>("put", `plans/${chosen.id}/assignment`, 200, { teamIndexes }, chosen.version);
    expect(drawn.judgedBy).toEqual(chosen.judgedBy);
    const copyFrom = (more: object) =>
      send<Plan>("post", "plans", 201, { name: "Kopia", from: { kind: "plan", planId: drawn.id, ...more } });
    for (const more of [{}, { teamIndexes: rows }, { revision: 3 }]) {
      const copy = await copyFrom(more);
      expect(copy.judgedBy).toEqual(chosen.judgedBy);
      expect(sharesOf(copy)).toEqual([0.25, 0.25, 0.5]);
    }
    expect((await copyFrom({ revision: 2 })).judgedBy!.kind).toBe("usual");
    const other = await choose(drawn, of(equalSet));
    expect(sharesOf(other)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    const { revisions } = await send<PlanHistory>("get", `plans/${other.id}/revisions`, 200);
    expect(revisions.map(({ rulesChosen, judgedBy }) => [rulesChosen, judgedBy.ruleSet?.name ?? null])).toEqual([
      [true, "Lika"],
      [false, "För hand"],
      [true, "För hand"],
      [false, null],
      [false, null],
    ]);
    const restored = await send<Plan>("post", `plans/${other.id}/revisions/3/restore`, 200, undefined, other.version);
    expect(restored).toMatchObject({ judgedBy: chosen.judgedBy, teamIndexes: rows });
    expect(sharesOf(restored)).toEqual([0.25, 0.25, 0.5]);
    const listed = await send<{ plans: PlanSummary[] }>("get", "plans", 200);
    expect(listed.plans.find(({ id }) => id === restored.id)!.judgedBy).toEqual(chosen.judgedBy);
    expect((await choose(restored, { kind: "usual" })).judgedBy!.kind).toBe("usual");
  });

  it("are the run's in what a run made, and can be the run's again after others", async () => {
    const order = { divisionId: ids.division, teams, rules: { ...byHand, locks: [] }, stepLimit: 2_000 };
    const { id: runId } = await send<Run>("post", "runs", 202, order);
    await under.service.runs.ended(runId);
    const made = await send<Plan>("post", "plans", 201, { name: "Ur körning", from: { kind: "run", runId } });
    expect(made.judgedBy).toEqual({ kind: "run", ruleSet: null });
    expect(sharesOf(made)).toEqual([0.25, 0.25, 0.5]);
    const { largestDeviationFraction } = await children(planner, made);
    const run = await send<Run>("get", `runs/${runId}`, 200);
    expect(largestDeviationFraction).toBeCloseTo(run.scores!.largestDeviationFractions[0]!, 12);
    const other = await choose(made, of(equalSet));
    expect(sharesOf(await choose(other, { kind: "run" }))).toEqual([0.25, 0.25, 0.5]);
    const teamIndexes = made.teamIndexes.map((team, area) => (area === 0 ? (team + 1) % 3 : team));
    const from = { kind: "plan", planId: made.id, teamIndexes };
    const copy = await send<Plan>("post", "plans", 201, { name: "Kopia", from });
    expect(copy).toMatchObject({ runId, judgedBy: { kind: "run" } });
    const record = JSON.stringify(await send<DecisionRecord>("get", `plans/${copy.id}/record`, 200));
    expect(record).toContain("Efter körningen har 1\u00a0område flyttats för hand");
    expect(record).toContain("men inte det som har flyttats för hand efteråt");
  });

  it("are asked about before a plan that breaks them is put forward, without counts, and its record says who accepted it", async () => {
    const set = await save("Mycket att bryta", {
      balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.0001 }],
      locks: [{ areaCode: codeOf(0), teamId: teamB, reason: "" }],
      keepTogether: [{ name: "", areaCodes: [codeOf(1), codeOf(30)], reason: "" }],
    });
    const plan = await choose(await draft(), of(set));
    const asked = await send<{ code: string; violations: { message: string }[] }>(
      ...(["patch", `plans/${plan.id}`, 409, { status: "proposed" }, plan.version] as const),
    );
    expect(asked.code).toBe("plan.falls-apart");
    expect(asked.violations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Utanför toleransen i barn 0–19 år: team [A-C, ]+\.$/),
      expect.stringContaining("Låst till ett annat team"),
      expect.stringContaining("ska hållas ihop"),
    ]);
    const published = await putForward(plan);
    expect(published.acceptedFaults).toMatchObject({
      ...{ apart: [], unassignedCount: 0, brokenRules: ["balance", "locks", "keepTogether"] },
    });
    const record = JSON.stringify(await send<DecisionRecord>("get", `plans/${plan.id}/record`, 200));
    expect(record).toMatch(
      /Att förslaget bryter mot sina villkor \(toleransen, låsta områden och områden som ska hållas ihop\) godtogs av planner/,
    );
    const keeps = await choose(
      await draft(),
      of(
        await save("Inget att bryta", {
          ...byHand,
          targets: "equal",
          shares: [],
          balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 1 }],
        }),
      ),
    );
    const whole = await send<Plan>("patch", `plans/${keeps.id}`, 200, { status: "proposed" }, keeps.version);
    expect(whole.acceptedFaults).toBeNull();
  });

  it("tell others the shares and tolerances alone, and judge the protected numbers by them", async () => {
    const chosen = await choose(await draft(), of(byHandSet));
    const published = await putForward(chosen);
    const manager = await under.as("manager");
    const told = await manager.send("get", `${base}/plans/${published.id}`);
    expect(sharesOf(told.body)).toEqual([0.25, 0.25, 0.5]);
    expect(await targetsTold(manager, published)).toEqual([0.25, 0.25, 0.5]);
    expect(chosen.tolerances).toEqual(byHand.balancedMeasures);
    const team = await under.as("team");
    for (const other of [manager, team]) {
      const { body } = await other.send("get", `${base}/plans/${published.id}`);
      expect((body as Plan).tolerances).toEqual(byHand.balancedMeasures);
    }
    expect(JSON.stringify([told.body, (await manager.send("get", `${base}/plans`)).body])).not.toMatch(
      /judgedBy|runSolution|För hand|Familjecentralen/,
    );
    for (const role of ["manager", "team", "admin", "reviewer"] as const) {
      const client = await under.as(role);
      expect((await client.send("get", `${base}/plans/${published.id}/rules`)).status, role).toBe(403);
      const refused = client
        .send("put", `${base}/plans/${published.id}/rules`)
        .set("If-Match", `"${published.version}"`);
      expect((await refused.send({ kind: "usual" })).status, role).toBe(403);
    }
  });

  it("are not chosen over another planner's change, for other teams, once put forward, twice once adopted, or by another's id", async () => {
    const plan = await draft();
    await choose(plan, of(byHandSet));
    await choose(plan, of(equalSet), 412);
    const fresh = await draft();
    const fewer = await save("Färre", { balancedMeasures: byHand.balancedMeasures }, teams.slice(0, 2));
    expect(await choose(fresh, of(fewer), 409)).toMatchObject({ code: "plan.rules-of-other-teams" });
    await choose(fresh, { kind: "rule-set", id: ids.absent, version: 1 }, 422);
    await choose(fresh, { kind: "rule-set", id: byHandSet.id, version: 9 }, 422);
    await choose(fresh, { kind: "run" }, 422);
    const elsewhere = planner.send("put", `/api/${otherMunicipality}/plans/${fresh.id}/rules`);
    expect((await elsewhere.set("If-Match", `"${fresh.version}"`).send({ kind: "usual" })).status).toBe(404);
    const proposed = await send<Plan>("patch", `plans/${fresh.id}`, 200, { status: "proposed" }, fresh.version);
    expect(await choose(proposed, of(equalSet), 409)).toMatchObject({ code: "plan.rules-proposed" });
    const adoption = { status: "adopted", adoptedFrom: "2026-01-01" };
    const adopted = await send<Plan>("patch", `plans/${fresh.id}`, 200, adoption, proposed.version);
    expect(await choose(adopted, { kind: "usual" }, 409)).toMatchObject({ code: "plan.rules-decided" });
    const ruled = await choose(adopted, of(equalSet));
    expect(ruled, "its first").toMatchObject({ status: "adopted", judgedBy: { kind: "rule-set" }, teamIndexes: rows });
    expect(await choose(ruled, of(byHandSet), 409)).toMatchObject({ code: "plan.rules-decided" });
    const ended = await send<Plan>("patch", `plans/${fresh.id}`, 200, { status: "superseded" }, ruled.version);
    expect(await choose(ended, { kind: "usual" }, 409)).toMatchObject({ code: "plan.rules-decided" });
  });

  it("are judged by once more when the plan is adopted, and said not to be judged where what they speak of is gone", async () => {
    const baseline = await draft();
    const set = await save("Från ett utkast", {
      balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 1 }],
      baselinePlanId: baseline.id,
    });
    const chosen = await choose(await draft(), of(set));
    const proposed = await send<Plan>("patch", `plans/${chosen.id}`, 200, { status: "proposed" }, chosen.version);
    await send("delete", `plans/${baseline.id}`, 204, undefined, baseline.version);
    const adoption = { status: "adopted", adoptedFrom: "2026-03-01" };
    const asked = await send<{ code: string; violations: { message: string }[] }>(
      ...(["patch", `plans/${proposed.id}`, 409, adoption, proposed.version] as const),
    );
    expect(asked.code).toBe("plan.falls-apart");
    expect(asked.violations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Det går inte att säga om förslaget håller sina villkor/),
    ]);
    const accepted = { ...adoption, acceptsFaults: true };
    const adopted = await send<Plan>("patch", `plans/${proposed.id}`, 200, accepted, proposed.version);
    expect(adopted.acceptedFaults).toMatchObject({ apart: [], unassignedCount: 0, brokenRules: ["unjudged"] });
    const record = JSON.stringify(await send<DecisionRecord>("get", `plans/${adopted.id}/record`, 200));
    expect(record).toMatch(/Att förslaget inte kan prövas mot sina villkor godtogs av planner/);
  });
});

forEachDatabase("plans from before they carried rules", (open) => {
  it("are judged by the run that they came from, with its shares, and know which of its plans they began as", async () => {
    const step = readSchemaFiles().steps.find(({ name }) => name === "0018_plan_rules")!;
    const opened = await open();
    const found = await opened.asOwner(async (owner) => {
      await owner.script(`
        drop view planning.plan_rules;
        alter table planning.plan_revisions drop column judged_by cascade, drop column rule_set_id cascade,
          drop column rule_set_version cascade, drop column target_shares;
        alter table planning.plans drop column run_solution, drop column accepted_faults cascade,
          drop column accepted_by, drop column accepted_at cascade;
        insert into geography.municipalities (code, name) values ('9998', 'Rutköping');
        insert into geography.divisions (municipality_code, id, key, name, kind, edition, source, source_epsg, content_hash)
          values ('9998', '${ids.division}', 'rutor', 'Rutor', 'nyko', '2026', 'test', 3006, 'x');
        insert into planning.teams (municipality_code, id, letter, name, colour_index) values
          ('9998', '${teamA}', 'A', 'Ett', 0), ('9998', '${teamB}', 'B', 'Två', 1);`);
      const run = async (targets: string, shares: object[]) => {
        const rules = JSON.stringify({ rules: { targets, shares } });
        const { rows: made } = await owner.query<{ id: string }>(
          `insert into jobs.runs (municipality_code, division_id, status, rules, team_ids, problem, problem_hash, seed,
             engine_version, team_indexes) values ('9998', $1, 'finished', $2::jsonb, $3::uuid[], '\\x00', 'x', 1, 'x', '{0,0}')
           returning id`,
          [ids.division, rules, [teamA, teamB]],
        );
        return made[0]!.id;
      };
      const shares = [
        { teamId: teamB, share: 3 },
        { teamId: teamA, share: 1 },
      ];
      const runs = {
        Andelar: await run("shares", shares),
        Lika: await run("equal", []),
        Tjänster: await run("positions", []),
        Ritat: null,
      };
      await owner.query(
        `insert into jobs.run_solutions (municipality_code, run_id, solution, team_indexes, scores)
         values ('9998', $1, 0, '{1,1}', '{}'), ('9998', $1, 1, '{0,1}', '{}')`,
        [runs.Andelar],
      );
      for (const [name, runId] of Object.entries(runs)) {
        const { rows: plans } = await owner.query<{ id: string }>(
          "insert into planning.plans (municipality_code, division_id, name, run_id) values ('9998', $1, $2, $3) returning id",
          [ids.division, name, runId],
        );
        const planId = plans[0]!.id;
        await owner.query(
          `insert into planning.plan_teams (municipality_code, plan_id, team_index, team_id, investigation_positions,
             first_line_positions) values ('9998', $1, 0, $2, 1, 1), ('9998', $1, 1, $3, 1, 1)`,
          [planId, teamA, teamB],
        );
        await owner.query(
          `insert into planning.plan_revisions (municipality_code, plan_id, revision, team_indexes)
           values ('9998', $1, 1, '{0,1}'), ('9998', $1, 2, '{0,0}')`,
          [planId],
        );
      }
      await owner.script(step.text);
      const { rows: told } = await owner.query(
        `select name, run_solution as solution, judged_by as judge, target_shares as shares
         from planning.plans join planning.plan_revisions on plan_id = id where revision = 2 order by name`,
      );
      return told;
    });
    expect(found).toEqual([
      { name: "Andelar", solution: 1, judge: "run", shares: [0.25, 0.75] },
      { name: "Lika", solution: null, judge: "run", shares: [0.5, 0.5] },
      { name: "Ritat", solution: null, judge: "usual", shares: null },
      { name: "Tjänster", solution: null, judge: "run", shares: null },
    ]);
  }, 120_000);
});
