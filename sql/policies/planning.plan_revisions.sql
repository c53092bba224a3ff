-- Revisions: planners see the history, others only the newest revision of a plan that they may see.
alter table planning.plan_revisions enable row level security;

grant select on planning.plan_revisions to omradeslinjen_manager, omradeslinjen_team;
create policy others_read_newest on planning.plan_revisions for select
  to omradeslinjen_manager, omradeslinjen_team
  using (
    municipality_code = (select access.current_municipality())
    and exists (
      select from planning.plans
      where plans.municipality_code = plan_revisions.municipality_code and plans.id = plan_revisions.plan_id
    )
    and revision = planning.newest_revision(municipality_code, plan_id)
  );

grant select, insert on planning.plan_revisions to omradeslinjen_planner;
create policy planner_writes on planning.plan_revisions to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert on planning.plan_revisions to omradeslinjen_operator;
create policy operator_works on planning.plan_revisions to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
