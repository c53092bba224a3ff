// Thousands of requests for every operation of the OpenAPI document, as each role: no fault, no answer that the document does not tell of, nothing repeated.
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type AccessRow, access } from "../../../api/contract/access.ts";
import { roles } from "../../../api/contract/primitives.ts";
import { makeOpenApiDocument } from "../../../api/openapi/document.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { gridMunicipality, ids } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";
import { type OpenApi, type OpenApiOperation, undocumented } from "./check-answer.ts";
import { requestsFor } from "./requests.ts";
import { sendRaw } from "./send.ts";
import { canary } from "./strange-values.ts";

const seed = 20_260_401;
/** A file takes a thread of its own, some tenths of a second. */
const requestsPerUpload = 30;

const document = JSON.parse(JSON.stringify(makeOpenApiDocument())) as OpenApi;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: operation.operationId, path, method, operation })),
);
/** Enough for the thousands of the last test, uploads aside, however many operations there come to be. */
const requestsPerOperation = Math.ceil(5_600 / operations.length);
/** Operations on sessions and people may sign out whoever asks. */
const mayEndSession = (path: string, method: string) =>
  method !== "get" && /^\/api\/(session|\{municipality\}\/(sessions|users))/.test(path);
function isToldInPart(name: string, as: Actor): boolean {
  const { sees } = access[name as keyof typeof access] as AccessRow;
  return as !== "anonymous" && sees !== "anyone" && Array.isArray(sees[as]);
}
const numberOf = ({ requestBody }: OpenApiOperation) =>
  requestBody?.content["multipart/form-data"] ? requestsPerUpload : requestsPerOperation;

const base = `/api/${gridMunicipality}`;
const actors = [...roles, "anonymous"] as const;
type Actor = (typeof actors)[number];
/** Planners may do most and reach furthest. */
const actor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Actor>("planner") },
  { weight: 2, arbitrary: fc.constantFrom(...actors) },
);

forEachDatabase("fuzzing", (open) => {
  let under: ServiceUnderTest;
  let address: string;
  const cookies = new Map<Actor, string>();
  const made = new Map<string, string[]>();
  const statuses = new Map<number, number>();

  beforeAll(async () => {
    under = await startService(open);
    address = await under.service.listen();
    await signInAll();
    const planner = await under.as("planner");
    made.set("plan", await makePlans(planner));
    made.set("run", await makeRuns(planner));
    made.set("group", [await makeGroup(planner), ids.absent]);
    made.set("ruleSet", [await makeRuleSet(planner), ids.absent]);
    made.set("tree", await makeTrees(await under.as("team")));
    made.set("survey", await makeSurveys(await under.as("team")));
    made.set("import", await makeImports(planner));
    made.set("edit", [ids.absent]);
    made.set("user", [...(await makeUsers(under)), ids.absent]);
    made.set("token", [...(await makeTokens(planner)), ids.absent]);
    made.set("session", await sessionsOf(planner));
  }, 120_000);

  afterAll(() => {
    console.log(
      `Answers by status: ${[...statuses]
        .sort()
        .map(([status, count]) => `${status}: ${count}`)
        .join(", ")}`,
    );
  });

  async function signInAll(): Promise<void> {
    cookies.set("anonymous", "");
    for (const role of roles) cookies.set(role, (await under.as(role)).cookie);
  }

  /** Where the request ended the session it was sent in, so that the next one is again sent by somebody. */
  async function signInAgain(as: Actor): Promise<void> {
    if (as === "anonymous") return;
    const answer = await sendRaw(address, {
      method: "GET",
      path: base,
      headers: { Cookie: cookies.get(as)! },
      body: null,
    });
    if (answer.status !== 200) cookies.set(as, (await under.as(as)).cookie);
  }

  const filled = (text: string): string =>
    text.replace(
      /\{\{(\w+):(\d)\}\}|%7B%7B(\w+)%3A(\d)%7D%7D/g,
      (_all, kind, position, encodedKind, encodedPosition) => {
        const known = made.get(kind ?? encodedKind)!;
        return known[Number(position ?? encodedPosition) % known.length]!;
      },
    );

  it.each(operations)("$name", { timeout: 240_000 }, async ({ path, method, operation }) => {
    const property = fc.asyncProperty(
      actor,
      requestsFor(path, operation, document),
      async (as, { path: address_, headers, body }) => {
        const cookie = cookies.get(as)!;
        const answer = await sendRaw(address, {
          method: method.toUpperCase(),
          path: filled(address_),
          headers: { ...(cookie === "" ? {} : { Cookie: cookie }), ...headers },
          body:
            typeof body === "string"
              ? filled(body)
              : body && Buffer.from(filled(Buffer.from(body).toString("latin1")), "latin1"),
        });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (mayEndSession(path, method)) await signInAgain(as);
        expect(answer.status, answer.text).toBeLessThan(500);
        expect(undocumented(operation, answer, document, isToldInPart(operation.operationId, as))).toEqual([]);
        if (answer.status >= 400)
          expect(answer.text + JSON.stringify(answer.headers)).not.toMatch(new RegExp(canary, "i"));
      },
    );
    await fc.assert(property, { numRuns: numberOf(operation), seed, ignoreEqualValues: false });
  });

  it("refuses what is too large, and repeats nothing of it", async () => {
    const answer = await sendRaw(address, {
      method: "POST",
      path: `${base}/plans`,
      headers: {
        Cookie: cookies.get("planner")!,
        "X-Requested-With": "omradeslinjen",
        "Content-Type": "application/json",
      },
      body: JSON.stringify({ name: canary.repeat(450_000) }),
    });
    expect(answer.status).toBe(413);
    expect(answer.text).not.toMatch(new RegExp(canary, "i"));
  });

  it("was thousands of requests, some of each kind let in and refused, and the log repeats nothing", () => {
    const count = [...statuses.values()].reduce((sum, each) => sum + each, 0);
    expect(count).toBeGreaterThanOrEqual(5_000);
    for (const status of [200, 201, 202, 204, 400, 401, 403, 404, 406, 409, 412, 415, 421, 422]) {
      expect([...statuses.keys()], `status ${status} was never seen`).toContain(status);
    }
    const repeated = under.logged().filter((line) => new RegExp(canary, "i").test(line));
    expect(repeated).toEqual([]);
  });
});

