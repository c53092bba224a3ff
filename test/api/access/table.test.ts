// The access table itself: every route has a row, every field it names exists, and what it does not name is never sent.
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createApp } from "../../../api/app.ts";
import { access, isOpenToToken, openAddresses, pageAddress, rolesOf, rowOf } from "../../../api/contract/access.ts";
import { type Operation, type OperationName, operations } from "../../../api/contract/operations.ts";
import { visibleFields } from "../../../api/http/visible-fields.ts";
import { createLog } from "../../../api/log.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { makeCertifiedKey } from "../../support/self-signed-certificate.ts";
import { gridMunicipality, ids } from "../support/seeded-municipality.ts";
import { type ServiceUnderTest, startService, testConfig } from "../support/service-under-test.ts";
import { leavesOfShape } from "./leaves.ts";

const names = Object.keys(operations) as OperationName[];

interface Layer {
  readonly route?: { readonly path: string };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** Every address that the application has a handler of its own for. */
function addressesOf(layers: readonly Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => (route ? [String(route.path)] : addressesOf(handle?.stack ?? [])));
}

/** Both kinds of login, so that their addresses are there too. */
const address = "https://omraden.example.se";
const key = makeCertifiedKey("Områdeslinjen");
const everyLogin = {
  DEMONSTRATION: "false",
  PUBLIC_URL: address,
  LOGIN_MUNICIPALITY: gridMunicipality,
  LOGIN_GROUPS: JSON.stringify({ planner: ["SG-Planerare"] }),
  LOGIN_PLANNER_LEVELS: "any",
  OIDC_ISSUER: "https://login.example.se",
  OIDC_CLIENT_ID: "omraden",
  OIDC_CLIENT_SECRET: "hemlig",
  SAML_ENTRY_SSO: "https://login.example.se/sso",
  SAML_LOGOUT_URL: "https://login.example.se/slo",
  SAML_IDP_PUBLIC_CERT: key.certificatePem,
  SAML_IDP_ISSUER: "https://login.example.se",
  SAML_ISSUER: `${address}/saml`,
  SAML_CALLBACK_URL: `${address}/api/saml/login/callback`,
  SAML_PRIVATE_KEY: key.privateKeyPem,
  SAML_PUBLIC_KEY: key.certificatePem,
};

/** Log, headers (two), base path, length of requests, own name, compression, same origin, errors. */
const passedByAll = 9;

describe("the access table", () => {
  it("has one row per operation, no more", () => {
    expect(Object.keys(access).sort()).toEqual([...names].sort());
  });

  it("names only fields that the contract has, each down to what holds no further field", () => {
    for (const name of names) {
      const { sees } = rowOf(name);
      if (sees === "anyone") continue;
      const shapes = Object.values((operations[name] as Operation).answers).filter(
        (shape) => shape instanceof z.ZodType,
      );
      const leaves = new Set(shapes.flatMap((shape) => [...leavesOfShape(shape as z.ZodType)]));
      for (const [role, sight] of Object.entries(sees)) {
        if (sight === "everything") continue;
        expect(
          sight.filter((field) => !leaves.has(field)),
          `${name}, ${role}`,
        ).toEqual([]);
      }
    }
  });

  it("lets access tokens only read, and never what only planners may", () => {
    const withToken = names.filter((name) => rowOf(name).token);
    expect(withToken.length).toBeGreaterThan(5);
    for (const name of withToken) {
      expect(operations[name].method, name).toBe("get");
      expect(rolesOf(name), name).toContain("manager");
    }
    const withCounts = withToken.filter((name) => !isOpenToToken(name, "planner"));
    expect(withCounts.sort()).toEqual(["readArea", "readMeasure", "readPlanBalance"]);
    for (const name of withCounts)
      expect([isOpenToToken(name, "manager"), isOpenToToken(name, "team")]).toEqual([true, true]);
  });
});

