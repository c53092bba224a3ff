// The access matrix: every operation of the contract, by every kind of caller, for one's own, others', hidden and missing things.
import { beforeAll, expect, it } from "vitest";
import { isOpenToToken, rolesOf, rowOf } from "../../../api/contract/access.ts";
import { type Operation, type OperationName, operations } from "../../../api/contract/operations.ts";
import type { OwnerConnection } from "../../../api/db/owner.ts";
import { forEachDatabase, takesLongPart } from "../../support/databases.ts";
import { gridMunicipality, otherMunicipality } from "../support/seeded-municipality.ts";
import { type ServiceUnderTest, startService } from "../support/service-under-test.ts";
import { leavesOfValue } from "./leaves.ts";
import { addCallers, type MatrixCaller } from "./people.ts";
import { makeThings, ownThings, type Things } from "./things.ts";

const names = Object.keys(operations) as OperationName[];
/** Asked last, since they end or change the session that asks. */
const ofSession: readonly OperationName[] = ["signIn", "signOut", "switchRole"];
const missingMunicipality = "0000";

/** Headers that differ between two answers to the very same request. */
const changing: readonly string[] = ["date", "x-request-id", "ratelimit"];

type Params = Readonly<Record<string, string>>;
type Way = "plain" | "broken JSON" | "empty content" | "no version" | "another version" | "unanswerable";

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: string;
  readonly headers: string;
}

function waysOf(operation: Operation): Way[] {
  return [
    "plain",
    ...(operation.body ? (["broken JSON", "empty content"] as const) : []),
    ...(operation.conditional ? (["no version", "another version"] as const) : []),
    "unanswerable",
  ];
}