async function makePlans(planner: Client): Promise<string[]> {
  const plans: string[] = [];
  for (let count = 0; count < 8; count += 1) {
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams };
    plans.push(
      (
        await planner
          .send("post", `${base}/plans`)
          .send({ name: `Förslag ${count}`, from })
          .expect(201)
      ).body.id,
    );
  }
  return [...plans, ids.absent, "no-id"];
}

async function makeRuns(planner: Client): Promise<string[]> {
  const runs: string[] = [];
  for (let count = 0; count < 2; count += 1) {
    const { body } = await planner
      .send("post", `${base}/runs`)
      .send({
        divisionId: ids.division,
        teams: ids.teams.map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 })),
        rules: { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.1 }] },
        secondsLimit: 0.2,
      })
      .expect(202);
    runs.push(body.id);
  }
  return [...runs, ids.absent];
}

async function makeGroup(planner: Client): Promise<string> {
  const group = { divisionId: ids.division, name: "Centrum", areaCodes: ["0101", "0102"] };
  return (await planner.send("post", `${base}/area-groups`).send(group).expect(201)).body.id;
}

async function makeTrees(team: Client): Promise<string[]> {
  const send = async (teamId: string) =>
    (await team.send("post", `${base}/problem-trees`).send({ teamId, name: "Lägesbild" }).expect(201)).body.id;
  return [await send(ids.teams[0]!), await send(ids.teams[0]!), ids.absent];
}

async function makeSurveys(team: Client): Promise<string[]> {
  const question = { id: ids.absent, kind: "now", text: "Hur nöjd är du?", low: "Inte alls", high: "Mycket" };
  const survey = { teamId: ids.teams[0], name: "Mammagruppen", questions: [question] };
  return [(await team.send("post", `${base}/surveys`).send(survey).expect(201)).body.id, ids.absent];
}

async function makeRuleSet(planner: Client): Promise<string> {
  const ruleSet = {
    divisionId: ids.division,
    name: "Jämnt",
    teams: ids.teams.map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 })),
    rules: { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.5 }] },
  };
  return (await planner.send("post", `${base}/rule-sets`).send(ruleSet).expect(201)).body.id;
}

async function makeImports(planner: Client): Promise<string[]> {
  const { body } = await planner
    .send("post", `${base}/imports`)
    .attach("file", Buffer.from("NYKO;År;Ärendetyp;Antal\r\n0101;2025;barn;3\r\n"), "klienter.csv")
    .field("options", JSON.stringify({ purpose: "clients", divisionId: ids.division }))
    .expect(202);
  return [body.id, ids.absent];
}

/** People whom administrators may do anything to without stopping the test. */
function makeUsers({ testDatabase }: ServiceUnderTest): Promise<string[]> {
  return testDatabase.asOwner(async (owner) => {
    const { rows } = await owner.query<{ id: string }>(
      `insert into access.users (municipality_code, subject, display_name)
       select $1, 'prov-' || number, 'Provperson ' || number from generate_series(1, 3) as number returning id`,
      [gridMunicipality],
    );
    return rows.map(({ id }) => id);
  });
}

async function makeTokens(planner: Client): Promise<string[]> {
  const tokens: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const { body } = await planner
      .send("post", `${base}/tokens`)
      .send({ name: `QGIS ${count}`, days: 30 })
      .expect(201);
    tokens.push(body.token.id);
  }
  return tokens;
}

async function sessionsOf(planner: Client): Promise<string[]> {
  const { body } = await planner.send("get", `${base}/sessions`).expect(200);
  return body.sessions.map(({ id }: { id: string }) => id);
}
