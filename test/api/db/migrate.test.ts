// Migrations: each step whole or not at all, never edited afterwards, and never from an older program.
import { beforeAll, expect, it } from "vitest";
import { migrate, requirePresentSchema } from "../../../api/db/migrate.ts";
import { readSchemaFiles, type SchemaFiles, type SqlFile } from "../../../api/db/schema-files.ts";
import { forEachDatabase, type TestDatabase } from "../../support/databases.ts";

const files = readSchemaFiles();
const next = files.steps.at(-1)!.number + 1;

function step(name: string, text: string, number = next): SqlFile {
  return { path: `migrations/${name}.sql`, name, number, text, checksum: `checksum of ${text}` };
}
const withStep = (...steps: SqlFile[]): SchemaFiles => ({ ...files, steps: [...files.steps, ...steps] });

forEachDatabase("migrations", (open) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  }, 120_000);

  const run = (given: SchemaFiles) => opened.asOwner((owner) => migrate(owner, { files: given }));
  const exists = async (name: string) =>
    (
      await opened.asOwner((owner) =>
        owner.query<{ present: boolean }>("select to_regclass($1) is not null as present", [name]),
      )
    ).rows[0]?.present;

  it("does nothing to a database that is up to date", async () => {
    expect(await run(files)).toEqual({ applied: [], stateApplied: false });
  });

  it("keeps nothing of a step that fails half-way", async () => {
    const failing = withStep(step("9001_half", "create table geography.half (id int); select 1/0;"));
    await expect(run(failing)).rejects.toThrow(/migrations\/9001_half\.sql: division by zero/);
    expect(await exists("geography.half")).toBe(false);
    expect(await run(files)).toEqual({ applied: [], stateApplied: false });
  });

  it("keeps the functions and policies in force when new ones fail", async () => {
    const broken = {
      ...files,
      functions: [
        ...files.functions,
        step(
          "geography.broken",
          "create function geography.broken() returns int language sql as 'select finns_inte'",
          0,
        ),
      ],
    };
    await expect(run(broken)).rejects.toThrow(/geography\.broken/);
    const row = await opened.database.transaction({ kind: "anonymous" }, (transaction) =>
      transaction.one("select access.current_application_role() as role"),
    );
    expect(row).toEqual({ role: "anonymous" });
  });

  it("removes a function whose file is gone, and closes what it had opened", async () => {
    const added = {
      ...files,
      functions: [
        ...files.functions,
        step(
          "geography.extra",
          "create or replace function geography.extra() returns int language sql as 'select 1'",
          0,
        ),
      ],
    };
    expect(await run(added)).toEqual({ applied: [], stateApplied: true });
    expect(await run(files)).toEqual({ applied: [], stateApplied: true });
    const { rows } = await opened.asOwner((owner) => owner.query("select 1 from pg_proc where proname = 'extra'"));
    expect(rows).toEqual([]);
  });

  it("refuses a step that was edited after it was applied", async () => {
    const [first, ...others] = files.steps as [SqlFile, ...SqlFile[]];
    const edited = { ...files, steps: [{ ...first, checksum: "other" }, ...others] };
    await expect(run(edited)).rejects.toMatchObject({ code: "database.schema" });
    await expect(run(edited)).rejects.toThrow(new RegExp(first.name));
  });

  it("applies new steps in order, once, and an older program then refuses the database", async () => {
    const newer = withStep(
      step("9001_first", "create table geography.newer (id int primary key)"),
      step("9002_second", "alter table geography.newer add column name text", next + 1),
    );
    expect((await run(newer)).applied).toEqual(["9001_first", "9002_second"]);
    expect((await run(newer)).applied).toEqual([]);
    await expect(run(files)).rejects.toThrow(/nyare än det här programmet/);
    const check = (given: SchemaFiles) =>
      opened.database.transaction({ kind: "anonymous" }, (transaction) =>
        requirePresentSchema(transaction.query, given),
      );
    await expect(check(files)).rejects.toMatchObject({ code: "database.schema" });
    await expect(check(newer)).resolves.toBeUndefined();
    await expect(check(withStep(...newer.steps.slice(-2), step("9003_third", "", next + 2)))).rejects.toThrow(
      /npm run migrate/,
    );
  });
});
