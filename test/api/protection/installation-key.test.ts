// The installation's secret: made once with a word about backup, never in the database or its folder, never changed silently.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../../api/config.ts";
import { StartError } from "../../../api/db/errors.ts";
import { keyedHashOf, openInstallationKey } from "../../../api/protection/installation-key.ts";
import { forEachDatabase, makeFolder, type TestDatabase } from "../../support/databases.ts";

forEachDatabase("the installation key", (open) => {
  let opened: TestDatabase;
  let installationKeyFile: string;
  let told: string[] = [];
  const tell = ({ sv }: { readonly sv: string }) => void told.push(sv);
  const source = (installationKey: string | null = null) => ({ installationKey, installationKeyFile });
  const refused = async (given: ReturnType<typeof source>) => {
    const error = await openInstallationKey(opened.database, given, tell).catch((thrown: unknown) => thrown);
    if (!(error instanceof StartError)) throw new Error("Expected the key to be refused");
    expect(error.code).toBe("installation.key");
    return error.text;
  };

  beforeAll(async () => {
    opened = await open();
    installationKeyFile = join(makeFolder("key"), "secret", "installation-key");
  }, 120_000);

  it("is made at the first start, readable by its owner alone, with a clear word about backing it up", async () => {
    const keyedHash = await openInstallationKey(opened.database, source(), tell);
    const text = readFileSync(installationKeyFile, "utf8");
    expect(text).toMatch(/^[0-9a-f]{64}\n$/);
    expect(statSync(installationKeyFile).mode & 0o777).toBe(0o600);
    expect(told.join()).toContain("SÄKERHETSKOPIERA");
    expect(told.join()).toContain(installationKeyFile);
    expect(told.join()).not.toContain(text.trim());
    expect(keyedHash("x")).toEqual(keyedHashOf(Buffer.from(text.trim(), "hex"))("x"));
  });

  it("is the same at the next start, without a word", async () => {
    const before = readFileSync(installationKeyFile, "utf8");
    told = [];
    const keyedHash = await openInstallationKey(opened.database, source(), tell);
    expect(readFileSync(installationKeyFile, "utf8")).toBe(before);
    expect(keyedHash("x")).toEqual(keyedHashOf(Buffer.from(before.trim(), "hex"))("x"));
    expect(told).toEqual([]);
  });

  it("is nowhere in the database, which only notes what tells it from another", async () => {
    const key = readFileSync(installationKeyFile, "utf8").trim();
    const noted = await opened.asOwner((owner) => owner.query("select * from protected.installation_key"));
    expect(noted.rows).toHaveLength(1);
    expect(JSON.stringify(noted.rows)).not.toContain(key.slice(0, 16));
  });

  it("may come from the environment instead, if it is the same", async () => {
    const key = readFileSync(installationKeyFile, "utf8").trim();
    await openInstallationKey(opened.database, { installationKey: key, installationKeyFile: "/nowhere/key" }, tell);
    expect(existsSync("/nowhere/key")).toBe(false);
  });

  it("is refused when it is another than the data's", async () => {
    const text = await refused(source(randomBytes(32).toString("hex")));
    expect(text.sv).toContain("en annan än den som databasens siffror är skyddade med");
    expect(text.en).toContain("another than the one");
  });

  it("is asked for, and no new one made, when the data's is gone", async () => {
    const key = readFileSync(installationKeyFile, "utf8");
    rmSync(installationKeyFile);
    expect((await refused(source())).sv).toContain("Lägg tillbaka den från säkerhetskopian");
    expect(existsSync(installationKeyFile)).toBe(false);
    writeFileSync(installationKeyFile, key, { mode: 0o600 });
    await openInstallationKey(opened.database, source(), tell);
  });

  it("is refused when the file is damaged, and complained of when others may read it", async () => {
    const key = readFileSync(installationKeyFile, "utf8");
    writeFileSync(installationKeyFile, key.slice(0, 40));
    expect((await refused(source())).sv).toContain("inte en installationsnyckel");
    writeFileSync(installationKeyFile, key);
    chmodSync(installationKeyFile, 0o644);
    told = [];
    await openInstallationKey(opened.database, source(), tell);
    expect(told.join()).toContain("600");
  });
});

describe("the configuration of the installation key", () => {
  const problems = (environment: Record<string, string>) => {
    const result = readConfig(environment);
    return result.ok ? [] : result.problems.map(({ key }) => key);
  };

  it("puts the file beside the data folder, never in it", () => {
    const result = readConfig({ DATA_FOLDER: "/srv/omradeslinjen/database" });
    expect(result.ok && result.config.installationKeyFile).toBe("/srv/omradeslinjen/installation-key");
    expect(problems({ DATA_FOLDER: "/srv/data", INSTALLATION_KEY_FILE: "/srv/data/key" })).toEqual([
      "INSTALLATION_KEY_FILE",
    ]);
    expect(problems({ INSTALLATION_KEY_FILE: "var/database/sub/../key" })).toEqual(["INSTALLATION_KEY_FILE"]);
    expect(problems({ DATA_FOLDER: "/srv/data", INSTALLATION_KEY_FILE: "/srv/data-key" })).toEqual([]);
  });

  it("takes 64 hexadecimal digits or a file, not both, and repeats neither", () => {
    const key = "ab".repeat(32);
    expect(problems({ INSTALLATION_KEY: key })).toEqual([]);
    expect(problems({ INSTALLATION_KEY: key.slice(1) })).toEqual(["INSTALLATION_KEY"]);
    expect(problems({ INSTALLATION_KEY: key, INSTALLATION_KEY_FILE: "/srv/key" })).toEqual(["INSTALLATION_KEY_FILE"]);
    expect(JSON.stringify(readConfig({ INSTALLATION_KEY: `${key}x` }))).not.toContain(key);
  });
});
