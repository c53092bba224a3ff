// What the access matrix asks for: one thing of each kind in one's own municipality and in the other, and ids of nothing.
import { randomUUID } from "node:crypto";
import type { OwnerConnection } from "../../../api/db/owner.ts";
import { areaCount, gridMunicipality, ids, otherMunicipality } from "../support/seeded-municipality.ts";
import type { Client, ServiceUnderTest } from "../support/service-under-test.ts";
import { addNeighbour, addPerson, addSession, addToken, type MatrixCaller } from "./people.ts";

/** Values of the parameters of the contract's paths, other than the municipality. */
export interface Things {
  /** Somebody who is never shut out, which would revoke the token. */
  readonly tokenHolder: { readonly user: string; readonly token: string };
  /** In one's own municipality; what is one's own person's is taken from the caller. */
  readonly own: Readonly<Record<string, string>>;
  /** Of the other municipality. */
  readonly others: Readonly<Record<string, string>>;
  /** Of another person or team of one's own municipality, or not for every role: to be answered as missing. */
  readonly hidden: Readonly<Record<string, string>>;
  /** What team B has instead. */
  readonly ofTeamB: Readonly<Record<string, string>>;
  readonly missing: Readonly<Record<string, string>>;
}

/** Makes things in both municipalities, through the service where it has a way. */
export async function makeThings(under: ServiceUnderTest): Promise<Things> {
  const planner = await under.as("planner");
  const post = async (path: string, body: object) => {
    const answer = await planner.send("post", `/api/${gridMunicipality}/${path}`).send(body);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.body as { id: string; version: number };
  };
  const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams };
  const draft = await post("plans", { name: "Utkast", from });
  const proposed = await post("plans", { name: "Förslag", description: "Till nämnden", from });
  await planner
    .send("patch", `/api/${gridMunicipality}/plans/${proposed.id}`)
    .set("If-Match", `"${proposed.version}"`)
    .send({ status: "proposed", acceptsFaults: true })
    .expect(200);
  const comment = await post(`plans/${proposed.id}/comments`, { text: "Varför inte norrut?" });
  const edit = await post(`divisions/${ids.division}/adjacency/edits`, {
    areaIndexA: 0,
    areaIndexB: 35,
    action: "add",
    reason: "Färja",
  });
  const run = await post("runs", {
    divisionId: ids.division,
    teams: ids.teams.map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 })),
    rules: { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.5 }] },
    stepLimit: 2_000,
  });
  await under.service.runs.ended(run.id);
  const group = await post("area-groups", { divisionId: ids.division, name: "Centrum", areaCodes: ["0101"] });
  const team = await under.as("team");
  const grown = await team
    .send("post", `/api/${gridMunicipality}/problem-trees`)
    .send({ teamId: ids.teams[0], name: "Vår lägesbild" })
    .expect(201);
  const ruleSet = await post("rule-sets", {
    divisionId: ids.division,
    name: "Villkor",
    teams: ids.teams.map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 })),
    rules: { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.5 }] },
  });
  await adopt(planner, await post("plans", { name: "Fastställt", from }));
  const neighbourhoods: string[] = [];
  for (const code of ["0101", "0102", "0103"]) {
    const input = { divisionId: ids.division, name: `Kring ${code}`, areaCodes: [code] };
    const { id } = await post("neighbourhoods", input);
    neighbourhoods.push(id);
    // So that the version that the matrix names is never the present one, and nothing is put away.
    await planner
      .send("put", `/api/${gridMunicipality}/neighbourhoods/${id}`)
      .set("If-Match", '"1"')
      .send(input)
      .expect(200);
  }
  return under.testDatabase.asOwner(async (owner) => {
    const teamBsTree = await addTree(owner, gridMunicipality, ids.teams[1]!);
    await addSolution(owner, gridMunicipality, run.id);
    const spare = await addPerson(owner, gridMunicipality, ["planner"], [ids.teams[2]!]);
    const session = (await addSession(owner, gridMunicipality, spare, "planner")).id;
    const token = (await addToken(owner, gridMunicipality, spare, "planner")).id;
    const holder = await addPerson(owner, gridMunicipality, ["planner"]);
    const heldToken = (await addToken(owner, gridMunicipality, holder, "planner")).id;
    return {
      tokenHolder: { user: holder, token: heldToken },
      own: {
        division: ids.division,
        code: "0101",
        edit: edit.id,
        key: "children-0-19",
        team: ids.teams[0]!,
        plan: proposed.id,
        revision: "1",
        comment: comment.id,
        run: run.id,
        solution: "0",
        group: group.id,
        ruleSet: ruleSet.id,
        tree: grown.body.id,
        survey: await addSurvey(owner, gridMunicipality, ids.teams[0]!),
        profile: `area.${ids.division}.0101`,
        neighbourhood: neighbourhoods[0]!,
        arena: ids.school,
        treeComment: await addTreeComment(owner, gridMunicipality, grown.body.id),
        teamBsTreeComment: await addTreeComment(owner, gridMunicipality, teamBsTree),
        import: await addImport(owner, gridMunicipality),
        user: spare,
        role: "manager",
        session,
        token,
      },
      others: await makeOthers(owner),
      hidden: {
        plan: draft.id,
        session,
        token,
        team: ids.teams[3]!,
        tree: await addTree(owner, gridMunicipality, ids.teams[3]!),
        survey: await addSurvey(owner, gridMunicipality, ids.teams[3]!),
        profile: `area.${ids.division}.0103`,
        neighbourhood: neighbourhoods[2]!,
        arena: await addArena(owner, gridMunicipality),
      },
      ofTeamB: {
        team: ids.teams[1]!,
        tree: teamBsTree,
        survey: await addSurvey(owner, gridMunicipality, ids.teams[1]!),
        profile: `area.${ids.division}.0102`,
        neighbourhood: neighbourhoods[1]!,
      },
      missing: {
        ...Object.fromEntries(
          [
            ...["division", "edit", "team", "plan", "comment", "run", "group", "ruleSet", "tree", "survey"],
            ...["neighbourhood", "arena"],
          ].map((name) => [name, randomUUID()]),
        ),
        ...Object.fromEntries(["import", "user", "session", "token"].map((name) => [name, randomUUID()])),
        solution: "9",
        code: "9999",
        profile: `area.${ids.division}.9999`,
        key: "nothing",
        role: "manager",
        revision: "999",
      },
    };
  });
}

