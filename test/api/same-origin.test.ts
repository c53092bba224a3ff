// Every operation that changes something refuses what another site's page could send, and every one with a body takes JSON or a file only.
import request from "supertest";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../../api/app.ts";
import { access } from "../../api/contract/access.ts";
import { type Operation, type OperationName, operations } from "../../api/contract/operations.ts";
import type { Role } from "../../api/contract/primitives.ts";
import { createLog } from "../../api/log.ts";
import { openEmbeddedTestDatabase } from "../support/databases.ts";
import { gridMunicipality, ids } from "./support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService, testConfig } from "./support/service-under-test.ts";

const all = Object.entries(operations) as [OperationName, Operation][];
const changing = all.filter(([, operation]) => operation.method !== "get");
const withBody = changing.filter(([, operation]) => operation.body !== undefined);
const uploads = changing.filter(([, operation]) => operation.upload === true);

/** What a request of the page carries, and what is wrong with each that must be refused. */
const own = { "X-Requested-With": "omradeslinjen", "Sec-Fetch-Site": "same-origin" };
const foreign: readonly [what: string, headers: Record<string, string>][] = [
  ["without the header that only the page sets", { "Sec-Fetch-Site": "same-origin" }],
  ["with another value of it", { ...own, "X-Requested-With": "XMLHttpRequest" }],
  ["from another site", { ...own, "Sec-Fetch-Site": "cross-site" }],
  ["from a neighbouring name", { ...own, "Sec-Fetch-Site": "same-site" }],
  ["of another origin", { ...own, Origin: "https://evil.example" }],
  ["of no origin", { ...own, Origin: "null" }],
  ["of an origin that is no address", { ...own, Origin: "evil" }],
];

/** A role that may use the operation, so that nothing but the request's kind can be what it is refused for. */
function allowedRole(name: OperationName): Role {
  const { sees } = access[name];
  return sees === "anyone" || "planner" in sees ? "planner" : (Object.keys(sees)[0] as Role);
}

describe("changes that another site could cause", () => {
  let under: ServiceUnderTest;
  beforeAll(async () => {
    under = await startService(openEmbeddedTestDatabase);
  }, 120_000);
  // Signing out is one of the operations.
  const clients = new Map<Role, Client>();
  beforeEach(() => clients.clear());
  async function clientFor(name: OperationName): Promise<Client> {
    const role = allowedRole(name);
    const client = clients.get(role) ?? (await under.as(role));
    clients.set(role, client);
    return client;
  }

  function send(client: Client, operation: Operation, headers: Record<string, string>) {
    const path = operation.path.replace(/:(\w+)/g, (_match, name: string) =>
      // Another team than one's own is refused before anything else is looked at.
      name === "municipality" ? gridMunicipality : name === "team" ? ids.teams[0]! : ids.absent,
    );
    return request(under.service.app)
      [operation.method](path)
      .set({ Cookie: client.cookie, ...headers });
  }

  it.each(changing)("%s is refused", async (name, operation) => {
    const client = await clientFor(name);
    for (const [what, headers] of foreign) {
      const { status, body } = await send(client, operation, headers);
      expect({ what, status, code: body.code }).toEqual({ what, status: 403, code: "request.cross-site" });
    }
    expect((await send(client, operation, own)).body.code).not.toBe("request.cross-site");
  });

  it.each(withBody)("%s takes no body that a form could send", async (name, operation) => {
    const client = await clientFor(name);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const answer = await send(client, operation, { ...own, "Content-Type": type, "If-Match": '"1"' }).send("{}");
      expect([type, answer.status]).toEqual([type, 415]);
    }
    const zipped = await send(client, operation, { ...own, "Content-Encoding": "gzip", "If-Match": '"1"' }).send({});
    expect(zipped.status).toBe(415);
  });

  it.each(uploads)("%s takes a form with a file, from the page only", async (name, operation) => {
    const client = await clientFor(name);
    const answer = await send(client, operation, { ...own, "Content-Type": "application/json" }).send({});
    expect(answer.status).toBe(415);
    const form = await send(client, operation, { "Sec-Fetch-Site": "same-origin" }).attach(
      "file",
      Buffer.from("a"),
      "a.csv",
    );
    expect(form.status).toBe(403);
  });

  it("counts the whole origin where the service knows its address", async () => {
    const app = createApp({
      config: testConfig({ DEMONSTRATION: "false", PUBLIC_URL: "https://omraden.example.se" }),
      database: under.testDatabase.database,
      runs: under.service.runs,
      imports: under.service.imports,
      watch: under.service.watch,
      log: createLog({ logLevel: "silent" }),
    });
    const from = async (origin: string) =>
      (
        await request(app)
          .delete("/api/session")
          .set({ ...own, Host: "omraden.example.se", Origin: origin })
      ).status;
    expect(await from("https://omraden.example.se")).toBe(204);
    expect(await from("http://omraden.example.se")).toBe(403);
    expect(await from("https://omraden.example.se:8443")).toBe(403);
  });

  it("never changes anything by GET", () => {
    for (const [name, operation] of all) {
      if (operation.method === "get")
        expect([name, operation.body, operation.upload]).toEqual([name, undefined, undefined]);
    }
  });
});
