// Two small municipalities with something in every table, set up as the owner, for tests of who sees what.
import type { Identity, Role } from "../../api/db/database.ts";
import type { OwnerConnection } from "../../api/db/owner.ts";

export const ours = "2281";
export const theirs = "2262";

export const ids = {
  [ours]: {
    division: "10000000-0000-4000-8000-000000002281",
    user: "20000000-0000-4000-8000-000000002281",
    team: "30000000-0000-4000-8000-000000002281",
    draft: "40000000-0000-4000-8000-000000002281",
    adopted: "50000000-0000-4000-8000-000000002281",
  },
  [theirs]: {
    division: "10000000-0000-4000-8000-000000002262",
    user: "20000000-0000-4000-8000-000000002262",
    team: "30000000-0000-4000-8000-000000002262",
    draft: "40000000-0000-4000-8000-000000002262",
    adopted: "50000000-0000-4000-8000-000000002262",
  },
} as const;

/** Somebody of a municipality in a role. */
export function person(role: Role, municipalityCode: typeof ours | typeof theirs = ours): Identity {
  const { user, team } = ids[municipalityCode];
  return { kind: "person", municipalityCode, userId: user, role, teamIds: role === "team" ? [team] : [] };
}

/** Everybody that can act, by name. Ours and one planner of the other municipality. */
export const everybody = {
  planner: person("planner"),
  manager: person("manager"),
  team: person("team"),
  admin: person("admin"),
  reviewer: person("reviewer"),
  "their planner": person("planner", theirs),
  operator: { kind: "operator", municipalityCode: ours },
  anonymous: { kind: "anonymous" },
} as const satisfies Record<string, Identity>;

