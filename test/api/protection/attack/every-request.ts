// Every request that somebody who may not see exact numbers can think of, made from the contract and the access table, and every answer to the byte.
import { Agent } from "node:http";
import { z } from "zod";
import { isOpenToToken, openAddresses, rolesOf } from "../../../../api/contract/access.ts";
import { type Operation, type OperationName, operations } from "../../../../api/contract/operations.ts";
import type { Measure } from "../../../../api/contract/statistics.ts";
import { gridMunicipality, ids } from "../../support/seeded-municipality.ts";
import { testStartCode } from "../../support/service-under-test.ts";
import { areaCodes, restCode } from "./made-up-municipality.ts";
import { createMask, type Mask } from "./mask.ts";
import { type Asked, headerOf, type RawAnswer, sendRaw } from "./raw-request.ts";
import {
  arenaId,
  type Caller,
  commentIds,
  municipality,
  neighbourhoodId,
  surveyIds,
  surveyQuestion,
  tabletCode,
  tabletDevice,
  teamIds,
  treeIds,
  type World,
} from "./world.ts";

const names = Object.keys(operations) as OperationName[];
/** Asked last, since they end or change what asks. */
const lastNames: readonly OperationName[] = ["endUserSessions", "disableUser", "switchRole", "signOut", "signIn"];

/** One request and its masked answer, headers and all, as one text. */
export interface Exchange {
  readonly request: string;
  readonly answer: string;
  /** Null at an address outside the list of operations. */
  readonly operation: OperationName | null;
  readonly caller: Caller;
  readonly status: number;
}

/** What somebody without exact counts may do, and no walk was answered with success: untried, so not shown to be safe. */
export function untriedOperations(exchanges: readonly Exchange[]): string[] {
  const tried = new Set(
    exchanges.flatMap(({ operation, caller, status }) =>
      operation !== null && status < 300 ? [operation, `${operation} as ${caller.role}`] : [],
    ),
  );
  return names.flatMap((name) => {
    const roles = rolesOf(name);
    if (roles === "anyone" || operations[name].method !== "get") {
      const isOpen = roles === "anyone" || roles.some((role) => role !== "planner");
      return isOpen && !tried.has(name) ? [name] : [];
    }
    return roles
      .filter((role) => role !== "planner")
      .map((role) => `${name} as ${role}`)
      .filter((one) => !tried.has(one));
  });
}

type Values = Readonly<Record<string, readonly string[]>>;

/** What there is to ask for, by the contract's name of the parameter: a new parameter without a row here fails the test. */
function valuesOf(name: OperationName, world: World, { planIds, measures, indicatorKeys }: Walk): Values {
  const measureKeys = measures.map(({ key }) => key);
  return {
    municipality: [municipality],
    division: [world.divisionId],
    code: [areaCodes[0]!, areaCodes[2]!, areaCodes[3]!, areaCodes.at(-1)!, restCode],
    key:
      name === "readIndicator"
        ? [...indicatorKeys, measureKeys[0]!, "clients-all"]
        : [...measureKeys, "clients-okand", indicatorKeys[0]!],
    team: [teamIds[0]!, teamIds[1]!],
    profile: [
      ...[0, 3].map((area) => `area.${world.divisionId}.${areaCodes[area]!}`),
      ...planIds.slice(-1).flatMap((plan) => [`team.${plan}.${teamIds[0]}`, `team.${plan}.${teamIds[1]}`]),
    ],
    neighbourhood: [neighbourhoodId],
    arena: [arenaId],
    plan: planIds.length === 0 ? [ids.absent] : planIds,
    tree: [treeIds[name as keyof typeof treeIds] ?? treeIds.read],
    comment: [commentIds[name as keyof typeof commentIds] ?? ids.absent],
    survey: [surveyIds[name as keyof typeof surveyIds] ?? surveyIds.read],
    revision: ["1"],
    import: [world.importId],
    user: [world.userIds.spare],
    role: ["manager", "team"],
    session: [world.spare.session],
    token: [name === "revokeOwnToken" ? world.spare.token : world.spare.otherToken],
  };
}
const wrongValues = ["inte-ett-id", ids.absent, "%00"];

