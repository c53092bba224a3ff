// The configuration: defaults, every problem at once, and where a role may be chosen without a login.
import { expect, it } from "vitest";
import { readConfig } from "../../api/config.ts";

it("needs nothing to be set", () => {
  const result = readConfig({});
  expect(result).toMatchObject({
    ok: true,
    config: {
      host: "127.0.0.1",
      port: 8281,
      dataFolder: "var/database",
      databaseUrl: null,
      demonstration: true,
      production: false,
    },
  });
});

it("tells every problem together, in both languages, and never repeats a value", () => {
  const result = readConfig({
    PORT: "hemlig",
    DATABASE_URL: "mysql://u:hemlig@h/d",
    LOG_LEVEL: "loud",
    PUBLIC_URL: "ftp://x",
    TRUST_PROXY: "yes",
    SOLVER_THREADS: "0",
    DEMONSTRATION: "maybe",
  });
  if (result.ok) throw new Error("expected problems");
  expect(result.problems.map((problem) => problem.key).sort()).toEqual([
    "DATABASE_URL",
    "DEMONSTRATION",
    "LOG_LEVEL",
    "PORT",
    "PUBLIC_URL",
    "SOLVER_THREADS",
    "TRUST_PROXY",
  ]);
  for (const { message } of result.problems) expect(message.sv).not.toBe(message.en);
  expect(JSON.stringify(result)).not.toContain("hemlig");
});

it("tells a contradiction beside a wrong value", () => {
  const result = readConfig({ NODE_ENV: "production", DEMONSTRATION: "true", PORT: "x" });
  expect(result.ok === false && result.problems.map((problem) => problem.key)).toEqual(["PORT", "DEMONSTRATION"]);
});

it.each([
  ["this machine and the embedded database", {}, true],
  ["reachable from others", { HOST: "0.0.0.0" }, false],
  ["a database of the municipality's own", { DATABASE_URL: "postgresql://a:b@c/d" }, false],
  ["production", { NODE_ENV: "production" }, false],
  ["asked for with PostgreSQL", { DATABASE_URL: "postgresql://a:b@c/d", DEMONSTRATION: "true" }, true],
  ["left out behind a proxy", { TRUST_PROXY: "1" }, false],
  ["left out with a public address", { PUBLIC_URL: "https://omradeslinjen.example" }, false],
  ["left out on the network", { HOST: "0.0.0.0" }, false],
  ["turned off", { DEMONSTRATION: "false" }, false],
] as const)("lets a role be chosen by default only where it is safe: %s", (_where, environment, expected) => {
  const result = readConfig(environment);
  expect(result.ok && result.config.demonstration).toBe(expected);
});

it("takes an empty value as left out", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: "" })).toEqual(readConfig({}));
});

it.each([
  ["on the network", { HOST: "0.0.0.0" }],
  ["behind a proxy", { TRUST_PROXY: "1" }],
  ["at a public address", { PUBLIC_URL: "https://omradeslinjen.example" }],
])("refuses to let anybody choose a role %s", (_where, environment) => {
  const result = readConfig({ ...environment, DEMONSTRATION: "true" });
  expect(result.ok === false && result.problems.map((problem) => problem.key)).toEqual(["DEMONSTRATION"]);
});
