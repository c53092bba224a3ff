// Everything an attacker with the rights of the tables' owner could do to the log, each found with its first broken row named.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventHash, type StoredEvent, storedEventColumns } from "../../../api/audit/event-encoding.ts";
import { isWhole, type LogReport, purgeLog, verifyLog, writeHeads } from "../../../api/audit/log-keeper.ts";
import type { Identity } from "../../../api/db/database.ts";
import type { OwnerConnection } from "../../../api/db/owner.ts";
import { forEachDatabase, makeFolder, type TestDatabase } from "../../support/databases.ts";

const chain = "2281";
const rowCount = 40;
const operator: Identity = { kind: "operator", municipalityCode: chain };

forEachDatabase("tampering with the log", (open) => {
  let opened: TestDatabase;
  let path: string;
  let headText: string;

  /** Forty rows of a municipality with head hashes outside after rows 15 and 30, and three of another municipality. */
  beforeAll(async () => {
    opened = await open();
    await opened.asOwner((owner) =>
      owner.script("insert into geography.municipalities (code, name) values ('2281', 'Sundsvall'), ('2262', 'Timrå')"),
    );
    path = join(makeFolder("heads"), "heads.csv");
    await record(15);
    await writeHeads(opened.database, path, "command");
    await record(15);
    await record(3, "2262");
    await writeHeads(opened.database, path, "command");
    await record(rowCount - 30);
    expect(isWhole(await verify())).toBe(true);
    headText = readFileSync(path, "utf8");
    await opened.asOwner((owner) =>
      owner.script(
        "create table untouched as table audit.events; create table untouched_heads as table audit.chain_heads",
      ),
    );
  }, 120_000);

  beforeEach(async () => {
    writeFileSync(path, headText);
    await asAttacker(`truncate audit.events, audit.chain_heads; insert into audit.events table untouched;
      insert into audit.chain_heads table untouched_heads`);
  });

  async function record(count: number, municipalityCode = chain): Promise<void> {
    await opened.database.transaction({ kind: "operator", municipalityCode }, (transaction) =>
      transaction.query(
        `select audit.record('counts.read', 'measure', 'mått-' || number, jsonb_build_object('period', '2025', 'n', number),
           null, case when number % 2 = 0 then '{}' else $2::text[] end)
         from generate_series(1, $1::integer) as number`,
        [count, ["0101", 'Å"0,2\\']],
      ),
    );
  }

  /** As the owner of the tables with the triggers put aside. */
  async function asAttacker(text: string): Promise<void> {
    await opened.asOwner((owner) =>
      owner.script(
        `alter table audit.events disable trigger all; ${text}; alter table audit.events enable trigger all;`,
      ),
    );
  }

  const verify = (): Promise<LogReport> => verifyLog(opened.database, path);
  const brokenOf = async (name = chain) => (await verify()).chains.find((report) => report.chain === name)?.broken;

  async function rowsOf(owner: OwnerConnection): Promise<StoredEvent[]> {
    return (
      await owner.query<StoredEvent>(
        `select ${storedEventColumns} from audit.events where chain = $1 order by audit.events.sequence`,
        [chain],
      )
    ).rows;
  }

  /** What a careful attacker does: every hash from a row on is made anew, and the database's own head with them. */
  async function rehashFrom(sequence: number): Promise<void> {
    const rows = await opened.asOwner(rowsOf);
    let previousHash = rows.find((row) => row.sequence === sequence - 1)!.hash;
    const statements: string[] = [];
    for (const row of rows.filter((each) => each.sequence >= sequence)) {
      const hash = eventHash({ ...row, previousHash });
      statements.push(
        `update audit.events set previous_hash = '\\x${previousHash}', hash = '\\x${hash}' where chain = '${chain}' and sequence = ${row.sequence}`,
      );
      previousHash = hash;
    }
    const last = rows.at(-1)!.sequence;
    statements.push(
      `update audit.chain_heads set sequence = ${last}, hash = '\\x${previousHash}' where chain = '${chain}'`,
    );
    await asAttacker(statements.join("; "));
  }

  it("finds nothing in a log nobody has touched, and tells how far it is vouched for outside", async () => {
    const report = await verify();
    expect(report.fileFault).toBeNull();
    expect(report.chains.map((each) => each.chain)).toEqual(["*", "2262", "2281"]);
    expect(report.chains.at(-1)).toMatchObject({ rows: rowCount, first: 1, through: rowCount, headsCompared: 2 });
  });

  describe("edited", () => {
    it.each([
      ["time", "occurred_at = occurred_at - interval '1 microsecond'"],
      ["person", "user_id = '20000000-0000-4000-8000-000000002281'"],
      ["name", "person_name = 'Någon annan'"],
      ["role", "role = 'planner'"],
      ["address class", "address_class = 'external'"],
      ["action", "action = 'team.changed'"],
      ["object's kind", "object_kind = null"],
      ["object", "object_id = 'mått-99'"],
      ["division", "division_id = '10000000-0000-4000-8000-000000002281'"],
      ["area codes", "area_codes = '{0101}'"],
      ["details", "details = '{}'"],
      ["hash", "hash = sha256('x')"],
    ])("%s", async (_field, assignment) => {
      await asAttacker(`update audit.events set ${assignment} where chain = '${chain}' and sequence = 18`);
      expect(await brokenOf()).toEqual({ sequence: 18, fault: "altered" });
      expect(await brokenOf("2262")).toBeNull();
    });

    it("and given a hash that fits", async () => {
      await asAttacker(`update audit.events set role = 'planner' where chain = '${chain}' and sequence = 18`);
      const row = (await opened.asOwner(rowsOf))[17]!;
      await asAttacker(
        `update audit.events set hash = '\\x${eventHash(row)}' where chain = '${chain}' and sequence = 18`,
      );
      expect(await brokenOf()).toEqual({ sequence: 18, fault: "exchanged" });
    });

    it("and every later hash made anew: the file outside tells after which of its heads", async () => {
      await asAttacker(`update audit.events set role = 'planner' where chain = '${chain}' and sequence = 18`);
      await rehashFrom(18);
      expect(await brokenOf()).toEqual({ sequence: 16, fault: "rewritten" });
      await record(2);
      await writeHeads(opened.database, path, "command");
      expect(await brokenOf()).toEqual({ sequence: 16, fault: "rewritten" });
    });

    it("after the newest head outside, and made anew, is what a head every day is for: it is not found", async () => {
      await asAttacker(`update audit.events set role = 'planner' where chain = '${chain}' and sequence = 35`);
      await rehashFrom(35);
      expect(await brokenOf()).toBeNull();
    });
  });

  describe("deleted", () => {
    it.each([2, 18, 30, 39])("row %i", async (sequence) => {
      await asAttacker(`delete from audit.events where chain = '${chain}' and sequence = ${sequence}`);
      expect(await brokenOf()).toEqual({ sequence, fault: "missing" });
    });

    it.each([1, 7, 30])("the first %i rows", async (count) => {
      await asAttacker(`delete from audit.events where chain = '${chain}' and sequence <= ${count}`);
      expect(await brokenOf()).toEqual({ sequence: 1, fault: "cut-unexplained" });
    });

    it("and the rest renumbered", async () => {
      await asAttacker(`delete from audit.events where chain = '${chain}' and sequence = 18;
        update audit.events set sequence = sequence + 1000 where chain = '${chain}' and sequence > 18;
        update audit.events set sequence = sequence - 1001 where chain = '${chain}' and sequence > 1000`);
      expect(await brokenOf()).toEqual({ sequence: 18, fault: "altered" });
    });

    it("and the rest renumbered and made anew", async () => {
      await asAttacker(`delete from audit.events where chain = '${chain}' and sequence = 18;
        update audit.events set sequence = sequence + 1000 where chain = '${chain}' and sequence > 18;
        update audit.events set sequence = sequence - 1001 where chain = '${chain}' and sequence > 1000`);
      await rehashFrom(18);
      expect(await brokenOf()).toEqual({ sequence: 16, fault: "rewritten" });
    });

    it("a whole chain, with the head that the database keeps", async () => {
      await asAttacker(`delete from audit.events where chain = '${chain}';
        delete from audit.chain_heads where chain = '${chain}'`);
      expect(await brokenOf()).toEqual({ sequence: 1, fault: "truncated" });
    });
  });

  describe("inserted", () => {
    const copyOf = (sequence: number, changes: string) =>
      `insert into audit.events select (jsonb_populate_record(event, '${changes}')).* from audit.events as event
       where chain = '${chain}' and sequence = ${sequence}`;

    it("between two rows, under a number that is there already", async () => {
      await asAttacker(`alter table audit.events drop constraint events_pkey; ${copyOf(18, '{"role": "planner"}')}`);
      try {
        expect(await brokenOf()).toMatchObject({ sequence: 18 });
      } finally {
        await asAttacker(`delete from audit.events where sequence = 18;
          alter table audit.events add primary key (chain, sequence)`);
      }
    });

    it("between two rows, with the later ones moved up", async () => {
      await asAttacker(`
        update audit.events set sequence = sequence + 1000 where chain = '${chain}' and sequence > 18;
        update audit.events set sequence = sequence - 999 where chain = '${chain}' and sequence > 1000;
        ${copyOf(18, '{"sequence": 19}')}`);
      expect(await brokenOf()).toEqual({ sequence: 19, fault: "altered" });
    });

    it("at the end, without moving the head that the database keeps", async () => {
      await asAttacker(copyOf(rowCount, `{"sequence": ${rowCount + 1}}`));
      const [last] = (await opened.asOwner(rowsOf)).slice(-2);
      const added = (await opened.asOwner(rowsOf)).at(-1)!;
      await asAttacker(`update audit.events set previous_hash = '\\x${last!.hash}',
        hash = '\\x${eventHash({ ...added, previousHash: last!.hash })}'
        where chain = '${chain}' and sequence = ${rowCount + 1}`);
      expect(await brokenOf()).toEqual({ sequence: rowCount + 1, fault: "head-differs" });
    });

    it("at the end with an earlier time, well chained", async () => {
      await asAttacker(copyOf(rowCount, `{"sequence": ${rowCount + 1}, "occurred_at": "2020-01-01T00:00:00Z"}`));
      await rehashFrom(rowCount + 1);
      expect(await brokenOf()).toEqual({ sequence: rowCount + 1, fault: "backdated" });
    });
  });

  describe("reordered", () => {
    const exchange = (one: number, other: number) => `
      update audit.events set sequence = 1000 where chain = '${chain}' and sequence = ${one};
      update audit.events set sequence = ${one} where chain = '${chain}' and sequence = ${other};
      update audit.events set sequence = ${other} where chain = '${chain}' and sequence = 1000`;

    it.each([
      [18, 19],
      [5, 25],
      [1, rowCount],
    ])("rows %i and %i", async (one, other) => {
      await asAttacker(exchange(one, other));
      expect(await brokenOf()).toEqual({ sequence: one, fault: "altered" });
    });

    it("and made anew", async () => {
      await asAttacker(exchange(5, 25));
      await rehashFrom(5);
      expect(await brokenOf()).toEqual({ sequence: 6, fault: "backdated" });
    });
  });

  describe("truncated", () => {
    it.each([rowCount - 1, 30, 12])("after row %i", async (last) => {
      await asAttacker(`delete from audit.events where chain = '${chain}' and sequence > ${last}`);
      expect(await brokenOf()).toEqual({ sequence: last + 1, fault: "truncated" });
    });

    it("with the head that the database keeps moved back: the file outside tells", async () => {
      await asAttacker(`delete from audit.events where chain = '${chain}' and sequence > 29`);
      await moveHeadBack();
      expect(await brokenOf()).toEqual({ sequence: 30, fault: "truncated" });
    });

    it("and filled up with other rows: the file outside tells", async () => {
      await asAttacker(`delete from audit.events where chain = '${chain}' and sequence > 20`);
      await moveHeadBack();
      await record(20);
      expect(await brokenOf()).toEqual({ sequence: 16, fault: "rewritten" });
    });

    it("to nothing", async () => {
      await asAttacker("truncate audit.events, audit.chain_heads");
      const report = await verify();
      expect(report.chains.map((each) => each.chain)).toEqual(["*", "2262", "2281"]);
      for (const { broken } of report.chains) expect(broken).toEqual({ sequence: 1, fault: "truncated" });
      expect(isWhole(report)).toBe(false);
    });

    const moveHeadBack = () =>
      asAttacker(`update audit.chain_heads set (sequence, hash, occurred_at) = (
        select sequence, hash, occurred_at from audit.events where chain = '${chain}' order by sequence desc limit 1)
        where chain = '${chain}'`);
  });

  describe("the file outside the database", () => {
    const change = (edit: (lines: string[]) => string[]) =>
      writeFileSync(path, edit(readFileSync(path, "utf8").split("\n")).join("\n"));

    it.each<[string, (lines: string[]) => string[]]>([
      ["cut at its end", (lines) => [...lines.slice(0, -2), ""]],
      ["cut to its heading", (lines) => [lines[0]!, ""]],
      ["emptied", () => [""]],
      ["without a line in the middle", (lines) => lines.filter((_, position) => position !== 2)],
      [
        "with a hash edited",
        (lines) => lines.map((line, n) => (n === 2 ? line.replace(/,[0-9a-f]{4}/, ",0000") : line)),
      ],
      ["with a number edited", (lines) => lines.map((line) => line.replace(",2281,30,", ",2281,29,"))],
      ["with two lines exchanged", (lines) => [lines[0]!, lines[2]!, lines[1]!, ...lines.slice(3)]],
    ])("%s", async (_name, edit) => {
      change(edit);
      const report = await verify();
      expect(report.fileFault).not.toBeNull();
      expect(isWhole(report)).toBe(false);
    });

    it("gone", async () => {
      rmSync(path);
      expect((await verify()).fileFault?.sv).toMatch(/saknas/);
    });

    it("is not built upon while it is broken, but heals from a line that a power cut left unfinished", async () => {
      change((lines) => lines.map((line) => line.replace(",2281,15,", ",2281,14,")));
      await expect(writeHeads(opened.database, path, "command")).rejects.toThrow("not as it was written");
      change((lines) => lines.map((line) => line.replace(",2281,14,", ",2281,15,")));
      writeFileSync(path, `${readFileSync(path, "utf8")}2026-01-01T00:00:00Z,head,22`);
      await writeHeads(opened.database, path, "command");
      expect(isWhole(await verify())).toBe(true);
    });
  });

  describe("a purge", () => {
    /** The first 25 rows become six years old, as they would have by themselves: hashed so from the beginning. */
    const age = async () => {
      rmSync(path);
      await asAttacker("truncate audit.events, audit.chain_heads");
      await record(25);
      await asAttacker(
        `update audit.events set occurred_at = occurred_at - interval '6 years' where chain = '${chain}'`,
      );
      const first = (await opened.asOwner(rowsOf))[0]!;
      await asAttacker(
        `update audit.events set hash = '\\x${eventHash(first)}' where chain = '${chain}' and sequence = 1`,
      );
      await rehashFrom(2);
      await record(15);
      await writeHeads(opened.database, path, "command");
    };
    const fiveYearsAgo = () => new Date(Date.now() - 5 * 366 * 86_400_000);
    const decision = "SN 2026-101";

    it("leaves a chain that is whole, and the cut is seen in the log and in the file", async () => {
      await age();
      const purged = await purgeLog(opened.database, path, chain, fiveYearsAgo(), decision);
      expect(purged).toEqual({ removedFrom: 1, removedTo: 25 });
      const report = await verify();
      expect(isWhole(report)).toBe(true);
      expect(report.chains.at(-1)).toMatchObject({ first: 26, through: 41 });
      const last = (await opened.asOwner(rowsOf)).at(-1)!;
      expect(last).toMatchObject({ action: "log.purged", role: "operator", sequence: 41 });
      expect(JSON.parse(last.details)).toMatchObject({ removedFrom: 1, removedTo: 25, decision });
      expect(readFileSync(path, "utf8")).toContain(",cut,2281,25,");
      expect(await purgeLog(opened.database, path, chain, fiveYearsAgo(), decision)).toBeNull();
      await record(2);
      expect(isWhole(await verify())).toBe(true);
    });

    it("does not cover rows that somebody else takes away after it", async () => {
      await age();
      await purgeLog(opened.database, path, chain, fiveYearsAgo(), decision);
      await asAttacker(`delete from audit.events where chain = '${chain}' and sequence <= 30`);
      expect(await brokenOf()).toEqual({ sequence: 26, fault: "cut-unexplained" });
    });

    it("can not be made up in the database alone", async () => {
      await age();
      const row = (await opened.asOwner(rowsOf))[9]!;
      await asAttacker(`delete from audit.events where chain = '${chain}' and sequence <= 10`);
      await opened.database.transaction(operator, (transaction) =>
        transaction.query("select audit.record('log.purged', 'log', '2281', $1::jsonb)", [
          JSON.stringify({ removedFrom: 1, removedTo: 10, lastRemovedHash: row.hash, decision }),
        ]),
      );
      expect(await brokenOf()).toEqual({ sequence: 1, fault: "cut-unexplained" });
    });

    it("is refused for what is young, without a decision, and to everybody but the program", async () => {
      await age();
      const young = new Date(Date.now() - 364 * 86_400_000);
      await expect(purgeLog(opened.database, path, chain, young, decision)).rejects.toMatchObject({ code: "OL007" });
      await expect(purgeLog(opened.database, path, chain, fiveYearsAgo(), " ")).rejects.toMatchObject({
        code: "OL007",
      });
      for (const role of ["planner", "admin", "reviewer"] as const) {
        const person: Identity = {
          kind: "person",
          municipalityCode: chain,
          userId: "20000000-0000-4000-8000-000000002281",
          role,
          teamIds: [],
        };
        const asked = opened.database.transaction(person, (transaction) =>
          transaction.query("select audit.purge('2281', now() - interval '5 years', 'x beslut')"),
        );
        await expect(asked).rejects.toMatchObject({ code: "42501" });
      }
      expect(isWhole(await verify())).toBe(true);
    });
  });
});
