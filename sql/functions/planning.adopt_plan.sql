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
  -- Those before it, also in several steps: one that never begins to apply ends nothing, the one after it does.
  with recursive earlier as (
    select before.id, before.adopted_from, coalesce(adopt_plan.adopted_from, before.superseded_from) as superseded_from
    from planning.plans as before
    where before.municipality_code = adopt_plan.municipality_code and before.superseded_by_plan_id = adopt_plan.plan_id
    union
    select before.id, before.adopted_from,
      case when earlier.adopted_from is null then before.superseded_from
        else least(earlier.adopted_from, earlier.superseded_from) end
    from planning.plans as before
    join earlier on earlier.id = before.superseded_by_plan_id
    where before.municipality_code = adopt_plan.municipality_code
  )
  update planning.plans
  set superseded_from = earlier.superseded_from
  from earlier
  where plans.municipality_code = adopt_plan.municipality_code and plans.id = earlier.id
    and plans.superseded_from is distinct from earlier.superseded_from;
  update planning.plans
  set status = 'adopted', adopted_from = adopt_plan.adopted_from
  where plans.municipality_code = adopt_plan.municipality_code and plans.id = adopt_plan.plan_id;
end
$$;
comment on function planning.adopt_plan(text, uuid, date) is
  'Makes a plan the adopted one of its division from a day on; the one that applied before is superseded from that day. Also moves the day of an adopted plan.';
grant execute on function planning.adopt_plan(text, uuid, date) to omradeslinjen_planner, omradeslinjen_operator;
