-- Plans that a run found: planners only, as the runs themselves.
alter table jobs.run_solutions enable row level security;

grant select, insert, update, delete on jobs.run_solutions to omradeslinjen_planner;
create policy planner_writes on jobs.run_solutions to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