/** A format or a language, and one that there is not. */
function choicesOf(shape: z.ZodType): readonly string[] | null {
  const inner = shape instanceof z.ZodDefault || shape instanceof z.ZodOptional ? shape.unwrap() : shape;
  return inner instanceof z.ZodEnum ? [...inner.options.map(String), "inget"] : null;
}

/** Also the periods that only exact numbers have, and those that would subtract. */
const oddPeriods = ["2020-2025", "2021-2023", "2019", "2025-01-01", ""];

/** What may be asked of a query's field beside the choices it has: a new field without a row here fails the test. */
function queryValues(
  field: string,
  shape: z.ZodType,
  world: World,
  { measures, planIds, keptIds }: Walk,
  params: Readonly<Record<string, string>>,
): readonly string[] {
  const choices = choicesOf(shape);
  if (choices) return choices;
  const own = measures.find(({ key }) => key === params.key)?.periods ?? ["2024"];
  const known: Values = {
    period: params.key === measures[0]!.key || params.key === "clients-all" ? [...own, ...oddPeriods] : own,
    divisionId: [world.divisionId, ids.absent, "inte-ett-id"],
    teamId: [teamIds[0]!, teamIds[1]!, ids.absent],
    from: ["2020-01-01", "2090-01-01"],
    to: ["2020-01-02", "2090-01-01"],
    personId: [world.userIds.planner, world.userIds.manager],
    action: ["import.loaded", "counts.read", "inget"],
    area: [areaCodes[0]!, restCode],
    before: ["12", "0"],
    limit: ["3", "0"],
    first: [
      ...["similar", `area.${world.divisionId}.${areaCodes[2]!}`, "inte-ett-id"],
      ...planIds.slice(-1).map((plan) => `team.${plan}.${teamIds[1]}`),
    ],
    second: [`area.${world.divisionId}.${areaCodes[1]!}`],
    kept: [...(keptIds[params.plan ?? ""] ?? []), ids.absent],
    earlierPlanId: [planIds.at(-1) ?? ids.absent, ids.absent],
  };
  if (!known[field]) throw new Error(`Nothing is known to ask of the query's ${field}: add it to every-request.ts.`);
  return known[field];
}

const answeredForm = [{ questionId: surveyQuestion.id, now: 4 }];
/** Stands for what differs between worlds until it is sent. */
const placeholders = { division: "{division}" };

