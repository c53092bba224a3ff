create or replace function planning.end_adoption(municipality_code text, plan_id uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  ended planning.plans;
  given_back planning.plans;
begin
  update planning.plans
  set status = 'superseded', superseded_from = current_date, superseded_by_plan_id = null
  where plans.municipality_code = end_adoption.municipality_code and plans.id = end_adoption.plan_id
  returning * into ended;
  update planning.plans
  set status = 'adopted', superseded_from = null, superseded_by_plan_id = null, version = version + 1, updated_at = now()
  where plans.municipality_code = end_adoption.municipality_code and plans.superseded_by_plan_id = ended.id
    and ended.adopted_from > current_date
  returning * into given_back;
  if found then
    perform planning.adopt_plan(end_adoption.municipality_code, given_back.id, given_back.adopted_from);
  end if;
end
$$;
comment on function planning.end_adoption(text, uuid) is
  'Ends an adopted plan today. One that was ended before it began to apply gives its place back to the plan it would have superseded.';
grant execute on function planning.end_adoption(text, uuid) to omradeslinjen_planner, omradeslinjen_operator;
