-- Remembered column mappings: planners and the program.
alter table jobs.column_mappings enable row level security;

grant select, insert, update, delete on jobs.column_mappings to omradeslinjen_planner;
create policy planner_writes on jobs.column_mappings to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on jobs.column_mappings to omradeslinjen_operator;
create policy operator_works on jobs.column_mappings to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
