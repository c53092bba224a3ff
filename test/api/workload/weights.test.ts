// Workload weights on both databases: a default until somebody saves, every version kept with who and when, two at once refused.
import { beforeAll, expect, it } from "vitest";
import type { WorkloadWeights, WorkloadWeightsInput } from "../../../api/contract/workload.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { gridMunicipality } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const address = `/api/${gridMunicipality}/workload/weights`;
const input: WorkloadWeightsInput = {
  unit: "hours",
  perCase: [{ caseType: "clients-utredning", weight: 32.5 }],
  otherCase: 10,
  perChild: 0.75,
  note: "Tidmätning i mars",
};

forEachDatabase("workload weights", (open) => {
  let under: ServiceUnderTest;
  let manager: Client;

  beforeAll(async () => {
    under = await startService(open);
    manager = await under.as("manager");
  }, 120_000);

  const read = async (client: Client = manager) => {
    const answer = await client.send("get", address).expect(200);
    return { versions: answer.body.versions as WorkloadWeights[], etag: answer.headers.etag as string };
  };
  const save = (client: Client, body: object, version?: string) => {
    const request = client.send("put", address);
    return (version === undefined ? request : request.set("If-Match", version)).send(body);
  };

  it("are the program's own default until somebody has saved", async () => {
    const { versions } = await read();
    expect(versions).toMatchObject([{ version: 0, unit: "hours", author: null, createdAt: null }]);
    expect(versions[0]!.perCase.length).toBeGreaterThan(0);
  });

  it("are saved as a new version by managers and planners, with who and when, and none is lost", async () => {
    const first = await save(manager, input, (await read()).etag);
    expect(first.status, first.text).toBe(200);
    expect(first.body).toMatchObject({ ...input, version: 1, author: expect.any(String) });
    expect(Date.parse(first.body.createdAt)).toBeGreaterThan(Date.now() - 60_000);
    const planner = await under.as("planner");
    const second = await save(planner, { ...input, unit: "points", perChild: 2, note: undefined }, first.headers.etag);
    expect(second.body).toMatchObject({ version: 2, unit: "points", perChild: 2, note: "" });
    const { versions } = await read();
    expect(versions.map(({ version }) => version)).toEqual([2, 1, 0]);
    expect(versions[1]).toEqual(first.body);
  });

  it("are not saved over somebody else's", async () => {
    const { etag, versions } = await read();
    expect((await save(manager, input)).status).toBe(428);
    expect((await save(manager, input, '"0"')).status).toBe(412);
    const both = await Promise.all([save(manager, input, etag), save(manager, { ...input, perChild: 3 }, etag)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await read()).versions).toHaveLength(versions.length + 1);
  });

  it.each([
    ["a negative weight", { ...input, perChild: -1 }],
    ["a weight without bound", { ...input, otherCase: 1e9 }],
    ["a case type twice", { ...input, perCase: [...input.perCase, ...input.perCase] }],
    ["an unknown unit", { ...input, unit: "days" }],
    ["a personal identity number in the note", { ...input, note: "Enligt 19121212-1212" }],
  ])("refuse %s", async (_what, body) => {
    const { etag, versions } = await read();
    expect((await save(manager, body, etag)).status).toBe(422);
    expect((await read()).versions).toEqual(versions);
  });

  it("are nothing for a team", async () => {
    const team = await under.as("team");
    expect((await team.send("get", address)).status).toBe(403);
    expect((await save(team, input, '"0"')).status).toBe(403);
  });
});
