// The container files: what they set is what the service reads, nobody runs as root, and both parts are watched.
import { existsSync, readFileSync, statSync } from "node:fs";
import { expect, it } from "vitest";
import { configKeys, readConfig } from "../api/config.ts";

const root = new URL("../", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), "utf8");

/** A small reader of the YAML that the compose file uses: mappings by indentation, lists of scalars, quoted scalars. */
type Yaml = string | Yaml[] | { [key: string]: Yaml };
function readYaml(text: string): { [key: string]: Yaml } {
  const lines = text
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, "").trimEnd())
    .filter((line) => line.trim() !== "");
  let at = 0;
  const indentOf = (line: string) => line.length - line.trimStart().length;
  const scalar = (value: string): Yaml =>
    value.startsWith("[") ? (JSON.parse(value) as string[]) : value.replace(/^"(.*)"$/, "$1");
  const block = (indent: number): Yaml => {
    if (lines[at]!.trimStart().startsWith("- ")) {
      const list: Yaml[] = [];
      while (at < lines.length && indentOf(lines[at]!) === indent) list.push(scalar(lines[at++]!.trim().slice(2)));
      return list;
    }
    const mapping: { [key: string]: Yaml } = {};
    while (at < lines.length && indentOf(lines[at]!) === indent) {
      const match = /^([\w.-]+):(?:\s+(.*))?$/.exec(lines[at]!.trim());
      if (!match) throw new Error(`Line of the compose file not understood: ${lines[at]}`);
      at += 1;
      const [, key, value] = match;
      if (value !== undefined) mapping[key!] = scalar(value);
      else if (at < lines.length && indentOf(lines[at]!) > indent) mapping[key!] = block(indentOf(lines[at]!));
      else mapping[key!] = "";
    }
    if (at < lines.length && indentOf(lines[at]!) > indent) throw new Error(`Indented too far: ${lines[at]}`);
    return mapping;
  };
  return block(0) as { [key: string]: Yaml };
}

const compose = readYaml(read("docker-compose.yml")) as {
  services: Record<"database" | "service", Record<string, Yaml> & { environment: Record<string, string> }>;
  volumes: Record<string, Yaml>;
};
const dockerfile = read("Dockerfile");

it("sets nothing in the containers that the service does not read", () => {
  const inDockerfile = [...dockerfile.matchAll(/^ENV (\w+)=/gm)].map((match) => match[1]!);
  const inCompose = Object.keys(compose.services.service.environment);
  expect(inCompose.length).toBeGreaterThan(5);
  for (const key of [...inDockerfile, ...inCompose]) expect(configKeys).toContain(key);
});

it("gives the service a configuration that it accepts", () => {
  const environment = Object.fromEntries(
    Object.entries(compose.services.service.environment).map(([key, value]) => [
      key,
      value.replace(/\$\{PUBLIC_URL[^}]*\}/, "https://omraden.example.se").replace(/\$\{[^}]*\}/g, "secret"),
    ]),
  );
  const result = readConfig(environment);
  expect(result).toMatchObject({
    ok: true,
    config: { production: true, demonstration: false, host: "0.0.0.0", port: 8281 },
  });
});

it("lists every key of the configuration in .env.example, and no other", () => {
  const listed = [...read(".env.example").matchAll(/^(\w+)=/gm)].map((match) => match[1]!);
  expect(listed.sort()).toEqual([...configKeys].sort());
});

it("gives .env.example's values as the defaults", () => {
  const lines = read(".env.example")
    .split("\n")
    .filter((line) => /^\w+=/.test(line));
  const asWritten = readConfig(Object.fromEntries(lines.map((line) => line.split("=", 2) as [string, string])));
  expect(asWritten).toEqual(readConfig({}));
});

it("runs the service without root, on a slim image, watched by its own readiness", () => {
  const stages = dockerfile.split(/^FROM /m).slice(1);
  expect(stages).toHaveLength(2);
  for (const stage of stages) expect(stage).toMatch(/^node:24-slim/);
  const last = stages.at(-1)!;
  expect(last.indexOf("USER node")).toBeGreaterThan(0);
  expect(last.indexOf("USER node")).toBeLessThan(last.indexOf('CMD ["node", "api/main.ts"]'));
  expect(last).toContain("HEALTHCHECK");
  expect(last).toContain("/health/ready");
  expect(last).toContain("--omit=dev");
});

it("copies only what exists", () => {
  const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => match[1]!.split(" "));
  for (const source of sources) expect(existsSync(new URL(source, root)), source).toBe(true);
});

it("keeps the installation key on a volume of its own, apart from the database", () => {
  const { database, service } = compose.services;
  const volumes = (service.volumes as string[]).map((volume) => volume.split(":") as [string, string]);
  const file = service.environment.INSTALLATION_KEY_FILE!;
  const holding = volumes.find(([, folder]) => file.startsWith(`${folder}/`))!;
  expect(compose.volumes).toHaveProperty(holding[0]);
  expect((database.volumes as string[]).some((volume) => volume.startsWith(`${holding[0]}:`))).toBe(false);
  expect(dockerfile).toContain(holding[1]);
});

it("waits for a healthy database, keeps it on a volume and signs in as a role that owns nothing", () => {
  const { database, service } = compose.services;
  expect(database.image).toMatch(/^postgis\/postgis:1[5-9]-3\.[4-9]$/);
  expect(database.healthcheck).toBeDefined();
  expect(service.depends_on).toEqual({ database: { condition: "service_healthy" } });
  expect(compose.volumes).toHaveProperty("database");
  const roles = read("docker/create-roles.sh");
  const loginOf = (key: string) => new URL(service.environment[key]!.replace(/\$\{[^}]*\}/g, "secret")).username;
  expect(roles).toContain(`create role ${loginOf("DATABASE_MIGRATION_URL")} login createrole`);
  expect(roles).toContain(`create role ${loginOf("DATABASE_URL")} login noinherit`);
  expect(loginOf("DATABASE_URL")).not.toBe(loginOf("DATABASE_MIGRATION_URL"));
  expect(statSync(new URL("docker/create-roles.sh", root)).mode & 0o111).not.toBe(0);
});
