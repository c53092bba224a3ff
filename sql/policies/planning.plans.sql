-- Plans: planners work with all, others in the municipality see those that are no longer drafts.
alter table planning.plans enable row level security;

grant select on planning.plans to omradeslinjen_manager, omradeslinjen_team;
create policy others_read_published on planning.plans for select
  to omradeslinjen_manager, omradeslinjen_team
  using (status <> 'draft' and municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on planning.plans to omradeslinjen_planner;
create policy planner_writes on planning.plans to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on planning.plans to omradeslinjen_operator;
create policy operator_works on planning.plans to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
