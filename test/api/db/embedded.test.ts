// The embedded database's own traps: one process a folder, one session, a creation that is cut off, and a disk that forgets.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEmbedded } from "../../../api/db/embedded.ts";
import { openDatabase } from "../../../api/db/open.ts";
import {
  makeEmbeddedFolder,
  makeFolder,
  openEmbeddedTestDatabase,
  type TestDatabase,
} from "../../support/databases.ts";

const repositoryRoot = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs a few lines of TypeScript in a process of its own. */
function runProgram(lines: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", lines], { cwd: repositoryRoot });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}

describe("the folder of the embedded database", () => {
  it("is refused to a second process, which says so in both languages and ends with an error", async () => {
    const shared = await makeEmbeddedFolder();
    const database = await openEmbedded({ folder: shared });
    const second = await runProgram(`
      import { openEmbedded } from "./api/db/embedded.ts";
      import { StartError } from "./api/db/errors.ts";
      try { await openEmbedded({ folder: ${JSON.stringify(shared)} }); console.log("opened"); }
      catch (error) { if (!(error instanceof StartError)) throw error; console.error(error.text.sv + "\\n" + error.text.en); process.exitCode = 3; }`);
    expect(second.code).toBe(3);
    expect(second.output).toContain(`används redan av en annan process (${process.pid})`);
    expect(second.output).toContain("already used by another process");
    await expect(openEmbedded({ folder: shared })).rejects.toMatchObject({ code: "database.locked" });
    await database.close();
    expect(existsSync(join(shared, "lock"))).toBe(false);
  }, 120_000);

  it("is taken over from a process that is gone, also when its number is another's now", async () => {
    const left = await makeEmbeddedFolder();
    writeFileSync(join(left, "lock"), JSON.stringify({ pid: process.pid, startedAt: "another time" }));
    const first = await openEmbedded({ folder: left });
    await first.close();
    writeFileSync(join(left, "lock"), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "" }));
    const second = await openEmbedded({ folder: left });
    await second.close();
  }, 120_000);

  it("is created anew when the first creation was cut off", async () => {
    const cutOff = makeFolder("cut-off");
    mkdirSync(join(cutOff, "postgres.unfinished"));
    writeFileSync(join(cutOff, "postgres.unfinished", "PG_VERSION"), "18");
    const told: string[] = [];
    const database = await openEmbedded({ folder: cutOff, onProgress: ({ sv }) => told.push(sv) });
    expect(told[0]).toContain("Skapar databasen");
    const row = await database.asOwner((owner) => owner.query("select postgis_lib_version() is not null as works"));
    expect(row.rows).toEqual([{ works: true }]);
    expect(existsSync(join(cutOff, "postgres.unfinished"))).toBe(false);
    await database.close();
  }, 120_000);

  it("keeps what was committed when its process is killed without closing", async () => {
    const killed = await makeEmbeddedFolder();
    const first = await runProgram(`
      import { openDatabase } from "./api/db/open.ts";
      const database = await openDatabase({ dataFolder: ${JSON.stringify(killed)} });
      await database.transaction({ kind: "operator", municipalityCode: null }, (transaction) =>
        transaction.query("insert into geography.municipalities (code, name) values ('0009', 'Nio')"));
      process.kill(process.pid, "SIGKILL");`);
    expect(first).toEqual({ code: null, output: "" });
    const database = await openDatabase({ dataFolder: killed });
    const row = await database.transaction({ kind: "anonymous" }, (transaction) =>
      transaction.one("select name from geography.municipalities where code = '0009'"),
    );
    expect(row).toEqual({ name: "Nio" });
    await database.close();
  }, 120_000);
});

describe("the one session of the embedded database", () => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openEmbeddedTestDatabase();
  }, 120_000);
  afterAll(() => opened.close());

  it("serves transactions in the order they were asked for, one at a time", async () => {
    const seen: string[] = [];
    await Promise.all(
      [1, 2, 3].map((number) =>
        opened.database.transaction({ kind: "anonymous" }, async (transaction) => {
          seen.push(`begin ${number}`);
          await transaction.query("select pg_sleep(0.05)");
          seen.push(`end ${number}`);
        }),
      ),
    );
    expect(seen).toEqual(["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"]);
  });

  it("tells who waited longer than their deadline that it is busy, with nothing begun", async () => {
    const long = opened.database.transaction({ kind: "anonymous" }, (transaction) =>
      transaction.query("select pg_sleep(1)"),
    );
    let begun = false;
    const impatient = opened.database.transaction(
      { kind: "anonymous" },
      async () => {
        begun = true;
      },
      { deadlineMilliseconds: 200 },
    );
    await expect(impatient).rejects.toMatchObject({ code: "database.busy" });
    expect(begun).toBe(false);
    await long;
  });

  it("finishes what is under way before it closes, and refuses what comes after", async () => {
    const other = await openEmbeddedTestDatabase();
    const running = other.database.transaction({ kind: "anonymous" }, (transaction) =>
      transaction.one("select 1 as done from pg_sleep(0.3)"),
    );
    await other.close();
    expect(await running).toEqual({ done: 1 });
    const late = other.database.transaction({ kind: "anonymous" }, (transaction) => transaction.query("select 1"));
    await expect(late).rejects.toMatchObject({ code: "database.closed" });
  }, 60_000);
});
