// Who sees what, table by table and person by person. Hidden rows are proven to exist by looking as the owner.
import { beforeAll, expect, it } from "vitest";
import type { Identity } from "../../api/db/database.ts";
import { forEachDatabase, type TestDatabase } from "../support/databases.ts";
import { everybody, fillTwoMunicipalities, ids, ours, person, theirs } from "./two-municipalities.ts";

type Somebody = keyof typeof everybody;

/** Rows that a person sees of the table, as "ours+theirs"; "refused" where the role may not ask. */
type Sight = `${number}+${number}` | "refused";

const own = { planner: "own", manager: "own", team: "own" } as const;
/** Per table: what the owner sees of one municipality, and who sees how many of those. Everybody else is refused. */
const tables: Record<string, { readonly rows: number; readonly seen: Partial<Record<Somebody, "own" | number>> }> = {
  "geography.divisions": { rows: 1, seen: { ...own, operator: "own" } },
  "geography.areas": { rows: 4, seen: { ...own, operator: "own" } },
  "geography.parent_areas": { rows: 1, seen: { ...own, operator: "own" } },
  "geography.adjacencies": { rows: 2, seen: { ...own, operator: "own" } },
  "geography.adjacency_edits": { rows: 2, seen: { ...own, operator: "own" } },
  "geography.geometry_findings": { rows: 1, seen: { ...own, operator: "own" } },
  "geography.arenas": { rows: 1, seen: { ...own, operator: "own" } },
  "geography.catchments": { rows: 1, seen: { ...own, operator: "own" } },
  "geography.backgrounds": { rows: 1, seen: { ...own, operator: "own" } },
  "geography.effective_adjacencies": { rows: 2, seen: { ...own, operator: "own" } },
  "geography.area_neighbours": { rows: 4, seen: { ...own, operator: "own" } },
  "statistics.measures": { rows: 3, seen: { planner: "own", manager: 1, team: 1, operator: "own" } },
  "statistics.indicators": { rows: 1, seen: { ...own, operator: "own" } },
  "statistics.indicator_values": { rows: 1, seen: { planner: "own", operator: "own" } },
  "exact.population_counts": { rows: 2, seen: { planner: "own" } },
  "exact.client_counts": { rows: 1, seen: { planner: "own" } },
  "exact.flow_months": { rows: 1, seen: { planner: "own" } },
  "protected.flow_months": { rows: 1, seen: { planner: "own", manager: "own" } },
  "protected.publication_areas": { rows: 2, seen: { planner: "own" } },
  "protected.client_years": { rows: 1, seen: { planner: "own" } },
  "protected.measures": { rows: 1, seen: { planner: "own", manager: "own", team: "own" } },
  "protected.area_values": { rows: 2, seen: { planner: "own", manager: "own", team: 1 } },
  "protected.age_totals": { rows: 1, seen: { planner: "own", manager: "own" } },
  "protected.indicator_values": { rows: 1, seen: own },
  "protected.indicator_means": { rows: 1, seen: own },
  "protected.means": { rows: 1, seen: { planner: "own", manager: "own", team: "own" } },
  "planning.teams": { rows: 2, seen: { ...own, admin: "own", operator: "own" } },
  "planning.rule_sets": { rows: 1, seen: { planner: "own", operator: "own" } },
  "planning.area_groups": { rows: 1, seen: { planner: "own" } },
  "planning.workload_weights": { rows: 1, seen: { planner: "own", manager: "own" } },
  "planning.neighbourhoods": { rows: 2, seen: { planner: "own", manager: "own", team: 1 } },
  "planning.load_limits": { rows: 1, seen: { planner: "own", manager: "own" } },
  "planning.watch_findings": { rows: 1, seen: { planner: "own", manager: "own" } },
  "planning.priority_indexes": { rows: 1, seen: own },
  "planning.plans": { rows: 2, seen: { planner: "own", manager: 1, team: 1, operator: "own" } },
  "planning.plan_teams": { rows: 2, seen: { planner: "own", manager: 1, team: 1, operator: "own" } },
  "planning.plan_revisions": { rows: 3, seen: { planner: "own", manager: 1, team: 1, operator: "own" } },
  "planning.plan_rules": { rows: 3, seen: { planner: "own" } },
  "planning.present_plans": { rows: 1, seen: { ...own, operator: "own" } },
  "planning.plan_comments": { rows: 1, seen: { planner: "own" } },
  "planning.plan_locks": { rows: 1, seen: { planner: "own" } },
  "planning.plan_renamings": { rows: 1, seen: { planner: "own" } },
  "planning.kept_records": { rows: 3, seen: { planner: "own" } },
  "exact.kept_documents": { rows: 3, seen: { planner: "own" } },
  "protected.kept_documents": { rows: 3, seen: { planner: "own", manager: 1 } },
  "planning.surveys": { rows: 2, seen: { planner: "own", manager: "own", team: 1 } },
  "planning.inherited_surveys": { rows: 2, seen: { team: 1 } },
  "planning.survey_days": { rows: 2, seen: { planner: "own", manager: "own", team: 1 } },
  "planning.survey_tallies": { rows: 2, seen: {} },
  "planning.survey_sendings": { rows: 2, seen: {} },
  "planning.survey_sessions": { rows: 2, seen: {} },
  "planning.problem_trees": { rows: 2, seen: { planner: "own", manager: "own", team: 1 } },
  "planning.problem_tree_revisions": { rows: 2, seen: { planner: "own", manager: "own", team: 1 } },
  "planning.problem_tree_comments": { rows: 2, seen: { planner: "own", manager: "own", team: 1 } },
  "jobs.runs": { rows: 1, seen: { planner: "own" } },
  "jobs.run_solutions": { rows: 1, seen: { planner: "own" } },
  "jobs.imports": { rows: 1, seen: { planner: "own", operator: "own" } },
  "jobs.column_mappings": { rows: 1, seen: { planner: "own", operator: "own" } },
  "access.users": { rows: 1, seen: { admin: "own" } },
  "access.user_roles": { rows: 2, seen: { admin: "own" } },
  "access.user_teams": { rows: 2, seen: { admin: "own" } },
  "access.sessions": { rows: 1, seen: {} },
  "access.tokens": { rows: 1, seen: {} },
  "audit.events": { rows: 1, seen: { reviewer: "own", operator: "own" } },
  "audit.chain_heads": { rows: 1, seen: { reviewer: "own", operator: "own" } },
  "access.login_attempts": { rows: 1, seen: {} },
  "access.provider_sessions": { rows: 1, seen: {} },
  "access.used_assertions": { rows: 1, seen: {} },
};

