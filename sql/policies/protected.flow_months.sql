-- Protected monthly flow: read by planners and managers, written by the import that a planner makes.
alter table protected.flow_months enable row level security;

grant select on protected.flow_months to omradeslinjen_manager;
create policy manager_reads on protected.flow_months for select to omradeslinjen_manager
  using (municipality_code = (select access.current_municipality()));

grant select, insert, delete on protected.flow_months to omradeslinjen_planner;
create policy planner_writes on protected.flow_months to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select (municipality_code) on protected.flow_months to omradeslinjen_operator;
create policy operator_looks on protected.flow_months for select to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'));