/** Three squares in a row, A0 | A1 | A2, and the rest code 99. */
export async function fillTwoMunicipalities(owner: OwnerConnection): Promise<void> {
  for (const code of [ours, theirs] as const) {
    const { division, user, team, draft, adopted } = ids[code];
    await owner.script(`
      insert into geography.municipalities (code, name, synthetic) values ('${code}', 'Kommun ${code}', ${code === ours});
      insert into geography.divisions (municipality_code, id, key, name, kind, edition, source, source_epsg, content_hash)
        values ('${code}', '${division}', 'rutor', 'Rutor', 'other', '2026', 'test', 3006, 'x');
      insert into geography.areas (municipality_code, division_id, code, area_index, kind, name, geometry)
        select '${code}', '${division}', 'A' || n, n, 'placed', 'Ruta ' || n,
          st_multi(st_makeenvelope(600000 + n * 100, 6900000, 600100 + n * 100, 6900100, 3006))
        from generate_series(0, 2) as n;
      insert into geography.areas (municipality_code, division_id, code, kind, name)
        values ('${code}', '${division}', '99', 'unplaced', 'Restpost');
      insert into geography.backgrounds values ('${code}', '{"type":"FeatureCollection"}', 'test', 'x');
      insert into geography.parent_areas values ('${code}', '${division}', 'A', 1, 'Alla');
      insert into geography.adjacencies values ('${code}', '${division}', 0, 1, 100, 0), ('${code}', '${division}', 1, 2, 100, 0.2);
      insert into geography.adjacency_edits (municipality_code, division_id, area_index_a, area_index_b, action, reason)
        values ('${code}', '${division}', 1, 2, 'cut', 'älven'), ('${code}', '${division}', 0, 2, 'add', 'färjan');
      insert into geography.geometry_findings values ('${code}', '${division}', 1, 'gap', 0, 1, 3, null);
      insert into geography.arenas (municipality_code, id, source, external_id, name, kind)
        values ('${code}', '${team}', 'test', '1', 'Skolan', 'school');
      insert into geography.catchments values ('${code}', '${team}', '${division}', 'A0');
      insert into planning.teams (municipality_code, id, letter, name, colour_index) values ('${code}', '${team}', 'A', 'Norr', 0);
      insert into access.users (municipality_code, id, subject, display_name) values ('${code}', '${user}', 'test', 'Person ${code}');
      insert into access.user_roles (municipality_code, user_id, role, granted_by)
        values ('${code}', '${user}', 'planner', 'administrator'), ('${code}', '${user}', 'team', 'identity-provider');
      insert into access.user_teams (municipality_code, user_id, team_id, granted_by)
        values ('${code}', '${user}', '${team}', 'administrator'), ('${code}', '${user}', '${team}', 'identity-provider');
      insert into access.sessions (token_hash, municipality_code, user_id, role, expires_at)
        values (sha256('${code}'), '${code}', '${user}', 'planner', now() + interval '1 hour');
      insert into access.provider_sessions (municipality_code, session_id, provider)
        select municipality_code, id, 'oidc' from access.sessions where municipality_code = '${code}';
      insert into access.login_attempts (browser_hash, request_hash, municipality_code, provider, return_path, expires_at)
        values (sha256('browser ${code}'), sha256('request ${code}'), '${code}', 'saml', '/', now() + interval '1 minute');
      insert into access.used_assertions values ('${code}', sha256('assertion ${code}'), now() + interval '1 minute');
      insert into access.tokens (municipality_code, user_id, name, role, token_hash, expires_at)
        values ('${code}', '${user}', 'QGIS', 'planner', sha256('token ${code}'), now() + interval '1 day');
      insert into statistics.measures (municipality_code, key, name_sv, name_en, kind, age_from, age_to)
        values ('${code}', 'barn', 'Barn', 'Children', 'population', 0, 19);
      insert into statistics.measures (municipality_code, key, name_sv, name_en, kind, years, case_types)
        values ('${code}', 'klienter', 'Klienter', 'Clients', 'clients', 2, null),
          ('${code}', 'utredningar', 'Utredningar', 'Investigations', 'clients', 1, '{utredning}');
      insert into statistics.indicators (municipality_code, key, name, unit, source) values ('${code}', 'inkomst', 'Inkomst', 'tkr', 'SCB');
      insert into statistics.indicator_values values ('${code}', 'inkomst', '${division}', 'A0', 2024, 'T', 300, null);
      insert into exact.population_counts values
        ('${code}', '${division}', 'A0', '2025-12-31', 0, 19, 'F', 10, null), ('${code}', '${division}', 'A0', '2025-12-31', 0, 19, 'M', 12, null);
      insert into exact.client_counts values ('${code}', '${division}', 'A0', 2025, 'utredning', 4, null);
      insert into protected.publication_areas (municipality_code, division_id, area_code, publication_area, children, told)
        values ('${code}', '${division}', 'A0', 'A0', 60, true), ('${code}', '${division}', '99', 'utan', 3, false);
      insert into protected.client_years values ('${code}', 2025, '${division}');
      insert into protected.measures values ('${code}', '${division}', 'clients-all', 'clients', 'Klienter', 'Clients', 100);
      insert into protected.area_values values
        ('${code}', '${division}', 'clients-all', '2025', 'A0', 5, null, false, true),
        ('${code}', '${division}', 'clients-all', '2025', '99', null, 'protected', false, false);
      insert into protected.indicator_values values ('${code}', '${division}', 'inkomst', 'A0', 2024, 300, null, false);
      insert into protected.indicator_means values ('${code}', '${division}', 'inkomst', 2024, 300, null, null, null);
      insert into protected.means values ('${code}', '${division}', 'clients-all', '2025', 5, 1);
      insert into protected.age_totals values ('${code}', '${division}', '2025-12-31', 0, 60);
      insert into planning.load_limits values ('${code}', 1, 0.05, 1600);
      insert into planning.watch_findings values ('${code}', '${division}', '2026-11', '{}', now());
      insert into planning.rule_sets (municipality_code, division_id, name, rules) values ('${code}', '${division}', 'Regler', '{}');
      insert into planning.area_groups (municipality_code, division_id, name, area_codes) values ('${code}', '${division}', 'Centrum', '{A0}');
      insert into exact.flow_months values ('${code}', '2025-01-01', 'A', 'utredning', 12, 4, 7, 10.5, null, null);
      insert into protected.flow_months values ('${code}', '2025-01-01', 'A', 'utredning', 10, 5, 5, 11, null, null);
      insert into planning.workload_weights values ('${code}', 1, 'hours', '[]', 10, 1);
      insert into planning.priority_indexes values ('${code}', 1, '[]');
      insert into planning.neighbourhoods (municipality_code, division_id, name, area_codes)
        values ('${code}', '${division}', 'Viken', '{A0}'), ('${code}', '${division}', 'Backen', '{A0,99}');
      insert into planning.plans (municipality_code, id, division_id, name, status)
        values ('${code}', '${draft}', '${division}', 'Utkastet', 'draft'), ('${code}', '${adopted}', '${division}', 'Den fastställda', 'adopted');
      insert into planning.plan_teams
        select '${code}', plan_id, 0, '${team}', 6, 2 from unnest(array['${draft}', '${adopted}']::uuid[]) as plan_id;
      insert into planning.plan_revisions (municipality_code, plan_id, revision, team_indexes)
        values ('${code}', '${draft}', 1, '{0,0,0}'), ('${code}', '${adopted}', 1, '{0,0,-1}'), ('${code}', '${adopted}', 2, '{0,0,0}');
      insert into planning.plan_comments (municipality_code, plan_id, revision, text, created_by)
        values ('${code}', '${adopted}', 2, 'Varför så?', '${user}');
      insert into planning.plan_locks (municipality_code, plan_id, area_codes, changed_by)
        values ('${code}', '${draft}', '{A0}', '${user}');
      insert into planning.plan_renamings
        values ('${code}', '${draft}', 2, 'Utkastet', 'Utkast norr', '', 'Skolorna först.', '${user}');
      insert into planning.kept_records
        (municipality_code, id, plan_id, revision, occasion, adopted_from, program, kept_by, kept_at)
        select '${code}', gen_random_uuid(), plan_id::uuid, revision, occasion, '2026-01-01', '0.1.0', '${user}', now()
        from (values ('${draft}', 1, 'proposed'), ('${adopted}', 1, 'proposed'), ('${adopted}', 2, 'adopted'))
          as kept (plan_id, revision, occasion);
      insert into exact.kept_documents
        select municipality_code, id, 'bundle', '{}'::bytea, encode(sha256('{}'), 'hex') from planning.kept_records
        where municipality_code = '${code}';
      insert into protected.kept_documents
        select municipality_code, id, 'record', '{}'::bytea, encode(sha256('{}'), 'hex') from planning.kept_records
        where municipality_code = '${code}';
      insert into planning.teams (municipality_code, letter, name, colour_index) values ('${code}', 'B', 'Söder', 1);
      insert into planning.problem_trees (municipality_code, team_id, name, created_by, updated_by)
        select '${code}', id, 'Träd', '${user}', '${user}' from planning.teams where municipality_code = '${code}';
      insert into planning.problem_tree_revisions (municipality_code, tree_id, version, edits, inverse, created_by)
        select municipality_code, id, 1, '[]', '[]', created_by from planning.problem_trees where municipality_code = '${code}';
      insert into planning.problem_tree_comments (municipality_code, tree_id, text, created_by)
        select municipality_code, id, 'Stämmer det?', created_by from planning.problem_trees where municipality_code = '${code}';
      insert into planning.surveys (municipality_code, team_id, name, steps, questions, created_by)
        select '${code}', id, 'Enkät', 5, '[]', '${user}' from planning.teams where municipality_code = '${code}';
      insert into planning.survey_days select municipality_code, id, '2026-03-01' from planning.surveys where municipality_code = '${code}';
      insert into planning.survey_tallies (municipality_code, survey_id, question_id, channel, before_step, now_step, told)
        select municipality_code, id, id, 'paper', 2, 4, 7 from planning.surveys where municipality_code = '${code}';
      insert into planning.inherited_surveys
        select municipality_code, team_id, id, '2025-12-31' from planning.surveys where municipality_code = '${code}';
      insert into planning.survey_sendings select municipality_code, id, id, '2026-03-08' from planning.surveys where municipality_code = '${code}';
      insert into planning.survey_sessions
        select sha256(id::text::bytea), municipality_code, id, '${user}', now() + interval '1 hour', 5
        from planning.surveys where municipality_code = '${code}';
      insert into jobs.runs (municipality_code, division_id, rules, team_ids, problem, problem_hash, seed, engine_version)
        values ('${code}', '${division}', '{}', '{}', '\\x00', 'x', 1, '1');
      insert into jobs.run_solutions (municipality_code, run_id, solution, team_indexes, scores)
        select '${code}', id, 0, '{0,0,0}', '{}' from jobs.runs where municipality_code = '${code}';
      insert into jobs.imports (municipality_code, purpose, file_name, file_hash, status) values ('${code}', 'areas', 'a.gpkg', 'x', 'loaded');
      insert into jobs.column_mappings values ('${code}', 'areas', 'x', '{}');
      select set_config('app.municipality_code', '${code}', false), set_config('app.role', 'operator', false);
      select audit.record('test');
      select set_config('app.municipality_code', '', false), set_config('app.role', '', false);`);
  }
}