/** Areas 0 and 1 are A's and B's, the others C's. */
async function adopt(planner: Client, plan: { id: string; version: number }): Promise<void> {
  let { version } = plan;
  const step = async (method: "put" | "patch", path: string, body: object) => {
    const sent = planner.send(method, `/api/${gridMunicipality}/plans/${plan.id}${path}`);
    version = (await sent.set("If-Match", `"${version}"`).send(body).expect(200)).body.version;
  };
  await step("put", "/assignment", {
    teamIndexes: Array.from({ length: areaCount }, (_, area) => Math.min(area, 2)),
  });
  await step("patch", "", { status: "proposed", acceptsFaults: true });
  await step("patch", "", { status: "adopted", adoptedFrom: "2025-01-01" });
}

/** Far from everybody's areas. */
async function addArena(owner: OwnerConnection, municipality: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into geography.arenas (municipality_code, source, external_id, name, kind, point)
     values ($1, 'test', 'avlägsen', 'Avlägsen', 'bvc', st_setsrid(st_makepoint(650000, 6950000), 3006)) returning id`,
    [municipality],
  );
  return rows[0]!.id;
}

async function addImport(owner: OwnerConnection, municipality: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into jobs.imports (municipality_code, purpose, file_name, file_hash, status, finished_at)
     values ($1, 'population', 'folk.csv', 'x', 'loaded', now()) returning id`,
    [municipality],
  );
  return rows[0]!.id;
}

/** A plan that a run found, as a frontier leaves several. */
async function addSolution(owner: OwnerConnection, municipality: string, run: string): Promise<void> {
  const scores = {
    largestDeviationFractions: [0],
    cutEdges: 0,
    cutBorderLengthM: 0,
    feasible: true,
    violations: [],
    movedWeight: 0,
    movedFraction: 0,
    movedAreaCount: 0,
    movedAtLeast: 0,
    proven: true,
  };
  await owner.query(
    `insert into jobs.run_solutions (municipality_code, run_id, solution, team_indexes, scores)
     select municipality_code, id, 0, coalesce(team_indexes, '{}'), $3::jsonb from jobs.runs
     where municipality_code = $1 and id = $2`,
    [municipality, run, JSON.stringify(scores)],
  );
}

/** A tree with one save, of a team that nobody of the matrix need be signed in as. */
async function addTree(owner: OwnerConnection, municipality: string, teamId: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `with tree as (
       insert into planning.problem_trees (municipality_code, team_id, name, created_by, updated_by)
       select $1, $2, 'Träd', id, id from access.users where municipality_code = $1 limit 1 returning *)
     insert into planning.problem_tree_revisions (municipality_code, tree_id, version, edits, inverse, created_by)
     select municipality_code, id, 1, '[]', '[]', created_by from tree returning tree_id as id`,
    [municipality, teamId],
  );
  return rows[0]!.id;
}

