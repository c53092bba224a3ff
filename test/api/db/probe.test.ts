// The probe at start: it finds every way in that was left open, and nothing where all is closed.
import { beforeAll, expect, inject, it } from "vitest";
import { openDatabase } from "../../../api/db/open.ts";
import { asPostgresqlLogin, asPostgresqlOwner } from "../../../api/db/postgresql.ts";
import { refuseOwnRights, refuseVisibleRows } from "../../../api/db/probe.ts";
import { fillTwoMunicipalities } from "../../sql/two-municipalities.ts";
import { forEachDatabase, type TestDatabase } from "../../support/databases.ts";
import { hasPostgresql, serverAddress } from "../../support/postgresql-server.ts";

forEachDatabase("the probe without an identity", (open) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
    await opened.asOwner(fillTwoMunicipalities);
  }, 120_000);

  const probe = () => opened.asOwner(refuseVisibleRows);
  const owner = (text: string) => opened.asOwner((connection) => connection.script(text));

  it("lets a database serve whose policies hold, though every table has rows", async () => {
    await expect(probe()).resolves.toBeUndefined();
  });

  it.each([
    [
      "a policy that is true for everybody",
      "create policy planted on planning.plans for select to omradeslinjen_manager using (true)",
      "drop policy planted on planning.plans",
      "omradeslinjen_manager planning.plans",
    ],
    [
      "a policy that forgets what unset means",
      "create policy planted on exact.client_counts for select to omradeslinjen_planner using (municipality_code = coalesce(access.current_municipality(), municipality_code))",
      "drop policy planted on exact.client_counts",
      "omradeslinjen_planner exact.client_counts",
    ],
    [
      "people laid open to those who are not signed in",
      "grant select (display_name) on access.users to omradeslinjen_anonymous; create policy planted on access.users for select to omradeslinjen_anonymous using (true)",
      "drop policy planted on access.users; revoke all on access.users from omradeslinjen_anonymous",
      "omradeslinjen_anonymous access.users",
    ],
    [
      "policies that are not in force",
      "alter table jobs.runs disable row level security",
      "alter table jobs.runs enable row level security",
      "jobs.runs",
    ],
    [
      "a new table without policies",
      "create table statistics.planted (id integer)",
      "drop table statistics.planted",
      "statistics.planted",
    ],
    [
      "a view with its owner's rights",
      "create view planning.planted as select name from planning.plans; grant select on planning.planted to omradeslinjen_team",
      "drop view planning.planted",
      "omradeslinjen_team planning.planted",
    ],
  ])("finds %s", async (_what, plant, remove, named) => {
    await owner(plant);
    const refused = probe();
    await expect(refused).rejects.toMatchObject({ code: "database.policies" });
    await expect(refused).rejects.toThrow(named);
    await owner(remove);
    await expect(probe()).resolves.toBeUndefined();
  });
});

it.skipIf(!hasPostgresql)(
  "a login with rights of its own, and an opened policy, keep the service from opening PostgreSQL",
  async () => {
    const address = (login: string, database: string) => serverAddress(inject("databaseFolder"), login, database);
    const onServer = (text: string) =>
      asPostgresqlOwner(address("postgres", "postgres"), (owner) => owner.script(text));
    await onServer("create role probe_login login noinherit");
    await onServer("create database probe_test");
    const config = {
      databaseUrl: address("probe_login", "probe_test"),
      databaseMigrationUrl: address("postgres", "probe_test"),
      dataFolder: "not used",
    };
    try {
      await (await openDatabase(config)).close();
      const owner = (text: string) =>
        asPostgresqlOwner(config.databaseMigrationUrl, (connection) => connection.script(text));
      await asPostgresqlLogin(config.databaseUrl, refuseOwnRights);
      await owner("grant select (name) on planning.plans to probe_login");
      await expect(openDatabase(config)).rejects.toMatchObject({ code: "database.login-role" });
      await owner("revoke all on planning.plans from probe_login");
      // A member that inherits has every right of every role before it acts as one: PostgreSQL 16 keeps this per grant.
      await owner("alter role probe_login inherit; grant omradeslinjen_planner to probe_login");
      const inherits = await asPostgresqlLogin(config.databaseUrl, (login) =>
        login.query<{ has: boolean }>("select has_table_privilege('exact.client_counts', 'select') as has"),
      );
      if (inherits.rows[0]!.has)
        await expect(openDatabase(config)).rejects.toMatchObject({ code: "database.login-role" });
      await owner("alter role probe_login noinherit");
      await owner(`insert into geography.municipalities (code, name) values ('2281', 'Sundsvall');
      insert into geography.backgrounds values ('2281', '{"type":"FeatureCollection"}', 'test', 'x');
      create policy planted on geography.backgrounds for select to omradeslinjen_team using (true)`);
      await expect(openDatabase({ ...config, databaseMigrationUrl: undefined })).rejects.toMatchObject({
        code: "database.policies",
      });
    } finally {
      await onServer("drop database probe_test with (force)");
    }
  },
  120_000,
);
