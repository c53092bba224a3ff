// Sessions: how long they last, what ends them, acting in another role, and that all of it counts at the very next request.
import { beforeAll, describe, expect, it } from "vitest";
import { cookieName, cookieOptions } from "../../../api/session/cookie.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { gridMunicipality, ids, otherMunicipality } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  (answer.headers["set-cookie"] as string[])[0]!.split(";")[0]!;

describe("the session cookie", () => {
  const here = { host: "127.0.0.1", publicUrl: null, trustedProxies: 0 };

  it.each([
    ["over https", { ...here, publicUrl: "https://omraden.example.se" }],
    ["behind a proxy on the same machine", { ...here, trustedProxies: 1 }],
    ["on a network", { ...here, host: "0.0.0.0" }],
    ["on a network where https was forgotten", { ...here, publicUrl: "http://omraden.example.se" }],
  ])("is __Host- and Secure %s", (_where, config) => {
    expect(cookieName(config)).toBe("__Host-omradeslinjen");
    expect(cookieOptions(config)).toEqual({ httpOnly: true, sameSite: "strict", secure: true, path: "/" });
  });

  it.each([
    ["with no address given", here],
    ["by name", { ...here, host: "localhost", publicUrl: "http://localhost:8281" }],
  ])("is without Secure on this machine alone, %s", (_where, config) => {
    expect(cookieName(config)).toBe("omradeslinjen");
    expect(cookieOptions(config)).toEqual({ httpOnly: true, sameSite: "strict", secure: false, path: "/" });
  });
});

