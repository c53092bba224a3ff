// One world of an attack: a service on a database of its own, a municipality brought in through it as files, and its people.
import type { ImportOptions } from "../../../../api/contract/imports.ts";
import type { Plan, PlanChange } from "../../../../api/contract/plans.ts";
import type { Role } from "../../../../api/contract/primitives.ts";
import type { OwnerConnection } from "../../../../api/db/owner.ts";
import { tabletCodeHash } from "../../../../api/surveys/tablet-code.ts";
import type { OpenTestDatabase } from "../../../support/databases.ts";
import { addSession, addToken } from "../../access/people.ts";
import { type ServiceUnderTest, startService } from "../../support/service-under-test.ts";
import { areas, indicators, population } from "./made-up-municipality.ts";

export const municipality = "9995";
export const divisionKey = "rutor";
/** The name that the keyed hash is given. */
export const divisionName = `${municipality}/${divisionKey}`;

const numbered = (kind: number, position: number) => `${kind}${"0".repeat(7)}-0000-4000-8000-00000000000${position}`;
export const teamIds = [0, 1, 2, 3].map((position) => numbered(7, position));
/** Team A's problem trees: one to read, and one for each operation that changes a tree. */
export const treeIds = {
  read: numbered(6, 0),
  changeProblemTree: numbered(6, 1),
  editProblemTree: numbered(6, 2),
  restoreProblemTree: numbered(6, 3),
} as const;
/** Team A's surveys: one to read and answer, and one for each operation that changes a survey. */
/** Team A's comments on its tree: one to be resolved and one to be removed. */
export const commentIds = { changeTreeComment: numbered(4, 0), removeTreeComment: numbered(4, 1) } as const;
export const surveyIds = {
  read: numbered(5, 0),
  changeSurvey: numbered(5, 1),
  endTablets: numbered(5, 2),
  beginSurveyRound: numbered(5, 3),
} as const;
export const surveyQuestion = { id: numbered(5, 9), kind: "now", text: "Hur nöjd är du?", low: "Inte", high: "Mycket" };
export const tabletCode = "ABCD-EFGH-JKLM";
export const tabletDevice = numbered(5, 8);

/** Everybody who acts, in the order in which they were added. All but the planner are the attackers. */
const people = [
  { name: "planner", role: "planner", teams: [] },
  { name: "manager", role: "manager", teams: [] },
  { name: "team A", role: "team", teams: [0] },
  { name: "team B", role: "team", teams: [1] },
  { name: "teams C and D", role: "team", teams: [2, 3] },
  { name: "admin", role: "admin", teams: [] },
  { name: "reviewer", role: "reviewer", teams: [] },
  { name: "spare", role: "manager", teams: [] },
] as const satisfies readonly { name: string; role: Role; teams: readonly number[] }[];
export type PersonName = (typeof people)[number]["name"];

