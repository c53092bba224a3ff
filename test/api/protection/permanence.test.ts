// P4: the protected values are the same from any form of the file, after backup and restore, and after migration from before there were any.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Database } from "../../../api/db/database.ts";
import { openEmbedded } from "../../../api/db/embedded.ts";
import { migrate } from "../../../api/db/migrate.ts";
import type { OwnerConnection } from "../../../api/db/owner.ts";
import { asPostgresqlOwner, openPostgresql } from "../../../api/db/postgresql.ts";
import { readSchemaFiles } from "../../../api/db/schema-files.ts";
import { programPerson } from "../../../api/program-person.ts";
import { protectDivision } from "../../../api/protection/protect-division.ts";
import { protectMissing } from "../../../api/protection/protect-missing.ts";
import { addPlanner, type Planner } from "../../data/import/imports.ts";
import { csv } from "../../data/import/synthetic.ts";
import {
  makeBareEmbeddedFolder,
  makeEmbeddedFolder,
  makeFolder,
  openPostgresqlTestDatabase,
  type TestDatabase,
} from "../../support/databases.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";
import { hasPostgresql, postgresqlBinaries, serverAddress } from "../../support/postgresql-server.ts";
import {
  areaCodes,
  areas,
  type ClientsFile,
  clients,
  drawCounts,
  population,
  years,
} from "./attack/made-up-municipality.ts";
import { toldTable } from "./attack/protected-table.ts";
import { divisionKey, municipality } from "./attack/world.ts";

type Opened = Pick<TestDatabase, "database" | "asOwner">;

/** A kind of database with the ways of an operator: how its data is carried to a new one, and how an empty one is made. */
interface Ways {
  open(): Promise<Opened>;
  /** Backs up and restores into a new database. */
  restored(): Promise<Opened>;
  /** A new database without any schema. */
  bare(): Promise<Opened>;
  readonly serviceLogin?: string;
}

const counts = drawCounts(4);
const indicators = csv(
  ["NYKO", "År", "Disponibel inkomst", "Andel av befolkningen 65 år och äldre"],
  ...areaCodes.flatMap((code, area) =>
    [2023, 2024].map((year) => [code, year, 210 + ((area * 53 + year) % 97), 5 + ((area * 7 + year) % 20)]),
  ),
);
const file = (how: Partial<ClientsFile> = {}) => clients(counts, { shuffleSeed: null, withZeros: true, ...how });

