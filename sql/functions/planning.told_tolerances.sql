create or replace function planning.told_tolerances(plan_id uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('measureKey', each -> 'measureKey',
    'toleranceFraction', each -> 'toleranceFraction', 'toleranceNumber', each -> 'toleranceNumber') order by place), '[]')
  from planning.plans
  join planning.plan_rules as own on own.municipality_code = plans.municipality_code and own.plan_id = plans.id
    and own.revision = planning.newest_revision(plans.municipality_code, plans.id)
  cross join jsonb_array_elements(own.rules -> 'balancedMeasures') with ordinality as measures (each, place)
  where plans.municipality_code = access.current_municipality() and plans.id = told_tolerances.plan_id
    and (plans.status <> 'draft' or access.current_application_role() = 'planner')
$$;
comment on function planning.told_tolerances(uuid) is
  'How far from their targets a plan''s teams may be, by the rules that judge its newest revision; empty where it has none of its own. No counts, locks, names or reasons; of drafts to planners only.';
grant execute on function planning.told_tolerances(uuid) to omradeslinjen_reader;
