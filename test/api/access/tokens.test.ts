// Personal access tokens: shown once, kept hashed, read only, over when they should be, and logged.
import { createHash } from "node:crypto";
import request from "supertest";
import { beforeAll, expect, it } from "vitest";
import { forEachDatabase } from "../../support/databases.ts";
import { gridMunicipality, ids, otherMunicipality } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const path = `/api/${gridMunicipality}/tokens`;
const teams = `/api/${gridMunicipality}/teams`;

forEachDatabase("access tokens", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;
  const asOwner = async (text: string, values: readonly unknown[] = []) =>
    (await under.testDatabase.asOwner((owner) => owner.query<Record<string, unknown>>(text, values))).rows;
  const bearing = (secret: string, target = teams) =>
    request(under.service.app).get(target).set("Authorization", `Bearer ${secret}`);
  const issue = async (client = planner, days = 30) =>
    (await client.send("post", path).send({ name: "QGIS", days }).expect(201)).body;

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
  }, 120_000);

  it("are shown once and kept only as a hash", async () => {
    const { token, secret } = await issue();
    expect(secret).toMatch(/^omradeslinjen_[A-Za-z0-9_-]{43}$/);
    const hash = createHash("sha256").update(secret).digest("hex");
    const stored = await asOwner(
      "select encode(token_hash, 'hex') as hash, t::text as row from access.tokens t where id = $1",
      [token.id],
    );
    expect(stored[0]).toMatchObject({ hash });
    expect(stored[0]!.row).not.toContain(secret);
    const listed = await planner.send("get", path);
    expect(listed.body.tokens.map((each: { id: string }) => each.id)).toContain(token.id);
    expect(listed.text).not.toContain(secret);
    expect(listed.text).not.toContain(hash);
    expect(under.logged().join("\n")).not.toContain(secret);
    await expect(
      under.testDatabase.database.transaction(
        { kind: "person", municipalityCode: gridMunicipality, userId: token.id, role: "planner", teamIds: [] },
        (transaction) => transaction.many("select token_hash from access.tokens"),
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });

  it("read in the role they were made in, and neither change anything nor reach exact counts", async () => {
    const { secret } = await issue();
    expect((await bearing(secret)).body.teams).toHaveLength(4);
    const { session } = { session: await bearing(secret, `/api/${gridMunicipality}/sessions`) };
    expect(session.body.code).toBe("token.not-allowed");
    for (const exact of ["runs", "imports", "users", "tokens"]) {
      expect((await bearing(secret, `/api/${gridMunicipality}/${exact}`)).status, exact).toBe(403);
    }
    const change = await request(under.service.app)
      .post(teams)
      .set("Authorization", `Bearer ${secret}`)
      .set("X-Requested-With", "omradeslinjen")
      .send({});
    expect(change.body).toMatchObject({ status: 403, code: "token.not-allowed" });
  });

  it("read protected counts for managers and teams, the same as on the page, and none for planners", async () => {
    const division = `/api/${gridMunicipality}/divisions/${ids.division}`;
    const counts = [`${division}/measures/clients-all`, `${division}/areas/0101`];
    for (const role of ["manager", "team"] as const) {
      const client = await under.as(role);
      const { secret } = await issue(client);
      for (const target of counts) {
        const answer = await bearing(secret, target);
        expect([answer.status, answer.text], target).toEqual([200, (await client.send("get", target)).text]);
      }
    }
    const { secret } = await issue();
    for (const target of counts) expect((await bearing(secret, target)).body.code, target).toBe("token.not-allowed");
  });

  it("count only in the Authorization header, and are not passed over for a cookie", async () => {
    const { secret } = await issue();
    const app = under.service.app;
    expect((await request(app).get(`${teams}?access_token=${secret}`)).status).toBe(401);
    expect((await planner.send("get", `${teams}?access_token=${secret}`)).status).toBe(400);
    expect((await request(app).get(teams).set("Cookie", `omradeslinjen=${secret}`)).status).toBe(401);
    expect((await request(app).get(teams).set("X-Api-Key", secret)).status).toBe(401);
    for (const wrong of ["Bearer nothing", `Basic ${secret}`, `Bearer ${secret}x`, "Bearer ", `bearer  ${secret}`]) {
      expect((await planner.send("get", teams).set("Authorization", wrong)).status, wrong).toBe(401);
    }
  });

  it.each([
    ["revoked", "update access.tokens set revoked_at = now() where id = $1"],
    [
      "over",
      "update access.tokens set created_at = now() - interval '2 days', expires_at = now() - interval '1 second' where id = $1",
    ],
    [
      "without its role",
      "delete from access.user_roles where role = 'manager' and user_id = (select user_id from access.tokens where id = $1)",
    ],
    [
      "a disabled person's",
      "update access.users set disabled_at = now() where id = (select user_id from access.tokens where id = $1)",
    ],
  ])("open nothing when they are %s", async (_what, change) => {
    const municipality = change.includes("user_") || change.includes("users") ? "manager" : "planner";
    const { token, secret } = await issue(await under.as(municipality));
    expect((await bearing(secret)).status).toBe(200);
    await asOwner(change, [token.id]);
    expect((await bearing(secret)).body).toMatchObject({ status: 401, code: "session.required" });
    await asOwner("update access.users set disabled_at = null");
    await asOwner(
      `insert into access.user_roles (municipality_code, user_id, role, granted_by)
       select municipality_code, id, 'manager', 'administrator' from access.users where subject = 'demonstration:manager'
       on conflict do nothing`,
    );
  });

  it("are revoked by their owner and by an administrator at once, and by nobody else", async () => {
    const one = await issue();
    const manager = await under.as("manager");
    expect((await manager.send("delete", `${path}/${one.token.id}`)).status).toBe(404);
    expect((await bearing(one.secret)).status).toBe(200);
    await planner.send("delete", `${path}/${one.token.id}`).expect(204);
    expect((await bearing(one.secret)).status).toBe(401);
    expect((await planner.send("delete", `${path}/${one.token.id}`)).status).toBe(404);
    const two = await issue();
    const admin = await under.as("admin");
    const [owner] = await asOwner("select user_id from access.tokens where id = $1", [two.token.id]);
    await admin.send("delete", `/api/${gridMunicipality}/users/${owner!.user_id}/tokens/${two.token.id}`).expect(200);
    expect((await bearing(two.secret)).status).toBe(401);
  });

  it("last a year at most", async () => {
    for (const days of [0, 366, 1.5, -1]) {
      expect((await planner.send("post", path).send({ name: "QGIS", days })).status, String(days)).toBe(422);
    }
    const { token } = await issue(planner, 365);
    expect((Date.parse(token.expiresAt) - Date.parse(token.createdAt)) / 86_400_000).toBeCloseTo(365, 1);
    await expect(
      asOwner("update access.tokens set expires_at = created_at + interval '367 days' where id = $1", [token.id]),
    ).rejects.toMatchObject({ code: "23514" });
  });

  it("are for those who read maps: not for administrators and reviewers", async () => {
    for (const role of ["admin", "reviewer"] as const) {
      const client = await under.as(role);
      expect((await client.send("post", path).send({ name: "QGIS", days: 1 })).status).toBe(403);
    }
  });

  it("leave a line in the log when they are made, used and revoked, with whose they are", async () => {
    const { token, secret } = await issue();
    await bearing(secret).expect(200);
    await bearing(secret, `/api/${gridMunicipality}/arenas`).expect(200);
    await planner.send("delete", `${path}/${token.id}`).expect(204);
    const lines = await asOwner(
      `select action, details, role, user_id = (select user_id from access.tokens where id = $1) as own
       from audit.events where object_id = $2 order by sequence`,
      [token.id, token.id],
    );
    expect(lines).toEqual([
      { action: "token.issued", details: { days: 30 }, role: "planner", own: true },
      { action: "token.used", details: { operation: "listTeams" }, role: "planner", own: true },
      { action: "token.used", details: { operation: "listArenas" }, role: "planner", own: true },
      { action: "token.revoked", details: {}, role: "planner", own: true },
    ]);
    const [used] = await asOwner("select last_used_at is not null as used from access.tokens where id = $1", [
      token.id,
    ]);
    expect(used).toEqual({ used: true });
  });

  it("open nothing in another municipality", async () => {
    const { secret } = await issue();
    expect((await bearing(secret, `/api/${otherMunicipality}/teams`)).status).toBe(404);
  });
});