async function addTreeComment(owner: OwnerConnection, municipality: string, treeId: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into planning.problem_tree_comments (municipality_code, tree_id, text, created_by)
     select $1, $2, 'Stämmer det?', id from access.users where municipality_code = $1 limit 1 returning id`,
    [municipality, treeId],
  );
  return rows[0]!.id;
}

async function addSurvey(owner: OwnerConnection, municipality: string, teamId: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into planning.surveys (municipality_code, team_id, name, steps, questions, created_by)
     select $1, $2, 'Mammagruppen', 5, '[]', id from access.users where municipality_code = $1 limit 1 returning id`,
    [municipality, teamId],
  );
  return rows[0]!.id;
}

async function makeOthers(owner: OwnerConnection): Promise<Record<string, string>> {
  const values = [otherMunicipality, ids.otherDivision];
  await owner.query(
    `insert into geography.areas (municipality_code, division_id, code, area_index, kind, name, geometry, label_point)
     select $1, $2, 'X' || n, n, 'placed', 'Granne ' || n, st_multi(box), st_centroid(box)
     from generate_series(0, 1) as n
     cross join lateral (select st_makeenvelope(700000 + 1000 * n, 6900000, 701000 + 1000 * n, 6901000, 3006) as box) shape`,
    values,
  );
  const one = async (text: string) => (await owner.query<{ id: string }>(text, values)).rows[0]!.id;
  const edit = await one(
    `insert into geography.adjacency_edits (municipality_code, division_id, area_index_a, area_index_b, action, reason)
     values ($1, $2, 0, 1, 'add', 'Bro') returning id`,
  );
  const plan = await one(
    `insert into planning.plans (municipality_code, division_id, name, status) values ($1, $2, 'Grannens', 'proposed') returning id`,
  );
  await owner.query(
    "insert into planning.plan_revisions (municipality_code, plan_id, revision, team_indexes) values ($1, $2, 1, '{0,0}')",
    [otherMunicipality, plan],
  );
  const comment = await one(
    `insert into planning.plan_comments (municipality_code, plan_id, revision, text, created_by)
     select $1, plans.id, 1, 'Grannens', users.id from planning.plans
     join access.users using (municipality_code) where municipality_code = $1 and $2::uuid is not null limit 1 returning id`,
  );
  const run = await one(
    `insert into jobs.runs (municipality_code, division_id, status, rules, team_ids, problem, problem_hash, seed, engine_version)
     values ($1, $2, 'finished', '{}', '{}', '\\x00', 'x', 1, 'x') returning id`,
  );
  await addSolution(owner, otherMunicipality, run);
  const group = await one(
    `insert into planning.area_groups (municipality_code, division_id, name, area_codes) values ($1, $2, 'Grannens', '{X0}') returning id`,
  );
  const ruleSet = await one(
    `insert into planning.rule_sets (municipality_code, division_id, name, rules) values ($1, $2, 'Grannens', '{}') returning id`,
  );
  await owner.query(
    `insert into statistics.measures (municipality_code, key, name_sv, name_en, kind, age_from, age_to)
     values ($1, 'neighbours-own', 'Barn', 'Children', 'population', 0, 5)`,
    [otherMunicipality],
  );
  await owner.query(
    `insert into statistics.indicators (municipality_code, key, name, unit, source)
     values ($1, 'neighbours-own', 'Egen', '%', 'SCB')`,
    [otherMunicipality],
  );
  const { user, session, token } = await addNeighbour(owner);
  return {
    division: ids.otherDivision,
    code: "X0",
    edit,
    key: "neighbours-own",
    team: ids.otherTeam,
    plan,
    // Revisions are numbered in each plan: the other plan's second one is none of this one's.
    revision: "2",
    comment,
    run,
    solution: "8",
    group,
    ruleSet,
    tree: await addTree(owner, otherMunicipality, ids.otherTeam),
    survey: await addSurvey(owner, otherMunicipality, ids.otherTeam),
    profile: `area.${ids.otherDivision}.X0`,
    neighbourhood: await one(
      `insert into planning.neighbourhoods (municipality_code, division_id, name, area_codes) values ($1, $2, 'Grannens', '{X0}') returning id`,
    ),
    arena: await addArena(owner, otherMunicipality),
    import: await addImport(owner, otherMunicipality),
    user,
    role: "manager",
    session,
    token,
  };
}

/** What the caller's own things are: for a team its own team, for everybody their own session and token. */
export function ownThings(things: Things, caller: MatrixCaller, operationName: string): Record<string, string> {
  const ofPerson = operationName.startsWith("endOwn") || operationName.startsWith("revokeOwn");
  return {
    ...things.own,
    ...(caller.name === "team B" ? things.ofTeamB : {}),
    ...(ofPerson ? { session: caller.session, token: caller.token } : {}),
    ...(operationName === "revokeUserToken" ? things.tokenHolder : {}),
    ...(operationName.endsWith("TreeComment")
      ? { comment: caller.name === "team B" ? things.own.teamBsTreeComment! : things.own.treeComment! }
      : {}),
    ...(operationName === "readIndicator" ? { key: "low-income" } : {}),
  };
}
