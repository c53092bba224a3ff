// The log review through the service: what the reviewer sees, finds, draws, notes and exports, and that all of it is logged.
import { beforeAll, expect, it } from "vitest";
import { eventHash, firstPreviousHash, type StoredEvent } from "../../../api/audit/event-encoding.ts";
import type { AuditEvent, AuditSample } from "../../../api/contract/audit.ts";
import type { OwnerConnection } from "../../../api/db/owner.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { gridMunicipality, ids, otherMunicipality } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const base = `/api/${gridMunicipality}/audit`;
const people = { anna: "aaaaaaaa-0000-4000-8000-000000000001", bo: "aaaaaaaa-0000-4000-8000-000000000002" };

/** An old log with known times, hashed as the service would have: what happened before the tests. */
async function seedLog(owner: OwnerConnection): Promise<void> {
  const acts: { at: string; who: keyof typeof people; action?: string; areas?: string[]; division?: string }[] = [];
  // Anna reads twice a day on ten working days in March 2026, and forty times on the 20th.
  for (let day = 2; day <= 13; day++) {
    if (day !== 7 && day !== 8) {
      for (const minute of ["10", "11"])
        acts.push({ at: `2026-03-${String(day).padStart(2, "0")}T09:${minute}:00Z`, who: "anna" });
    }
  }
  for (let number = 0; number < 40; number++)
    acts.push({ at: `2026-03-20T09:${String(number + 10)}:00Z`, who: "anna" });
  // Bo on Good Friday, on a Saturday, at half past five in summer time (office hours begin at seven), and at seven sharp.
  acts.push({ at: "2026-04-03T10:00:00Z", who: "bo" });
  acts.push({ at: "2026-04-11T10:00:00Z", who: "bo", areas: ["0101", "0102"], division: ids.division });
  acts.push({ at: "2026-04-15T03:30:00Z", who: "bo", division: ids.division });
  acts.push({ at: "2026-04-15T05:00:00Z", who: "bo", action: "plan.adopted" });
  let previousHash = firstPreviousHash;
  for (const [index, { at, who, action = "counts.read", areas = [], division = null }] of acts.entries()) {
    const event: Omit<StoredEvent, "hash"> = {
      chain: gridMunicipality,
      sequence: index + 1,
      occurredAt: at.replace("Z", ".000000Z"),
      userId: people[who],
      personName: who === "anna" ? "Anna =SUMMA(A1)" : "Bo",
      role: "planner",
      addressClass: "internal",
      action,
      objectKind: "measure",
      objectId: "children-0-19",
      divisionId: division,
      areaCodes: areas,
      details: "{}",
      previousHash,
    };
    const hash = eventHash(event);
    await owner.query(
      `insert into audit.events values ($1, $2, $3::timestamptz, $4::uuid, $5, $6, $7, $8, $9, $10, $11::uuid, $12::text[], '{}',
         decode($13, 'hex'), decode($14, 'hex'))`,
      [
        ...[
          event.chain,
          event.sequence,
          event.occurredAt,
          event.userId,
          event.personName,
          event.role,
          event.addressClass,
        ],
        ...[event.action, event.objectKind, event.objectId, event.divisionId, event.areaCodes, previousHash, hash],
      ],
    );
    previousHash = hash;
  }
  await owner.query("insert into audit.chain_heads values ($1, $2, decode($3, 'hex'), $4::timestamptz)", [
    gridMunicipality,
    acts.length,
    previousHash,
    acts.at(-1)!.at,
  ]);
}
const seeded = 64;