function permanence(name: string, ways: Ways): void {
  describe(name, { timeout: 600_000 }, () => {
    let opened: Opened;
    let planner: Planner;
    let divisionId: string;
    let first: Awaited<ReturnType<typeof toldTable>>;

    const load = async (bytes: Uint8Array, fileName = "klienter.csv") =>
      (await planner.run(fileName, bytes, { purpose: "clients", divisionId })).status;
    const table = (of: Opened = opened) => toldTable({ asOwner: of.asOwner, divisionId });
    /** As before any client was brought in; the areas that are told together stay. */
    const forgetClients = () =>
      opened.asOwner(async (owner) => {
        await owner.query("delete from exact.client_counts");
        await owner.query("delete from protected.client_years");
        await owner.query("delete from protected.measures where kind = 'clients'");
        await owner.query("delete from statistics.measures where kind = 'clients'");
        await owner.query("delete from jobs.imports where purpose = 'clients'");
      });
    const protectAgain = async (of: Opened) => {
      const person = await programPerson(of.database, municipality);
      await of.database.transaction(person, (transaction) =>
        protectDivision(transaction, testKeyedHash, municipality, divisionId, ["population", "clients"]),
      );
    };

    beforeAll(async () => {
      opened = await ways.open();
      planner = await addPlanner(opened, municipality);
      const settings = { key: divisionKey, name: "Rutor", edition: "2024", source: "Prov" };
      divisionId = (await planner.run("rutor.geojson", areas(), { purpose: "areas", settings })).divisionId!;
      await planner.run("folk.csv", population(), { purpose: "population", divisionId });
      const told = await planner.run("indikatorer.csv", indicators, { purpose: "indicators", divisionId });
      expect(told.status, JSON.stringify(told.issues)).toBe("loaded");
      expect(await load(file())).toBe("loaded");
      first = await table();
      expect(first.values.length).toBeGreaterThan(300);
      expect(first.indicatorMeans).toHaveLength(4);
    }, 600_000);

    it("is the same when the file comes again, in another order, under another name, without its zeros", async () => {
      expect(await load(file(), "igen.csv")).toBe("unchanged");
      await load(file({ shuffleSeed: 3, withZeros: false }), "omkastad.csv");
      expect(await table()).toEqual(first);
      await forgetClients();
      expect(await load(file({ shuffleSeed: 5, withZeros: false }), "omkastad.csv")).toBe("loaded");
      expect(await table()).toEqual(first);
    });

    it.each([
      ["earlier years first", [years.slice(0, 4), years.slice(4)]],
      ["later years first", [years.slice(2), years.slice(0, 2)]],
      ["a year at a time", years.map((year) => [year])],
    ] as const)("is the same when the file is parted by years, %s", async (_name, parts) => {
      await forgetClients();
      for (const ofYears of parts) expect(await load(file({ ofYears }))).toBe("loaded");
      expect(await table()).toEqual(first);
    });

    it("is the same when the file is parted by case types", async () => {
      await forgetClients();
      const [heading, ...lines] = new TextDecoder().decode(file()).split("\r\n");
      const typeOf = (line: string) => line.split(";")[2]!;
      for (const type of [...new Set(lines.map(typeOf))].reverse()) {
        const part = [heading!, ...lines.filter((line) => typeOf(line) === type)].join("\r\n");
        expect(await load(new TextEncoder().encode(part), `${type}.csv`)).toBe("loaded");
      }
      expect(await table()).toEqual(first);
    });

    it.each([
      ["there was protection", 2, carriedTables],
      ["the means of indicators were stored", 31, [...carriedTables, ...protectedTables]],
    ] as const)("is the same when a database from before %s is migrated", async (_name, stepBefore, tables) => {
      const older = await ways.bare();
      const schema = readSchemaFiles();
      const steps = schema.steps.filter(({ number }) => number <= stepBefore);
      const { serviceLogin } = ways;
      const login = serviceLogin === undefined ? {} : { serviceLogin };
      await older.asOwner((owner) =>
        migrate(owner, { files: { steps, functions: [], views: [], policies: [] }, ...login }),
      );
      for (const name of tables) await carry(name, opened, older);
      const { applied } = await older.asOwner((owner) => migrate(owner, login));
      expect(applied).toHaveLength(schema.steps.length - steps.length);
      await protectMissing(older.database, testKeyedHash, () => {});
      expect(await table(older)).toEqual(first);
    });

    it("is the same after backup and restore, and made again from what was restored", async () => {
      const restored = await ways.restored();
      expect(await table(restored)).toEqual(first);
      await restored.asOwner((owner) => owner.query("delete from protected.measures"));
      await protectAgain(restored);
      expect(await table(restored)).toEqual(first);
    });
  });
}

/** What the new schema is made protected values from. */
const carriedTables = [
  ...["geography.municipalities", "geography.divisions", "geography.areas", "geography.adjacencies"],
  ...["statistics.measures", "statistics.indicators", "statistics.indicator_values"],
  ...["exact.population_counts", "exact.client_counts"],
];
/** What there was of them before the newest was stored. */
const protectedTables = [
  ...["protected.publication_areas", "protected.client_years", "protected.measures", "protected.area_values"],
  ...["protected.means", "protected.age_totals", "protected.indicator_values"],
];