forEachDatabase("policies", (open) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
    await opened.asOwner(fillTwoMunicipalities);
  }, 120_000);

  const as = <Row>(identity: Identity, text: string, values: readonly unknown[] = []) =>
    opened.database.transaction(identity, (transaction) => transaction.many<Row>(text, values));

  it("has a row of this test for every table, so that no new table is forgotten", async () => {
    const { rows } = await opened.asOwner((owner) =>
      owner.query<{ name: string; guarded: boolean }>(
        `select nspname || '.' || relname as name, relrowsecurity or relkind = 'v' as guarded
         from pg_class join pg_namespace on pg_namespace.oid = relnamespace
         where nspname in ('access', 'audit', 'exact', 'geography', 'jobs', 'planning', 'protected', 'statistics') and relkind in ('r', 'v', 'm', 'p')`,
      ),
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(
      [
        ...Object.keys(tables),
        "geography.municipalities",
        "planning.change_counters",
        "protected.installation_key",
      ].sort(),
    );
    expect(rows.filter(({ guarded }) => !guarded)).toEqual([]);
  });

  for (const [table, { rows, seen }] of Object.entries(tables)) {
    const key = table.startsWith("audit.") ? "chain" : "municipality_code";
    it(`${table}: ${Object.keys(seen).join(", ") || "nobody"} may look, and only at their own municipality`, async () => {
      const { rows: present } = await opened.asOwner((owner) =>
        owner.query(
          `select ${key} as municipality, count(*)::int as count from ${table} where ${key} in ('${ours}', '${theirs}') group by 1 order by 1`,
        ),
      );
      expect(present).toEqual([
        { municipality: theirs, count: rows },
        { municipality: ours, count: rows },
      ]);
      const sights: Partial<Record<Somebody, Sight>> = {};
      for (const [name, identity] of Object.entries(everybody)) {
        sights[name as Somebody] = await as<{ sight: Sight }>(
          identity,
          `select count(*) filter (where table_row.${key} = '${ours}') || '+' || count(*) filter (where table_row.${key} = '${theirs}') as sight
           from (select * from ${table}) as table_row`,
        ).then(
          ([row]) => row?.sight as Sight,
          (error: { code: string }) => (error.code === "42501" ? "refused" : Promise.reject(error)),
        );
      }
      const expected = Object.fromEntries(
        Object.keys(everybody).map((name): [string, Sight] => {
          const count = seen[name === "their planner" ? "planner" : (name as Somebody)];
          if (count === undefined) return [name, "refused"];
          const visible = count === "own" ? rows : count;
          return [name, name === "their planner" ? `0+${visible}` : `${visible}+0`];
        }),
      );
      expect(sights).toEqual(expected);
    });
  }

  it("shows those who are not signed in the list of municipalities, others only their own", async () => {
    const codes = async (identity: Identity) =>
      (await as<{ code: string }>(identity, "select code from geography.municipalities order by code")).map(
        ({ code }) => code,
      );
    expect(await codes(everybody.anonymous)).toEqual([theirs, ours]);
    expect(await codes(everybody.manager)).toEqual([ours]);
    expect(await codes({ kind: "operator", municipalityCode: null })).toEqual([theirs, ours]);
  });

  it("shows which areas are told together, without their children, to those who are told", async () => {
    for (const name of ["manager", "team"] as const) {
      const told = await as(
        everybody[name],
        "select municipality_code, area_code, publication_area, told from protected.publication_areas order by 2",
      );
      expect(told).toEqual([
        { municipality_code: ours, area_code: "99", publication_area: "utan", told: false },
        { municipality_code: ours, area_code: "A0", publication_area: "A0", told: true },
      ]);
      const asked = as(everybody[name], "select children from protected.publication_areas");
      await expect(asked).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("shows a team what it is bound to, by today's plan, and nothing to one without a team", async () => {
    const seen = (teamIds: readonly string[]) =>
      as({ ...person("team"), teamIds } as Identity, "select area_code from protected.area_values");
    expect(await seen([ids[ours].team])).toEqual([{ area_code: "A0" }]);
    expect(await seen([])).toEqual([]);
    expect(await seen([ids[theirs].team])).toEqual([]);
  });

  it("lets nobody but a planner write what is told, and nobody change it in place", async () => {
    const value = [
      "insert into protected.means values ($1, $2, 'clients-all', '2024', 5, 1)",
      [ours, ids[ours].division],
    ] as const;
    for (const name of ["manager", "team", "admin", "operator", "anonymous"] as const) {
      await expect(as(everybody[name], ...value), name).rejects.toMatchObject({ code: "42501" });
    }
    await expect(as(everybody["their planner"], ...value)).rejects.toMatchObject({ code: "42501" });
    for (const change of [
      "update protected.area_values set value = 10",
      "update protected.indicator_means set mean = 10",
      "update protected.publication_areas set children = 100",
      "delete from protected.publication_areas",
      "delete from protected.client_years",
    ]) {
      await expect(as(everybody.planner, change)).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("keeps the note of the installation's key to the program alone", async () => {
    const look = "select check_value from protected.installation_key";
    for (const [name, identity] of Object.entries(everybody)) {
      if (name !== "operator") await expect(as(identity, look), name).rejects.toMatchObject({ code: "42501" });
    }
    expect(await as({ kind: "operator", municipalityCode: null }, look)).toEqual([]);
  });

  it("shows nothing to a role whose settings were never made", async () => {
    await opened.asOwner(async (owner) => {
      for (const role of ["planner", "manager", "team", "operator"]) {
        await owner.script(`begin; set local role omradeslinjen_${role}`);
        const { rows } = await owner.query("select 1 from geography.divisions union all select 1 from planning.plans");
        await owner.script("rollback");
        expect(rows).toEqual([]);
      }
    });
  });

  it("lets the program write exact counts that it can not read", async () => {
    const values = [ours, ids[ours].division];
    await opened.database.transaction(everybody.operator, (transaction) =>
      transaction.affected(
        `insert into exact.client_counts (municipality_code, division_id, area_code, year, case_type, clients)
         values ($1, $2, 'A1', 2025, 'utredning', 7)`,
        values,
        1,
      ),
    );
    await expect(as(everybody.operator, "select clients from exact.client_counts")).rejects.toMatchObject({
      code: "42501",
    });
    await opened.database.transaction(everybody.operator, (transaction) =>
      transaction.affected(
        "delete from exact.client_counts where municipality_code = $1 and division_id = $2 and area_code = 'A1'",
        values,
        1,
      ),
    );
  });

  it("keeps a planner from writing in another municipality", async () => {
    const insert = as(
      everybody["their planner"],
      "insert into planning.plans (municipality_code, division_id, name) values ($1, $2, 'Intrång')",
      [ours, ids[ours].division],
    );
    await expect(insert).rejects.toMatchObject({ code: "42501" });
    const touched = await opened.database.transaction(everybody["their planner"], (transaction) =>
      transaction.affected("update planning.plans set name = 'Intrång' where municipality_code = $1", [ours]),
    );
    expect(touched).toBe(0);
  });

  it("keeps a planner from writing a comment in another's name, and from changing whose it is", async () => {
    const insert = as(
      everybody.planner,
      "insert into planning.plan_comments (municipality_code, plan_id, revision, text, created_by) values ($1, $2, 1, 'x', $3)",
      [ours, ids[ours].adopted, ids[theirs].user],
    );
    await expect(insert).rejects.toMatchObject({ code: "42501" });
    const change = as(everybody.planner, "update planning.plan_comments set created_by = access.current_user_id()");
    await expect(change).rejects.toMatchObject({ code: "42501" });
  });

  it.each(["manager", "team", "admin"] as const)("keeps a %s from writing plans, areas and counts", async (role) => {
    for (const statement of [
      "update planning.plans set name = 'x'",
      "delete from geography.areas",
      "insert into exact.client_counts values ('2281', gen_random_uuid(), 'A0', 2025, 'x', 1, null)",
    ]) {
      await expect(as(everybody[role], statement)).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("lets a planner add a kept record in their own name, and nobody change or remove one", async () => {
    const added = (keptBy: string) =>
      as(
        everybody.planner,
        `insert into planning.kept_records (municipality_code, id, plan_id, revision, occasion, adopted_from, program, kept_by, kept_at)
         select municipality_code, gen_random_uuid(), plan_id, revision, occasion, adopted_from, program, $2, now()
         from planning.kept_records where municipality_code = $1 and occasion = 'adopted'`,
        [ours, keptBy],
      );
    await expect(added(ids[theirs].user)).rejects.toMatchObject({ code: "42501" });
    for (const text of [
      "update planning.kept_records set program = 'x'",
      "delete from planning.kept_records",
      "update exact.kept_documents set content = '', checksum = encode(sha256(''), 'hex')",
      "delete from exact.kept_documents",
      "update protected.kept_documents set content = '', checksum = encode(sha256(''), 'hex')",
      "delete from protected.kept_documents",
      "select planning.erase_kept_record('2281', gen_random_uuid(), 'SN 2026-1')",
    ]) {
      for (const person of [everybody.planner, everybody.manager]) {
        await expect(as(person, text), text).rejects.toMatchObject({ code: "42501" });
      }
    }
    // A plan that has one cannot be removed either.
    const remove = as(everybody.planner, "delete from planning.plans where municipality_code = $1", [ours]);
    await expect(remove).rejects.toMatchObject({ code: "23503" });
    const untrue = as(
      everybody.planner,
      `insert into protected.kept_documents select municipality_code, id, 'pdf', ''::bytea, 'x' from planning.kept_records
       where municipality_code = $1`,
      [ours],
    );
    await expect(untrue, "a checksum of something else").rejects.toMatchObject({ code: "23514" });
  });

  it("does not tell a manager who kept a record", async () => {
    const asked = as(everybody.manager, "select kept_by from planning.kept_records");
    await expect(asked).rejects.toMatchObject({ code: "42501" });
    expect(await as(everybody.manager, "select occasion, revision from planning.kept_records")).toEqual([
      { occasion: "adopted", revision: 2 },
    ]);
  });

  it("shows a manager the newest revision of an adopted plan, never an earlier one", async () => {
    const rows = await as(everybody.manager, "select plan_id, revision from planning.plan_revisions");
    expect(rows).toEqual([{ plan_id: ids[ours].adopted, revision: 2 }]);
  });

  it("logs what somebody does as that person, and lets nobody log as another, change or remove", async () => {
    await as(everybody.planner, "select audit.record('exact.read', 'division', $1, '{\"measure\":\"barn\"}')", [
      ids[ours].division,
    ]);
    await as(everybody.anonymous, "select audit.record('sign-in.refused')");
    await as(everybody.operator, "select audit.record('demonstration.loaded')");
    const logged = await as(
      everybody.reviewer,
      "select chain, user_id, person_name, role, action from audit.events where action <> 'test'",
    );
    const planner = { user_id: ids[ours].user, person_name: "Person 2281", role: "planner", action: "exact.read" };
    const program = { user_id: null, person_name: null, role: "operator", action: "demonstration.loaded" };
    expect(logged).toEqual([
      { chain: ours, ...planner },
      { chain: ours, ...program },
    ]);
    for (const identity of Object.values(everybody)) {
      for (const statement of [
        `insert into audit.events select * from audit.events`,
        "insert into audit.events (chain, sequence, occurred_at, role, action, previous_hash, hash) values ('*', 99, now(), 'planner', 'x', '', '')",
        "update audit.events set action = 'x'",
        "delete from audit.events",
        "truncate audit.events",
        "update audit.chain_heads set sequence = 0",
        "delete from audit.chain_heads",
        "select audit.append(null)",
      ]) {
        await expect(as(identity, statement)).rejects.toMatchObject({ code: "42501" });
      }
    }
  });

  it("keeps the log from its owner's hand too, while the triggers are there", async () => {
    for (const statement of [
      "update audit.events set action = 'x'",
      "delete from audit.events",
      "truncate audit.events",
    ]) {
      await expect(opened.asOwner((owner) => owner.script(statement))).rejects.toMatchObject({ code: "OL007" });
    }
    await expect(opened.asOwner((owner) => owner.query("select audit.record('x')"))).rejects.toMatchObject({
      code: "OL006",
    });
  });

  it("signs in by choosing a role in the synthetic municipality, and nowhere else", async () => {
    const token = new Uint8Array(32).fill(7);
    const [session] = await as(
      everybody.anonymous,
      "select user_id, display_name from access.create_session($1, 'team', $2)",
      [ours, token],
    );
    expect(session).toEqual({ user_id: ids[ours].user, display_name: "Person 2281" });
    const [found] = await as(
      everybody.anonymous,
      "select municipality_code, user_id, role, roles, team_ids, synthetic from access.find_session($1)",
      [token],
    );
    expect(found).toEqual({
      municipality_code: ours,
      user_id: ids[ours].user,
      role: "team",
      roles: ["planner", "team"],
      team_ids: [ids[ours].team],
      synthetic: true,
    });
    expect(await as(everybody.anonymous, "select access.touch_session($1) as touched", [token])).toEqual([
      { touched: true },
    ]);
    expect(await as(everybody.anonymous, "select access.end_session($1) as ended", [token])).toEqual([{ ended: true }]);
    expect(await as(everybody.anonymous, "select 1 from access.find_session($1)", [token])).toEqual([]);
    await expect(
      as(everybody.anonymous, "select access.create_session($1, 'team', $2)", [theirs, token]),
    ).rejects.toMatchObject({ code: "OL004" });
    await expect(
      as(everybody.anonymous, "select access.create_session($1, 'admin', $2)", [ours, token]),
    ).rejects.toMatchObject({ code: "OL004" });
  });

  it("does not find a session that is idle, over, or of somebody who was disabled", async () => {
    const token = new Uint8Array(32).fill(9);
    const isFound = async () =>
      (await as(everybody.anonymous, "select 1 from access.find_session($1)", [token])).length === 1;
    const change = (assignment: string, table = "access.sessions") =>
      opened.asOwner((owner) => owner.script(`update ${table} set ${assignment} where municipality_code = '${ours}'`));
    await as(everybody.anonymous, "select access.create_session($1, 'planner', $2)", [ours, token]);
    expect(await isFound()).toBe(true);
    await change("last_seen_at = now() - interval '31 minutes'");
    expect(await isFound()).toBe(false);
    expect(await as(everybody.anonymous, "select access.touch_session($1) as touched", [token])).toEqual([
      { touched: false },
    ]);
    await change("last_seen_at = now(), expires_at = now() - interval '1 second'");
    expect(await isFound()).toBe(false);
    await change("expires_at = now() + interval '1 hour'");
    expect(await isFound()).toBe(true);
    await change("disabled_at = now()", "access.users");
    expect(await isFound()).toBe(false);
    await change("disabled_at = null", "access.users");
  });

  it("adds people only for the program, and only in its municipality", async () => {
    const add = (identity: Identity, code: string) =>
      as<{ id: string }>(identity, "select access.add_user($1, 'ny', 'Ny', array['manager']) as id", [code]);
    const [first] = await add(everybody.operator, ours);
    const [again] = await add(everybody.operator, ours);
    expect(again).toEqual(first);
    await expect(add(everybody.operator, theirs)).rejects.toMatchObject({ code: "OL006" });
    await expect(add(everybody.admin, ours)).rejects.toMatchObject({ code: "42501" });
  });

  it("tells the names of colleagues, not of people in other municipalities", async () => {
    const name = async (identity: Identity) =>
      (await as<{ name: string | null }>(identity, "select access.display_name($1) as name", [ids[ours].user]))[0]
        ?.name;
    expect(await name(person("manager"))).toBe("Person 2281");
    expect(await name(person("manager", theirs))).toBeNull();
  });
});
