// How the log grows: as somebody, in the transaction of the act, without holes, also when a hundred act at once.
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  eventHash,
  firstPreviousHash,
  type StoredEvent,
  storedEventColumns,
} from "../../../api/audit/event-encoding.ts";
import { verifyLog } from "../../../api/audit/log-keeper.ts";
import type { Identity } from "../../../api/db/database.ts";
import { forEachDatabase, makeFolder, type TestDatabase } from "../../support/databases.ts";

const here = "2281";
const there = "2262";
const userId = "20000000-0000-4000-8000-000000002281";
const planner: Identity = { kind: "person", municipalityCode: here, userId, role: "planner", teamIds: [] };
const operatorOf = (municipalityCode: string | null): Identity => ({ kind: "operator", municipalityCode });

forEachDatabase("the log", (open, kind) => {
  let opened: TestDatabase;

  beforeAll(async () => {
    opened = await open();
    await opened.asOwner((owner) =>
      owner.script(`
        insert into geography.municipalities (code, name) values ('${here}', 'Sundsvall'), ('${there}', 'Timrå');
        insert into access.users (municipality_code, id, subject, display_name) values ('${here}', '${userId}', 'a', 'Åsa Öberg')`),
    );
  }, 120_000);

  beforeEach(() =>
    opened.asOwner((owner) =>
      owner.script(`alter table audit.events disable trigger all; truncate audit.events, audit.chain_heads;
        alter table audit.events enable trigger all`),
    ),
  );

  const record = (identity: Identity, action = "counts.read") =>
    opened.database.transaction(identity, async (transaction) => {
      const { sequence } = await transaction.one<{ sequence: number }>(
        "select audit.record($1, 'plan', 'x', '{\"version\": 1}', null, '{0101,0102}') as sequence",
        [action],
      );
      return sequence;
    });
  const events = async (chain: string) =>
    (
      await opened.asOwner((owner) =>
        owner.query<StoredEvent>(
          `select ${storedEventColumns} from audit.events where chain = $1 order by audit.events.sequence`,
          [chain],
        ),
      )
    ).rows;
  const whole = async () => {
    const { chains, fileFault } = await verifyLog(opened.database, `${makeFolder("heads")}/none.csv`);
    return fileFault === null && chains.every(({ broken }) => broken === null);
  };

  it("tells who, with the name of then, in which role, from where, and chains each row to the one before", async () => {
    await record({ ...planner, addressClass: "internal" });
    await opened.asOwner((owner) => owner.script("update access.users set display_name = 'Åsa Berg'"));
    await record(planner, "plan.deleted");
    const [first, second] = await events(here);
    expect(first).toMatchObject({
      sequence: 1,
      userId,
      personName: "Åsa Öberg",
      role: "planner",
      addressClass: "internal",
      action: "counts.read",
      areaCodes: ["0101", "0102"],
      details: '{"version": 1}',
      previousHash: firstPreviousHash,
    });
    expect(first!.hash).toBe(eventHash(first!));
    expect(second).toMatchObject({
      sequence: 2,
      personName: "Åsa Berg",
      addressClass: null,
      previousHash: first!.hash,
    });
    expect(await whole()).toBe(true);
  });

  it("keeps a chain for each municipality and one for the installation", async () => {
    await record(planner);
    await record(operatorOf(there));
    await record(operatorOf(null));
    await record({ kind: "anonymous" });
    expect((await events(here)).map(({ sequence }) => sequence)).toEqual([1]);
    expect((await events(there)).map(({ sequence, role }) => ({ sequence, role }))).toEqual([
      { sequence: 1, role: "operator" },
    ]);
    expect((await events("*")).map(({ sequence, role }) => ({ sequence, role }))).toEqual([
      { sequence: 1, role: "operator" },
      { sequence: 2, role: "anonymous" },
    ]);
  });

  it("leaves no hole and no row of an act that is undone", async () => {
    await record(planner);
    const undone = opened.database.transaction(planner, async (transaction) => {
      await transaction.query("select audit.record('plan.deleted')");
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await expect(
      opened.database.transaction(planner, (transaction) => transaction.query("select audit.record('Not an action!')")),
    ).rejects.toMatchObject({ code: "23514" });
    expect(await record(planner)).toBe(2);
    expect((await events(here)).map(({ action }) => action)).toEqual(["counts.read", "counts.read"]);
    expect(await whole()).toBe(true);
  });

  it("is one chain without holes after a hundred parallel transactions, a third of them undone", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, number) =>
        opened.database.transaction(number % 2 === 0 ? planner : operatorOf(here), async (transaction) => {
          await transaction.query("select audit.record('counts.read', 'n', $1)", [String(number)]);
          if (number % 3 === 0) throw new Error("undone");
        }),
      ),
    );
    const done = outcomes.filter(({ status }) => status === "fulfilled").length;
    expect(done).toBe(66);
    const rows = await events(here);
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: done }, (_, index) => index + 1));
    expect(rows.map(({ objectId }) => Number(objectId)).filter((number) => number % 3 === 0)).toEqual([]);
    expect([...rows].sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1)).map(({ sequence }) => sequence)).toEqual(
      rows.map(({ sequence }) => sequence),
    );
    expect(await whole()).toBe(true);
  });

  // The embedded database has one session, where every unit of work waits for the one before.
  if (kind === "postgresql")
    it("lets one municipality's acts wait for each other, and nobody else's", async () => {
      const held = Promise.withResolvers<void>();
      const inside = Promise.withResolvers<void>();
      const holder = opened.database.transaction(planner, async (transaction) => {
        await transaction.query("select audit.record('counts.read')");
        inside.resolve();
        await held.promise;
      });
      await inside.promise;
      await record(operatorOf(there));
      let waited = true;
      const waiter = record(planner).then((sequence) => {
        waited = false;
        return sequence;
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(waited).toBe(true);
      held.resolve();
      await holder;
      expect(await waiter).toBe(2);
    });

  describe("who nobody is signed in as yet", () => {
    const token = new Uint8Array(32).fill(5);
    const withSession = (action: string) =>
      opened.database.transaction({ kind: "anonymous", addressClass: "external" }, (transaction) =>
        transaction.one<{ recorded: boolean }>("select audit.record_with_session($1, $2) as recorded", [token, action]),
      );

    it("is told by the session whose token is held, and by no other", async () => {
      expect(await withSession("session.signed-in")).toEqual({ recorded: false });
      await opened.asOwner((owner) =>
        owner.script(`insert into access.user_roles (municipality_code, user_id, role, granted_by) values ('${here}', '${userId}', 'planner', 'program');
          insert into access.sessions (token_hash, municipality_code, user_id, role, expires_at)
          values ('\\x${Buffer.from(token).toString("hex")}', '${here}', '${userId}', 'planner', now() + interval '1 hour')`),
      );
      expect(await withSession("session.signed-in")).toEqual({ recorded: true });
      expect(await events(here)).toMatchObject([{ userId, role: "planner", addressClass: "external" }]);
    });

    it("is written to the municipality's log when refused, and to the installation's where there is no such one", async () => {
      await opened.database.transaction({ kind: "anonymous" }, async (transaction) => {
        for (const code of [here, "0000", null]) {
          await transaction.query('select audit.record_refused_sign_in($1, \'{"reason": "expired"}\')', [code]);
        }
      });
      const refusal = { action: "session.sign-in-refused", userId: null, role: "anonymous" };
      expect(await events(here)).toMatchObject([refusal]);
      expect(await events("*")).toMatchObject([refusal, refusal]);
    });
  });

  it("refuses details that are not a list of facts, or as long as a file", async () => {
    for (const details of ["[1]", '"text"', JSON.stringify({ note: "x".repeat(10_001) })]) {
      const attempt = opened.database.transaction(planner, (transaction) =>
        transaction.query("select audit.record('counts.read', null, null, $1::jsonb)", [details]),
      );
      await expect(attempt).rejects.toMatchObject({ code: "23514" });
    }
  });
});
