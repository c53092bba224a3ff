// The headers of every kind of answer: the page, its files, answers, refusals, faults of the address, documentation, health.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Express } from "express";
import request from "supertest";
import { beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../api/app.ts";
import { createLog } from "../../api/log.ts";
import { makeFolder, openEmbeddedTestDatabase } from "../support/databases.ts";
import { type ServiceUnderTest, startService, testConfig } from "./support/service-under-test.ts";

const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

describe("the headers", () => {
  let under: ServiceUnderTest;
  let pageFolder: string;

  beforeAll(async () => {
    under = await startService(openEmbeddedTestDatabase);
    pageFolder = makeFolder("page");
    mkdirSync(join(pageFolder, "assets"));
    writeFileSync(join(pageFolder, "index.html"), "<!doctype html><title>Områdeslinjen</title>");
    writeFileSync(join(pageFolder, "assets", "main-abc123.js"), "export {};");
  }, 120_000);

  function application(settings: Record<string, string> = {}): Express {
    return createApp({
      config: testConfig(settings),
      database: under.testDatabase.database,
      runs: under.service.runs,
      imports: under.service.imports,
      watch: under.service.watch,
      log: createLog({ logLevel: "silent" }),
      pageFolder,
    });
  }

  it.each([
    ["the page", "/", 200, "no-cache"],
    ["one of the page's addresses", "/karta", 200, "no-cache"],
    ["a hashed file", "/assets/main-abc123.js", 200, "public, max-age=31536000, immutable"],
    ["a missing file", "/assets/none.js", 404, "no-store"],
    ["an answer", "/api/session", 200, "no-store"],
    ["a refusal", "/api/2281/teams", 401, "no-store"],
    ["an unknown address", "/api/2281/nothing/at/all", 404, "no-store"],
    ["a path that cannot be decoded", "/api/%E0%A4%A", 404, "no-store"],
    ["the documentation", "/api-docs", 200, "no-cache"],
    ["the interface's description", "/api/openapi.json", 200, "no-cache"],
    ["health", "/api/health/up", 200, "no-store"],
  ])("go with %s", async (_what, path, status, cacheControl) => {
    const { headers, status: answered } = await request(application()).get(path).set("Accept", "*/*");
    expect(answered).toBe(status);
    expect(headers["content-security-policy"]?.split(";")).toEqual(contentPolicy);
    expect(headers).toMatchObject({
      "cache-control": cacheControl,
      "cross-origin-resource-policy": "same-origin",
      "origin-agent-cluster": "?1",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-dns-prefetch-control": "off",
      "x-frame-options": "DENY",
      "x-permitted-cross-domain-policies": "none",
    });
    for (const feature of ["camera", "geolocation", "microphone", "payment", "usb"]) {
      expect(headers["permissions-policy"]).toContain(`${feature}=()`);
    }
    for (const absent of ["server", "x-powered-by", "access-control-allow-origin", "strict-transport-security"]) {
      expect(headers[absent], absent).toBeUndefined();
    }
  });

  it("hold browsers to https, its subdomains too, where the page is reached over it", async () => {
    const app = application({ DEMONSTRATION: "false", PUBLIC_URL: "https://omraden.example.se" });
    const { headers } = await request(app).get("/").set({ Accept: "text/html", Host: "omraden.example.se" });
    expect(headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["content-security-policy"]?.split(";")).toEqual([...contentPolicy, "upgrade-insecure-requests"]);
  });

  it.each(["post", "put", "delete", "options", "trace", "propfind"] as const)(
    "go with a refusal to %s the page, which repeats nothing of its address",
    async (method) => {
      const answer = await request(application())[method]("/Kanarie%3Cb%3E?Kanarie=1");
      expect(answer.status).toBe(405);
      expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
      expect(answer.headers["content-security-policy"]?.split(";")).toEqual(contentPolicy);
      expect(answer.text + JSON.stringify(answer.headers)).not.toContain("Kanarie");
    },
  );

  it("let no other site's script read an answer, whatever it asks beforehand", async () => {
    const preflight = await request(application())
      .options("/api/session")
      .set({ Origin: "https://evil.example", "Access-Control-Request-Method": "DELETE" });
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});
