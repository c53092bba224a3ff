-- Findings of the monthly check: read by managers and planners, written by the check, which acts as a manager.
alter table planning.watch_findings enable row level security;

grant select on planning.watch_findings to omradeslinjen_planner;
create policy planner_reads on planning.watch_findings for select to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()));

grant select, insert, update on planning.watch_findings to omradeslinjen_manager;
create policy manager_writes on planning.watch_findings to omradeslinjen_manager
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