describe("the last line", () => {
  const sight = ["id", "teams.name", "counts"] as const;

  it("sends no field that is not named, at any depth, and leaves the answer itself alone", () => {
    const body = {
      id: 1,
      author: "Ruta Rutsson",
      teams: [
        { name: "A", clients: 3 },
        { name: "B", clients: 4, inner: { clients: 5 } },
      ],
      counts: { exact: [1, 2] },
      nothing: null,
    };
    const before = structuredClone(body);
    expect(visibleFields(body, sight)).toEqual({
      id: 1,
      teams: [{ name: "A" }, { name: "B" }],
      counts: { exact: [1, 2] },
    });
    expect(body).toEqual(before);
  });

  it("sends nothing to whom nothing is named, and everything to whom everything is", () => {
    expect(visibleFields({ id: 1, list: [{ a: 1 }] }, [])).toEqual({});
    expect(visibleFields([{ id: 1, name: "x" }], ["id"])).toEqual([{ id: 1 }]);
    const body = { id: 1 };
    expect(visibleFields(body, "everything")).toBe(body);
  });
});

forEachDatabase("the access table at work", (open) => {
  let under: ServiceUnderTest;
  beforeAll(async () => {
    under = await startService(open);
  }, 120_000);

  it("knows every address of the application: a route that is nowhere in the table fails here", () => {
    const app = createApp({
      config: testConfig(everyLogin),
      database: under.testDatabase.database,
      runs: under.service.runs,
      imports: under.service.imports,
      watch: under.service.watch,
      log: createLog({ logLevel: "silent" }),
    });
    const { router } = app as unknown as { router: { stack: Layer[] } };
    const addresses = new Set(addressesOf(router.stack));
    const known = [...names.map((name) => operations[name].path as string), ...openAddresses, pageAddress];
    expect([...addresses].sort()).toEqual([...new Set(known)].sort());
    // What has neither a route nor routes below is passed by every request: a door put up with `use` would be one more.
    const passed = router.stack.filter(({ route, handle }) => !route && !handle?.stack);
    expect(passed).toHaveLength(passedByAll);
  });

  it("keeps who made a plan, and the run it came from, from all but planners, also in its version tag", async () => {
    const planner = await under.as("planner");
    const manager = await under.as("manager");
    const plans = `/api/${gridMunicipality}/plans`;
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams };
    const made = (await planner.send("post", plans).send({ name: "Förslag", from })).body;
    await planner
      .send("patch", `${plans}/${made.id}`)
      .set("If-Match", `"1"`)
      .send({ status: "proposed", acceptsFaults: true })
      .expect(200);
    const [exact, told] = [
      await planner.send("get", `${plans}/${made.id}`),
      await manager.send("get", `${plans}/${made.id}`),
    ];
    expect(exact.body.author).toBe("planner (demo)");
    expect(told.body).not.toHaveProperty("author");
    expect(told.body).not.toHaveProperty("runId");
    expect(told.body.teamIndexes).toEqual(exact.body.teamIndexes);
    expect(told.headers.etag).not.toBe(exact.headers.etag);
    await under.testDatabase.asOwner((owner) =>
      owner.query("update access.users set display_name = 'Någon annan' where subject = 'demonstration:planner'"),
    );
    expect((await planner.send("get", `${plans}/${made.id}`)).headers.etag).not.toBe(exact.headers.etag);
    expect((await manager.send("get", `${plans}/${made.id}`)).headers.etag).toBe(told.headers.etag);
    expect((await manager.send("get", plans)).text).not.toContain("author");
  });

  it("refuses a plan that refers to another municipality's division or team as one that does not exist", async () => {
    const planner = await under.as("planner");
    const answers = [];
    for (const [division, team] of [
      [ids.otherDivision, ids.teams[0]],
      [ids.absent, ids.teams[0]],
      [ids.division, ids.otherTeam],
      [ids.division, ids.absent],
    ]) {
      const from = { kind: "empty", divisionId: division, teamIds: [team] };
      const answer = await planner.send("post", `/api/${gridMunicipality}/plans`).send({ name: "Fel", from });
      expect(answer.body).toMatchObject({ status: 422, code: "reference.unknown" });
      answers.push(answer.text.replace(/"requestId":"[^"]+"/, ""));
    }
    expect(answers[0]).toBe(answers[1]);
    expect(answers[2]).toBe(answers[3]);
  });
});
