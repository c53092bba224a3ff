// The step that chains the log carries over what was logged before it, in its order and provable from then on.
import { expect, it } from "vitest";
import {
  eventHash,
  firstPreviousHash,
  type StoredEvent,
  storedEventColumns,
} from "../../../api/audit/event-encoding.ts";
import { readSchemaFiles } from "../../../api/db/schema-files.ts";
import { forEachDatabase } from "../../support/databases.ts";

const { steps } = readSchemaFiles();
const textOf = (name: string) => steps.find((step) => step.name === name)!.text;
const earlierTable = /create table audit\.events \([\s\S]*?\n\);/.exec(textOf("0001_foundation"))![0];

forEachDatabase("a log from before the chain", (open) => {
  it("is carried over whole, each municipality's rows in a chain of their own", async () => {
    const opened = await open();
    const rows = await opened.asOwner(async (owner) => {
      await owner.script(`drop table audit.events, audit.chain_heads cascade; ${earlierTable}
        insert into audit.events (municipality_code, occurred_at, user_id, role, action, object_kind, object_id, details) values
          ('2281', '2026-03-01T10:00:00.123456Z', '20000000-0000-4000-8000-000000002281', 'planner', 'counts.read', 'area', 'Å1', '{"b": 1, "a": "å"}'),
          (null, '2026-03-01T10:00:01Z', null, 'anonymous', 'session.signed-out', null, null, '{}'),
          ('2281', '2026-03-01T09:59:00Z', null, null, 'import.loaded', 'import', 'x', '{}');`);
      await owner.script(textOf("0005_audit"));
      return (
        await owner.query<StoredEvent>(
          `select ${storedEventColumns} from audit.events order by chain collate "C", audit.events.sequence`,
        )
      ).rows;
    });
    expect(rows.map(({ chain, sequence, action, occurredAt }) => [chain, sequence, action, occurredAt])).toEqual([
      ["*", 1, "session.signed-out", "2026-03-01T10:00:01.000000Z"],
      ["2281", 1, "counts.read", "2026-03-01T10:00:00.123456Z"],
      ["2281", 2, "import.loaded", "2026-03-01T10:00:00.123456Z"],
    ]);
    expect(rows.map(({ previousHash }) => previousHash)).toEqual([firstPreviousHash, firstPreviousHash, rows[1]!.hash]);
    for (const row of rows) expect(row.hash).toBe(eventHash(row));
  }, 120_000);
});
