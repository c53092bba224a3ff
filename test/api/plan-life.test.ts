// Plans through their life on both databases: adopted and superseded by date, deleted and taken back, history, two planners at once, comments.
import { beforeAll, expect, it } from "vitest";
import type { PlanComment, PlanHistory } from "../../api/contract/plan-life.ts";
import type { PlanLocks } from "../../api/contract/plan-locks.ts";
import type { Plan, PlanSummary } from "../../api/contract/plans.ts";
import { readSchemaFiles } from "../../api/db/schema-files.ts";
import { forEachDatabase } from "../support/databases.ts";
import { areaCount, childrenOf, gridMunicipality, ids, suppressedArea } from "./support/seeded-municipality.ts";
import { type Client, type Method, type ServiceUnderTest, startService } from "./support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const [teamA, teamB, teamC] = ids.teams;
/** Six rows of squares: two for each of three teams. */
const rows = Array.from({ length: areaCount }, (_, areaIndex) => Math.floor(areaIndex / 12));
const moved = (areas: readonly number[], teamIndex: number, from: readonly number[] = rows) =>
  from.map((before, areaIndex) => (areas.includes(areaIndex) ? teamIndex : before));

/** So many days from today, as the database writes dates. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

forEachDatabase("a plan through its life", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
  }, 120_000);

  async function send<Body>(
    method: Method,
    path: string,
    status: number,
    body?: object,
    version?: number,
  ): Promise<Body> {
    const request = planner.send(method, `${base}/plans${path}`);
    if (version !== undefined) request.set("If-Match", `"${version}"`);
    const answer = await request.send(body);
    expect(answer.status, answer.text).toBe(status);
    return answer.body as Body;
  }
  const assign = (plan: Plan, teamIndexes: readonly number[], more: object = {}) =>
    send<Plan>("put", `/${plan.id}/assignment`, 200, { teamIndexes, ...more }, plan.version);
  const change = (plan: Plan, body: object) => send<Plan>("patch", `/${plan.id}`, 200, body, plan.version);
  const read = (id: string) => send<Plan>("get", `/${id}`, 200);
  async function draft(name = "Utkast"): Promise<Plan> {
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams };
    return assign(await send<Plan>("post", "", 201, { name, from }), rows);
  }
  const proposed = async (name?: string) => change(await draft(name), { status: "proposed", acceptsFaults: true });
  const adopt = async (days: number) => change(await proposed(), { status: "adopted", adoptedFrom: inDays(days) });
  const statusesOf = async (...plans: Plan[]) =>
    (await Promise.all(plans.map(({ id }) => read(id)))).map(({ status, isPresent }) => [status, isPresent]);

  it("supersedes the adopted plan when another is adopted, from the day that one begins", async () => {
    const today = await adopt(-100);
    expect(today).toMatchObject({ status: "adopted", isPresent: true, supersededFrom: null });
    const next = await adopt(0);
    expect(await statusesOf(today, next)).toEqual([
      ["superseded", false],
      ["adopted", true],
    ]);
    expect(await read(today.id)).toMatchObject({ supersededFrom: inDays(0), version: today.version + 1 });
    const manager = await under.as("manager");
    const told = await manager.send("get", `${base}/plans/${today.id}`);
    expect(told.body).toMatchObject({ status: "superseded", supersededFrom: inDays(0), isPresent: false });
  });

  it("keeps today's division until the day that the adopted plan begins, also when that day is moved", async () => {
    const today = await adopt(-1);
    const coming = await adopt(30);
    expect(await statusesOf(today, coming)).toEqual([
      ["superseded", true],
      ["adopted", false],
    ]);
    const earlier = await change(coming, { adoptedFrom: inDays(0) });
    expect(earlier.isPresent).toBe(true);
    expect(await read(today.id)).toMatchObject({ isPresent: false, supersededFrom: inDays(0) });
  });

  it("gives the place back when an adopted plan is ended before it began, and not when it had begun", async () => {
    const today = await adopt(-1);
    const coming = await adopt(30);
    await change(coming, { status: "superseded" });
    expect(await statusesOf(today, coming)).toEqual([
      ["adopted", true],
      ["superseded", false],
    ]);
    const begun = await adopt(0);
    await change(begun, { status: "superseded" });
    expect(await statusesOf(today, begun)).toEqual([
      ["superseded", false],
      ["superseded", false],
    ]);
  }, 120_000);

  it("ends today's division where a third plan begins before the coming one, and follows it when that is moved or ended", async () => {
    const days = async (...plans: Plan[]) =>
      (await Promise.all(plans.map(({ id }) => read(id)))).map(({ supersededFrom }) => supersededFrom);
    const today = await adopt(-2);
    const coming = await adopt(30);
    const third = await adopt(10);
    expect(await days(today, coming, third)).toEqual([inDays(10), inDays(10), null]);
    expect(await statusesOf(today, coming, third)).toEqual([
      ["superseded", true],
      ["superseded", false],
      ["adopted", false],
    ]);
    const later = await change(third, { adoptedFrom: inDays(60) });
    expect(await days(today, coming, third)).toEqual([inDays(30), inDays(60), null]);
    const earlier = await change(later, { adoptedFrom: inDays(20) });
    expect(await days(today, coming, third)).toEqual([inDays(20), inDays(20), null]);
    await change(earlier, { status: "superseded" });
    expect(await days(today, coming)).toEqual([inDays(30), null]);
    await change(await read(coming.id), { status: "superseded" });
    expect(await days(today)).toEqual([null]);
    expect(await statusesOf(today)).toEqual([["adopted", true]]);
  }, 120_000);

  it("deletes a draft out of everybody's sight, and takes it back with all it had", async () => {
    const plan = await draft("Bort och tillbaka");
    await send("post", `/${plan.id}/comments`, 201, { text: "Kvar?" });
    await send("delete", `/${plan.id}`, 204, undefined, plan.version);
    await send("get", `/${plan.id}`, 404);
    await send("get", `/${plan.id}/revisions`, 404);
    await send("get", `/${plan.id}/comments`, 404);
    await send("put", `/${plan.id}/assignment`, 404, { teamIndexes: rows }, plan.version + 1);
    await send("post", "", 422, { name: "Kopia", from: { kind: "plan", planId: plan.id } });
    const listed = async (client: Client, deleted: boolean) =>
      ((await client.send("get", `${base}/plans?deleted=${deleted}`)).body.plans as PlanSummary[]).map(({ id }) => id);
    expect(await listed(planner, false)).not.toContain(plan.id);
    expect(await listed(planner, true)).toContain(plan.id);
    expect(await listed(await under.as("manager"), true)).toEqual([]);
    const back = await send<Plan>("post", `/${plan.id}/undelete`, 200);
    expect(back).toMatchObject({ name: "Bort och tillbaka", teamIndexes: rows, openComments: 1, deletedAt: null });
    expect(await listed(planner, true)).not.toContain(plan.id);
    await send("post", `/${plan.id}/undelete`, 409);
    const published = await change(back, { status: "proposed", acceptsFaults: true });
    await send("delete", `/${plan.id}`, 409, undefined, published.version);
  });

  it("asks before a plan is put forward that falls apart, names what does, and keeps the answer until it is withdrawn", async () => {
    // A corner of A's in C, whose own rows are at the other end; and an area in no team.
    const whole = await draft("I delar");
    const plan = await assign(whole, moved([0], 2, moved([14], -1)));
    const asked = await send<{ code: string; violations: { message: string }[] }>(
      ...(["patch", `/${plan.id}`, 409, { status: "proposed" }, plan.version] as const),
    );
    expect(asked.code).toBe("plan.falls-apart");
    expect(asked.violations.map(({ message }) => message)).toEqual([
      "Team C Team 3 består av 2 delar. Skilt från resten: 0101 Ruta 1.",
      expect.stringMatching(/^1 område har inget team: 0303 Ruta 15\./),
    ]);
    expect(await read(plan.id)).toMatchObject({ status: "draft", acceptedFaults: null, version: plan.version });
    const published = await change(plan, { status: "proposed", acceptsFaults: true });
    expect(published.acceptedFaults).toEqual({
      ...{ apart: [{ teamId: teamC, parts: 2 }], unassignedCount: 1, brokenRules: [], by: "planner (demo)" },
      at: expect.stringMatching(/^\d{4}-/),
    });
    const { body } = await planner.send("get", `${base}/plans/${plan.id}/record`);
    expect(JSON.stringify(body)).toContain("Team C Team 3 består av 2 delar.");
    expect(JSON.stringify(body)).toMatch(/inte är helt godtogs av planner \(demo\) \d{4}-\d\d-\d\d/);
    const manager = await under.as("manager");
    expect((await manager.send("get", `${base}/plans/${plan.id}`)).body).not.toHaveProperty("acceptedFaults");
    await send("patch", `/${plan.id}`, 409, { status: "adopted", adoptedFrom: inDays(0) }, published.version);
    const back = await change(published, { status: "draft" });
    expect(back.acceptedFaults).toBeNull();
    const mended = await change(await assign(back, rows), { status: "proposed" });
    expect(mended).toMatchObject({ status: "proposed", acceptedFaults: null });
  });

  it("tells the history: who, when, why, and what moved in areas and children", async () => {
    let plan = await draft();
    plan = await assign(plan, moved([0, 1], 1), { comment: "Två norrut" });
    plan = await assign(plan, moved([0, 1, suppressedArea], 1));
    const history = await send<PlanHistory>("get", `/${plan.id}/revisions`, 200);
    expect(history.measures.map(({ key }) => key)).toEqual(["children-0-19", "clients-all"]);
    expect(history.revisions).toMatchObject([
      {
        revision: 4,
        movedAreaCount: 1,
        moved: [{ sum: 0, unknownCount: 1 }, { sum: 9 }],
        sitting: { firstRevision: 2, movedAreaCount: areaCount },
      },
      {
        revision: 3,
        author: "planner (demo)",
        comment: "Två norrut",
        movedAreaCount: 2,
        moved: [{ sum: childrenOf(0) + childrenOf(1), unknownCount: 0 }, { sum: 18 }],
        sitting: null,
      },
      { revision: 2, movedAreaCount: areaCount, sitting: null },
      { revision: 1, movedAreaCount: 0, moved: [{ sum: 0 }, { sum: 0 }], sitting: null },
    ]);
    const page = await send<PlanHistory>("get", `/${plan.id}/revisions?limit=2`, 200);
    expect(page.nextBefore).toBe(3);
    const rest = await send<PlanHistory>("get", `/${plan.id}/revisions?limit=2&before=3`, 200);
    expect([...page.revisions, ...rest.revisions]).toEqual(history.revisions);
    expect(rest.nextBefore).toBeNull();
    const one = await send("get", `/${plan.id}/revisions/3`, 200);
    expect(one).toMatchObject({
      teamIndexes: moved([0, 1], 1),
      moves: [0, 1].map((areaIndex) => ({ areaIndex, fromTeamId: teamA, toTeamId: teamB })),
    });
    const { rows: told } = await under.testDatabase.asOwner((owner) =>
      owner.query("select role from audit.events where action = 'counts.read' and object_id = $1", [plan.id]),
    );
    expect(told).toHaveLength(3);
  });

  it("tells who changed the name or the description, when, and from what to what, where it belongs among the versions", async () => {
    const plan = await draft("Ett namn");
    const drawn = await assign(plan, moved([3], 1));
    const renamed = await change(drawn, { name: "Ett annat namn" });
    const same = await change(renamed, { name: "Ett annat namn", description: "" });
    const later = await assign(same, moved([3, 4], 1));
    const told = await change(later, { name: "Ett tredje", description: "Skolorna först." });
    await change(told, { description: "" });
    const history = (query = "") => send<PlanHistory>("get", `/${plan.id}/revisions${query}`, 200);
    const { renamings } = await history();
    const author = plan.author;
    expect(renamings.map(({ createdAt: _, ...own }) => own)).toEqual([
      { author, name: null, description: { before: "Skolorna först.", after: "" } },
      {
        author,
        name: { before: "Ett annat namn", after: "Ett tredje" },
        description: { before: "", after: "Skolorna först." },
      },
      { author, name: { before: "Ett namn", after: "Ett annat namn" }, description: null },
    ]);
    // A page has those that were made since the oldest of its revisions, and each is on one page.
    const pages = [await history("?limit=1"), await history("?limit=1&before=4"), await history("?limit=1&before=3")];
    expect(pages.map((page) => page.revisions.map(({ revision }) => revision))).toEqual([[4], [3], [2]]);
    expect(pages.map((page) => page.renamings)).toEqual([renamings.slice(0, 2), renamings.slice(2), []]);
    expect(Date.parse(renamings[2]!.createdAt)).toBeLessThan(Date.parse(pages[0]!.revisions[0]!.createdAt));
  });

  it("brings any revision back as a new one, in a draft alone", async () => {
    const plan = await assign(await draft(), moved([5], 2));
    const back = await send<Plan>("post", `/${plan.id}/revisions/2/restore`, 200, undefined, plan.version);
    expect(back).toMatchObject({ teamIndexes: rows, revision: 4, version: plan.version + 1 });
    const { revisions } = await send<PlanHistory>("get", `/${plan.id}/revisions`, 200);
    expect(revisions[0]).toMatchObject({ revision: 4, restoredFrom: 2, movedAreaCount: 1 });
    await send("post", `/${plan.id}/revisions/2/restore`, 412, undefined, plan.version);
    await send("post", `/${plan.id}/revisions/9/restore`, 404, undefined, back.version);
    const published = await change(back, { status: "proposed", acceptsFaults: true });
    await send("post", `/${plan.id}/revisions/2/restore`, 409, undefined, published.version);
  });

  it("branches from any revision, or with another assignment, and tells from what", async () => {
    const plan = await assign(await draft("Stammen"), moved([5], 2));
    const from = { kind: "plan", planId: plan.id };
    const newest = await send<Plan>("post", "", 201, { name: "Gren", from });
    expect(newest).toMatchObject({
      teamIndexes: plan.teamIndexes,
      status: "draft",
      branchedFrom: { planId: plan.id, name: "Stammen", revision: 3 },
    });
    const earlier = await send<Plan>("post", "", 201, { name: "Gren", from: { ...from, revision: 2 } });
    expect(earlier).toMatchObject({ teamIndexes: rows, branchedFrom: { revision: 2 } });
    const own = { ...from, teamIndexes: moved([7], 2) };
    expect((await send<Plan>("post", "", 201, { name: "Gren", from: own })).teamIndexes).toEqual(moved([7], 2));
    await send("post", "", 422, { name: "Gren", from: { ...from, revision: 99 } });
    await send("post", "", 422, { name: "Gren", from: { ...from, teamIndexes: [0] } });
    const manager = await under.as("manager");
    const published = await change(newest, { status: "proposed", acceptsFaults: true });
    const told = await manager.send("get", `${base}/plans/${published.id}`);
    expect(told.status).toBe(200);
    for (const field of ["branchedFrom", "openComments", "deletedAt", "revisedBy", "revisedAt"])
      expect(told.body).not.toHaveProperty(field);
    expect(published.revisedBy).toBe(published.author);
    // The name came later than the revision did.
    expect(published.revisedAt! < published.updatedAt).toBe(true);
  });

  it("tells the planner who came second what the first made, what both began from, and where they differ", async () => {
    const plan = await draft("Två på en gång");
    await assign(plan, moved([3, 4], 1));
    const mine = moved([4, 5], 2);
    const late = await send<object>("put", `/${plan.id}/assignment`, 412, { teamIndexes: mine }, plan.version);
    expect(late).toMatchObject({
      code: "version.changed",
      currentVersion: plan.version + 1,
      conflict: {
        name: "Två på en gång",
        version: plan.version + 1,
        revision: 3,
        changedBy: "planner (demo)",
        teamIndexes: moved([3, 4], 1),
        baseTeamIndexes: rows,
        differences: [
          { areaIndex: 3, baseTeamIndex: 0, ownTeamIndex: 0, theirTeamIndex: 1 },
          { areaIndex: 4, baseTeamIndex: 0, ownTeamIndex: 2, theirTeamIndex: 1 },
          { areaIndex: 5, baseTeamIndex: 0, ownTeamIndex: 2, theirTeamIndex: 0 },
        ],
      },
    });
    const renamed = await send<{ conflict: object }>("patch", `/${plan.id}`, 412, { name: "Eget" }, plan.version);
    expect(renamed.conflict).toMatchObject({ name: "Två på en gång", revision: 3 });
    expect(renamed.conflict).not.toHaveProperty("differences");
    await send("delete", `/${plan.id}`, 412, undefined, plan.version);
  });

  it("loses nothing when one's own version gives way: it stays in the history, under the other's", async () => {
    const plan = await draft();
    const theirs = await assign(plan, moved([3], 1));
    const kept = await assign(theirs, moved([9], 2), { setAside: true, comment: "Min version" });
    expect(kept).toMatchObject({ teamIndexes: theirs.teamIndexes, revision: 5, version: theirs.version + 1 });
    const { revisions } = await send<PlanHistory>("get", `/${plan.id}/revisions`, 200);
    expect(revisions.slice(0, 2)).toMatchObject([
      { revision: 5, restoredFrom: 3, setAside: false },
      { revision: 4, setAside: true, comment: "Min version" },
    ]);
    const back = await send<Plan>("post", `/${plan.id}/revisions/4/restore`, 200, undefined, kept.version);
    expect(back.teamIndexes).toEqual(moved([9], 2));
  });

  it("keeps comments on plan, team and area with answers, resolved and opened again", async () => {
    const plan = await proposed();
    const path = `/${plan.id}/comments`;
    const whole = await send<PlanComment>("post", path, 201, { text: "  Går detta ihop?  " });
    expect(whole).toMatchObject({ text: "Går detta ihop?", isOwn: true, teamId: null, areaCode: null, answers: [] });
    const ofTeam = { kind: "team", teamId: teamC };
    expect(await send("post", path, 201, { text: "Stort", about: ofTeam })).toMatchObject({ teamId: teamC });
    const ofArea = { kind: "area", areaCode: "0101" };
    expect(await send("post", path, 201, { text: "Skolan", about: ofArea })).toMatchObject({
      areaCode: "0101",
      revision: 2,
    });
    const answer = { text: "Ja", about: { kind: "comment", commentId: whole.id } };
    const answered = await send<PlanComment>("post", path, 201, answer);
    expect(answered).toMatchObject({ id: whole.id, answers: [{ text: "Ja", isOwn: true, author: "planner (demo)" }] });
    expect((await read(plan.id)).openComments).toBe(3);
    expect(await send("patch", `${path}/${whole.id}`, 200, { resolved: true })).toMatchObject({
      resolvedBy: "planner (demo)",
    });
    expect((await read(plan.id)).openComments).toBe(2);
    expect(await send("patch", `${path}/${whole.id}`, 200, { resolved: false })).toMatchObject({ resolvedAt: null });
    const { comments } = await send<{ comments: PlanComment[] }>("get", path, 200);
    expect(comments.map(({ text }) => text)).toEqual(["Går detta ihop?", "Stort", "Skolan"]);
    for (const about of [
      { kind: "team", teamId: ids.otherTeam },
      { kind: "area", areaCode: "99" },
      { kind: "comment", commentId: answered.answers[0]!.id },
      { kind: "comment", commentId: ids.absent },
    ]) {
      await send("post", path, 422, { text: "Fel", about });
    }
    await send("patch", `${path}/${answered.answers[0]!.id}`, 404, { resolved: true });
  });

  it("erases a comment that its author removes, and leaves others' alone", async () => {
    const plan = await draft();
    const path = `/${plan.id}/comments`;
    const comment = await send<PlanComment>("post", path, 201, { text: "Ett förhastat ord" });
    await send("delete", `${path}/${comment.id}`, 204);
    await send("delete", `${path}/${comment.id}`, 204);
    const { comments } = await send<{ comments: PlanComment[] }>("get", path, 200);
    expect(comments).toMatchObject([{ text: "", removed: true }]);
    const others = await send<PlanComment>("post", path, 201, { text: "Någon annans" });
    const texts = await under.testDatabase.asOwner(async (owner) => {
      await owner.query(
        `update planning.plan_comments set created_by = (select id from access.users where subject = 'demonstration:manager'
           and municipality_code = $1) where id = $2`,
        [gridMunicipality, others.id],
      );
      return (
        await owner.query("select text from planning.plan_comments where plan_id = $1 order by created_at", [plan.id])
      ).rows;
    });
    expect(texts).toEqual([{ text: "" }, { text: "Någon annans" }]);
    expect(await send("delete", `${path}/${others.id}`, 409)).toMatchObject({ code: "comment.not-own" });
  });

  it("refuses a personal identity number in a comment and keeps nothing of it", async () => {
    const plan = await draft();
    const refused = await send("post", `/${plan.id}/comments`, 422, { text: "Gäller 811218-9876 i Haga" });
    expect(refused).toMatchObject({ code: "text.personal-number" });
    expect(await send("get", `/${plan.id}/comments`, 200)).toEqual({ comments: [] });
    expect(under.logged().join("")).not.toContain("811218");
  });

  it("lets nobody but planners read history and comments, also of a proposed plan", async () => {
    const plan = await proposed();
    for (const role of ["manager", "team", "admin", "reviewer"] as const) {
      const client = await under.as(role);
      for (const path of ["comments", "revisions", "revisions/1", "locks"]) {
        expect((await client.send("get", `${base}/plans/${plan.id}/${path}`)).status, `${role} ${path}`).toBe(403);
      }
    }
  });
});

forEachDatabase("locks of a draft", (open) => {
  let under: ServiceUnderTest;
  beforeAll(async () => {
    under = await startService(open);
  }, 120_000);

  it("are met by the next planner, never overwritten unseen, and follow a branch", async () => {
    const planner = await under.as("planner");
    const made = async (from: object) =>
      (await planner.send("post", `${base}/plans`).send({ name: "Utkast", from })).body;
    const plan: Plan = await made({ kind: "empty", divisionId: ids.division, teamIds: ids.teams.slice(0, 3) });
    const whole = planner.send("put", `${base}/plans/${plan.id}/assignment`).set("If-Match", `"${plan.version}"`);
    expect((await whole.send({ teamIndexes: rows })).status).toBe(200);
    const lock = (id: string, body: object, version: number) =>
      planner.send("put", `${base}/plans/${id}/locks`).set("If-Match", `"${version}"`).send(body);
    const read = async (id: string) => (await planner.send("get", `${base}/plans/${id}/locks`)).body as PlanLocks;
    expect(await read(plan.id)).toEqual({ areaCodes: [], teamIds: [], version: 1, changedBy: null, changedAt: null });

    const locked = { areaCodes: ["0102", "0101"], teamIds: [teamB] };
    expect((await lock(plan.id, locked, 1)).body).toMatchObject({ ...locked, version: 2, changedBy: "planner (demo)" });
    expect(await read(plan.id)).toMatchObject({ ...locked, version: 2 });
    const late = await lock(plan.id, { areaCodes: [], teamIds: [] }, 1);
    expect([late.status, late.body.currentVersion]).toEqual([412, 2]);
    expect((await lock(plan.id, locked, 2)).body.version).toBe(3);

    const branch: Plan = await made({ kind: "plan", planId: plan.id });
    expect(await read(branch.id)).toMatchObject(locked);

    const unknown = await lock(plan.id, { areaCodes: ["0101", "9876"], teamIds: [ids.teams[3]] }, 3);
    expect(unknown.status).toBe(422);
    expect(unknown.body.violations.map(({ field }: { field: string }) => field)).toEqual(["areaCodes.1", "teamIds.0"]);
    const proposed = planner.send("patch", `${base}/plans/${branch.id}`).set("If-Match", `"${branch.version}"`);
    expect((await proposed.send({ status: "proposed" })).status).toBe(200);
    expect((await lock(branch.id, locked, 2)).body.code).toBe("plan.not-draft");
  });
});

forEachDatabase("plans from before they could be superseded", (open) => {
  it("keep one adopted plan a division, and the others superseded from the day of the next", async () => {
    const step = readSchemaFiles().steps.find(({ name }) => name === "0007_plan_life")!;
    const opened = await open();
    const found = await opened.asOwner(async (owner) => {
      await owner.script(`
        drop table planning.plan_comments cascade;
        drop view planning.present_plans cascade;
        alter table planning.plan_revisions drop column plan_version, drop column restored_from, drop column set_aside;
        alter table planning.plans drop column superseded_from cascade, drop column superseded_by_plan_id,
          drop column branched_from_plan_id, drop column branched_from_revision, drop column deleted_at, drop column deleted_by;
        drop index planning.plans_adopted_idx;
        insert into geography.municipalities (code, name) values ('9998', 'Rutköping');
        insert into geography.divisions (municipality_code, id, key, name, kind, edition, source, source_epsg, content_hash)
          values ('9998', '${ids.division}', 'rutor', 'Rutor', 'nyko', '2026', 'test', 3006, 'x');
        insert into planning.plans (municipality_code, division_id, name, status, adopted_from, updated_at) values
          ('9998', '${ids.division}', 'Först', 'adopted', '2020-01-01', '2020-02-02'),
          ('9998', '${ids.division}', 'Sedan', 'adopted', '2024-01-01', '2024-02-02'),
          ('9998', '${ids.division}', 'Ersatt', 'superseded', '2018-01-01', '2019-03-03'),
          ('9998', '${ids.division}', 'Utkast', 'draft', null, '2024-02-02');`);
      await owner.script(step.text);
      const { rows: plans } = await owner.query(
        `select name, status, superseded_from::text as until, superseded_by_plan_id is not null as followed
         from planning.plans order by name`,
      );
      return plans;
    });
    expect(found).toEqual([
      { name: "Ersatt", status: "superseded", until: "2019-03-03", followed: false },
      { name: "Först", status: "superseded", until: "2024-01-01", followed: true },
      { name: "Sedan", status: "adopted", until: null, followed: false },
      { name: "Utkast", status: "draft", until: null, followed: false },
    ]);
  }, 120_000);
});
