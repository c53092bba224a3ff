// What administrators do with people: roles, teams, shutting out; and what they can not do, least of all to themselves.
import { beforeAll, expect, it } from "vitest";
import { forEachDatabase } from "../../support/databases.ts";
import { gridMunicipality, ids, otherMunicipality } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const users = `/api/${gridMunicipality}/users`;

forEachDatabase("administrators", (open) => {
  let under: ServiceUnderTest;
  let admin: Client;
  let adminId: string;
  let managerId: string;
  const asOwner = async (text: string, values: readonly unknown[] = []) =>
    (await under.testDatabase.asOwner((owner) => owner.query<Record<string, unknown>>(text, values))).rows;

  beforeAll(async () => {
    under = await startService(open);
    admin = await under.as("admin");
    const idOf = async (subject: string) =>
      (
        await asOwner("select id from access.users where subject = $1 and municipality_code = $2", [
          subject,
          gridMunicipality,
        ])
      )[0]!.id as string;
    adminId = await idOf("demonstration:admin");
    managerId = await idOf("demonstration:manager");
  }, 120_000);

  it("see the people of their municipality with what the identity provider and what an administrator gave", async () => {
    await asOwner(
      "insert into access.user_roles (municipality_code, user_id, role, granted_by) values ($1, $2, 'manager', 'identity-provider')",
      [gridMunicipality, managerId],
    );
    const { users: people } = (await admin.send("get", users)).body;
    const subjects = people.map((person: { subject: string }) => person.subject);
    expect(subjects).toEqual(
      expect.arrayContaining(
        ["admin", "manager", "planner", "reviewer", "team"].map((role) => `demonstration:${role}`),
      ),
    );
    const { rows } = await under.testDatabase.asOwner((owner) =>
      owner.query("select 1 from access.users where municipality_code = $1", [gridMunicipality]),
    );
    expect(subjects).toHaveLength(rows.length);
    expect(people.find((person: { id: string }) => person.id === managerId).roles).toEqual([
      { role: "manager", grantedBy: "administrator" },
      { role: "manager", grantedBy: "identity-provider" },
    ]);
    const team = people.find((person: { subject: string }) => person.subject === "demonstration:team");
    expect(team.teams).toEqual([{ teamId: ids.teams[0], grantedBy: "administrator" }]);
  });

  it("give and take back roles; what the identity provider gave stays", async () => {
    const given = await admin.send("put", `${users}/${managerId}/roles/planner`);
    expect(given.body.roles).toContainEqual({ role: "planner", grantedBy: "administrator" });
    const manager = await under.as("manager");
    expect((await manager.send("get", "/api/session")).body.roles).toEqual(["manager", "planner"]);
    await admin.send("delete", `${users}/${managerId}/roles/planner`).expect(200);
    expect((await manager.send("get", "/api/session")).body.roles).toEqual(["manager"]);
    const kept = await admin.send("delete", `${users}/${managerId}/roles/manager`);
    expect(kept.body.roles).toEqual([{ role: "manager", grantedBy: "identity-provider" }]);
    expect((await manager.send("get", "/api/session")).body.signedIn).toBe(true);
    const refused = await admin.send("delete", `${users}/${managerId}/roles/manager`);
    expect(refused.body).toMatchObject({ status: 409, code: "user.granted-elsewhere" });
    expect((await admin.send("delete", `${users}/${managerId}/roles/planner`)).status).toBe(200);
  });

  it("bind people to teams and release them", async () => {
    const bound = await admin.send("put", `${users}/${managerId}/teams/${ids.teams[2]}`);
    expect(bound.body.teams).toEqual([{ teamId: ids.teams[2], grantedBy: "administrator" }]);
    for (const team of [ids.otherTeam, ids.absent]) {
      expect((await admin.send("put", `${users}/${managerId}/teams/${team}`)).body.code).toBe("not-found");
    }
    expect((await admin.send("delete", `${users}/${managerId}/teams/${ids.teams[2]}`)).body.teams).toEqual([]);
    expect((await admin.send("delete", `${users}/${managerId}/teams/${ids.teams[2]}`)).status).toBe(404);
    const bind =
      "insert into access.user_teams (municipality_code, user_id, team_id, granted_by) values ($1, $2, $3, 'program')";
    await asOwner(bind, [gridMunicipality, managerId, ids.teams[3]]);
    expect((await admin.send("delete", `${users}/${managerId}/teams/${ids.teams[3]}`)).body).toMatchObject({
      status: 409,
      code: "user.granted-elsewhere",
    });
    await asOwner("delete from access.user_teams where user_id = $1", [managerId]);
  });

  it("shut people out at once and let them in again", async () => {
    const manager = await under.as("manager");
    const disabled = await admin.send("post", `${users}/${managerId}/disable`);
    expect(disabled.body).toMatchObject({ sessionCount: 0, disabledAt: expect.any(String) });
    expect((await manager.send("get", `/api/${gridMunicipality}/teams`)).status).toBe(401);
    await expect(under.as("manager")).rejects.toThrow(/403/);
    await admin.send("post", `${users}/${managerId}/enable`).expect(200);
    expect((await manager.send("get", `/api/${gridMunicipality}/teams`)).status).toBe(401);
    const again = await under.as("manager");
    await again.send("get", `/api/${gridMunicipality}/teams`).expect(200);
    await admin.send("delete", `${users}/${managerId}/sessions`).expect(200);
    expect((await again.send("get", `/api/${gridMunicipality}/teams`)).status).toBe(401);
  });

  it("revoke a person's access tokens for good when they shut the person out", async () => {
    const manager = await under.as("manager");
    const issued = await manager.send("post", `/api/${gridMunicipality}/tokens`).send({ name: "QGIS", days: 30 });
    const read = () =>
      under
        .anonymous()
        .send("get", `/api/${gridMunicipality}/teams`)
        .set("Authorization", `Bearer ${issued.body.secret}`);
    expect((await read()).status).toBe(200);
    const { tokens } = (await admin.send("post", `${users}/${managerId}/disable`)).body;
    expect(tokens.map(({ revokedAt }: { revokedAt: string | null }) => revokedAt)).not.toContain(null);
    await admin.send("post", `${users}/${managerId}/enable`).expect(200);
    expect((await read()).status).toBe(401);
    const logged = await asOwner(
      "select details from audit.events where action = 'token.revoked' and role = 'admin' and details->>'token' = $1",
      [issued.body.token.id],
    );
    expect(logged).toHaveLength(1);
  });

  it("never change their own access, by the service or by the policies behind it", async () => {
    for (const [method, path] of [
      ["put", "roles/planner"],
      ["delete", "roles/admin"],
      ["put", `teams/${ids.teams[0]}`],
      ["post", "disable"],
      ["delete", "sessions"],
    ] as const) {
      expect((await admin.send(method, `${users}/${adminId}/${path}`)).body, path).toMatchObject({
        status: 403,
        code: "user.oneself",
      });
    }
    const identity = {
      kind: "person",
      municipalityCode: gridMunicipality,
      userId: adminId,
      role: "admin",
      teamIds: [],
    } as const;
    const direct = (text: string, values: readonly unknown[]) =>
      under.testDatabase.database.transaction(identity, (transaction) => transaction.affected(text, values));
    const insert =
      "insert into access.user_roles (municipality_code, user_id, role, granted_by) values ($1, $2, 'planner', $3)";
    await expect(direct(insert, [gridMunicipality, adminId, "administrator"])).rejects.toMatchObject({ code: "42501" });
    await expect(direct(insert, [gridMunicipality, managerId, "identity-provider"])).rejects.toMatchObject({
      code: "42501",
    });
    await expect(direct(insert, [otherMunicipality, managerId, "administrator"])).rejects.toMatchObject({
      code: "42501",
    });
    expect(await direct("update access.users set disabled_at = now() where id = $1", [adminId])).toBe(0);
    expect(await direct("delete from access.user_roles where user_id = $1", [adminId])).toBe(0);
    expect(
      await direct("update access.users set disabled_at = now() where municipality_code = $1", [otherMunicipality]),
    ).toBe(0);
    await expect(direct("update access.users set subject = 'x' where id = $1", [managerId])).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("leave a line in the log for each change, and none for what was so already", async () => {
    await asOwner("delete from access.user_roles where role = 'reviewer' and user_id = $1", [managerId]);
    const lines = async () =>
      (
        await asOwner(
          "select action, details from audit.events where object_kind = 'user' and object_id = $1 order by sequence",
          [managerId],
        )
      ).length;
    const before = await lines();
    for (let time = 0; time < 3; time++) await admin.send("put", `${users}/${managerId}/roles/reviewer`).expect(200);
    expect(await lines()).toBe(before + 1);
    const [line] = await asOwner(
      "select action, details, user_id, role from audit.events where object_id = $1 order by sequence desc limit 1",
      [managerId],
    );
    expect(line).toEqual({ action: "user.role-given", details: { role: "reviewer" }, user_id: adminId, role: "admin" });
  });
});
