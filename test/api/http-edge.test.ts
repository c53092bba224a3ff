// What every request passes: problems, methods, media types, sizes, origins, headers, the page, and a log that tells nothing.
import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import request from "supertest";
import { beforeAll, expect, it } from "vitest";
import { createApp } from "../../api/app.ts";
import { Problem } from "../../api/contract/problem.ts";
import type { ProfileList } from "../../api/contract/profiles.ts";
import { createLog } from "../../api/log.ts";
import { forEachDatabase, makeFolder } from "../support/databases.ts";
import {
  childrenOf,
  codeOf,
  gridMunicipality,
  ids,
  otherMunicipality,
  realMunicipality,
} from "./support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService, testConfig } from "./support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;

forEachDatabase("the edge", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
  }, 120_000);

  it("tells trouble as problem+json with a request id and both languages", async () => {
    const answer = await planner.send("get", `${base}/plans/${ids.absent}`).set("X-Request-Id", "test-4711-abc");
    expect(answer.status).toBe(404);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(answer.headers["x-request-id"]).toBe("test-4711-abc");
    expect(answer.headers["cache-control"]).toBe("no-store");
    const problem = Problem.parse(answer.body);
    expect(problem).toMatchObject({ status: 404, code: "not-found", requestId: "test-4711-abc", violations: [] });
    expect(problem.detail.sv).not.toBe(problem.detail.en);
  });

  it("answers to this machine's names only, whatever another site calls it", async () => {
    const body = { municipalityCode: gridMunicipality, role: "planner" };
    const rebound = (host: string) =>
      under.anonymous().send("post", "/api/session").set("Host", host).set("Origin", `http://${host}`).send(body);
    for (const host of ["evil.example:8281", "127.0.0.1.evil.example", "localhost.evil.example"]) {
      const answer = await rebound(host);
      expect([answer.status, answer.body.code]).toEqual([421, "request.wrong-host"]);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
    const read = await planner.send("get", `${base}/teams`).set("Host", "evil.example");
    expect(read.status).toBe(421);
    expect((await rebound("localhost:8281")).status).toBe(200);
    expect((await rebound("[::1]:8281")).status).toBe(200);
  });

  it("does not choose between two names", async () => {
    const address = new URL(await under.service.listen());
    const text = await new Promise<string>((resolve) => {
      const socket = connect(Number(address.port), address.hostname);
      let told = "";
      socket.on("data", (chunk) => {
        told += chunk.toString();
      });
      socket.on("close", () => resolve(told));
      socket.write("GET /api/session HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain("request.malformed");
  });

  it.each(["a b{}", "kort", "x".repeat(65), "19121212-1212", "barn.20121212-1212"])(
    "does not take over %j as a request id: it could break the log or be a person's number",
    async (given) => {
      const answer = await planner.send("get", base).set("X-Request-Id", given);
      expect(answer.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it.each([
    ["an unknown parameter", "get", `${base}/teams?colour=red`, undefined, 400, "request.invalid-query"],
    ["a parameter of the wrong form", "get", `${base}/plans?divisionId=4`, undefined, 400, "request.invalid-query"],
    ["an id of the wrong form", "get", `${base}/plans/4`, undefined, 404, "not-found"],
    ["a path that does not exist", "get", `${base}/nothing`, undefined, 404, "not-found"],
    ["a municipality of the wrong form", "get", "/api/sundsvall/teams", undefined, 404, "not-found"],
    ["a method that the address has not", "patch", `${base}/teams`, {}, 405, "request.method-not-allowed"],
    ["content that lacks fields", "post", `${base}/teams`, { letter: "A" }, 422, "request.invalid-body"],
    [
      "content with an unknown field",
      "post",
      `${base}/teams`,
      { letter: "Z", name: "Z", colourIndex: 1, investigationPositions: 1, firstLinePositions: 1, admin: true },
      422,
      "request.invalid-body",
    ],
  ] as const)("refuses %s", async (_what, method, path, body, status, code) => {
    const sent = planner.send(method, path);
    const answer = await (body ? sent.send(body) : sent);
    expect(answer.body).toMatchObject({ status, code });
    Problem.parse(answer.body);
  });

  it("names every wrong field in the language asked for", async () => {
    const sv = await planner.send("post", `${base}/teams`).send({ letter: "", colourIndex: 9 });
    const en = await planner
      .send("post", `${base}/teams`)
      .set("Accept-Language", "en")
      .send({ letter: "", colourIndex: 9 });
    const fields = sv.body.violations.map((violation: { field: string }) => violation.field);
    expect(fields).toEqual(
      expect.arrayContaining(["letter", "name", "colourIndex", "investigationPositions", "firstLinePositions"]),
    );
    expect(sv.body.violations[0].message).not.toBe(en.body.violations[0].message);
  });

  it("refuses broken JSON, other media types, too large bodies and answers nobody can give", async () => {
    const post = () => planner.send("post", `${base}/teams`);
    expect((await post().set("Content-Type", "application/json").send('{"letter":')).body).toMatchObject({
      status: 400,
      code: "request.malformed",
    });
    expect((await post().set("Content-Type", "text/plain").send("letter=A")).body.status).toBe(415);
    expect((await post().send({ letter: "A".repeat(5_000_000) })).body.status).toBe(413);
    expect((await planner.send("get", `${base}/teams`).set("Accept", "image/png")).body.status).toBe(406);
  });

  it("lists the methods that an address has", async () => {
    const answer = await planner.send("delete", `${base}/plans`);
    expect(answer.headers.allow).toBe("GET, POST");
  });

  it("never lets answers with counts be stored", async () => {
    for (const path of [
      `divisions/${ids.division}/measures/children-0-19`,
      `divisions/${ids.division}/areas/0101`,
      "runs",
    ]) {
      expect((await planner.send("get", `${base}/${path}`)).headers["cache-control"], path).toBe("no-store");
    }
  });

  it("sends what is made once compressed as the browser asks, and not again to who has it", async () => {
    const { profiles } = (await planner.send("get", `${base}/profiles`)).body as ProfileList;
    for (const path of [`${base}/divisions/${ids.division}/areas`, `${base}/profiles/${profiles[0]!.key}`]) {
      const plain = await planner.send("get", path).set("Accept-Encoding", "identity");
      expect(plain.headers["content-encoding"]).toBeUndefined();
      for (const encoding of ["br", "gzip"]) {
        const answer = await planner.send("get", path).set("Accept-Encoding", encoding);
        expect(answer.headers["content-encoding"]).toBe(encoding);
        expect(answer.headers.vary).toContain("Accept-Encoding");
        expect(answer.headers.etag).toContain(encoding);
        expect(answer.body).toEqual(plain.body);
        await planner.send("get", path).set("If-None-Match", answer.headers.etag!).expect(304);
      }
    }
  });

  it("sets a cookie that scripts and other sites cannot use", async () => {
    const answer = await under
      .anonymous()
      .send("post", "/api/session")
      .send({ municipalityCode: gridMunicipality, role: "team" });
    const [cookie] = answer.headers["set-cookie"] as unknown as string[];
    expect(cookie).toMatch(/^omradeslinjen=[A-Za-z0-9_-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/);
    expect(answer.body).toMatchObject({
      signedIn: true,
      role: "team",
      roles: ["team"],
      teamIds: [ids.teams[0]],
      municipality: { synthetic: true },
    });
    const { rows } = await under.testDatabase.asOwner((owner) =>
      owner.query<{ token_hash: Uint8Array }>("select token_hash from access.sessions"),
    );
    expect(rows.every((row) => row.token_hash.length === 32)).toBe(true);
  });

  it("names the cookie __Host- and marks it Secure where the page is reached over https", async () => {
    // Such an address has no demonstration; here it only lends a way to sign in.
    const config = { ...testConfig(), publicUrl: "https://omraden.example.se" };
    const app = createApp({
      config,
      database: under.testDatabase.database,
      runs: under.service.runs,
      imports: under.service.imports,
      watch: under.service.watch,
      log: createLog({ logLevel: "silent" }),
    });
    const answer = await request(app)
      .post("/api/session")
      .set({ "X-Requested-With": "omradeslinjen", Origin: "https://omraden.example.se" })
      .send({ municipalityCode: gridMunicipality, role: "planner" });
    expect(answer.headers["set-cookie"]?.[0]).toMatch(/^__Host-omradeslinjen=.*; Secure; SameSite=Strict$/);
    expect(answer.headers["strict-transport-security"]).toContain("max-age=");
  });

  it("lets nobody choose a role where the demonstration is off, and limits attempts", async () => {
    const config = testConfig({ DEMONSTRATION: "false", SIGN_INS_PER_MINUTE: "3" });
    const app = createApp({
      config,
      database: under.testDatabase.database,
      runs: under.service.runs,
      imports: under.service.imports,
      watch: under.service.watch,
      log: createLog({ logLevel: "silent" }),
    });
    const attempt = () =>
      request(app)
        .post("/api/session")
        .set("X-Requested-With", "omradeslinjen")
        .send({ municipalityCode: gridMunicipality, role: "planner" });
    expect((await attempt()).body.code).toBe("session.no-demonstration");
    expect((await request(app).get("/api/municipalities")).body).toEqual({ municipalities: [] });
    await attempt();
    await attempt();
    const limited = await attempt();
    expect(limited.body).toMatchObject({ status: 429, code: "request.too-many" });
    expect(Number(limited.headers["retry-after"])).toBeGreaterThan(0);
  });

  it("answers the page for its addresses, keeps hashed files for a year, and 404 for files that are not there", async () => {
    const pageFolder = makeFolder("page");
    mkdirSync(join(pageFolder, "assets"));
    writeFileSync(join(pageFolder, "index.html"), "<!doctype html><title>Områdeslinjen</title>");
    writeFileSync(join(pageFolder, "assets", "main-abc123.js"), "export {};");
    const app = createApp({
      config: under.config,
      database: under.testDatabase.database,
      runs: under.service.runs,
      imports: under.service.imports,
      watch: under.service.watch,
      log: createLog({ logLevel: "silent" }),
      pageFolder,
    });
    const page = await request(app).get("/9998/karta").set("Accept", "text/html");
    expect(page.text).toContain("Områdeslinjen");
    expect(page.headers["cache-control"]).toBe("no-cache");
    const asset = await request(app).get("/assets/main-abc123.js");
    expect(asset.headers["cache-control"]).toContain("max-age=31536000");
    expect(asset.headers["cache-control"]).toContain("immutable");
    expect((await request(app).get("/assets/missing-abc.js")).status).toBe(404);
    expect((await request(app).get("/../../package.json")).status).toBe(404);
  });

  it("lies wholly under a path of its own where BASE_URL_PREFIX says so, and the page is told", async () => {
    const pageFolder = makeFolder("page");
    mkdirSync(join(pageFolder, "assets"));
    writeFileSync(
      join(pageFolder, "index.html"),
      '<!doctype html><meta name="base-path" content=""><link href="./icon.svg"><script src="./assets/main.js"></script>',
    );
    writeFileSync(join(pageFolder, "assets", "main.js"), "export {};");
    const app = createApp({
      config: testConfig({ BASE_URL_PREFIX: "/omraden/api" }),
      database: under.testDatabase.database,
      runs: under.service.runs,
      imports: under.service.imports,
      watch: under.service.watch,
      log: createLog({ logLevel: "silent" }),
      pageFolder,
    });
    for (const path of ["/omraden/", "/omraden/karta"]) {
      const page = await request(app).get(path).set("Accept", "text/html");
      expect(page.text).toContain('<meta name="base-path" content="/omraden"><link href="/omraden/icon.svg">');
      expect(page.text).toContain('<script src="/omraden/assets/main.js">');
    }
    expect((await request(app).get("/omraden/assets/main.js")).status).toBe(200);
    expect((await request(app).get("/omraden")).headers.location).toBe("/omraden/");
    expect((await request(app).get("/omraden/api/health/up")).status).toBe(200);
    expect((await request(app).get("/omraden/api/openapi.json")).body.servers).toEqual([{ url: "/omraden/" }]);
    const signedIn = await request(app)
      .post("/omraden/api/session")
      .set("X-Requested-With", "omradeslinjen")
      .send({ municipalityCode: gridMunicipality, role: "manager" });
    expect(signedIn.status).toBe(200);
    for (const path of ["/", "/api/health/up", "/api/session", "/omradenx/api/health/up", "/assets/main.js"]) {
      expect([path, (await request(app).get(path)).status]).toEqual([path, 404]);
    }
  });

  it("is up, and ready when the database answers", async () => {
    expect((await request(under.service.app).get("/api/health/up")).body).toEqual({ status: "up" });
    expect((await request(under.service.app).get("/api/health/ready")).body).toEqual({ status: "ready" });
  });

  it("lists for signing in what one may sign in to", async () => {
    const { body } = await request(under.service.app).get("/api/municipalities");
    expect(body.municipalities.map((each: { code: string }) => each.code)).toEqual([
      realMunicipality,
      otherMunicipality,
      gridMunicipality,
    ]);
  });

  it("logs every request without addresses, codes, names or counts", async () => {
    await planner.send("get", `${base}/divisions/${ids.division}/areas/${codeOf(8)}`).expect(200);
    await planner.send("get", `${base}/divisions/${ids.division}/measures/children-0-19?period=2025-12-31`).expect(200);
    await planner.send("get", `${base}/plans?secret=19121212-1212`).expect(400);
    await planner
      .send("post", `${base}/teams`)
      .send({ letter: "Zebra", name: "Hemligt namn", colourIndex: 77 })
      .expect(422);
    const text = under.logged().join("\n");
    expect(text).toContain('"operation":"readMeasure"');
    expect(text).toContain('"operation":"readArea"');
    for (const secret of [
      codeOf(8),
      String(childrenOf(8)),
      "19121212",
      "Hemligt",
      "Zebra",
      "2025-12-31",
      "children-0-19",
      ids.division,
      planner.cookie.split("=")[1]!,
    ]) {
      expect(text, secret).not.toContain(secret);
    }
  });
});