forEachDatabase("sessions", (open) => {
  let under: ServiceUnderTest;
  const asOwner = (text: string, values: readonly unknown[] = []) =>
    under.testDatabase.asOwner((owner) => owner.query<Record<string, unknown>>(text, values));
  const teams = (client: Client, municipality = gridMunicipality) => client.send("get", `/api/${municipality}/teams`);
  const withCookie = (cookie: string) => (method: "get" | "put" | "delete", path: string) =>
    under.anonymous().send(method, path).set("Cookie", cookie);

  beforeAll(async () => {
    under = await startService(open);
    await asOwner(
      `insert into access.user_roles (municipality_code, user_id, role, granted_by)
       select municipality_code, id, 'manager', 'administrator' from access.users where subject = 'demonstration:planner'`,
    );
  }, 120_000);

  it.each([
    ["idle for half an hour", "last_seen_at = now() - interval '30 minutes'", 401],
    ["idle for a little less", "last_seen_at = now() - interval '29 minutes 50 seconds'", 200],
    ["older than ten hours, however busy", "expires_at = now(), last_seen_at = now()", 401],
    ["a little younger", "expires_at = now() + interval '10 seconds'", 200],
  ])("one that is %s", async (_what, change, status) => {
    const client = await under.as("planner", otherMunicipality);
    expect((await teams(client, otherMunicipality)).status).toBe(200);
    await asOwner(`update access.sessions set ${change} where municipality_code = $1`, [otherMunicipality]);
    expect((await teams(client, otherMunicipality)).status).toBe(status);
  });

  it("last ten hours from signing in, and being used prolongs only the half hour", async () => {
    const client = await under.as("manager", otherMunicipality);
    await asOwner(
      "update access.sessions set last_seen_at = now() - interval '20 minutes', expires_at = now() + interval '1 hour' where municipality_code = $1",
      [otherMunicipality],
    );
    await teams(client, otherMunicipality).expect(200);
    const { rows } = await asOwner(
      `select last_seen_at > now() - interval '1 minute' as seen, expires_at < now() + interval '61 minutes' as kept
       from access.sessions where municipality_code = $1 order by last_seen_at desc limit 1`,
      [otherMunicipality],
    );
    expect(rows).toEqual([{ seen: true, kept: true }]);
    const fresh = await under.as("manager", otherMunicipality);
    const { expiresAt } = (await fresh.send("get", "/api/session")).body;
    expect((Date.parse(expiresAt) - Date.now()) / 3_600_000).toBeCloseTo(10, 1);
  });

  it("are not prolonged by what a page asks by itself, which is answered until they are idle", async () => {
    const client = await under.as("team", otherMunicipality);
    const isUsed = async () =>
      (
        await asOwner(
          "select bool_or(last_seen_at > now() - interval '1 minute') as used from access.sessions where municipality_code = $1",
          [otherMunicipality],
        )
      ).rows[0]?.used;
    const asked = async (minutes: number) => {
      await asOwner(
        `update access.sessions set last_seen_at = now() - interval '${minutes} minutes' where municipality_code = $1`,
        [otherMunicipality],
      );
      const { status } = await teams(client, otherMunicipality).set("X-Unattended", "true");
      return { status, used: await isUsed() };
    };
    expect(await asked(29)).toEqual({ status: 200, used: false });
    await teams(client, otherMunicipality).expect(200);
    expect(await isUsed()).toBe(true);
    expect(await asked(30)).toEqual({ status: 401, used: false });
  });

  it("end when one signs out: the same cookie opens nothing more", async () => {
    const client = await under.as("manager");
    const signedOut = await client.send("delete", "/api/session");
    expect(signedOut.status).toBe(204);
    expect(String(signedOut.headers["set-cookie"])).toMatch(/^omradeslinjen=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect((await client.send("get", "/api/session")).body).toMatchObject({ signedIn: false });
    expect((await teams(client)).status).toBe(401);
  });

  it.each([
    [
      "the person is disabled",
      "update access.users set disabled_at = now() where subject = 'demonstration:team' and municipality_code = $1",
    ],
    ["the role is taken away", "delete from access.user_roles where role = 'team' and municipality_code = $1"],
  ])("count for nothing at the next request when %s", async (_what, change) => {
    const client = await under.as("team", otherMunicipality);
    await teams(client, otherMunicipality).expect(200);
    await asOwner(change, [otherMunicipality]);
    await teams(client, otherMunicipality).expect(401);
    await asOwner("update access.users set disabled_at = null where municipality_code = $1", [otherMunicipality]);
  });

  it("take the teams that a person is bound to at every request", async () => {
    const client = await under.as("team");
    const read = async () => (await client.send("get", "/api/session")).body.teamIds;
    expect(await read()).toEqual([ids.teams[0]]);
    await asOwner(
      `insert into access.user_teams (municipality_code, user_id, team_id, granted_by)
       select municipality_code, id, $2::uuid, 'administrator' from access.users
       where subject = 'demonstration:team' and municipality_code = $1`,
      [gridMunicipality, ids.teams[1]],
    );
    expect(await read()).toEqual([ids.teams[0], ids.teams[1]]);
    await asOwner("delete from access.user_teams where team_id = $1", [ids.teams[1]]);
    expect(await read()).toEqual([ids.teams[0]]);
  });

  it("act in another of one's roles under a new token, with the old one dead and the time limit kept", async () => {
    const client = await under.as("planner");
    const before = (await client.send("get", "/api/session")).body;
    expect(before).toMatchObject({ role: "planner", roles: ["manager", "planner"] });
    await client.send("get", `/api/${gridMunicipality}/runs`).expect(200);
    const switched = await client.send("put", "/api/session/role").send({ role: "manager" });
    expect(switched.body).toMatchObject({
      role: "manager",
      roles: ["manager", "planner"],
      expiresAt: before.expiresAt,
    });
    const as = withCookie(cookieOf(switched));
    expect((await as("get", `/api/${gridMunicipality}/runs`)).status).toBe(403);
    expect((await as("get", "/api/session")).body.role).toBe("manager");
    expect((await teams(client)).status).toBe(401);
    const { rows } = await asOwner(
      "select role, details from audit.events where action = 'session.role-switched' order by sequence desc limit 1",
    );
    expect(rows).toEqual([{ role: "planner", details: { role: "manager" } }]);
  });

  it.each(["admin", "reviewer", "team"])("never act as %s where the person has not that role", async (role) => {
    const client = await under.as("planner");
    const refused = await client.send("put", "/api/session/role").send({ role });
    expect(refused.body).toMatchObject({ status: 403, code: "session.role-not-allowed" });
    expect(refused.headers["set-cookie"]).toBeUndefined();
    await teams(client).expect(200);
  });

  it("are listed to their person, who ends any of them", async () => {
    const [one, other] = [await under.as("reviewer"), await under.as("reviewer")];
    const path = `/api/${gridMunicipality}/sessions`;
    const { sessions } = (await one.send("get", path)).body;
    expect(sessions).toHaveLength(2);
    expect(sessions.filter((session: { current: boolean }) => session.current)).toHaveLength(1);
    const elsewhere = sessions.find((session: { current: boolean }) => !session.current);
    await one.send("delete", `${path}/${elsewhere.id}`).expect(204);
    expect((await other.send("get", path)).status).toBe(401);
    expect((await one.send("get", path)).body.sessions).toHaveLength(1);
  });

  it("that end also end the event streams that are open", async () => {
    const planner = await under.as("planner");
    const started = await planner.send("post", `/api/${gridMunicipality}/runs`).send({
      divisionId: ids.division,
      teams: ids.teams.map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 })),
      rules: { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.1 }] },
      secondsLimit: 60,
    });
    const address = await under.service.listen();
    const stream = await fetch(`${address}/api/${gridMunicipality}/runs/${started.body.id}/events`, {
      headers: { Cookie: planner.cookie },
    });
    const reader = stream.body!.getReader();
    await reader.read();
    await asOwner("update access.users set disabled_at = now() where subject = 'demonstration:planner'");
    const begun = performance.now();
    let told = "";
    for (let part = await reader.read(); !part.done; part = await reader.read())
      told += new TextDecoder().decode(part.value);
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(told).not.toContain("event: end");
    await asOwner("update access.users set disabled_at = null");
    const again = await under.as("planner");
    await again.send("post", `/api/${gridMunicipality}/runs/${started.body.id}/stop`).expect(202);
  }, 60_000);
});
