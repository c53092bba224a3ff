create or replace function planning.rules_in_force(plan_id uuid)
returns table (source text, locks jsonb, keep_together jsonb, keep_apart jsonb, keep_catchments boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select own.judged_by,
    coalesce((
      select jsonb_agg(jsonb_build_object('areaCode', each ->> 'areaCode', 'teamId', each ->> 'teamId'))
      from jsonb_array_elements(own.rules -> 'locks') as each), '[]'::jsonb),
    coalesce((
      select jsonb_agg(each -> 'areaCodes') from jsonb_array_elements(own.rules -> 'keepTogether') as each), '[]'::jsonb),
    coalesce((
      select jsonb_agg(each -> 'areaCodes') from jsonb_array_elements(own.rules -> 'keepApart') as each), '[]'::jsonb),
    coalesce((own.rules ->> 'keepCatchmentsOfPrioritySchools')::boolean, false)
  from planning.present_plans
  join planning.plan_rules as own on own.municipality_code = present_plans.municipality_code
    and own.plan_id = present_plans.plan_id
    and own.revision = planning.newest_revision(present_plans.municipality_code, present_plans.plan_id)
  where present_plans.municipality_code = access.current_municipality()
    and present_plans.plan_id = rules_in_force.plan_id and own.rules is not null
$$;
comment on function planning.rules_in_force(uuid) is
  'Which areas today''s division locks to a team, keeps together and keeps apart, by the rules that judge it. No counts, tolerances, names or reasons; nothing of a plan that does not apply today.';
grant execute on function planning.rules_in_force(uuid) to omradeslinjen_manager;