/** What is sent by those who may: a new operation with a body without a row here fails the test. */
const bodies: Partial<Record<OperationName, readonly unknown[]>> = {
  signIn: [
    { municipalityCode: gridMunicipality, role: "manager" },
    { municipalityCode: municipality, role: "manager", startCode: testStartCode },
  ],
  switchRole: [{ role: "planner" }, { role: "team" }, { role: 7 }],
  issueToken: [
    { name: "QGIS", days: 30 },
    { name: "QGIS", days: 0 },
  ],
  recordSavedTable: [
    { table: "load", format: "csv" },
    { table: "clients", format: "csv" },
  ],
  saveWorkloadWeights: [
    { unit: "hours", perCase: [{ caseType: "clients-utredning", weight: 20 }], otherCase: 10, perChild: 1 },
    { unit: "dagar", perCase: [], otherCase: 10, perChild: 1 },
  ],
  saveLoadLimits: [
    { bandFraction: 0.1, capacityPerPosition: 1600 },
    { bandFraction: 9, capacityPerPosition: null },
  ],
  createNeighbourhood: [
    { divisionId: ids.absent, name: "Backen", areaCodes: [areaCodes[0]] },
    { divisionId: placeholders.division, name: "Backen", areaCodes: [areaCodes[0]] },
    { divisionId: placeholders.division, name: "Allt", areaCodes },
  ],
  changeNeighbourhood: [
    { divisionId: placeholders.division, name: "Åsen", areaCodes: [areaCodes[0]] },
    { divisionId: placeholders.division, name: "", areaCodes: [] },
  ],
  nameArenaContact: [{ contactRole: "Skolkurator" }, { contactRole: "19811218-9876" }],
  // One row at most: the order of a sample is drawn anew each time.
  drawAuditSample: [{ size: 5, action: "plan.superseded" }, { size: 0 }],
  createProblemTree: [
    { teamId: teamIds[0], name: "Träd" },
    { teamId: teamIds[1], name: "Träd" },
    ...[areaCodes[0], areaCodes.at(-1)].map((code) => {
      return { teamId: teamIds[0], name: "Träd", placeKey: `area.${placeholders.division}.${code}` };
    }),
  ],
  addTreeComment: [{ text: "Varför så?" }, { text: "" }],
  changeTreeComment: [{ resolved: true }, { resolved: "ja" }],
  takeOverTree: [{ treeId: treeIds.read }, { treeId: ids.absent }],
  createSurvey: [
    { teamId: teamIds[0], name: "Mammagruppen", questions: [surveyQuestion] },
    { teamId: teamIds[1], name: "Mammagruppen", questions: [surveyQuestion] },
  ],
  changeSurvey: [{ name: "Annat namn" }],
  beginSurveyRound: [{ round: "Hösten" }, { round: "" }],
  enterSurveyAnswers: [{ forms: [answeredForm] }, { forms: [[...answeredForm, ...answeredForm]] }],
  readTabletQuestions: [
    { code: tabletCode, device: tabletDevice },
    { code: "ABCD-EFGH-JKLN", device: tabletDevice },
  ],
  answerOnTablet: [
    { code: tabletCode, device: tabletDevice, form: answeredForm },
    { code: "ABCD-EFGH-JKLN", device: tabletDevice, form: answeredForm },
  ],
  changeProblemTree: [{ name: "Annat namn" }],
  editProblemTree: [{ edits: [] }, { edits: [{ kind: "node.remove", id: ids.absent }] }],
  addAuditNote: [{ note: "Granskad", about: 1 }, { note: "" }],
};

/** The version of what has been changed by nobody, where it is not 1. */
const firstVersions: Partial<Record<OperationName, number>> = {
  saveWorkloadWeights: 0,
  saveLoadLimits: 0,
  retireNeighbourhood: 2,
};

/** Who is refused whatever they ask for needs nothing that is there. */
function combinations(parameters: readonly string[], values: Values, isLetIn: boolean): Record<string, string>[] {
  let all: Record<string, string>[] = [{}];
  for (const parameter of parameters) {
    const own = values[parameter] ?? (isLetIn ? undefined : [ids.absent]);
    if (!own) throw new Error(`Nothing is known to ask for as :${parameter}: add it to every-request.ts.`);
    all = all.flatMap((one) => own.map((value) => ({ ...one, [parameter]: value })));
  }
  return all;
}

const pathOf = (operation: Operation, params: Readonly<Record<string, string>>) =>
  operation.path.replace(/:(\w+)/g, (_match, parameter: string) => params[parameter]!);

/**
 * The requests of one operation by one caller: everything there is, then what is wrong or missing, and by those who see
 * most also in every other form; every format of the last thing there is. A role that may not use the operation asks for something and for nothing.
 */