forEachDatabase("the log review", (open) => {
  let under: ServiceUnderTest;
  let reviewer: Client;

  beforeAll(async () => {
    under = await startService(async () => {
      const opened = await open();
      await opened.asOwner(seedLog);
      return opened;
    });
    reviewer = await under.as("reviewer");
  }, 120_000);

  const read = async (
    query: Record<string, string | number> = {},
  ): Promise<{ events: AuditEvent[]; total: number; nextBefore: number | null }> => {
    const answer = await reviewer.send("get", `${base}/events`).query(query);
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const march = { from: "2026-03-01", to: "2026-04-30" };
  const timesOf = (events: readonly AuditEvent[]) => events.map(({ occurredAt }) => occurredAt);

  it("filters by person, role, act, area and time", async () => {
    expect((await read(march)).total).toBe(seeded);
    expect((await read({ ...march, personId: people.bo })).total).toBe(4);
    expect((await read({ ...march, role: "manager" })).total).toBe(0);
    expect((await read({ ...march, action: "plan.adopted" })).events).toMatchObject([
      { personName: "Bo", role: "planner" },
    ]);
    expect((await read({ from: "2026-03-20", to: "2026-03-20" })).total).toBe(40);
    // What was about the area itself, and what was about the whole division it lies in.
    expect(timesOf((await read({ ...march, area: "0102" })).events)).toEqual([
      "2026-04-15T03:30:00.000Z",
      "2026-04-11T10:00:00.000Z",
    ]);
    expect(timesOf((await read({ ...march, area: "0606" })).events)).toEqual(["2026-04-15T03:30:00.000Z"]);
    expect((await read({ ...march, area: "9999" })).total).toBe(0);
  });

  it("finds what was done outside office hours, by Swedish time and holidays", async () => {
    const { events, total } = await read({ ...march, hours: "outside" });
    expect(timesOf(events)).toEqual([
      "2026-04-15T03:30:00.000Z",
      "2026-04-11T10:00:00.000Z",
      "2026-04-03T10:00:00.000Z",
    ]);
    expect(total).toBe(3);
    expect(
      (await read({ from: "2026-04-15", to: "2026-04-15" })).events.map((event) => event.outsideOfficeHours),
    ).toEqual([false, true]);
  });

  it("leafs through every row once, newest first", async () => {
    const seen: number[] = [];
    let before: number | undefined;
    do {
      const page = await read({ ...march, limit: 30, ...(before === undefined ? {} : { before }) });
      seen.push(...page.events.map(({ sequence }) => sequence));
      before = page.nextBefore ?? undefined;
    } while (before !== undefined);
    expect(seen).toEqual(Array.from({ length: seeded }, (_, index) => seeded - index));
  });

  it("draws a sample whose seed is in the log, and the same again whatever has happened since", async () => {
    const draw = async (body: object): Promise<AuditSample> => {
      const answer = await reviewer.send("post", `${base}/samples`).send(body);
      expect(answer.status, answer.text).toBe(201);
      return answer.body;
    };
    const filter = { ...march, personId: people.anna };
    const first = await draw({ ...filter, size: 8 });
    expect(first).toMatchObject({ population: 60, seed: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(new Set(first.events.map(({ sequence }) => sequence)).size).toBe(8);
    expect(first.events.every(({ personId }) => personId === people.anna)).toBe(true);
    const other = await draw({ ...filter, size: 8 });
    expect(other.seed).not.toBe(first.seed);
    const again = await draw({ size: 1, again: first.sequence });
    expect(again.events.map(({ sequence }) => sequence)).toEqual(first.events.map(({ sequence }) => sequence));
    const [own] = (await read({ action: "log.sampled", limit: 1 })).events;
    expect(own).toMatchObject({
      sequence: again.sequence,
      details: { seed: first.seed, size: 8, again: first.sequence },
    });
    const wrong = await reviewer.send("post", `${base}/samples`).send({ size: 1, again: 1 });
    expect(wrong.body.code).toBe("not-found");
  });

  it("tells the days that were unusual for the person, and only those", async () => {
    const answer = await reviewer.send("get", `${base}/volumes`).query(march).expect(200);
    const days: { personName: string; day: string; count: number; usual: number; unusual: boolean }[] =
      answer.body.days;
    expect(days.filter(({ unusual }) => unusual)).toMatchObject([{ day: "2026-03-20", count: 40, usual: 2 }]);
    expect(days.filter(({ personName }) => personName.startsWith("Anna"))).toHaveLength(11);
    expect(
      (await reviewer.send("get", `${base}/volumes`).query({ from: "2024-01-01", to: "2026-01-01" })).body.code,
    ).toBe("audit.span");
  });

  it("keeps a note as a row of the log, and refuses one with a personal number", async () => {
    const kept = await reviewer
      .send("post", `${base}/notes`)
      .send({ note: "Rimligt, fråga ställd till chefen.", about: 64 });
    expect(kept.status).toBe(201);
    expect(kept.body).toMatchObject({
      action: "log.noted",
      role: "reviewer",
      details: { note: "Rimligt, fråga ställd till chefen.", about: 64 },
    });
    const personal = await reviewer.send("post", `${base}/notes`).send({ note: "Gäller 20100101-2382" });
    expect(personal.body).toMatchObject({ status: 422, violations: [{ field: "note" }] });
    expect(personal.text).not.toContain("20100101");
    expect(
      (await reviewer.send("post", `${base}/notes`).send({ note: "Om ingenting", about: 999_999 })).body.code,
    ).toBe("not-found");
  });

  it("exports what the filter lets through, without formulas", async () => {
    const answer = await reviewer
      .send("get", `${base}/events.csv`)
      .set("Accept", "text/csv")
      .query({ ...march, limit: undefined });
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.headers["content-disposition"]).toBe("attachment");
    expect(answer.headers["cache-control"]).toBe("no-store");
    const lines = answer.text
      .replace(/^\ufeff/, "")
      .trimEnd()
      .split("\r\n");
    expect(lines).toHaveLength(seeded + 1);
    expect(lines[1]).toContain("2026-04-15 07:00:00;nej;Bo;");
    expect(lines.at(-1)).toContain("Anna =SUMMA(A1)");
    expect(lines.at(-1)).toContain("Läste exakta antal");
    for (const line of lines) for (const cell of line.split(";")) expect(cell).not.toMatch(/^[=+@]/);
    expect((await read({ action: "log.exported", limit: 1 })).events).toMatchObject([
      { details: { ...march, rows: seeded } },
    ]);
  });

  it("verifies the chain on request, says so on the page, and names the first broken row", async () => {
    const whole = await reviewer.send("post", `${base}/verifications`).expect(200);
    expect(whole.body).toMatchObject({ whole: true, brokenAt: null, explanation: null });
    expect((await reviewer.send("get", base).expect(200)).body).toMatchObject({
      firstSequence: 1,
      firstAt: "2026-03-02T09:10:00.000Z",
      lastVerification: whole.body,
      retentionYears: 5,
      officeHours: { opens: "07:00", closes: "18:00" },
    });
    await tamper("update audit.events set person_name = 'Bo' where chain = '9998' and sequence = 33");
    const broken = await reviewer.send("post", `${base}/verifications`).expect(200);
    expect(broken.body).toMatchObject({
      whole: false,
      brokenAt: 33,
      explanation: { sv: expect.stringMatching(/ändrad/) },
    });
    await tamper("update audit.events set person_name = 'Anna =SUMMA(A1)' where chain = '9998' and sequence = 33");
    expect((await reviewer.send("post", `${base}/verifications`)).body.whole).toBe(true);
  });

  const tamper = (statement: string) =>
    under.testDatabase.asOwner((owner) =>
      owner.script(
        `alter table audit.events disable trigger all; ${statement}; alter table audit.events enable trigger all`,
      ),
    );

  it("writes each of the reviewer's own readings to the log", async () => {
    await read({ ...march, personId: people.bo, hours: "outside" });
    const [latest] = (await read({ action: "log.read", limit: 1 })).events;
    expect(latest).toMatchObject({
      role: "reviewer",
      addressClass: "this-machine",
      details: { ...march, personId: people.bo, hours: "outside" },
    });
  });

  it("is closed to everybody else, administrators too, and shows one's own municipality only", async () => {
    for (const role of ["planner", "manager", "team", "admin"] as const) {
      const client = await under.as(role);
      for (const path of ["", "/events", "/events.csv", "/volumes?from=2026-01-01&to=2026-01-02"]) {
        expect((await client.send("get", `${base}${path}`)).body.code).toBe("session.role-not-allowed");
      }
    }
    const others = await under.as("reviewer", otherMunicipality);
    const page = await others.send("get", `/api/${otherMunicipality}/audit/events`).expect(200);
    expect(page.body.events.map((event: AuditEvent) => event.role)).toEqual(["reviewer"]);
    expect((await others.send("get", `${base}/events`)).status).toBe(404);
  });
});
