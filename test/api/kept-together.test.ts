// The word at start about what lies on the database's own disk.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keptTogether } from "../../api/kept-together.ts";

const places = {
  databaseUrl: null,
  dataFolder: "/data/database",
  installationKey: null,
  installationKeyFile: "/keys/installation-key",
  auditHeadFile: "/heads/log-heads.csv",
};
const disks = (path: string) => (path.startsWith("/data") ? 1 : path.startsWith("/keys") ? 2 : 3);
const told = (changes: Partial<Parameters<typeof keptTogether>[0]>) =>
  keptTogether({ ...places, ...changes }, disks).map(({ en }) => /[A-Z]+(_[A-Z]+)+/.exec(en)![0]);

describe("what lies on the database's disk", () => {
  it("is told, key and head file each by the setting that moves it", () => {
    expect(told({})).toEqual([]);
    expect(told({ installationKeyFile: "/data/key" })).toEqual(["INSTALLATION_KEY_FILE"]);
    expect(told({ auditHeadFile: "/data/database.log-heads.csv" })).toEqual(["AUDIT_HEAD_FILE"]);
  });

  it("is nothing for a key from the environment or a database server", () => {
    expect(told({ installationKey: "00", installationKeyFile: "/data/key" })).toEqual([]);
    expect(told({ databaseUrl: "postgres://db", auditHeadFile: "/data/heads" })).toEqual([]);
  });

  it("is found on a real disk, also for files that are not there yet", () => {
    const folder = mkdtempSync(join(tmpdir(), "kept-together-"));
    const here = (name: string) => join(folder, "not", "yet", name);
    const config = { ...places, dataFolder: folder, installationKeyFile: here("key"), auditHeadFile: here("heads") };
    expect(keptTogether(config)).toHaveLength(2);
    rmSync(folder, { recursive: true });
  });
});