forEachDatabase("the access matrix", (open, kind) => {
  // Requests that are broken or incomplete are answered before a database is asked: one of the two is enough.
  const isAskedEveryWay = takesLongPart(kind);
  let under: ServiceUnderTest;
  let address: string;
  let callers: readonly MatrixCaller[];
  let things: Things;
  let othersBefore: string;
  let requestCount = 0;
  const wrong: string[] = [];

  beforeAll(async () => {
    under = await startService(open);
    address = await under.service.listen();
    things = await makeThings(under);
    callers = await under.testDatabase.asOwner(addCallers);
    othersBefore = await under.testDatabase.asOwner(othersRows);
  }, 120_000);

  async function ask(name: OperationName, caller: MatrixCaller, params: Params, way: Way = "plain"): Promise<Answer> {
    const operation: Operation = operations[name];
    const path = operation.path.replace(/:(\w+)/g, (_match, parameter: string) => {
      const value = params[parameter];
      if (value === undefined)
        throw new Error(`The matrix has no value for :${parameter} of ${name}: add it to things.ts.`);
      return value;
    });
    const headers: Record<string, string> = { ...caller.headers, "X-Requested-With": "omradeslinjen" };
    if (operation.conditional && way !== "no version")
      headers["If-Match"] = way === "another version" ? `"999"` : `"1"`;
    if (way === "unanswerable") headers.Accept = "image/png";
    const body = operation.body || operation.upload ? (way === "broken JSON" ? '{"a":' : "{}") : null;
    if (body !== null) headers["Content-Type"] = "application/json";
    requestCount += 1;
    const response = await fetch(address + path, { method: operation.method.toUpperCase(), headers, body });
    const text = await response.text();
    return {
      status: response.status,
      code: response.headers.get("content-type")?.includes("problem") ? JSON.parse(text).code : undefined,
      body: text.replace(/"requestId":"[^"]+"/, ""),
      headers: [...response.headers]
        .map(([header, value]) => (changing.includes(header) ? header : `${header}: ${value}`))
        .sort()
        .join("; "),
    };
  }

  /** What the access table says of a caller who asks for what is there in their own municipality. */
  function expected(name: OperationName, caller: MatrixCaller): "let in" | "unknown" | "role" | "token" {
    const roles = rolesOf(name);
    if (roles === "anyone") return "let in";
    if (caller.role === null) return "unknown";
    if (!roles.includes(caller.role)) return "role";
    return caller.byToken && !isOpenToToken(name, caller.role) ? "token" : "let in";
  }

  function judge(what: string, answer: Answer, name: OperationName, caller: MatrixCaller): void {
    const found = `${what}: ${answer.status} ${answer.code ?? ""}`;
    const refusals = {
      unknown: [401, "session.required"],
      role: [403, "session.role-not-allowed"],
      token: [403, "token.not-allowed"],
    } as const;
    const verdict = expected(name, caller);
    if (verdict !== "let in") {
      const [status, code] = refusals[verdict];
      if (answer.status !== status || answer.code !== code) wrong.push(found);
      return;
    }
    const read = operations[name].method === "get";
    const answered = answer.status < 300 && answer.status in operations[name].answers;
    const askedWrongly = !read && [409, 412, 415, 422].includes(answer.status);
    const demonstrationOnly = name === "signIn" && answer.status === 422;
    if (!answered && !askedWrongly && !demonstrationOnly) wrong.push(found);
    if (answered && !onlyVisible(name, caller, answer)) wrong.push(`${what}: fields beyond the access table`);
  }

  function alike(what: string, one: Answer, other: Answer): void {
    if (one.status !== other.status || one.body !== other.body || one.headers !== other.headers) {
      wrong.push(
        `${what}: told apart, ${one.status} ${one.body} ${one.headers} and ${other.status} ${other.body} ${other.headers}`,
      );
    }
  }

  async function askEveryWay(name: OperationName, caller: MatrixCaller): Promise<void> {
    const operation: Operation = operations[name];
    const parameters = [...operation.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
    const own = { ...ownThings(things, caller, name), municipality: gridMunicipality };
    const roles = rolesOf(name);
    const letIn = expected(name, caller) === "let in";
    const called = `${name} as ${caller.name}`;
    // Those who are refused whatever they ask for are asked in fewer ways.
    const ways = waysOf(operation).filter(
      (way) => way === "plain" || (isAskedEveryWay && (letIn || way === "broken JSON")),
    );
    if (parameters.includes("municipality")) {
      for (const way of ways) {
        const other = await ask(name, caller, { ...things.others, municipality: otherMunicipality }, way);
        const missing = await ask(name, caller, { ...things.missing, municipality: missingMunicipality }, way);
        alike(`${called}, another municipality and none, ${way}`, other, missing);
        const outside = caller.role === null ? 401 : 404;
        if (roles !== "anyone" && other.status !== outside)
          wrong.push(`${called}, another municipality: ${other.status}`);
      }
    }
    for (const parameter of parameters.filter((each) => each !== "municipality" && each !== "role")) {
      const strangers = [things.others[parameter]!];
      const hidden = things.hidden[parameter];
      const ofPerson = name.includes("Own");
      if (
        hidden !== undefined &&
        (parameter === "plan" ? caller.role !== "planner" : ofPerson || caller.role === "team")
      ) {
        strangers.push(hidden);
      }
      for (const way of ways) {
        const missing = await ask(name, caller, { ...own, [parameter]: things.missing[parameter]! }, way);
        if (
          letIn &&
          way === "plain" &&
          operation.method !== "post" &&
          !operation.body &&
          !operation.conditional &&
          missing.status !== 404
        )
          wrong.push(`${called}, a missing ${parameter}: ${missing.status}`);
        for (const stranger of strangers) {
          const answer = await ask(name, caller, { ...own, [parameter]: stranger }, way);
          alike(`${called}, another's ${parameter} and none, ${way}`, answer, missing);
        }
      }
    }
    judge(called, await ask(name, caller, own), name, caller);
  }

  it.each(names.filter((name) => !ofSession.includes(name)))(
    "%s",
    async (name) => {
      const before = wrong.length;
      for (const caller of callers) await askEveryWay(name, caller);
      expect(wrong.slice(before)).toEqual([]);
    },
    60_000,
  );

  it.each([...ofSession].reverse())("%s", async (name) => {
    const before = wrong.length;
    for (const caller of callers) await askEveryWay(name, caller);
    expect(wrong.slice(before)).toEqual([]);
  });

  it("asked at least 1,500 times, none answered wrongly, and nothing of the other municipality was touched", async () => {
    console.info(`${requestCount} requests, ${wrong.length} wrong`);
    expect(requestCount).toBeGreaterThanOrEqual(1_500);
    expect(wrong).toEqual([]);
    expect(await under.testDatabase.asOwner(othersRows)).toBe(othersBefore);
  });
});

/** Whether an answer has no field but those that the access table names for the caller's role. */
function onlyVisible(name: OperationName, caller: MatrixCaller, answer: Answer): boolean {
  const { sees } = rowOf(name);
  if (sees === "anyone" || caller.role === null) return true;
  const sight = sees[caller.role];
  if (sight === "everything") return true;
  if (!sight || answer.body === "") return sight !== undefined;
  return leavesOfValue(JSON.parse(answer.body), sight).every((leaf) => sight.includes(leaf));
}

/** A fingerprint of what the other municipality has, but for when it was last used. */
async function othersRows(owner: OwnerConnection): Promise<string> {
  const tables = [
    ...[
      "planning.teams",
      "planning.plans",
      "planning.plan_revisions",
      "planning.plan_comments",
      "planning.plan_locks",
      "planning.plan_renamings",
      "planning.workload_weights",
      "planning.problem_trees",
      "planning.problem_tree_revisions",
      "planning.surveys",
      "planning.survey_tallies",
      "planning.survey_sendings",
      "planning.survey_sessions",
      "planning.load_limits",
      "planning.watch_findings",
      "geography.adjacency_edits",
      "jobs.runs",
      "jobs.imports",
    ],
    ...["access.users", "access.user_roles", "access.user_teams", "access.sessions", "access.tokens"],
  ];
  const { rows } = await owner.query<{ fingerprint: string }>(
    `select md5(string_agg(line, ' ' order by line)) as fingerprint from (
       ${tables.map((table) => `select '${table} ' || t::text as line from ${table} t where municipality_code = '${otherMunicipality}'`).join(" union all ")}
     ) as lines`,
  );
  return rows[0]!.fingerprint;
}