/** Copies a table's rows as PostgreSQL writes them: the columns that there were in the older schema. */
async function carry(table: string, from: Opened, to: Opened): Promise<void> {
  const { rows: columns } = await to.asOwner((owner) =>
    owner.query<{ name: string }>(
      `select attname as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
      [table],
    ),
  );
  const { rows } = await from.asOwner((owner) =>
    owner.query<{ line: string }>(`select row(${columns.map(({ name }) => name)})::text as line from ${table}`),
  );
  await to.asOwner((owner) =>
    owner.query(`insert into ${table} select (line::${table}).* from unnest($1::text[]) as line`, [
      rows.map(({ line }) => line),
    ]),
  );
}

function embeddedWays(): Ways {
  const databases: Database[] = [];
  let folder: string;
  const openFolder = async (path: string) => {
    const database = await openEmbedded({ folder: path });
    databases.push(database);
    return { database, asOwner: <Result>(work: (owner: OwnerConnection) => Promise<Result>) => database.asOwner(work) };
  };
  afterAll(async () => {
    for (const database of databases) await database.close();
  });
  return {
    async open() {
      folder = await makeEmbeddedFolder();
      return openFolder(folder);
    },
    /** A copy of the folder, taken while nobody has it open. */
    async restored() {
      await databases[0]!.sync();
      await databases[0]!.close();
      const copy = makeFolder("restored");
      cpSync(folder, copy, { recursive: true });
      return openFolder(copy);
    },
    bare: async () => openFolder(await makeBareEmbeddedFolder()),
  };
}

function postgresqlWays(): Ways {
  const folder = inject("databaseFolder");
  const opened: { close(): Promise<void> }[] = [];
  const address = (name: string) => serverAddress(folder, "postgres", name);
  const onServer = (statement: string) => asPostgresqlOwner(address("postgres"), (owner) => owner.script(statement));
  const openNamed = async (name: string): Promise<Opened> => {
    const database = await openPostgresql({ connectionString: serverAddress(folder, serviceLogin, name) });
    const close = async () => {
      await database.close();
      await onServer(`drop database ${name} with (force)`);
    };
    opened.push({ close });
    return { database, asOwner: (work) => asPostgresqlOwner(address(name), work) };
  };
  const newDatabase = async (kind: string) => {
    const name = `${kind}_${randomBytes(6).toString("hex")}`;
    await onServer(`create database ${name}`);
    return name;
  };
  let original: TestDatabase;
  afterAll(async () => {
    for (const each of opened) await each.close();
  });
  return {
    serviceLogin,
    async open() {
      original = await openPostgresqlTestDatabase();
      opened.push(original);
      return original;
    },
    /** With PostgreSQL's own tools. */
    async restored() {
      const { rows } = await original.asOwner((owner) =>
        owner.query<{ name: string }>("select current_database() as name"),
      );
      const dump = join(makeFolder("dump"), "omradeslinjen.dump");
      const server = ["--host", folder, "--username", "postgres"];
      const tool = (program: string, words: readonly string[]) =>
        execFileSync(join(postgresqlBinaries, program), [...server, ...words], {
          stdio: ["ignore", "ignore", "inherit"],
        });
      tool("pg_dump", ["--format", "custom", "--file", dump, rows[0]!.name]);
      const name = await newDatabase("restored");
      tool("pg_restore", ["--exit-on-error", "--dbname", name, dump]);
      return openNamed(name);
    },
    bare: async () => openNamed(await newDatabase("bare")),
  };
}

const serviceLogin = "omradeslinjen_service";
const hasTools = hasPostgresql && ["pg_dump", "pg_restore"].every((tool) => existsSync(join(postgresqlBinaries, tool)));

describe("permanence", () => {
  describe("embedded", () => permanence("embedded", embeddedWays()));
  if (hasTools) describe("PostgreSQL", () => permanence("PostgreSQL", postgresqlWays()));
  else it.skip("PostgreSQL: skipped, PostgreSQL 15 with its tools is not installed here");
});