export interface Caller {
  readonly name: string;
  readonly role: Role | null;
  readonly byToken: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ClientFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface World {
  readonly under: ServiceUnderTest;
  readonly address: string;
  readonly divisionId: string;
  readonly importId: string;
  readonly planner: Caller;
  /** Everybody who may not see exact numbers, nobody included, by cookie and by access token. */
  readonly others: readonly Caller[];
  readonly userIds: Readonly<Record<PersonName, string>>;
  /** Access tokens and a session of the spare person, to be ended. */
  readonly spare: { readonly session: string; readonly token: string; readonly otherToken: string };
  readonly asOwner: <Result>(work: (owner: OwnerConnection) => Promise<Result>) => Promise<Result>;
  /** A new session for somebody who has signed out. */
  signInAgain(name: PersonName): Promise<void>;
  bringIn(file: ClientFile, options: ImportOptions): Promise<string>;
  asPlanner<Body>(method: string, path: string, body?: unknown, version?: number): Promise<Body>;
}

/** Opens a database and a service, and brings in areas, people, indicators and the clients' files through it. */
export async function openWorld(
  open: OpenTestDatabase,
  clientFiles: readonly ClientFile[],
  indicatorFile: Uint8Array = indicators(),
): Promise<World> {
  const under = await startService(open);
  const asOwner = under.testDatabase.asOwner;
  const userIds = Object.fromEntries(people.map(({ name }, position) => [name, numbered(8, position)])) as Record<
    PersonName,
    string
  >;
  const { callers, spare } = await asOwner((owner) => addPeople(owner, userIds));
  const [planner, ...others] = callers;
  const address = await under.service.listen();
  const asPlanner = async <Body>(method: string, path: string, body?: unknown, version?: number): Promise<Body> => {
    const headers: Record<string, string> = { ...planner!.headers, "X-Requested-With": "omradeslinjen" };
    if (body !== undefined && !(body instanceof FormData)) headers["Content-Type"] = "application/json";
    if (version !== undefined) headers["If-Match"] = `"${version}"`;
    const content = body instanceof FormData ? body : body === undefined ? null : JSON.stringify(body);
    const answer = await fetch(`${address}/api/${municipality}/${path}`, {
      method: method.toUpperCase(),
      headers,
      body: content,
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  const bringIn = async (file: ClientFile, options: ImportOptions): Promise<string> => {
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(file.bytes)]), file.name);
    form.append("options", JSON.stringify(options));
    const { id } = await asPlanner<{ id: string }>("post", "imports", form);
    const ended = await under.service.imports.ended(id);
    if (ended?.status !== "loaded") throw new Error(`${file.name}: ${ended?.status} ${JSON.stringify(ended?.issues)}`);
    return id;
  };
  const settings = { key: divisionKey, name: "Rutor", edition: "2024", source: "Prov" };
  await bringIn({ name: "rutor.geojson", bytes: areas() }, { purpose: "areas", settings });
  const { divisions } = await asPlanner<{ divisions: { id: string }[] }>("get", "divisions");
  const divisionId = divisions[0]!.id;
  await bringIn({ name: "folk.csv", bytes: population() }, { purpose: "population", divisionId });
  const published = { published: "yes" };
  await bringIn(
    { name: "indikatorer.csv", bytes: indicatorFile },
    { purpose: "indicators", divisionId, settings: published },
  );
  await asOwner((owner) => addPlacesToKeep(owner, divisionId));
  let importId = "";
  for (const file of clientFiles) importId = await bringIn(file, { purpose: "clients", divisionId });
  const opened = { under, address, divisionId, importId, planner: planner!, others, userIds, spare, asOwner };
  const signInAgain = async (name: PersonName): Promise<void> => {
    const position = others.findIndex((caller) => caller.name === name);
    const caller = others[position]!;
    const { cookie } = await asOwner((owner) => addSession(owner, municipality, userIds[name], caller.role!));
    others[position] = { ...caller, headers: { Cookie: cookie } };
  };
  return { ...opened, signInAgain, bringIn, asPlanner };
}

export const neighbourhoodId = "44444444-4444-4444-8444-000000000001";
export const arenaId = "55555555-5555-4555-8555-000000000001";

/** What a team keeps: a neighbourhood and an arena in the first area. */
async function addPlacesToKeep(owner: OwnerConnection, divisionId: string): Promise<void> {
  await owner.query(
    `insert into planning.neighbourhoods (municipality_code, id, division_id, name, area_codes)
     select municipality_code, $3, division_id, 'Viken', array[code] from geography.areas
     where municipality_code = $1 and division_id = $2 and area_index = 0`,
    [municipality, divisionId, neighbourhoodId],
  );
  await owner.query(
    `insert into geography.arenas (municipality_code, id, source, external_id, name, kind, point)
     select municipality_code, $3, 'prov', '1', 'Mötesplatsen', 'open-preschool', st_pointonsurface(geometry)
     from geography.areas where municipality_code = $1 and division_id = $2 and area_index = 0`,
    [municipality, divisionId, arenaId],
  );
}

async function addPeople(owner: OwnerConnection, userIds: Readonly<Record<PersonName, string>>) {
  await owner.query("insert into geography.municipalities (code, name) values ($1, 'Provköping')", [municipality]);
  await owner.query(
    `insert into planning.teams (municipality_code, id, letter, name, colour_index, investigation_positions, first_line_positions)
     select $1, id, chr(64 + position::integer), 'Team ' || position, position - 1, 4 + position, 2
     from unnest($2::uuid[]) with ordinality as team (id, position)`,
    [municipality, teamIds],
  );
  const callers: Caller[] = [];
  for (const { name, role, teams } of people) {
    const id = userIds[name];
    await owner.query(
      "insert into access.users (municipality_code, id, subject, display_name) values ($1, $2, $3, $3)",
      [municipality, id, name],
    );
    await giveRole(owner, id, role);
    await owner.query(
      "insert into access.user_teams (municipality_code, user_id, team_id, granted_by) select $1, $2, unnest($3::uuid[]), 'administrator'",
      [municipality, id, teams.map((position) => teamIds[position]!)],
    );
    const { cookie } = await addSession(owner, municipality, id, role);
    callers.push({ name, role, byToken: false, headers: { Cookie: cookie } });
  }
  for (const name of ["manager", "team A"] as const) {
    const role = name === "manager" ? "manager" : "team";
    const { secret } = await addToken(owner, municipality, userIds[name], role);
    callers.push({ name: `${name}'s token`, role, byToken: true, headers: { Authorization: `Bearer ${secret}` } });
  }
  callers.push({ name: "nobody", role: null, byToken: false, headers: {} });
  await owner.query(
    `with trees as (
       insert into planning.problem_trees (municipality_code, id, team_id, name, created_by, updated_by)
       select $1, unnest($2::uuid[]), $3::uuid, 'Träd', $4::uuid, $4::uuid returning *)
     insert into planning.problem_tree_revisions (municipality_code, tree_id, version, edits, inverse, created_by)
     select municipality_code, id, 1, '[]', '[]', created_by from trees`,
    [municipality, Object.values(treeIds), teamIds[0], userIds["team A"]],
  );
  await owner.query(
    `insert into planning.problem_tree_comments (municipality_code, id, tree_id, text, created_by)
     select $1, unnest($2::uuid[]), $3::uuid, 'Stämmer det?', $4::uuid`,
    [municipality, Object.values(commentIds), treeIds.read, userIds["team A"]],
  );
  await owner.query(
    `with surveys as (
       insert into planning.surveys (municipality_code, id, team_id, name, steps, questions, created_by)
       select $1, unnest($2::uuid[]), $3::uuid, 'Mammagruppen', 5, $4::jsonb, $5::uuid returning *)
     insert into planning.survey_sessions (code_hash, municipality_code, survey_id, opened_by, expires_at, answers_left)
     select $6, municipality_code, id, created_by, now() + interval '1 day', 500 from surveys where id = $7`,
    [
      municipality,
      Object.values(surveyIds),
      teamIds[0],
      JSON.stringify([surveyQuestion]),
      userIds["team A"],
      tabletCodeHash(tabletCode),
      surveyIds.read,
    ],
  );
  const session = (await addSession(owner, municipality, userIds.spare, "manager")).id;
  const token = (await addToken(owner, municipality, userIds.spare, "manager")).id;
  const otherToken = (await addToken(owner, municipality, userIds.spare, "manager")).id;
  // Made at the same instant they would be listed by their ids, which chance draws in each world.
  await owner.query("update access.tokens set created_at = created_at - interval '1 minute' where id = $1", [token]);
  await giveRole(owner, userIds.spare, "team");
  return { callers, spare: { session, token, otherToken } };
}

async function giveRole(owner: OwnerConnection, userId: string, role: Role): Promise<void> {
  await owner.query(
    "insert into access.user_roles (municipality_code, user_id, role, granted_by) values ($1, $2, $3, 'administrator')",
    [municipality, userId, role],
  );
}

/**
 * Puts a plan forward as the service does, but for the decision record that it keeps: its documents take a second, and an
 * attack over hundreds of plans is on their numbers.
 */
export async function putForwardWithoutRecord(world: World, planId: string): Promise<void> {
  await world.asOwner((owner) =>
    owner.query(
      "update planning.plans set status = 'proposed', version = version + 1 where municipality_code = $1 and id = $2",
      [municipality, planId],
    ),
  );
}

/** A plan with the assignment, taken through the statuses in order. */
export async function publishPlan(
  world: World,
  name: string,
  teamIndexes: readonly number[],
  statuses: readonly NonNullable<PlanChange["status"]>[],
): Promise<Plan> {
  const from = { kind: "empty", divisionId: world.divisionId, teamIds };
  let plan = await world.asPlanner<Plan>("post", "plans", { name, from });
  plan = await world.asPlanner<Plan>("put", `plans/${plan.id}/assignment`, { teamIndexes }, plan.version);
  for (const status of statuses) {
    const change = status === "adopted" ? { status, adoptedFrom: "2026-01-01" } : { status, acceptsFaults: true };
    plan = await world.asPlanner<Plan>("patch", `plans/${plan.id}`, change, plan.version);
  }
  return plan;
}