function requestsOf(name: OperationName, caller: Caller, walk: Walk, world: World): Asked[] {
  const operation: Operation = operations[name];
  const values = valuesOf(name, world, walk);
  const parameters = [...operation.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  const method = operation.method.toUpperCase();
  const all = combinations(parameters, values, isLetIn(name, caller));
  const [first, last] = [all[0]!, all.at(-1)!];
  // What takes the machine's time is asked for everything there is by one of them.
  const isThrifty = operation.limit === "heavy" && caller.name !== "manager";
  const everything = isThrifty ? [last] : all;
  const body = operation.body || operation.upload ? {} : undefined;
  if (!isLetIn(name, caller))
    return [first, { ...first, ...wrongOf(parameters) }].map((params) => ({
      method,
      path: pathOf(operation, params),
      body,
    }));
  const asked: Asked[] = [];
  const version = operation.conditional ? { headers: { "If-Match": `"${firstVersions[name] ?? 1}"` } } : {};
  const sent = operation.body ? bodies[name]?.map((each) => filledIn(each, world)) : [body];
  if (!sent) throw new Error(`Nothing is known to send to ${name}: add it to every-request.ts.`);
  for (const params of everything) {
    const path = pathOf(operation, params);
    for (const content of sent) asked.push({ method, path, body: content, ...version });
    for (const [field, shape] of Object.entries(operation.query?.shape ?? {}) as [string, z.ZodType][]) {
      if (choicesOf(shape) && params !== last) continue;
      for (const value of queryValues(field, shape, world, walk, params)) {
        asked.push({ method, path: `${path}?${field}=${encodeURIComponent(value)}`, body: sent[0] });
      }
    }
  }
  if (walk.isPlain) return asked;
  for (const parameter of parameters) {
    for (const wrong of asksInEveryForm(caller) ? wrongValues : wrongValues.slice(0, 1)) {
      asked.push({ method, path: pathOf(operation, { ...first, [parameter]: wrong }), body: sent[0] });
    }
  }
  return asksInEveryForm(caller) && !isThrifty
    ? [...asked, ...otherFormsOf(operation, pathOf(operation, last))]
    : asked;
}

function filledIn(body: unknown, { divisionId }: World): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll(placeholders.division, divisionId));
}

const asksInEveryForm = ({ name }: Caller) => name === "manager" || name === "team A";

/** Sorted, filtered, paged, in other formats and encodings, and by other methods. */
function otherFormsOf(operation: Operation, path: string): Asked[] {
  const method = operation.method.toUpperCase();
  const asked: Asked[] = [{ method: "TRACE", path }];
  if (operation.method === "get") {
    asked.push(
      ...["sort=clients", "order=desc", "page=2", "limit=1", "q=5", "bbox=0,0,1,1"].map((query) => ({
        method,
        path: `${path}?${query}`,
      })),
      ...["image/png", "text/csv", "application/geo+json", "application/problem+json"].map((Accept) => ({
        method,
        path,
        headers: { Accept },
      })),
      ...["gzip", "br"].map((encoding) => ({ method, path, headers: { "Accept-Encoding": encoding } })),
      { method: "HEAD", path },
      { method: "OPTIONS", path },
    );
  }
  return asked;
}

function wrongOf(parameters: readonly string[]): Record<string, string> {
  return Object.fromEntries(parameters.filter((each) => each !== "municipality").map((each) => [each, ids.absent]));
}

function isLetIn(name: OperationName, caller: Caller): boolean {
  const roles = rolesOf(name);
  if (roles === "anyone") return true;
  return caller.role !== null && roles.includes(caller.role) && (!caller.byToken || isOpenToToken(name, caller.role));
}

export interface Walk {
  readonly planIds: readonly string[];
  /** Of each plan the records that were kept of it, oldest first. */
  readonly keptIds: Readonly<Record<string, readonly string[]>>;
  /** The planner's, with periods that others are not told. */
  readonly measures: readonly Measure[];
  readonly indicatorKeys: readonly string[];
  /** What changes something ends sessions, so it is asked once and last. */
  readonly what: "readings" | "changes";
  /** Only by the callers of these names. */
  readonly onlyBy?: readonly string[];
  /** Only these operations. */
  readonly onlyOf?: readonly OperationName[];
  /** Without what is wrong or missing, and without other forms than the page's own. */
  readonly isPlain?: true;
}

