create or replace function planning.rules_in_force(plan_id uuid)
returns table (source text, locks jsonb, keep_together jsonb, keep_apart jsonb, keep_catchments boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with present as (
    select plans.municipality_code, plans.division_id, plans.run_id,
      array(
        select plan_teams.team_id from planning.plan_teams
        where plan_teams.municipality_code = plans.municipality_code and plan_teams.plan_id = plans.id
        order by plan_teams.team_id) as team_ids
    from planning.plans
    join planning.present_plans on present_plans.municipality_code = plans.municipality_code
      and present_plans.plan_id = plans.id
    where plans.municipality_code = access.current_municipality() and plans.id = rules_in_force.plan_id
  ),
  candidates as (
    select 1 as place, 'run' as source, runs.created_at, runs.rules -> 'rules' as rules
    from present
    join jobs.runs on runs.municipality_code = present.municipality_code and runs.id = present.run_id
    where array(select own.id from unnest(runs.team_ids) as own (id) order by own.id) = present.team_ids
    union all
    select 2, 'rule-set', saved.created_at, saved.rules
    from present
    join planning.rule_sets as saved on saved.municipality_code = present.municipality_code
      and saved.division_id = present.division_id and saved.retired_at is null
    where saved.version = (
        select max(newer.version) from planning.rule_sets as newer
        where newer.municipality_code = saved.municipality_code and newer.id = saved.id)
      and array(
        select (team ->> 'teamId')::uuid from jsonb_array_elements(saved.teams) as team order by 1) = present.team_ids
  )
  select source,
    coalesce((
      select jsonb_agg(jsonb_build_object('areaCode', own ->> 'areaCode', 'teamId', own ->> 'teamId'))
      from jsonb_array_elements(rules -> 'locks') as own), '[]'::jsonb),
    coalesce((
      select jsonb_agg(own -> 'areaCodes') from jsonb_array_elements(rules -> 'keepTogether') as own), '[]'::jsonb),
    coalesce((
      select jsonb_agg(own -> 'areaCodes') from jsonb_array_elements(rules -> 'keepApart') as own), '[]'::jsonb),
    coalesce((rules ->> 'keepCatchmentsOfPrioritySchools')::boolean, false)
  from candidates order by place, created_at desc limit 1
$$;
comment on function planning.rules_in_force(uuid) is
  'Which areas today''s division locks to a team, keeps together and keeps apart: by the run that it was made with, else by the rules saved last for its teams. No counts, tolerances, names or reasons; nothing of a plan that does not apply today.';
grant execute on function planning.rules_in_force(uuid) to omradeslinjen_manager;
