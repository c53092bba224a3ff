// A connection that is slow, or sends long addresses and many headers, is ended in time; bodies have limits of size and nesting.
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLimitedServer, serverLimits } from "../../api/http/server-limits.ts";
import { openEmbeddedTestDatabase } from "../support/databases.ts";
import { gridMunicipality, ids } from "./support/seeded-municipality.ts";
import { type Client, startService } from "./support/service-under-test.ts";

describe("a connection", () => {
  let server: Server;
  const patience = { headersMilliseconds: 300, requestMilliseconds: 600, checkMilliseconds: 100 };

  beforeAll(async () => {
    const app = express();
    app.use(express.text(), (_request, response) => void response.end("served"));
    server = createLimitedServer(app, { ...serverLimits, ...patience });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => void server.close());

  /** Sends the pieces a while apart and keeps the connection open; answers what came back until it was closed. */
  function say(pieces: readonly string[], apartMilliseconds = 0): Promise<{ text: string; milliseconds: number }> {
    const begun = performance.now();
    return new Promise((resolve) => {
      const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
      let text = "";
      const timers = pieces.map((piece, index) => setTimeout(() => socket.write(piece), index * apartMilliseconds));
      socket.on("data", (chunk) => {
        text += chunk.toString();
      });
      socket.on("error", () => undefined);
      socket.on("close", () => {
        for (const timer of timers) clearTimeout(timer);
        resolve({ text, milliseconds: performance.now() - begun });
      });
    });
  }

  it("that sends its headers a letter at a time is closed", async () => {
    const { text, milliseconds } = await say(
      ["GET / HTTP/1.1\r\nHost: a\r\n", ..."X-Slow: aaaaaaaaaaaaaaaaaaaaaaaa"],
      50,
    );
    expect(text).toMatch(/^HTTP\/1\.1 408/);
    expect(milliseconds).toBeLessThan(1_500);
  });

  it("whose body never ends is closed", async () => {
    const start = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\n";
    const { text, milliseconds } = await say([start, ..."a".repeat(40)], 50);
    expect(text).not.toContain("served");
    expect(milliseconds).toBeLessThan(2_500);
  });

  it("with more bytes of headers than allowed is answered 431", async () => {
    const { text } = await say([
      `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${"a".repeat(serverLimits.headerBytes)}\r\n\r\n`,
    ]);
    expect(text).toMatch(/^HTTP\/1\.1 431/);
  });

  it.each([
    ["two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["no host", "GET / HTTP/1.1\r\n\r\n"],
    ["a header folded over lines", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n"],
    ["a bare line feed", "GET / HTTP/1.1\nHost: a\n\n"],
  ])("with %s is refused, so that no proxy in front reads another request", async (_what, text) => {
    expect((await say([text])).text).toMatch(/^HTTP\/1\.1 400/);
  });
});

describe("a request", () => {
  let planner: Client;
  const base = `/api/${gridMunicipality}`;
  beforeAll(async () => {
    planner = await (await startService(openEmbeddedTestDatabase)).as("planner");
  }, 120_000);

  it("with too long an address is refused", async () => {
    const answer = await planner.send("get", `${base}/plans?a=${"a".repeat(serverLimits.addressCharacters)}`);
    expect([answer.status, answer.body.code]).toEqual([414, "request.address-too-long"]);
  });

  it("with too many headers is refused", async () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`X-${index}`, "a"]));
    const answer = await planner.send("get", base).set(many);
    expect([answer.status, answer.body.code]).toEqual([431, "request.too-many-headers"]);
  });

  it("with JSON that nests too deep is refused before it is parsed, in a body and beside a file", async () => {
    const deep = `{"name":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const sent = planner.send("post", `${base}/teams`).set("Content-Type", "application/json");
    expect((await sent.send(deep)).body).toMatchObject({ status: 400, code: "request.malformed" });
    const beside = await planner
      .send("post", `${base}/imports/preview`)
      .attach("file", Buffer.from("a;b\n1;2\n"), "a.csv")
      .field("options", deep);
    expect(beside.body).toMatchObject({ status: 400, code: "request.malformed" });
  });

  it("that announces or sends more than 4 MB of JSON is refused", async () => {
    const announced = planner.send("post", `${base}/teams`).set({ "Content-Type": "application/json" });
    expect((await announced.send(`"${"a".repeat(4 * 1024 * 1024)}"`)).status).toBe(413);
  });

  it("with keys that reach for an object's prototype changes nothing but its own refusal", async () => {
    const body = '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"letter":"A"}';
    const sent = planner.send("post", `${base}/teams`).set("Content-Type", "application/json");
    expect((await sent.send(body)).status).toBe(422);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    const preview = await planner
      .send("post", `${base}/imports/preview`)
      .attach("file", Buffer.from("__proto__;constructor\n1;2\n"), "a.csv")
      .field("options", `{"purpose":"population","divisionId":"${ids.division}","settings":{"__proto__":"x"}}`);
    expect(preview.status).toBeLessThan(500);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it.each([
    ["a body", "post", `${base}/teams`, { letter: "\u0000", name: "a", colourIndex: 0 }, 422],
    ["a name within a body", "post", `${base}/teams`, { "a\u0000": 1 }, 422],
    ["a query", "get", `${base}/divisions/${ids.division}/measures/children-0-19?period=%00`, undefined, 400],
    ["an address", "get", `${base}/divisions/${ids.division}/areas/%00`, undefined, 404],
  ] as const)(
    "with the character zero in %s, which no database stores, is refused",
    async (_what, method, path, body, status) => {
      const sent = planner.send(method, path);
      expect((await (body ? sent.send(body) : sent)).status).toBe(status);
    },
  );
});
