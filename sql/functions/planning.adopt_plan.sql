create or replace function planning.adopt_plan(municipality_code text, plan_id uuid, adopted_from date) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  update planning.plans
  set status = 'superseded', superseded_by_plan_id = adopt_plan.plan_id,
    superseded_from = coalesce(adopt_plan.adopted_from, current_date), version = version + 1, updated_at = now()
  where plans.municipality_code = adopt_plan.municipality_code and plans.id <> adopt_plan.plan_id and plans.status = 'adopted'
    and plans.division_id = (
      select adopted.division_id from planning.plans as adopted
      where adopted.municipality_code = adopt_plan.municipality_code and adopted.id = adopt_plan.plan_id);
  update planning.plans
  set superseded_from = adopt_plan.adopted_from
  where plans.municipality_code = adopt_plan.municipality_code and plans.superseded_by_plan_id = adopt_plan.plan_id
    and adopt_plan.adopted_from is not null;
  update planning.plans
  set status = 'adopted', adopted_from = adopt_plan.adopted_from
  where plans.municipality_code = adopt_plan.municipality_code and plans.id = adopt_plan.plan_id;
end
$$;
comment on function planning.adopt_plan(text, uuid, date) is
  'Makes a plan the adopted one of its division from a day on; the one before is superseded from that day. Also moves the day of an adopted plan.';
grant execute on function planning.adopt_plan(text, uuid, date) to omradeslinjen_planner, omradeslinjen_operator;
