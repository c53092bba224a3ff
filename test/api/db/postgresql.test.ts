// PostgreSQL's own conditions: a login for which the policies hold, a schema of the right age, and a deadline on the server.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { migrateDatabase, openDatabase } from "../../../api/db/open.ts";
import { asPostgresqlOwner, openPostgresql } from "../../../api/db/postgresql.ts";
import { openPostgresqlTestDatabase, type TestDatabase } from "../../support/databases.ts";
import { hasPostgresql, serverAddress } from "../../support/postgresql-server.ts";

describe.skipIf(!hasPostgresql && process.env.TEST_REQUIRE_ALL !== "1")(
  "PostgreSQL (skipped where it is not installed)",
  () => {
    let opened: TestDatabase;
    const address = (login: string, database: string) => serverAddress(inject("databaseFolder"), login, database);
    const onServer = (text: string) =>
      asPostgresqlOwner(address("postgres", "postgres"), (owner) => owner.script(text));
    beforeAll(async () => {
      opened = await openPostgresqlTestDatabase();
      await onServer("create role test_owner login createrole");
      await onServer("create database open_test owner test_owner");
      await asPostgresqlOwner(address("postgres", "open_test"), (owner) => owner.script("create extension postgis"));
    }, 120_000);
    afterAll(async () => {
      await opened.close();
      await onServer("drop database open_test with (force)");
    });

    it("migrates as an owner who is no superuser, and opens for a login that owns nothing", async () => {
      const config = {
        databaseUrl: address("omradeslinjen_service", "open_test"),
        databaseMigrationUrl: address("test_owner", "open_test"),
        dataFolder: "not used",
      };
      await expect(openDatabase({ ...config, databaseMigrationUrl: undefined })).rejects.toMatchObject({
        code: "database.schema",
      });
      const report = await migrateDatabase(config);
      expect(report.applied[0]).toBe("0001_foundation");
      const database = await openDatabase(config);
      expect(
        await database.transaction({ kind: "operator", municipalityCode: null }, (transaction) =>
          transaction.one("select current_user as role"),
        ),
      ).toEqual({
        role: "omradeslinjen_operator",
      });
      await database.close();
    }, 60_000);

    it.each(["postgres", "test_owner"])("refuses to serve as %s, a superuser or the owner", async (login) => {
      const refused = openPostgresql({ connectionString: address(login, "open_test") });
      await expect(refused).rejects.toMatchObject({ code: "database.login-role" });
      await expect(refused).rejects.toThrow(/äger tabeller/);
    });

    it("knows how large its tables are at once after a large change, and only the program may ask for that", async () => {
      const { database } = opened;
      const rowsKnown = () =>
        opened.asOwner(async (owner) => {
          const { rows } = await owner.query(
            "select reltuples as rows from pg_class where oid = 'protected.means'::regclass",
          );
          return (rows[0] as { rows: number }).rows;
        });
      expect(await rowsKnown()).toBe(-1);
      await database.sync();
      expect(await rowsKnown()).toBe(0);
      const planner = {
        kind: "person",
        municipalityCode: "2281",
        userId: randomUUID(),
        role: "planner",
        teamIds: [],
      } as const;
      await expect(
        database.transaction(planner, (transaction) => transaction.one("select access.renew_query_statistics()")),
      ).rejects.toMatchObject({ code: "42501" });
    });

    it("gives the login no rights of its own: outside a transaction of the seam nothing can be read", async () => {
      await asPostgresqlOwner(address("omradeslinjen_service", "open_test"), async (service) => {
        for (const table of ["geography.municipalities", "exact.client_counts", "access.sessions", "audit.events"]) {
          await expect(service.query(`select * from ${table}`)).rejects.toMatchObject({ code: "42501" });
        }
        await expect(service.script("create table geography.mine (id int)")).rejects.toMatchObject({ code: "42501" });
      });
    });

    it("ends the statement on the server, too, when its deadline has passed", async () => {
      const work = opened.database.transaction(
        { kind: "anonymous" },
        (transaction) => transaction.query("select pg_sleep(60), 'deadline probe'"),
        {
          deadlineMilliseconds: 300,
        },
      );
      await expect(work).rejects.toMatchObject({ code: "database.deadline" });
      const running = () =>
        opened.asOwner(
          async (owner) =>
            (
              await owner.query(
                "select 1 from pg_stat_activity where state = 'active' and query like '%deadline probe%' and pid <> pg_backend_pid()",
              )
            ).rows.length,
        );
      await expect.poll(running, { timeout: 10_000 }).toBe(0);
    });

    it("serves several at once", async () => {
      const startedAt = performance.now();
      await Promise.all(
        [1, 2, 3, 4].map(() =>
          opened.database.transaction({ kind: "anonymous" }, (transaction) =>
            transaction.query("select pg_sleep(0.5)"),
          ),
        ),
      );
      expect(performance.now() - startedAt).toBeLessThan(1900);
    });
  },
);
