// A backup that is restored tells the same protected numbers, and goes on telling them when files come in again.
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import type { Database } from "../../../api/db/database.ts";
import { openEmbedded } from "../../../api/db/embedded.ts";
import { asPostgresqlOwner, openPostgresql } from "../../../api/db/postgresql.ts";
import { addPlanner, type Planner, plannerOf } from "../../data/import/imports.ts";
import { areasFile } from "../../data/import/synthetic.ts";
import { makeEmbeddedFolder, makeFolder, openPostgresqlTestDatabase } from "../../support/databases.ts";
import { hasPostgresql, postgresqlBinaries, runAsPostgres, serverAddress } from "../../support/postgresql-server.ts";
import { childrenOfArea, clientsFile, populationFile, squares, years } from "./ten-areas.ts";

const municipalityCode = "2290";

async function fill(database: Database): Promise<{ planner: Planner; divisionId: string }> {
  const planner = await addPlanner({ database }, municipalityCode);
  const settings = { key: "nyko-2024", name: "NYKO", edition: "1", source: "Prov" };
  const areas = await planner.run("omraden.geojson", areasFile(squares), { purpose: "areas", settings });
  const divisionId = areas.divisionId!;
  const people = populationFile(childrenOfArea, "2024-12-31");
  expect((await planner.run("folk.csv", people, { purpose: "population", divisionId })).status).toBe("loaded");
  expect((await planner.run("klienter.csv", clientsFile(), { purpose: "clients", divisionId })).status).toBe("loaded");
  return { planner, divisionId };
}

const tables = ["publication_areas", "client_years", "measures", "area_values", "means"] as const;

async function told(planner: Planner): Promise<unknown> {
  const contents: unknown[] = [];
  for (const table of tables) contents.push(await planner.many(`select * from protected.${table} order by 1, 2, 3`));
  return contents.map((rows) => (rows as object[]).map((row) => JSON.stringify(row)).sort());
}

async function expectTheSame(restored: Database, divisionId: string, before: unknown, userId: string): Promise<void> {
  const planner = plannerOf({ database: restored }, municipalityCode, userId);
  expect(await told(planner)).toEqual(before);
  const again = await planner.run("klienter.csv", clientsFile(), { purpose: "clients", divisionId });
  expect(again.status).toBe("unchanged");
  await planner.run("klienter.csv", clientsFile(years, 6), { purpose: "clients", divisionId });
  expect(await told(planner)).not.toEqual(before);
  await planner.run("klienter.csv", clientsFile(), { purpose: "clients", divisionId });
  expect(await told(planner)).toEqual(before);
}

describe("a restored backup", { timeout: 180_000 }, () => {
  it("of the embedded database, a copy of its folder, tells the same", async () => {
    const folder = await makeEmbeddedFolder();
    const database = await openEmbedded({ folder });
    const { planner, divisionId } = await fill(database);
    const before = await told(planner);
    await database.close();
    const copy = makeFolder("restored");
    cpSync(join(folder, "postgres"), join(copy, "postgres"), { recursive: true });
    const restored = await openEmbedded({ folder: copy });
    onTestFinished(() => restored.close());
    await expectTheSame(restored, divisionId, before, planner.host.actor.userId!);
  });

  it.skipIf(!hasPostgresql)("of PostgreSQL, by pg_dump and pg_restore, tells the same", async () => {
    const opened = await openPostgresqlTestDatabase();
    const { planner, divisionId } = await fill(opened.database);
    const before = await told(planner);
    const folder = inject("databaseFolder");
    const { rows } = await opened.asOwner((owner) =>
      owner.query<{ name: string }>("select current_database() as name"),
    );
    const source = rows[0]!.name;
    const copy = `${source}_restored`;
    const run = (program: string, words: readonly string[], input?: Buffer) => {
      const [command, ...rest] = runAsPostgres([join(postgresqlBinaries, program), ...words]);
      return execFileSync(command!, rest, { cwd: "/", input, maxBuffer: 1e9, stdio: ["pipe", "pipe", "pipe"] });
    };
    const dump = run("pg_dump", ["-Fc", serverAddress(folder, "postgres", source)]);
    await opened.close();
    await asPostgresqlOwner(serverAddress(folder, "postgres", "postgres"), (owner) =>
      owner.script(`create database ${copy}`),
    );
    run("pg_restore", ["-d", serverAddress(folder, "postgres", copy)], dump);
    const restored = await openPostgresql({ connectionString: serverAddress(folder, "omradeslinjen_service", copy) });
    onTestFinished(() => restored.close());
    await expectTheSame(restored, divisionId, before, planner.host.actor.userId!);
  });
});
