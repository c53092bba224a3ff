-- Teams of a plan: seen with the plan.
alter table planning.plan_teams enable row level security;

grant select on planning.plan_teams to omradeslinjen_manager, omradeslinjen_team;
create policy others_read_published on planning.plan_teams for select
  to omradeslinjen_manager, omradeslinjen_team
  using (
    municipality_code = (select access.current_municipality())
    and exists (
      select from planning.plans
      where plans.municipality_code = plan_teams.municipality_code and plans.id = plan_teams.plan_id
    )
  );

grant select, insert, update, delete on planning.plan_teams to omradeslinjen_planner;
create policy planner_writes on planning.plan_teams to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on planning.plan_teams to omradeslinjen_operator;
create policy operator_works on planning.plan_teams to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
