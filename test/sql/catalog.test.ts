// What must hold for every object of the schema: described, owned apart, and closed to everybody who was not let in.
import { beforeAll, expect, it } from "vitest";
import { readSchemaFiles } from "../../api/db/schema-files.ts";
import { forEachDatabase, type TestDatabase } from "../support/databases.ts";

const schemas = "('access', 'audit', 'exact', 'geography', 'jobs', 'planning', 'protected', 'statistics')";

forEachDatabase("the schema", (open) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  }, 120_000);

  const names = async (text: string) =>
    (await opened.asOwner((owner) => owner.query<{ name: string }>(text))).rows.map(({ name }) => name);

  it("describes every schema, table, view and function", async () => {
    const undescribed = await names(`
      select nspname as name from pg_namespace where nspname in ${schemas} and obj_description(oid, 'pg_namespace') is null
      union all
      select pg_class.oid::regclass::text from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname in ${schemas} and relkind in ('r', 'v') and obj_description(pg_class.oid, 'pg_class') is null
      union all
      select pg_proc.oid::regprocedure::text from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
      where nspname in ${schemas} and obj_description(pg_proc.oid, 'pg_proc') is null`);
    expect(undescribed).toEqual([]);
  });

  it("has exactly the functions and views that have a file of their own", async () => {
    const files = readSchemaFiles();
    const functions = await names(
      `select nspname || '.' || proname as name from pg_proc join pg_namespace on pg_namespace.oid = pronamespace where nspname in ${schemas}`,
    );
    expect(functions.sort()).toEqual(files.functions.map(({ name }) => name).sort());
    const views = await names(
      `select schemaname || '.' || viewname as name from pg_views where schemaname in ${schemas}`,
    );
    expect(views.sort()).toEqual(files.views.map(({ name }) => name).sort());
    const policies = await names(
      `select distinct schemaname || '.' || tablename as name from pg_policies where schemaname in ${schemas}`,
    );
    expect(files.policies.map(({ name }) => name)).toEqual(expect.arrayContaining(policies));
  });

  it("has no powerful role and none that can log in", async () => {
    const powerful = await names(`
      select rolname as name from pg_roles
      where rolname like 'omradeslinjen\\_%' and rolname <> 'omradeslinjen_service'
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin)`);
    expect(powerful).toEqual([]);
    expect(await names("select rolname as name from pg_roles where rolname like 'omradeslinjen\\_%'")).toContain(
      "omradeslinjen_planner",
    );
  });

  it("lets our roles own nothing", async () => {
    const owned = await names(`
      select pg_class.oid::regclass::text as name from pg_class join pg_roles on pg_roles.oid = relowner where rolname like 'omradeslinjen\\_%'`);
    expect(owned).toEqual([]);
  });

  it("lets nobody run a function, read a table or enter a schema without being named", async () => {
    const open_ = await names(`
      select pg_proc.oid::regprocedure::text as name from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
      where nspname in ${schemas} and has_function_privilege('public', pg_proc.oid, 'execute')
      union all
      select pg_class.oid::regclass::text from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname in ${schemas} and relkind in ('r', 'v') and has_table_privilege('public', pg_class.oid, 'select, insert, update, delete')
      union all
      select nspname from pg_namespace where nspname in ${schemas} and has_schema_privilege('public', oid, 'usage')`);
    expect(open_).toEqual([]);
  });

  it("gives every function with its owner's rights a fixed search path, and every view its caller's rights", async () => {
    const loose = await names(`
      select pg_proc.oid::regprocedure::text as name from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
      where nspname in ${schemas} and prosecdef and not coalesce(proconfig::text like '%search_path%', false)
      union all
      select pg_class.oid::regclass::text from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname in ${schemas} and relkind = 'v' and not coalesce(reloptions::text like '%security_invoker=true%', false)`);
    expect(loose).toEqual([]);
  });

  it("gives every table a primary key", async () => {
    const keyless = await names(`
      select pg_class.oid::regclass::text as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname in ${schemas} and relkind = 'r' and not exists (select from pg_index where indrelid = pg_class.oid and indisprimary)`);
    expect(keyless).toEqual([]);
  });
});