export interface Walker {
  walk(walk: Walk): Promise<Exchange[]>;
  close(): void;
}

/** One world's walker; two worlds' walkers ask the same in the same order. */
export function createWalker(world: World): Walker {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const mask = createMask();
  /** By caller and path: one for each encoding. */
  const tags = new Map<string, Set<string>>();
  let count = 0;

  async function ask(
    operation: OperationName | null,
    caller: Caller,
    asked: Asked,
    exchanges: Exchange[],
  ): Promise<void> {
    count += 1;
    const given = await sendRaw(
      world.address,
      agent,
      { ...asked, headers: { ...caller.headers, ...asked.headers } },
      `attack-${count}`,
    );
    const etag = headerOf(given.headers, "etag");
    const key = `${caller.name} ${asked.path}`;
    const known = tags.get(key) ?? new Set();
    // The tag sent is the one that was answered, which the mask has judged there.
    const sent = JSON.stringify({
      ...asked.headers,
      ...(asked.headers?.["If-None-Match"] ? { "If-None-Match": "<tag>" } : {}),
    });
    exchanges.push({
      request: mask.text(`${caller.name}: ${asked.method} ${asked.path} ${sent}`),
      answer: maskedAnswer(mask, given, known),
      operation,
      caller,
      status: given.status,
    });
    if (etag === undefined || given.status !== 200 || asked.method !== "GET" || known.has(etag)) return;
    tags.set(key, known.add(etag));
    await ask(operation, caller, { ...asked, headers: { ...asked.headers, "If-None-Match": etag } }, exchanges);
  }

  return {
    async walk(walk) {
      // The spare person is there to be shut out, and sees what the manager sees.
      const isAsking = ({ name }: Caller) =>
        walk.onlyBy?.includes(name) ?? (walk.what === "changes" || name !== "spare");
      const callers = world.others.filter(isAsking);
      const exchanges: Exchange[] = [];
      const readings = names.filter((name) => operations[name].method === "get");
      const changes = names.filter((name) => operations[name].method !== "get" && !lastNames.includes(name));
      if (walk.what === "readings" && !walk.isPlain) {
        for (const path of [...openAddresses, "/", "/api/inget", `/api/${municipality}/inget`]) {
          await ask(null, callers[0]!, { method: "GET", path }, exchanges);
          await ask(null, callers.at(-1)!, { method: "GET", path }, exchanges);
        }
      }
      for (const name of walk.what === "readings" ? readings : [...changes, ...lastNames]) {
        if (walk.onlyOf && !walk.onlyOf.includes(name)) continue;
        for (const caller of callers) {
          for (const asked of requestsOf(name, caller, walk, world)) await ask(name, caller, asked, exchanges);
        }
      }
      return exchanges;
    },
    close: () => agent.destroy(),
  };
}

/**
 * The headers in their order, but the clock's, and the body as text. How long a body is when it is compressed follows from
 * the body, ids and all, which is compared itself.
 */
function maskedAnswer(mask: Mask, { status, headers, text }: RawAnswer, knownTags: ReadonlySet<string>): string {
  const lines: string[] = [];
  const isCompressed = headerOf(headers, "content-encoding") !== undefined;
  for (let index = 0; index < headers.length; index += 2) {
    const [name, value] = [headers[index]!, headers[index + 1]!];
    if (name === "Date" || (isCompressed && text !== "" && name === "Content-Length")) continue;
    const isTag = name.toLowerCase() === "etag";
    const isKnown = isTag && text === "" && knownTags.has(value);
    lines.push(`${name}: ${isKnown ? "<the tag answered before>" : isTag ? mask.tag(value, text) : mask.text(value)}`);
  }
  return [status, ...lines, "", mask.text(text)].join("\n");
}
