// Too many requests: each kind has its own limit, each person and each address its own count, and health has none.
import request from "supertest";
import { beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../api/app.ts";
import { Problem } from "../../api/contract/problem.ts";
import { createLog } from "../../api/log.ts";
import { openEmbeddedTestDatabase } from "../support/databases.ts";
import { gridMunicipality, ids } from "./support/seeded-municipality.ts";
import { type Method, type ServiceUnderTest, startService, testConfig } from "./support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;

describe("too many requests", () => {
  let under: ServiceUnderTest;

  beforeAll(async () => {
    under = await startService(openEmbeddedTestDatabase);
  }, 120_000);

  /** An application whose counters are its own, on the shared database. */
  function limited(settings: Record<string, string>) {
    const app = createApp({
      config: testConfig({ TRUST_PROXY: "1", DEMONSTRATION: "false", ...settings }),
      database: under.testDatabase.database,
      runs: under.service.runs,
      imports: under.service.imports,
      watch: under.service.watch,
      log: createLog({ logLevel: "silent" }),
    });
    return (method: Method, path: string, cookie = "", address = "192.0.2.1") =>
      request(app)
        [method](path)
        .set({ "X-Requested-With": "omradeslinjen", "X-Forwarded-For": address })
        // Behind a proxy the same token is in a cookie of another name.
        .set("Cookie", cookie.replace(/^omradeslinjen=/, "__Host-omradeslinjen="));
  }

  it("are refused with the seconds to wait, as a problem that repeats nothing", async () => {
    const send = limited({ READS_PER_MINUTE: "2" });
    const { cookie } = await under.as("planner");
    expect((await send("get", base, cookie)).status).toBe(200);
    expect((await send("get", base, cookie)).status).toBe(200);
    const refused = await send("get", base, cookie);
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers["retry-after"]);
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    const problem = Problem.parse(refused.body);
    expect(problem).toMatchObject({ code: "request.too-many", retryAfterSeconds: seconds, violations: [] });
    expect(problem.detail.sv).toContain(`${seconds} sekunder`);
  });

  it("of one person do not stop another at the same address, nor the person's other kinds of requests", async () => {
    const send = limited({ READS_PER_MINUTE: "1", CHANGES_PER_MINUTE: "1", HEAVY_PER_MINUTE: "1" });
    const [planner, manager] = [await under.as("planner"), await under.as("manager")];
    await send("get", base, planner.cookie).expect(200);
    await send("get", base, planner.cookie).expect(429);
    await send("get", base, manager.cookie).expect(200);
    await send("post", `${base}/teams`, planner.cookie).expect(415);
    await send("post", `${base}/teams`, planner.cookie).expect(429);
    await send("post", `${base}/runs/${ids.absent}/repeat`, planner.cookie).expect(404);
    await send("post", `${base}/imports/preview`, planner.cookie).expect(429);
  });

  it("follow the person through a new session and another address", async () => {
    const send = limited({ READS_PER_MINUTE: "1" });
    await send("get", base, (await under.as("planner")).cookie, "192.0.2.1").expect(200);
    await send("get", base, (await under.as("planner")).cookie, "192.0.2.2").expect(429);
  });

  it("of nobody are counted by address, also with cookies that are nobody's", async () => {
    const send = limited({ ANONYMOUS_PER_MINUTE: "2" });
    await send("get", "/api/session").expect(200);
    await send("get", base, `omradeslinjen=${"x".repeat(43)}`).expect(401);
    await send("get", base, `omradeslinjen=${"y".repeat(43)}`).expect(429);
    await send("get", "/api/session", "", "192.0.2.2").expect(200);
    // Somebody who is signed in at the same address goes on.
    await send("get", base, (await under.as("planner")).cookie).expect(200);
  });

  it("with an access token write nothing to the log beyond the limit", async () => {
    const send = limited({ READS_PER_MINUTE: "2" });
    const manager = await under.as("manager");
    const { secret } = (await manager.send("post", `${base}/tokens`).send({ name: "QGIS", days: 3 }).expect(201)).body;
    const ask = () => send("get", base).set("Authorization", `Bearer ${secret}`);
    const uses = async () => {
      const { rows } = await under.testDatabase.asOwner((owner) =>
        owner.query<{ count: number }>(
          "select count(*)::integer as count from audit.events where action = 'token.used' and chain = $1",
          [gridMunicipality],
        ),
      );
      return rows[0]!.count;
    };
    const before = await uses();
    const answers = [await ask(), await ask(), await ask(), await ask()].map(({ status }) => status);
    expect(answers).toEqual([200, 200, 429, 429]);
    expect(await uses()).toBe(before + 2);
  });

  it("from one IPv6 network count as one", async () => {
    const send = limited({ ANONYMOUS_PER_MINUTE: "1" });
    await send("get", "/api/session", "", "2001:db8:1:2::1").expect(200);
    await send("get", "/api/session", "", "2001:db8:1:2:ffff::2").expect(429);
    await send("get", "/api/session", "", "2001:db8:ffff::1").expect(200);
  });

  it("to sign in are stricter, also for somebody signed in, and are counted before anything is looked up", async () => {
    const send = limited({ SIGN_INS_PER_MINUTE: "2" });
    const attempt = async (cookie = "") =>
      (await send("post", "/api/session", cookie).send({ municipalityCode: gridMunicipality, role: "planner" })).body
        .code;
    const { cookie } = await under.as("planner");
    expect(await attempt()).toBe("session.no-demonstration");
    expect(await attempt(cookie)).toBe("session.no-demonstration");
    expect(await attempt(cookie)).toBe("request.too-many");
    expect(await attempt()).toBe("request.too-many");
  });

  it("never stop the questions about health", async () => {
    const send = limited({ ANONYMOUS_PER_MINUTE: "1", READS_PER_MINUTE: "1" });
    await send("get", "/api/session").expect(200);
    await send("get", "/api/session").expect(429);
    for (let time = 0; time < 5; time += 1) {
      await send("get", "/api/health/up").expect(200);
      await send("get", "/api/health/ready").expect(200);
    }
  });
});
