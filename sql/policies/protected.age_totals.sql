-- Children by single year of the municipality: read by managers and planners, written by the import that a planner makes.
alter table protected.age_totals enable row level security;

grant select on protected.age_totals to omradeslinjen_manager;
create policy manager_reads on protected.age_totals for select to omradeslinjen_manager
  using (municipality_code = (select access.current_municipality()));

grant select, insert, delete on protected.age_totals to omradeslinjen_planner;
create policy planner_writes on protected.age_totals to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
