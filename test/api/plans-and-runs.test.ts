// A planner's way through the service on both databases: areas, counts, a run that is followed, a plan, changes by two people.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, expect, it, vi } from "vitest";
import type { Plan, PlanBalance } from "../../api/contract/plans.ts";
import { type Run, RunProgress } from "../../api/contract/runs.ts";
import { decodeProblem } from "../../engine/problem.ts";
import { forEachDatabase } from "../support/databases.ts";
import {
  areaCount,
  childrenOf,
  gridMunicipality,
  ids,
  suppressedArea,
  unplacedChildren,
} from "./support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "./support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const division = `${base}/divisions/${ids.division}`;
const runTeams = ids.teams.map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 }));
const order = {
  divisionId: ids.division,
  teams: runTeams,
  rules: { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.1 }] },
};

forEachDatabase("a planner's way through the service", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
  }, 120_000);

  async function finishedRun(change: object = {}): Promise<Run> {
    const started = await planner.send("post", `${base}/runs`).send({ ...order, stepLimit: 20_000, ...change });
    expect(started.status, started.text).toBe(202);
    return endedRun(started.body.id);
  }

  /** A short run may have ended before one asks for it. */
  async function endedRun(runId: string): Promise<Run> {
    return (
      (await under.service.runs.ended(runId)) ?? ((await planner.send("get", `${base}/runs/${runId}`)).body as Run)
    );
  }

  async function newPlan(): Promise<Plan> {
    const answer = await planner
      .send("post", `${base}/plans`)
      .send({ name: "Utkast", from: { kind: "empty", divisionId: ids.division, teamIds: ids.teams } });
    expect(answer.status, answer.text).toBe(201);
    return answer.body as Plan;
  }

  it("answers the areas as TopoJSON once, and 304 afterwards", async () => {
    const first = await planner.send("get", `${division}/areas`);
    expect(first.status, first.text).toBe(200);
    expect(first.body.objects.areas.geometries).toHaveLength(areaCount);
    expect(first.body.objects.areas.geometries[7]).toMatchObject({
      id: 7,
      properties: { code: "0202", name: "Ruta 8" },
    });
    expect(first.body.objects.areas.geometries[7].properties.labelPoint[0]).toBeCloseTo(17.0, 0);
    const again = await planner.send("get", `${division}/areas`).set("If-None-Match", first.headers.etag!);
    expect(again.status).toBe(304);
    expect(again.text).toBe("");
    const geojson = await planner.send("get", `${division}/areas?format=geojson`);
    expect(geojson.headers["content-type"]).toContain("application/geo+json");
    expect(JSON.parse(geojson.text).features).toHaveLength(areaCount);
  });

  it("answers the area arcs so that a shared border is one arc", async () => {
    const { body } = await planner.send("get", `${division}/areas`);
    // 36 squares have 84 borders between junctions at most: 60 shared and 24 outer; unshared arcs would be 144.
    expect(body.arcs.length).toBeLessThanOrEqual(84);
  });

  it("tells a measure's known, unknown and unplaced counts", async () => {
    const { status, body, text } = await planner.send("get", `${division}/measures/children-0-19`);
    expect(status, text).toBe(200);
    expect(body.values[3]).toBe(childrenOf(3));
    expect(body.values[suppressedArea]).toBeNull();
    expect(body.missingReasons[suppressedArea]).toBe("suppressed");
    expect(body.unplaced).toEqual([{ code: "99", name: "Restkod", value: unplacedChildren, missingReason: null }]);
    const known = Array.from({ length: areaCount - 1 }, (_, areaIndex) => childrenOf(areaIndex));
    expect(body.total).toBe(known.reduce((sum, each) => sum + each, unplacedChildren));
    expect(body.unknownCount).toBe(1);
    expect(body.period).toBe("2025-12-31");
  });

  it("answers 404 for a period that there are no counts of", async () => {
    expect((await planner.send("get", `${division}/measures/children-0-19?period=2019-12-31`)).status).toBe(404);
  });

  it("tells one area with neighbours, arenas, measures and the indicator of the level above", async () => {
    const { status, body, text } = await planner.send("get", `${division}/areas/0101`);
    expect(status, text).toBe(200);
    expect(body.neighbours.map((each: { code: string }) => each.code).sort()).toEqual(["0102", "0201"]);
    expect(body.parents).toEqual([{ code: "01", name: "Rad 1", level: 2 }]);
    expect(body.arenas).toMatchObject([{ name: "Rutskolan", priority: true }]);
    expect(body.measures.find((each: { key: string }) => each.key === "clients-all").quantity.value).toBe(9);
    expect(body.indicators[0].quantity).toEqual({ value: 1.5, missingReason: null, estimated: true });
  });

  it("gives a manager the same area without exact counts", async () => {
    const manager = await under.as("manager");
    const { status, body, text } = await manager.send("get", `${division}/areas/0101`);
    expect(status, text).toBe(200);
    const clients = body.measures.find((each: { key: string }) => each.key === "clients-all");
    expect(clients.period).toBe("2025");
    expect([0, 5]).toContain(clients.quantity.value);
    expect(clients.rounded).toBe(true);
  });

  it("links two areas with a reason, and takes it back", async () => {
    const edit = { areaIndexA: 35, areaIndexB: 0, action: "add", reason: "bro" };
    const made = await planner.send("post", `${division}/adjacency/edits`).send(edit);
    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject({ areaIndexA: 0, areaIndexB: 35, author: "planner (demo)" });
    expect((await planner.send("post", `${division}/adjacency/edits`).send(edit)).status).toBe(409);
    const adjacency = await planner.send("get", `${division}/adjacency`);
    expect(adjacency.body.edges).toContainEqual([0, 35, 0, true]);
    expect(adjacency.body.parts).toHaveLength(1);
    expect((await planner.send("delete", `${division}/adjacency/edits/${made.body.id}`)).status).toBe(204);
    expect((await planner.send("delete", `${division}/adjacency/edits/${made.body.id}`)).status).toBe(404);
  });

  it("runs the solver, stores the result, and repeats it to the bit", async () => {
    const run = await finishedRun();
    expect(run.status).toBe("finished");
    expect(run.scores?.feasible, JSON.stringify(run.scores)).toBe(true);
    expect(run.scores!.largestDeviationFractions[0]).toBeLessThanOrEqual(0.1);
    expect(run.remarks.map((remark) => remark.sv).join()).toContain("1 område saknar uppgift");
    const repeated = await planner.send("post", `${base}/runs/${run.id}/repeat`).send();
    expect(repeated.body).toEqual({ identical: true, sameEngineVersion: true, steps: run.steps });
  });

  it("gives teams the letters of the places they have today", async () => {
    const before = await finishedRun();
    const kept = await planner
      .send("post", `${base}/plans`)
      .send({ name: "I dag", from: { kind: "run", runId: before.id } });
    const change = (path: string, version: number, body: object) =>
      planner
        .send(path === "" ? "patch" : "put", `${base}/plans/${kept.body.id}${path}`)
        .set("If-Match", `"${version}"`)
        .send(body);
    // Today the teams lie where the run would have put the next letter.
    const today = before.teamIndexes!.map((teamIndex) => (teamIndex + 1) % 4);
    expect((await change("/assignment", 1, { teamIndexes: today })).status).toBe(200);
    expect((await change("", 2, { status: "proposed", acceptsFaults: true })).status).toBe(200);
    expect((await change("", 3, { status: "adopted", adoptedFrom: "2026-01-01" })).status).toBe(200);
    const { teamIndexes } = await finishedRun();
    const stayingChildren = (shift: number) =>
      teamIndexes!.reduce(
        (sum, teamIndex, areaIndex) =>
          sum +
          ((teamIndex + shift) % 4 === today[areaIndex] && areaIndex !== suppressedArea ? childrenOf(areaIndex) : 0),
        0,
      );
    for (const shift of [1, 2, 3]) expect(stayingChildren(0)).toBeGreaterThan(stayingChildren(shift));
    expect((await change("", 4, { status: "superseded" })).status).toBe(200);
  });

  it("answers that a plan is published only when a power cut would not undo it", async () => {
    const plan = await newPlan();
    const sync = vi.spyOn(under.testDatabase.database, "sync");
    const change = (body: object) =>
      planner.send("patch", `${base}/plans/${plan.id}`).set("If-Match", `"${plan.version}"`).send(body);
    try {
      expect((await change({ status: "proposed", acceptsFaults: true })).status).toBe(200);
      expect(sync).toHaveBeenCalledTimes(1);
    } finally {
      sync.mockRestore();
    }
  });

  it("repeats a run that the clock ended to the bit", async () => {
    const started = await planner.send("post", `${base}/runs`).send({ ...order, secondsLimit: 0.4 });
    const run = await endedRun(started.body.id);
    expect(run.status).toBe("finished");
    const repeated = await planner.send("post", `${base}/runs/${run.id}/repeat`).send();
    expect(repeated.body.identical).toBe(true);
  });

  it("notices that a stored result is not what the problem gives", async () => {
    const run = await finishedRun();
    await under.testDatabase.asOwner((owner) =>
      owner.query("update jobs.runs set team_indexes[1] = (team_indexes[1] + 1) % 4 where id = $1", [run.id]),
    );
    expect((await planner.send("post", `${base}/runs/${run.id}/repeat`).send()).body.identical).toBe(false);
  });

  it("shows a run's progress as events, and keeps the best plan when it is stopped", async () => {
    const started = await planner.send("post", `${base}/runs`).send({ ...order, secondsLimit: 60 });
    const events = await readEvents(under, planner, `${base}/runs/${started.body.id}/events`, async (event) => {
      if (event === "progress") await planner.send("post", `${base}/runs/${started.body.id}/stop`).send().expect(202);
    });
    expect(events.filter(({ event }) => event === "progress").length).toBeGreaterThanOrEqual(1);
    for (const { data } of events.filter(({ event }) => event === "progress")) RunProgress.parse(data);
    expect(events.at(-1)).toMatchObject({ event: "end", data: { status: "stopped" } });
    expect((events.at(-1)!.data as Run).teamIndexes).toHaveLength(areaCount);
    const afterwards = await readEvents(under, planner, `${base}/runs/${started.body.id}/events`);
    expect(afterwards.map(({ event }) => event)).toEqual(["end"]);
  });

  it("refuses rules that cannot be met, in words that name areas and teams", async () => {
    const rules = {
      ...order.rules,
      locks: [
        { areaCode: "0101", teamId: ids.teams[0] },
        { areaCode: "0101", teamId: ids.teams[1] },
      ],
    };
    const twice = await planner.send("post", `${base}/runs`).send({ ...order, rules });
    expect(twice.status).toBe(422);
    const unknown = { ...order.rules, locks: [{ areaCode: "0999", teamId: ids.teams[0] }] };
    const refused = await planner.send("post", `${base}/runs`).send({ ...order, rules: unknown });
    expect(refused.body).toMatchObject({
      code: "reference.unknown",
      violations: [{ field: "rules.locks.0.areaCode" }],
    });
    const heavy = {
      ...order.rules,
      keepTogether: [
        {
          name: "hälften",
          areaCodes: ["01", "02", "03"].flatMap((row) => [1, 2, 3, 4, 5, 6].map((column) => `${row}0${column}`)),
        },
      ],
    };
    const impossible = await planner.send("post", `${base}/runs`).send({ ...order, rules: heavy });
    expect(impossible.status, impossible.text).toBe(422);
    expect(impossible.body.code).toBe("rules.impossible");
    expect(impossible.body.violations[0].message).toMatch(/0\d0\d Ruta \d|mått barn 0–19/);
  });

  it("keeps the catchment of a priority school in one team", async () => {
    const run = await finishedRun({ rules: { ...order.rules, keepCatchmentsOfPrioritySchools: true } });
    expect(run.teamIndexes![0]).toBe(run.teamIndexes![1]);
  });

  it("makes a plan of a run, whose balance adds up to the measure's total", async () => {
    const run = await finishedRun();
    const made = await planner
      .send("post", `${base}/plans`)
      .send({ name: "Förslag 1", from: { kind: "run", runId: run.id } });
    expect(made.status, made.text).toBe(201);
    expect(made.body.teamIndexes).toEqual(run.teamIndexes);
    const answer = await planner.send("get", `${base}/plans/${made.body.id}/balance`);
    expect(answer.status, answer.text).toBe(200);
    const balance = answer.body as PlanBalance;
    const children = balance.measures.find((measure) => measure.measureKey === "children-0-19")!;
    expect(children.teams.reduce((sum, team) => sum + team.value, 0)).toBe(children.placedTotal!);
    expect(children.total).toBe(children.placedTotal! + unplacedChildren);
    expect(balance.teams.every((team) => team.connectedParts === 1)).toBe(true);
    expect(balance.teams.reduce((sum, team) => sum + team.areaM2, 0)).toBeCloseTo(areaCount * 1e6, 0);
    expect(children.largestDeviationFraction).toBeCloseTo(run.scores!.largestDeviationFractions[0]!, 12);
  });

  it("does not let two planners overwrite each other", async () => {
    const plan = await newPlan();
    const address = `${base}/plans/${plan.id}`;
    const teamIndexes = plan.teamIndexes.map(() => 0);
    expect((await planner.send("put", `${address}/assignment`).send({ teamIndexes })).status).toBe(428);
    const read = await planner.send("get", address);
    const mine = await planner
      .send("put", `${address}/assignment`)
      .set("If-Match", read.headers.etag!)
      .send({ teamIndexes });
    expect(mine.status, mine.text).toBe(200);
    expect(mine.body).toMatchObject({ version: 2, revision: 2 });
    const other = await under.as("planner");
    const late = await other.send("put", `${address}/assignment`).set("If-Match", `"1"`).send({ teamIndexes });
    expect(late.status).toBe(412);
    expect(late.body).toMatchObject({ code: "version.changed", currentVersion: 2 });
    const after = await other
      .send("put", `${address}/assignment`)
      .set("If-Match", late.headers.etag!)
      .send({ teamIndexes });
    expect(after.status, after.text).toBe(200);
    expect((await planner.send("get", address).set("If-None-Match", after.headers.etag!)).status).toBe(304);
  });

  it("changes a plan's status only in order, and never a proposal's assignment", async () => {
    const plan = await newPlan();
    const address = `${base}/plans/${plan.id}`;
    const change = (version: number, body: object) =>
      planner.send("patch", address).set("If-Match", `"${version}"`).send(body);
    expect((await change(1, { status: "adopted" })).body.code).toBe("plan.status-order");
    expect((await change(1, { status: "proposed", name: "Nytt namn", acceptsFaults: true })).body).toMatchObject({
      status: "proposed",
      version: 2,
      name: "Nytt namn",
    });
    const manager = await under.as("manager");
    expect((await manager.send("get", address)).status).toBe(200);
    expect((await change(2, { status: "adopted" })).body.code).toBe("plan.adopted-from-missing");
    expect((await change(2, { status: "adopted", adoptedFrom: "2027-01-01" })).body).toMatchObject({
      code: "plan.unassigned-areas",
      detail: { sv: expect.stringContaining("36 områden har inget team") },
    });
    const teamIndexes = plan.teamIndexes.map(() => 0);
    const assigned = await planner.send("put", `${address}/assignment`).set("If-Match", `"2"`).send({ teamIndexes });
    expect(assigned.body.code).toBe("plan.not-draft");
    expect((await planner.send("delete", address).set("If-Match", `"2"`)).status).toBe(409);
    expect((await change(2, { status: "draft" })).body.status).toBe("draft");
    const filled = await planner.send("put", `${address}/assignment`).set("If-Match", `"3"`).send({ teamIndexes });
    expect(filled.body.version).toBe(4);
    expect((await change(4, { status: "proposed", acceptsFaults: true })).body.status).toBe("proposed");
    expect((await change(5, { status: "adopted", adoptedFrom: "2027-01-01" })).body).toMatchObject({
      status: "adopted",
      adoptedFrom: "2027-01-01",
    });
  });

  it("hides drafts from those who do not plan", async () => {
    const plan = await newPlan();
    const manager = await under.as("manager");
    expect((await manager.send("get", `${base}/plans/${plan.id}`)).status).toBe(404);
    const listed = await manager.send("get", `${base}/plans`);
    expect(listed.body.plans.map((each: Plan) => each.status)).not.toContain("draft");
    expect((await planner.send("delete", `${base}/plans/${plan.id}`).set("If-Match", `"1"`)).status).toBe(204);
    expect((await planner.send("get", `${base}/plans/${plan.id}`)).status).toBe(404);
  });

  it("refuses an assignment of the wrong length or with a team that the plan has not", async () => {
    const plan = await newPlan();
    const put = (teamIndexes: number[]) =>
      planner.send("put", `${base}/plans/${plan.id}/assignment`).set("If-Match", `"1"`).send({ teamIndexes });
    expect((await put([0])).body).toMatchObject({ status: 422, code: "plan.assignment-length" });
    expect((await put(plan.teamIndexes.map(() => 4))).body.code).toBe("plan.unknown-team-index");
  });

  it("changes a team with its version, and keeps a retired team in its plans", async () => {
    const input = { letter: "Q", name: "Team Q", colourIndex: 5, investigationPositions: 5.5, firstLinePositions: 1 };
    const made = await planner.send("post", `${base}/teams`).send(input);
    expect(made.status, made.text).toBe(201);
    expect((await planner.send("post", `${base}/teams`).send(input)).status).toBe(409);
    const address = `${base}/teams/${made.body.id}`;
    const changed = await planner
      .send("put", address)
      .set("If-Match", made.headers.etag!)
      .send({ ...input, name: "Team Kvarn" });
    expect(changed.body).toMatchObject({ name: "Team Kvarn", version: 2, investigationPositions: 5.5 });
    expect((await planner.send("put", address).set("If-Match", made.headers.etag!).send(input)).status).toBe(412);
    const plan = await planner
      .send("post", `${base}/plans`)
      .send({ name: "Med Q", from: { kind: "empty", divisionId: ids.division, teamIds: [made.body.id] } });
    expect((await planner.send("delete", address).set("If-Match", `"2"`)).status).toBe(204);
    expect(
      (await planner.send("get", `${base}/teams`)).body.teams.map((team: { letter: string }) => team.letter),
    ).not.toContain("Q");
    expect((await planner.send("get", `${base}/plans/${plan.body.id}`)).body.teams[0].letter).toBe("Q");
  });

  it("hands a planner a run's problem byte for byte, and writes the reading of counts to the log", async () => {
    const run = await finishedRun();
    const readings = async () => {
      const { rows } = await under.testDatabase.asOwner((owner) =>
        owner.query("select role from audit.events where action = 'counts.read' and object_id = $1", [run.id]),
      );
      return rows;
    };
    // A run that had ended before it was waited for was read.
    const before = await readings();
    const answer = await planner
      .send("get", `${base}/runs/${run.id}/problem`)
      .set("Accept", "application/octet-stream")
      .buffer(true)
      .parse(bytesOf);
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/octet-stream");
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.headers.etag).toBeUndefined();
    const bytes = answer.body as Buffer;
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(run.problemHash);
    const problem = decodeProblem(Uint8Array.from(bytes).buffer);
    expect([...problem.measures.subarray(0, 3)]).toEqual([0, 1, 2].map(childrenOf));
    expect(await readings()).toEqual([...before, { role: "planner" }]);
    expect((await planner.send("get", `${base}/runs/${ids.absent}/problem`)).status).toBe(404);
    const manager = await under.as("manager");
    expect((await manager.send("get", `${base}/runs/${run.id}/problem`)).body.code).toBe("session.role-not-allowed");
  });

  it("tells a run without a plan whose locks stand in whose way, by the teams' letters", async () => {
    const [first, second] = ids.teams;
    const locks = [
      { areaCode: "0103", teamId: first },
      { areaCode: "0603", teamId: first },
      { areaCode: "0301", teamId: second },
      { areaCode: "0306", teamId: second },
    ];
    const run = await finishedRun({ rules: { ...order.rules, locks } });
    expect(run).toMatchObject({ status: "failed", failure: { code: "no-plan" } });
    expect(run.failure!.reasons.at(-1)!.sv).toContain("låsen till team A och B står i varandras väg");
  });

  it("marks runs that a crash left behind as failed at the next start", async () => {
    const run = await finishedRun();
    await under.testDatabase.asOwner((owner) =>
      owner.query("update jobs.runs set status = 'running' where id = $1", [run.id]),
    );
    const { failInterruptedRuns } = await import("../../api/runs/runs.store.ts");
    await under.testDatabase.database.transaction({ kind: "operator", municipalityCode: null }, failInterruptedRuns);
    const { body } = await planner.send("get", `${base}/runs/${run.id}`);
    expect(body).toMatchObject({ status: "failed", failure: { code: "service-stopped" } });
  });

  it("writes reads of exact counts, changes and refusals to the audit log", async () => {
    const manager = await under.as("manager");
    await manager.send("get", `${base}/runs`).expect(403);
    const { rows } = await under.testDatabase.asOwner((owner) =>
      owner.query<{ action: string; role: string }>("select distinct action, role from audit.events"),
    );
    const acts = rows.map(({ action, role }) => `${role} ${action}`);
    for (const act of [
      "manager access.refused",
      "planner counts.read",
      "planner run.started",
      "planner plan.assigned",
      "planner session.signed-in",
    ]) {
      expect(acts).toContain(act);
    }
  });
});

/** supertest gives text unless it is told to keep the bytes. */
function bytesOf(response: unknown, done: (error: Error | null, bytes: Buffer) => void): void {
  const stream = response as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  stream.on("end", () => done(null, Buffer.concat(chunks)));
}

interface ReceivedEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Reads a stream of events over a real connection until it ends, calling `hear` at each. */
async function readEvents(
  under: ServiceUnderTest,
  client: Client,
  path: string,
  hear: (event: string) => Promise<void> = async () => {},
): Promise<ReceivedEvent[]> {
  const server = createServer(under.service.app).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { Cookie: client.cookie, Accept: "text/event-stream" },
    });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const events: ReceivedEvent[] = [];
    let text = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const event = /^event: (.*)$/m.exec(block)?.[1];
        if (event === undefined) continue;
        events.push({ event, data: JSON.parse(/^data: (.*)$/m.exec(block)![1]!) });
        await hear(event);
      }
    }
    return events;
  } finally {
    server.close();
  }
}
